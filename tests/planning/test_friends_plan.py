# SPDX-License-Identifier: EUPL-1.2
"""Couples that can be seen by eye, why they fit, and what is said about bad input."""

import pytest

from app.planning.documents import UnreadableDocument
from app.planning.friends import match_friends
from app.planning.friends_check import check
from app.planning.friends_document import friends_from_document, plan_from_document
from app.planning.friends_lint import SENTENCES, lint
from tests.planning.couples import friends, school

ARK, BRUG, CEDER, DUIF = school("Ark", 80), school("Brug", 20), school("Ceder", 70), school("Duif", 40)


def matched(document):
    return match_friends(friends_from_document(document), seconds=20)


def couples(document):
    return [set(couple) for couple in matched(document).plan.couples]


def test_the_best_pair_gives_way_when_more_schools_find_a_friend():
    row = [["Ark", "Brug", 900], ["Brug", "Ceder", 100], ["Ceder", "Duif", 900]]
    assert couples(friends([ARK, BRUG, CEDER, DUIF], row)) == [{"Ark", "Brug"}, {"Ceder", "Duif"}]


def test_schools_that_differ_most_become_friends():
    assert {"Ark", "Brug"} in couples(friends([ARK, BRUG, CEDER]))


def test_an_existing_couple_stays_and_is_not_counted():
    proposal = matched(friends([ARK, BRUG, CEDER, DUIF], existing=[["Ark", "Ceder"]]))
    assert [set(c) for c in proposal.plan.couples] == [{"Ark", "Ceder"}, {"Brug", "Duif"}]
    assert (proposal.coupled, proposal.status) == (2, "optimal")


def test_a_forbidden_pair_is_not_made():
    proposal = matched(friends([ARK, BRUG], forbidden=[["Brug", "Ark"]]))
    assert (proposal.plan.couples, proposal.alone) == ((), ("Ark", "Brug"))


def test_a_preference_tips_the_balance():
    document = friends([ARK, BRUG, CEDER, DUIF], preferred=[["Ark", "Ceder", 200]])
    assert {"Ark", "Ceder"} in couples(document)


def test_three_together_only_where_that_helps():
    trio = friends([ARK, BRUG, CEDER], triples="if_needed")
    assert couples(trio) == [{"Ark", "Brug", "Ceder"}]
    assert matched(trio).score == (60 + 50 + 10 + 3 * 40) // 2
    assert all(len(couple) == 2 for couple in couples(friends([ARK, BRUG, CEDER, DUIF], triples="if_needed")))


def test_a_row_of_three_is_no_triple():
    row = [["Ark", "Brug", 100], ["Brug", "Ceder", 900]]
    assert couples(friends([ARK, BRUG, CEDER], row, triples="if_needed")) == [{"Ark", "Brug"}]


def test_every_couple_says_why_and_every_school_has_a_next_best():
    proposal = matched(friends([ARK, BRUG, CEDER], [["Ark", "Brug", 250], ["Ceder", "Ark", 500]]))
    fit = proposal.reasons[0].fits[0]
    assert (fit.contrast, fit.seconds, fit.closeness, fit.size_fit, fit.score) == (60, 250, 75, 100, 135)
    assert {n.school: n.partner for n in proposal.next_best} == {"Ark": "Ceder", "Brug": None, "Ceder": "Ark"}


CASES = {
    "school-twice": friends([ARK, ARK, BRUG], []),
    "no-schools": friends([]),
    "lengths": friends([ARK, school("Eik", composition=[50, 25, 25])]),
    "composition": friends([ARK, school("Eik", composition=[50, 51])]),
    "negative-share": friends([ARK, school("Eik", 110)]),
    "grade": friends([ARK, school("Eik", pupils_per_grade=0)]),
    "max-seconds": friends([ARK, BRUG], max_seconds=0),
    "triples": friends([ARK, BRUG], triples="maybe"),
    "contrast": friends([ARK, BRUG], min_contrast=120),
    "with-itself": friends([ARK, BRUG], existing=[["Ark", "Ark"]]),
    "unknown-school": friends([ARK, BRUG], [["Ark", "Eik", 300]]),
    "negative-travel": friends([ARK, BRUG], [["Ark", "Brug", -1]]),
    "existing-twice": friends([ARK, BRUG, CEDER], existing=[["Ark", "Brug"], ["Ceder", "Ark"]]),
    "existing-forbidden": friends([ARK, BRUG], existing=[["Ark", "Brug"]], forbidden=[["Brug", "Ark"]]),
    "preferred-forbidden": friends([ARK, BRUG], preferred=[["Ark", "Brug", 5]], forbidden=[["Brug", "Ark"]]),
    "pair-twice": friends([ARK, BRUG], [["Ark", "Brug", 300], ["Brug", "Ark", 400]]),
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_said_in_dutch(code):
    findings = lint(friends_from_document(CASES[code]))
    assert code in [finding.code for finding in findings]
    assert all(finding.sentence() for finding in findings)
    wrong = any(finding.severity == "error" for finding in findings)
    proposal = matched(CASES[code])
    assert (proposal.status == "impossible") == wrong == (proposal.plan is None)


def test_every_sentence_has_its_case():
    assert set(CASES) == set(SENTENCES)


@pytest.mark.parametrize(
    "change",
    [
        {"format": None},
        {"schools": [{"id": "Ark"}]},
        {"travel_pairs": [["Ark", "Brug"]]},
        {"weights": {"contrast": 1}},
        {"weights": {"contrast": 1, "closeness": 1, "size": 1, "colour": 1}},
        {"existing": ["Ark"]},
        {"max_seconds": 10.5},
    ],
)
def test_a_misshapen_document_is_unreadable(change):
    with pytest.raises(UnreadableDocument):
        friends_from_document(friends([ARK, BRUG]) | change)


def test_the_checker_names_what_is_broken():
    puzzle = friends_from_document(friends([ARK, BRUG, CEDER], forbidden=[["Ark", "Ceder"]]))
    wrong = {
        "unknown-school": [["Ark", "Eik"]],
        "coupled-twice": [["Ark", "Brug"], ["Brug", "Ceder"]],
        "not-permitted": [["Ark", "Ceder"]],
        "size": [["Ark", "Brug", "Ceder"]],
    }
    for code, made in wrong.items():
        found = check(puzzle, plan_from_document({"instance": "test-friends", "couples": made}))
        assert code in [violation.code for violation in found]
        assert all(violation.sentence() for violation in found)
