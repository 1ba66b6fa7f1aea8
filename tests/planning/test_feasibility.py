# SPDX-License-Identifier: EUPL-1.2
"""Everything that may not be in a plan is found, named, and can be said."""

from copy import deepcopy

import pytest

from app.planning.feasibility import SENTENCES, check
from app.planning.rotation_document import day_from_document, plan_from_document
from tests.planning.days import NINE, at, document, group, school

NAMES = {
    "ROOD": "Groep Rood",
    "BLAUW": "Groep Blauw",
    "ARK": "De Ark",
    "KOMPAS": "Het Kompas",
    "HOME": "de bibliotheek",
}


def sound_day():
    schools = [school("ARK", "A"), school("KOMPAS", "B"), school("BRUG", "C")]
    red = group("ROOD", must=["ARK"], avoid=["BRUG"], min_visits=2, max_visits=2, latest_end=at(11))
    return document(schools, [red, group("BLAUW", min_visits=0)])


def sound_plan():
    return {
        "instance": "test-day",
        "groups": [
            {
                "id": "ROOD",
                "depart": at(9),
                "finish": at(10, 15),
                "visits": [{"school": "ARK", "start": at(9, 10)}, {"school": "KOMPAS", "start": at(9, 45)}],
            },
            {"id": "BLAUW", "depart": None, "finish": None, "visits": []},
        ],
    }


def verdict(day, plan):
    return check(day_from_document(day), plan_from_document(plan))


def red(plan):
    return plan["groups"][0]


def both_at_the_ark(day, plan):
    visit = {"school": "ARK", "start": at(9, 10)}
    plan["groups"][1] |= {"depart": at(9), "finish": at(9, 40), "visits": [visit]}


def shared_ark(day, plan, **other):
    day["schools"][0] |= {"groups_per_presentation": 2} | other
    both_at_the_ark(day, plan)


def overlapping_ark(day, plan):
    shared_ark(day, plan)
    plan["groups"][1]["visits"][0]["start"] = at(9, 15)


def in_rounds(day, plan, stroke=2100, first=NINE + 600, blocks=1):
    day["timing"] = {
        "kind": "rounds",
        "stroke": [1800, 2100],
        "blocks": [{"first": [NINE, at(9, 15)], "rounds": 2}] * blocks,
    }
    plan["rounds"] = {"stroke": stroke, "first": [first] * blocks}


def crowd_of_three(day, plan):
    shared_ark(day, plan)
    day["groups"].append(group("GEEL"))
    plan["groups"].append(deepcopy(plan["groups"][1]) | {"id": "GEEL"})


SPOILS = [
    ("other-day", lambda d, p: p.update(instance="another")),
    ("unknown-group", lambda d, p: p["groups"].append({"id": "PAARS", "visits": []})),
    ("group-twice", lambda d, p: p["groups"].append(deepcopy(p["groups"][1]))),
    ("group-missing", lambda d, p: p["groups"].pop()),
    ("no-visits", lambda d, p: red(p).update(visits=[])),
    ("no-times", lambda d, p: red(p).update(depart=None)),
    ("off-grid", lambda d, p: red(p).update(finish=at(10, 15) + 1)),
    ("departs-outside", lambda d, p: d["groups"][0].update(depart=[at(9, 5), at(9, 30)])),
    ("too-long", lambda d, p: d["groups"][0].update(max_duration=4499)),
    ("too-late", lambda d, p: d["groups"][0].update(latest_end=at(10, 14))),
    ("school-twice", lambda d, p: red(p)["visits"][1].update(school="ARK")),
    ("must-missed", lambda d, p: d["groups"][0].update(must=["BRUG"])),
    ("avoided", lambda d, p: d["groups"][0].update(avoid=["KOMPAS"])),
    ("too-few", lambda d, p: d["groups"][0].update(min_visits=3)),
    ("too-many", lambda d, p: d["groups"][0].update(max_visits=1)),
    ("unknown-school", lambda d, p: red(p)["visits"][1].update(school="EILAND")),
    ("no-way", lambda d, p: d["travel"]["walk"][1].__setitem__(2, None)),
    ("no-way", lambda d, p: d["travel"]["walk"][2].__setitem__(0, None)),
    ("too-soon", lambda d, p: red(p)["visits"][1].update(start=at(9, 40))),
    ("too-soon", lambda d, p: red(p)["visits"][0].update(start=at(9, 5))),
    ("outside-window", lambda d, p: d["schools"][1].update(windows=[[at(9, 50), at(12)]])),
    ("language", lambda d, p: d["groups"][0].update(language="ar", language_need="must")),
    ("too-big", lambda d, p: d["groups"][0].update(size=31)),
    ("back-too-soon", lambda d, p: red(p).update(finish=at(10, 10))),
    ("too-many-at-once", both_at_the_ark),
    ("shared-groups", crowd_of_three),
    ("shared-visitors", lambda d, p: shared_ark(d, p, visitors_per_presentation=19)),
    ("overlap", overlapping_ark),
    ("no-bells", lambda d, p: (in_rounds(d, p), p.pop("rounds"))),
    ("stroke", lambda d, p: in_rounds(d, p, stroke=2400)),
    ("first-bell", lambda d, p: in_rounds(d, p, first=at(9, 20))),
    ("blocks-overlap", lambda d, p: in_rounds(d, p, blocks=2)),
    ("not-at-a-bell", lambda d, p: in_rounds(d, p, stroke=1800)),
]


def test_a_sound_plan_has_nothing_against_it():
    assert verdict(sound_day(), sound_plan()) == []


def test_a_sound_plan_in_rounds_has_nothing_against_it():
    day, plan = sound_day(), sound_plan()
    in_rounds(day, plan)
    assert verdict(day, plan) == []


@pytest.mark.parametrize(("code", "spoil"), SPOILS)
def test_a_spoilt_plan_is_found_out_and_can_be_said(code, spoil):
    day, plan = sound_day(), sound_plan()
    spoil(day, plan)
    found = verdict(day, plan)
    assert code in [violation.code for violation in found]
    assert all("{" not in violation.sentence(NAMES) for violation in found)


def test_every_sentence_has_a_plan_that_calls_for_it():
    assert set(SENTENCES) == {code for code, _ in SPOILS}


def test_a_violation_is_told_with_names_and_clock_times():
    plan = sound_plan()
    red(plan)["visits"][1]["start"] = at(9, 40)
    assert [violation.sentence(NAMES) for violation in verdict(sound_day(), plan)] == [
        "Groep Rood begint om 9:40 uur bij Het Kompas, maar kan er pas om 9:45 uur zijn."
    ]
