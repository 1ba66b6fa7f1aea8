# SPDX-License-Identifier: EUPL-1.2
"""Every impossible or doubtful quarter has its sentence, and without an error there is a plan."""

import pytest

from app.planning.documents import UnreadableDocument
from app.planning.quarter import plan_quarter
from app.planning.quarter_document import quarter_from_document
from app.planning.quarter_lint import lint
from app.planning.quarter_lint_words import SENTENCES
from tests.planning.quarters import area, guide, quarter, shut

OOST, ANNA = area("Oost"), guide("Anna")
CASES = {
    "area-twice": quarter([OOST, OOST], [ANNA]),
    "guide-twice": quarter([OOST], [ANNA, ANNA]),
    "neighbour": quarter([area("Oost", neighbours=["Zuid"])], [ANNA]),
    "own-neighbour": quarter([area("Oost", neighbours=["Oost"])], [ANNA]),
    "neighbour-one-way": quarter([area("Oost", neighbours=["West"]), area("West")], [ANNA]),
    "small-team": quarter([area("Oost", guides_needed=2)], [ANNA]),
    "no-guides": quarter([area("Oost", guides_needed=-1)], [ANNA]),
    "no-required": quarter([area("Oost", required=-1)], [ANNA]),
    "no-team": quarter([OOST], [ANNA, guide("Bas", teams=[])]),
    "guide-limits": quarter([OOST], [ANNA, guide("Bas", max_total=-1)]),
    "reversed": quarter([OOST], [ANNA], quarter={"first": "2027-03-28", "last": "2027-03-01"}),
    "too-late": quarter([OOST], [ANNA], lead_days=400),
    "lead": quarter([OOST], [ANNA], lead_days=-1),
    "per-day": quarter([OOST], [ANNA], max_per_day=0),
    "slot": quarter([OOST], [ANNA], slots=["dinsdag"]),
    "no-slots": quarter([OOST], [ANNA], slots=[]),
    "no-areas": quarter([], [ANNA]),
    "closure-reversed": quarter([OOST], [ANNA], closed=[shut("2027-03-09", "2027-03-02")]),
    "unknown-slot": quarter([area("Oost", cost={"sat.morning": 2})], [ANNA]),
    "no-room": quarter([area("Oost", required=9)], [ANNA], max_per_day=1),
    "nothing-open": quarter([area("Oost", closed=[shut("2027-03-01", "2027-03-28")])], [ANNA]),
    "previous-later": quarter([area("Oost", previous="2027-03-04")], [ANNA]),
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_said_in_dutch(code):
    findings = lint(quarter_from_document(CASES[code]))
    assert code in [finding.code for finding in findings]
    assert all(finding.sentence() for finding in findings)
    proposal = plan_quarter(quarter_from_document(CASES[code]), seconds=1, workers=1)
    wrong = any(finding.severity == "error" for finding in findings)
    assert (proposal.status == "impossible") == wrong == (proposal.plan is None)


def test_every_sentence_has_its_case():
    assert set(CASES) == set(SENTENCES)


def test_a_sound_quarter_has_no_remarks():
    assert lint(quarter_from_document(quarter([OOST], [ANNA]))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"format": "carrousel.rotation/1"},
        {"quarter": None},
        {"lead_days": "zes"},
        {"max_per_day": True},
        {"planned_on": "4 januari"},
        {"slots": "tue.morning"},
        {"areas": [{"id": "Oost"}]},
        {"guides": 3},
    ],
)
def test_a_misshapen_document_is_unreadable(change):
    with pytest.raises(UnreadableDocument):
        quarter_from_document(quarter([OOST], [ANNA]) | change)
