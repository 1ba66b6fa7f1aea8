# SPDX-License-Identifier: EUPL-1.2
"""Whether a plan of the day holds: everything in it that clashes with what schools and groups can do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from app.carrousels.values import Availability, Outing, TourGroup, Visit
from app.kernel.ids import SchoolId, TourGroupId
from app.kernel.values import LAST_MINUTE, Hours


class Kind(StrEnum):
    """What is wrong."""

    GROUP_MISSING = "group-missing"
    GROUP_UNKNOWN = "group-unknown"
    GROUP_TWICE = "group-twice"
    SCHOOL_AWAY = "school-away"
    SCHOOL_TWICE = "school-twice"
    MUST_MISSED = "must-missed"
    AVOIDED = "avoided"
    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    OUTSIDE_HOURS = "outside-hours"
    OTHER_LENGTH = "other-length"
    TOO_SOON = "too-soon"
    DEPARTS_OUTSIDE = "departs-outside"
    BACK_TOO_SOON = "back-too-soon"
    BACK_TOO_LATE = "back-too-late"
    TOO_LONG = "too-long"
    NOT_STEP_FREE = "not-step-free"
    TOO_MANY_GROUPS = "too-many-groups"
    TOO_MANY_VISITORS = "too-many-visitors"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that does not hold. minute: of the day; number, limit: how many there are and may be."""

    kind: Kind
    tour_group_id: TourGroupId | None = None
    school_id: SchoolId | None = None
    minute: int | None = None
    number: int | None = None
    limit: int | None = None


class Day(Protocol):
    """What a plan is checked against. changeover: minutes between arriving and starting, from the second visit on."""

    @property
    def changeover(self) -> int: ...
    @property
    def schools(self) -> Mapping[SchoolId, Availability]: ...
    @property
    def groups(self) -> Mapping[TourGroupId, TourGroup]: ...


def clashes(day: Day, outings: tuple[Outing, ...]) -> tuple[Clash, ...]:
    """List everything in a plan that does not hold, in a fixed order; empty when all is well."""
    found = [*_everybody_goes(day, outings)]
    for outing in outings:
        if group := day.groups.get(outing.tour_group_id):
            found += [
                *_promises(day, group, outing),
                *_clock(group, outing),
                *_legs(day, outing),
                *_receptions(day, group, outing),
            ]
    for school_id, availability in day.schools.items():
        found += _crowding(day, school_id, availability, outings)
    return tuple(found)


def _everybody_goes(day: Day, outings: tuple[Outing, ...]) -> Iterator[Clash]:
    planned = [o.tour_group_id for o in outings]
    yield from (Clash(Kind.GROUP_MISSING, g) for g in day.groups if g not in planned)
    yield from (Clash(Kind.GROUP_UNKNOWN, g) for g in planned if g not in day.groups)
    yield from (Clash(Kind.GROUP_TWICE, g) for g in sorted({g for g in planned if planned.count(g) > 1}))


def _promises(day: Day, group: TourGroup, outing: Outing) -> Iterator[Clash]:
    me, seen = group.tour_group_id, [v.school_id for v in outing.visits]
    yield from (Clash(Kind.SCHOOL_TWICE, me, s) for s in sorted({s for s in seen if seen.count(s) > 1}))
    yield from (Clash(Kind.MUST_MISSED, me, s) for s in group.must if s not in seen)
    yield from (Clash(Kind.AVOIDED, me, s) for s in seen if s in group.avoid)
    fewest = max(1, min(group.fewest, len(day.schools)))
    if len(seen) < fewest:
        yield Clash(Kind.TOO_FEW, me, number=len(seen), limit=fewest)
    if len(seen) > group.most:
        yield Clash(Kind.TOO_MANY, me, number=len(seen), limit=group.most)


def _clock(group: TourGroup, outing: Outing) -> Iterator[Clash]:
    me, away = group.tour_group_id, outing.back - outing.departs
    if not group.depart.start <= outing.departs <= group.depart.end:
        yield Clash(Kind.DEPARTS_OUTSIDE, me, minute=outing.departs)
    if outing.back > min(group.back_before, LAST_MINUTE):
        yield Clash(Kind.BACK_TOO_LATE, me, minute=outing.back, limit=group.back_before)
    if away > group.longest:
        yield Clash(Kind.TOO_LONG, me, number=away, limit=group.longest)


def _legs(day: Day, outing: Outing) -> Iterator[Clash]:
    free = outing.departs
    for number, visit in enumerate(outing.visits):
        there = free + max(0, visit.travel) + (day.changeover if number else 0)
        if visit.starts < there:
            yield Clash(Kind.TOO_SOON, outing.tour_group_id, visit.school_id, visit.starts, limit=there)
        free = visit.ends
    home = free + max(0, outing.travel_back)
    if outing.back < home:
        yield Clash(Kind.BACK_TOO_SOON, outing.tour_group_id, minute=outing.back, limit=home)


def _receptions(day: Day, group: TourGroup, outing: Outing) -> Iterator[Clash]:
    for visit in outing.visits:
        at = (group.tour_group_id, visit.school_id, visit.starts)
        school = day.schools.get(visit.school_id)
        if school is None:
            yield Clash(Kind.SCHOOL_AWAY, *at)
            continue
        if visit.ends - visit.starts != school.presentation:
            yield Clash(Kind.OTHER_LENGTH, *at, number=visit.ends - visit.starts, limit=school.presentation)
        elif not _open(school, visit):
            yield Clash(Kind.OUTSIDE_HOURS, *at)
        if group.places > school.visitors:
            yield Clash(Kind.TOO_MANY_VISITORS, *at, number=group.places, limit=school.visitors)
        if group.step_free and not school.step_free:
            yield Clash(Kind.NOT_STEP_FREE, *at)


def _open(school: Availability, visit: Visit) -> bool:
    fits = 0 <= visit.starts < visit.ends <= LAST_MINUTE
    return fits and any(window.holds(Hours(visit.starts, visit.ends)) for window in school.windows)


def _crowding(day: Day, school_id: SchoolId, school: Availability, outings: tuple[Outing, ...]) -> Iterator[Clash]:
    shows: dict[int, list[int]] = {}
    for outing in outings:
        group = day.groups.get(outing.tour_group_id)
        for visit in outing.visits if group else ():
            if visit.school_id == school_id and group is not None:
                shows.setdefault(visit.starts, []).append(group.places)
    starts = sorted(shows)
    if school.groups_together > 1:
        yield from _shared(school_id, school, shows, starts)
    else:
        yield from _side_by_side(school_id, school, [s for s in starts for _ in shows[s]])


def _shared(
    school_id: SchoolId, school: Availability, shows: Mapping[int, list[int]], starts: list[int]
) -> Iterator[Clash]:
    for start in starts:
        sizes = shows[start]
        if len(sizes) > school.groups_together:
            yield Clash(Kind.TOO_MANY_GROUPS, None, school_id, start, len(sizes), school.groups_together)
        if len(sizes) > 1 and sum(sizes) > school.visitors:
            yield Clash(Kind.TOO_MANY_VISITORS, None, school_id, start, sum(sizes), school.visitors)
    for start, following in pairwise(starts):
        if following < start + school.presentation + school.pause:
            yield Clash(Kind.TOO_MANY_GROUPS, None, school_id, following, len(shows[start]) + len(shows[following]), 1)


def _side_by_side(school_id: SchoolId, school: Availability, starts: list[int]) -> Iterator[Clash]:
    for number, start in enumerate(starts):
        busy = sum(earlier + school.presentation + school.pause > start for earlier in starts[: number + 1])
        if busy > school.rooms:
            yield Clash(Kind.TOO_MANY_GROUPS, None, school_id, start, busy, school.rooms)
