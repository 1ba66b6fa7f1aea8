# SPDX-License-Identifier: EUPL-1.2
"""A plan that is accepted asks nothing of a school or group that it cannot give: told one by one, and by chance."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.carrousels.decide.clashes import Kind, clashes
from app.carrousels.state import Carrousel
from app.carrousels.values import Availability, Outing, Visit
from app.kernel.commands import fold
from app.kernel.ids import SchoolId, TourGroupId
from app.kernel.values import Hours
from tests.carrousels.samples import (
    BLUE,
    BLUE_OUTING,
    BRUG,
    PLAN_ADOPTED,
    READY,
    RED,
    RED_GROUP,
    RED_OUTING,
    SCHAKEL,
    STROOM,
)  # fmt: skip

DAY = fold(Carrousel(), READY)
GOOD = PLAN_ADOPTED.outings


def red(**changes):
    return (replace(RED_OUTING, **changes), BLUE_OUTING)


def red_visits(*visits):
    return red(visits=visits)


FIRST, SECOND = RED_OUTING.visits


def with_school(school_id, **changes):
    return replace(DAY, schools={**DAY.schools, school_id: replace(DAY.schools[school_id], **changes)})


def with_red(**changes):
    return replace(DAY, groups={**DAY.groups, RED: replace(RED_GROUP, **changes)})


def test_a_good_plan_has_no_clashes():
    assert clashes(DAY, GOOD) == ()


BROKEN = [
    (Kind.GROUP_MISSING, DAY, (RED_OUTING,)),
    (Kind.GROUP_UNKNOWN, DAY, (*GOOD, replace(RED_OUTING, tour_group_id=TourGroupId("green")))),
    (Kind.GROUP_TWICE, DAY, (*GOOD, RED_OUTING)),
    (Kind.SCHOOL_AWAY, DAY, red_visits(FIRST, replace(SECOND, school_id=SchoolId("elsewhere")))),
    (Kind.SCHOOL_TWICE, DAY, red_visits(FIRST, replace(SECOND, school_id=SCHAKEL))),
    (Kind.MUST_MISSED, with_red(must=(BRUG,)), GOOD),
    (Kind.AVOIDED, with_red(avoid=(STROOM,)), GOOD),
    (Kind.TOO_FEW, DAY, red_visits(FIRST)),
    (Kind.TOO_MANY, with_red(fewest=1, most=1), GOOD),
    (Kind.OUTSIDE_HOURS, with_school(STROOM, windows=(Hours(600, 700),)), GOOD),
    (Kind.OTHER_LENGTH, DAY, red_visits(FIRST, replace(SECOND, ends=594))),
    (Kind.TOO_SOON, DAY, red_visits(FIRST, replace(SECOND, travel=11))),
    (Kind.DEPARTS_OUTSIDE, DAY, red(departs=524)),
    (Kind.BACK_TOO_SOON, DAY, red(travel_back=6)),
    (Kind.BACK_TOO_LATE, with_red(back_before=599), GOOD),
    (Kind.TOO_LONG, with_red(longest=69), GOOD),
    (Kind.NOT_STEP_FREE, with_school(STROOM, step_free=False), GOOD),
    (Kind.TOO_MANY_VISITORS, with_school(STROOM, visitors=11), GOOD),
    (Kind.TOO_MANY_GROUPS, with_school(SCHAKEL, pause=16), GOOD),
]


@pytest.mark.parametrize(("kind", "day", "outings"), BROKEN, ids=[str(kind) for kind, _day, _outings in BROKEN])
def test_each_clash_is_found(kind, day, outings):
    assert kind in {c.kind for c in clashes(day, outings)}


def test_every_kind_of_clash_is_told_here():
    assert {kind for kind, _day, _outings in BROKEN} == set(Kind)


def test_groups_that_share_are_counted_together():
    together = (Visit(SCHAKEL, 540, 565, 5, 100), Visit(STROOM, 600, 625, 5, 100))
    plan = tuple(Outing(g, 530, 640, together, 5, 100, True) for g in (RED, BLUE))
    shared = replace(DAY, schools={s: replace(a, groups_together=2) for s, a in DAY.schools.items()})
    assert clashes(shared, plan) == ()
    too_small = replace(shared, schools={s: replace(a, visitors=23) for s, a in shared.schools.items()})
    assert {c.kind for c in clashes(too_small, plan)} == {Kind.TOO_MANY_VISITORS}


SCHOOLS = (SCHAKEL, STROOM, BRUG)
AVAILABLE = st.builds(
    Availability, windows=st.just((Hours(525, 720),)), presentation=st.just(20), pause=st.sampled_from([0, 5]),
    rooms=st.integers(1, 2), groups_together=st.just(1), visitors=st.sampled_from([8, 12, 30]),
) | st.builds(
    Availability, windows=st.just((Hours(525, 720),)), presentation=st.just(20), pause=st.sampled_from([0, 5]),
    groups_together=st.integers(2, 3), visitors=st.sampled_from([12, 24, 30]),
)  # fmt: skip
IDS = tuple(TourGroupId(f"group-{n}") for n in range(4))


@st.composite
def days(draw):
    places = {g: draw(st.sampled_from([6, 10, 12])) for g in IDS}
    groups = {
        g: replace(
            RED_GROUP, tour_group_id=g, places=places[g], fewest=1, must=(), step_free=False, depart=Hours(525, 700)
        )
        for g in IDS
    }
    schools = {s: draw(AVAILABLE) for s in SCHOOLS}
    outings = []
    for g in IDS:
        school = draw(st.sampled_from(SCHOOLS))
        starts = draw(st.sampled_from(range(530, 700, 5)))
        outings.append(Outing(g, starts, starts + 20, (Visit(school, starts, starts + 20, 0, 0),), 0, 0, True))
    return replace(DAY, groups=groups, schools=schools), tuple(outings)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days())
def test_a_plan_that_is_accepted_never_asks_too_much_of_a_school(drawn):
    """Walk through the day minute by minute and count who is inside."""
    day, outings = drawn
    if clashes(day, outings):
        return
    for school_id, school in day.schools.items():
        for minute in range(520, 760):
            inside = [
                (v.starts, day.groups[o.tour_group_id].places)
                for o in outings
                for v in o.visits
                if v.school_id == school_id and v.starts <= minute < v.ends + school.pause
            ]
            shows = Counter(start for start, _people in inside)
            assert len(shows) <= 1 if school.groups_together > 1 else len(inside) <= school.rooms
            assert all(n <= max(school.groups_together, school.rooms) for n in shows.values())
            for start in shows:
                people = [n for s, n in inside if s == start]
                assert (sum(people) if school.groups_together > 1 else max(people)) <= school.visitors
