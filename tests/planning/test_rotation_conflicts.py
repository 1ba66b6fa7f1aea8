# SPDX-License-Identifier: EUPL-1.2
"""An impossible day is explained by facts that clash, none too many, and by what would help."""

import pytest

from app.planning.rotation_conflicts import why_impossible
from app.planning.rotation_document import day_from_document
from app.planning.rotation_possible import Oracle
from app.planning.rotation_requirements import Requirement, requirements, without
from tests.planning.days import MINUTE, NINE, at, document, group, school, two_by_two

NAMES = {"ROOD": "Groep Rood", "BLAUW": "Groep Blauw", "ARK": "De Ark", "KOMPAS": "Het Kompas", "BRUG": "De Brug"}


def ark_and_kompas():
    """The Ark receives until 10:00, the Kompas from 10:30, and Red must be back at 10:45."""
    schools = [
        school("ARK", "A", windows=[[NINE, at(10)]]),
        school("KOMPAS", "B", windows=[[at(10, 30), at(12)]]),
        school("BRUG", "C"),
    ]
    red = group("ROOD", must=["ARK", "KOMPAS"], latest_end=at(10, 45), min_visits=2)
    return document(schools, [red, group("BLAUW")])


def crowded_ark():
    """Two groups must see the Ark, which receives for twenty minutes, one group at a time."""
    schools = [school("ARK", "A", windows=[[at(9, 30), at(9, 50)]]), school("KOMPAS", "B")]
    return document(schools, [group("ROOD", must=["ARK"]), group("BLAUW", must=["ARK"])])


def ringing_too_seldom():
    """Two visits in one round."""
    day = two_by_two()
    blocks = [{"first": [NINE, at(9, 30)], "rounds": 1}, {"first": [at(13), at(13, 30)], "rounds": 1}]
    return day | {"timing": {"kind": "rounds", "stroke": [1800, 2700], "blocks": blocks}}


def many_clashes():
    """Four groups must each see two schools that both close too early for any of them."""
    schools = [school(name, name, windows=[[NINE, at(9, 35)]]) for name in ("ARK", "KOMPAS")]
    return document(schools, [group(f"G{n}", min_visits=2) for n in range(4)])


IMPOSSIBLE = [ark_and_kompas, crowded_ark, ringing_too_seldom, many_clashes]


def possible(day):
    return Oracle(deadline=float("inf")).possible(day)


@pytest.mark.parametrize("impossible", IMPOSSIBLE)
def test_the_facts_clash_and_none_of_them_can_be_left_out(impossible):
    day = day_from_document(impossible())
    explanation = why_impossible(day, seconds=20)
    assert (explanation.status, explanation.proven_minimal) == ("impossible", True)
    others = [fact for fact in requirements(day) if fact not in explanation.facts]
    assert possible(without(day, others)) is False
    for fact in explanation.facts:
        assert possible(without(day, [*others, fact])) is True


@pytest.mark.parametrize("impossible", IMPOSSIBLE)
def test_every_concession_makes_the_day_possible_when_it_is_followed(impossible):
    day = day_from_document(impossible())
    explanation = why_impossible(day, seconds=20)
    assert explanation.concessions
    for concession in explanation.concessions:
        assert possible(concession.applied(day)) is True


def test_a_clash_of_windows_and_the_end_is_told_with_names_and_times():
    explanation = why_impossible(day_from_document(ark_and_kompas()), seconds=20)
    told = explanation.sentences(NAMES)
    assert told[0] == "Deze afspraken gaan niet samen:"
    assert "Groep Rood moet naar Het Kompas." in told
    assert "Het Kompas ontvangt van 10:30 tot 12:00 uur." in told
    assert "Groep Rood moet uiterlijk om 10:45 uur terug zijn." in told
    assert "Zou kunnen: Groep Rood is 15 minuten later terug, uiterlijk om 11:00 uur." in told


def test_the_least_amount_is_asked_and_no_step_more():
    explanation = why_impossible(day_from_document(ark_and_kompas()), seconds=20)
    later = next(c.changes[0] for c in explanation.concessions if c.changes[0].kind == "latest-end")
    assert (later.group, later.amount) == ("ROOD", 15 * MINUTE)


def test_two_groups_that_need_the_same_twenty_minutes_are_both_named():
    facts = set(why_impossible(day_from_document(crowded_ark()), seconds=20).facts)
    assert {Requirement("must", "ROOD", "ARK"), Requirement("must", "BLAUW", "ARK")} <= facts
    assert Requirement("window", school="ARK") in facts
    assert Requirement("capacity", school="ARK") in facts


def test_several_clashes_get_one_set_of_concessions_for_all():
    explanation = why_impossible(day_from_document(many_clashes()), seconds=20)
    assert all(len(concession.changes) > 1 for concession in explanation.concessions)


def test_a_promised_school_without_a_way_there_is_told_so():
    day = two_by_two()
    day["groups"][0]["must"] = ["ARK"]
    for row in day["travel"]["walk"]:
        row[1] = None
    told = why_impossible(day_from_document(day), seconds=20).sentences(NAMES)
    assert "Voor Groep Rood is er geen weg naar of van De Ark." in told


def test_bad_input_is_the_whole_explanation():
    day = two_by_two()
    day["groups"][0] |= {"must": ["ARK"], "avoid": ["ARK"], "min_visits": 1}
    explanation = why_impossible(day_from_document(day), seconds=20)
    assert explanation.sentences(NAMES) == ["Groep Rood moet naar De Ark en mag er ook niet heen."]


def test_a_possible_day_needs_no_explanation():
    explanation = why_impossible(day_from_document(two_by_two()), seconds=20)
    assert (explanation.status, explanation.facts) == ("possible", ())
    assert explanation.sentences() == ["Deze dag kan wel."]


def test_without_time_nothing_is_claimed():
    explanation = why_impossible(day_from_document(crowded_ark()), seconds=0)
    assert explanation.status == "unknown"
