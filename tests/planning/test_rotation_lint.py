# SPDX-License-Identifier: EUPL-1.2
"""Bad input gets a sentence: errors name the thing, warnings let it pass."""

import pytest

from app.planning.rotation_document import UnreadableDocument, day_from_document
from app.planning.rotation_lint import ERROR, WARNING, lint
from app.planning.rotation_lint_words import SENTENCES
from tests.planning.days import NINE, at, group, school, two_by_two

BLOCK = {"first": [NINE, at(9, 30)], "rounds": 3}


def ark(**other):
    return lambda d: d["schools"][0].update(other)


def red(**other):
    return lambda d: d["groups"][0].update(other)


def rounds(**other):
    timing = {"kind": "rounds", "stroke": [1800, 2400], "blocks": [BLOCK]} | other
    return lambda d: d.update(timing=timing)


def leg(value, row=1, column=2):
    return lambda d: d["travel"]["walk"][row].__setitem__(column, value)


SPOILS = [
    ("step", ERROR, lambda d: d.update(step=0)),
    ("changeover", ERROR, lambda d: d.update(changeover=-1)),
    ("place-twice", ERROR, lambda d: d["places"][2].update(id="A")),
    ("travel-shape", ERROR, lambda d: d["travel"].update(bike=[[0]])),
    ("travel-negative", ERROR, leg(-5)),
    ("travel-on-the-spot", WARNING, leg(60, 1, 1)),
    ("school-twice", ERROR, lambda d: d["schools"].append(school("ARK", "A"))),
    ("group-twice", ERROR, lambda d: d["groups"].append(group("ROOD"))),
    ("no-schools", ERROR, lambda d: d.update(schools=[])),
    ("no-groups", ERROR, lambda d: d.update(groups=[])),
    ("school-place", ERROR, ark(place="NOWHERE")),
    ("presentation", ERROR, ark(presentation=0)),
    ("no-room", ERROR, ark(rooms=0)),
    ("rooms-and-sharing", ERROR, ark(rooms=2, groups_per_presentation=2)),
    ("reset", ERROR, ark(reset=-300)),
    ("too-small-for-all", WARNING, ark(visitors_per_presentation=5)),
    ("no-window", ERROR, ark(windows=[])),
    ("window-reversed", ERROR, ark(windows=[[at(10), at(9)], [at(10), at(12)]])),
    ("windows-overlap", WARNING, ark(windows=[[at(9), at(11)], [at(10), at(12)]])),
    ("window-too-short", ERROR, ark(windows=[[at(9), at(9, 15)]])),
    ("group-place", ERROR, red(start="NOWHERE")),
    ("no-matrix", ERROR, red(mode="boat")),
    ("empty-group", ERROR, red(size=0)),
    ("depart-reversed", ERROR, red(depart=[at(10), at(9)])),
    ("home-before-leaving", WARNING, red(latest_end=at(8))),
    ("no-duration", ERROR, red(max_duration=0)),
    ("unknown-must", ERROR, red(must=["EILAND"])),
    ("unknown-wish", ERROR, red(wish=["EILAND"])),
    ("unknown-avoid", ERROR, red(avoid=["EILAND"])),
    ("must-and-avoid", ERROR, red(must=["ARK"], avoid=["ARK"])),
    ("wish-and-avoid", WARNING, red(wish=["ARK"], avoid=["ARK"], min_visits=1)),
    ("must-too-big", ERROR, red(must=["ARK"], size=31)),
    ("must-language", ERROR, red(must=["ARK"], language="ar", language_need="must")),
    ("min-over-max", ERROR, red(max_visits=1)),
    ("must-over-max", ERROR, red(must=["ARK", "KOMPAS"], max_visits=1)),
    ("min-over-schools", ERROR, red(min_visits=3)),
    ("timing-kind", ERROR, lambda d: d.update(timing={"kind": "sundial"})),
    ("stroke", ERROR, rounds(stroke=[2400, 1800])),
    ("stroke-too-short", ERROR, rounds(stroke=[600, 900])),
    ("no-blocks", ERROR, rounds(blocks=[])),
    ("empty-block", ERROR, rounds(blocks=[BLOCK | {"rounds": 0}, BLOCK])),
    ("more-than-rounds", ERROR, rounds(blocks=[BLOCK | {"rounds": 1}])),
]


def test_a_sound_day_has_nothing_against_it():
    assert lint(day_from_document(two_by_two())) == []


@pytest.mark.parametrize(("code", "severity", "spoil"), SPOILS)
def test_bad_input_is_found_and_can_be_said(code, severity, spoil):
    day = two_by_two()
    spoil(day)
    found = lint(day_from_document(day))
    assert (code, severity) in [(finding.code, finding.severity) for finding in found]
    assert all("{" not in finding.sentence() for finding in found)


def test_every_sentence_has_a_day_that_calls_for_it():
    assert set(SENTENCES) == {code for code, _, _ in SPOILS}


def test_a_finding_is_told_with_names_and_lengths():
    day = two_by_two()
    day["schools"][0]["windows"] = [[at(9), at(9, 15)]]
    told = [finding.sentence({"ARK": "De Ark"}) for finding in lint(day_from_document(day))]
    assert told == ["De Ark kan 15 minuten achter elkaar ontvangen; de presentatie duurt 20 minuten."]


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda d: d.pop("travel"), "travel"),
        (lambda d: d.update(format="carrousel.rotation/2"), "carrousel.rotation/2"),
        (lambda d: d["groups"][0].pop("depart"), "depart"),
        (lambda d: d["schools"][0].update(presentation="20"), "presentation"),
        (lambda d: d.update(weights={"luck": 7}), "luck"),
        (leg(12.5), "12.5"),
    ],
)
def test_a_document_of_another_shape_is_refused_with_what_is_wrong(spoil, named):
    day = two_by_two()
    spoil(day)
    with pytest.raises(UnreadableDocument, match=named.replace(".", "[.]")):
        day_from_document(day)
