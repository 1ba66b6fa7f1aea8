# SPDX-License-Identifier: EUPL-1.2
"""What a new release changes, and for whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.carrousels.read.changes import What, difference, led_by, receptions
from app.carrousels.values import Colour, MeetingPoint
from app.kernel.ids import PersonId
from app.kernel.values import Daypart, GeoPoint, Language, Way
from tests.carrousels.samples import (
    BLUE,
    BRUG,
    FIRST_RELEASE,
    HANNAH,
    MARCH_16,
    RED,
    SCHAKEL,
    SECOND_RELEASE,
    STROOM,
)  # fmt: skip

RED_NOW, BLUE_NOW = FIRST_RELEASE.groups


def with_red(**changes):
    return replace(FIRST_RELEASE, groups=(replace(RED_NOW, **changes), BLUE_NOW))


def test_nothing_differs_between_a_release_and_itself():
    assert not difference(FIRST_RELEASE, FIRST_RELEASE)


def test_all_of_the_first_release_is_new():
    differs = difference(None, FIRST_RELEASE)
    assert [c.is_new for c in differs.groups] == [True, True]
    assert set(differs.schools) == {SCHAKEL, STROOM, BRUG}
    assert differs.guides == (HANNAH,)
    assert differs.moved is None


def test_an_hour_later_concerns_everybody():
    differs = difference(FIRST_RELEASE, SECOND_RELEASE)
    assert [c.what for c in differs.groups[0].changes] == [What.DEPARTS, What.VISIT_TIME, What.VISIT_TIME, What.BACK]
    assert set(differs.schools) == {SCHAKEL, STROOM, BRUG}
    assert differs.moved is None


def test_a_day_that_moves_as_a_whole_is_told_in_one_number():
    differs = difference(FIRST_RELEASE, SECOND_RELEASE)
    assert differs.shift == 60
    assert difference(SECOND_RELEASE, FIRST_RELEASE).shift == -60
    assert {found.shift for found in differs.groups} == {60}


def test_one_group_that_moves_or_one_more_change_is_not_the_whole_day():
    red_later, blue_later = SECOND_RELEASE.groups
    only_red = difference(FIRST_RELEASE, replace(FIRST_RELEASE, groups=(red_later, BLUE_NOW)))
    assert (only_red.shift, only_red.groups[0].shift) == (None, 60)
    smaller = replace(SECOND_RELEASE, groups=(replace(red_later, places=9), blue_later))
    assert difference(FIRST_RELEASE, smaller).shift is None
    another_day = replace(SECOND_RELEASE, on=MARCH_16 + timedelta(days=7))
    assert difference(FIRST_RELEASE, another_day).shift is None
    assert difference(FIRST_RELEASE, with_red(departs_at=red_later.departs_at)).groups[0].shift is None


def test_another_day_is_told_as_a_move():
    later = replace(FIRST_RELEASE, on=MARCH_16 + timedelta(days=7))
    before, after = difference(FIRST_RELEASE, later).moved
    assert (before, after) == ((MARCH_16, Daypart.MORNING), (later.on, Daypart.MORNING))


PLAIN = [
    (What.MEETING_POINT, {"meeting_point": MeetingPoint(GeoPoint(52.5, 5.9))}),
    (What.GUIDE, {"guide_id": PersonId("ibrahim")}),
    (What.WAY, {"way": Way.BUS}),
    (What.LANGUAGE, {"language": Language.TURKISH}),
    (What.PLACES, {"places": 20}),
    (What.PRAMS, {"prams": 0}),
    (What.STEP_FREE, {"step_free": False}),
    (What.COLOUR, {"colour": Colour.GREEN}),
]


@pytest.mark.parametrize(("what", "changed"), PLAIN, ids=[str(what) for what, _changed in PLAIN])
def test_each_promise_is_compared(what, changed):
    differs = difference(FIRST_RELEASE, with_red(**changed))
    assert [(c.group.tour_group_id, [x.what for x in c.changes]) for c in differs.groups] == [(RED, [what])]


def test_a_school_hears_only_of_what_concerns_it():
    first, second = RED_NOW.visits
    differs = difference(FIRST_RELEASE, with_red(visits=(first, replace(second, school_id=BRUG))))
    assert [c.what for c in differs.groups[0].changes] == [What.VISIT_ADDED, What.VISIT_REMOVED]
    assert set(differs.schools) == {STROOM, BRUG}


def test_another_order_is_told_as_such():
    first, second = RED_NOW.visits
    swapped = (replace(first, school_id=STROOM), replace(second, school_id=SCHAKEL))
    assert What.ORDER in {c.what for c in difference(FIRST_RELEASE, with_red(visits=swapped)).groups[0].changes}


def test_the_guide_who_goes_and_the_one_who_comes_both_hear():
    differs = difference(FIRST_RELEASE, with_red(guide_id=PersonId("ibrahim")))
    assert set(differs.guides) == {HANNAH, "ibrahim"}
    assert differs.schools == ()


def test_people_do_not_hear_twice_of_a_cancelled_group():
    only_red = replace(FIRST_RELEASE, groups=(RED_NOW,))
    assert difference(FIRST_RELEASE, only_red).schools == (SCHAKEL, BRUG)
    assert not difference(FIRST_RELEASE, only_red, cancelled=(BLUE,))


def test_a_school_sees_who_comes_in_order_of_time():
    assert [r.tour_group_id for r in receptions(FIRST_RELEASE.groups, SCHAKEL)] == [RED, BLUE]
    assert led_by(FIRST_RELEASE.groups, HANNAH) == (RED_NOW,)
