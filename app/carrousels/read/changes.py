# SPDX-License-Identifier: EUPL-1.2
"""What differs between two releases, and for whom: per tour group, per school, per guide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from app.carrousels.values import PublishedGroup
from app.kernel.ids import PersonId, SchoolId, TourGroupId
from app.kernel.values import Daypart


class What(StrEnum):
    """Which promise is another one now."""

    DEPARTS = "departs"
    BACK = "back"
    VISIT_TIME = "visit-time"
    VISIT_ADDED = "visit-added"
    VISIT_REMOVED = "visit-removed"
    ORDER = "order"
    MEETING_POINT = "meeting-point"
    GUIDE = "guide"
    WAY = "way"
    LANGUAGE = "language"
    PLACES = "places"
    PRAMS = "prams"
    STEP_FREE = "step-free"
    COLOUR = "colour"


PLAIN = (
    (What.MEETING_POINT, "meeting_point"),
    (What.GUIDE, "guide_id"),
    (What.WAY, "way"),
    (What.LANGUAGE, "language"),
    (What.PLACES, "places"),
    (What.PRAMS, "prams"),
    (What.STEP_FREE, "step_free"),
    (What.COLOUR, "colour"),
)


class Snapshot(Protocol):
    """What was promised at one moment: a release, or what the next one would say."""

    @property
    def on(self) -> date: ...
    @property
    def daypart(self) -> Daypart: ...
    @property
    def groups(self) -> tuple[PublishedGroup, ...]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One promise that is another one now. school_id: of a visit; before, after: values of the promise, or None."""

    what: What
    before: Any = None
    after: Any = None
    school_id: SchoolId | None = None


# What parties hear of; guide, places and the hour at each school are not among it.
HEARD = (
    What.DEPARTS, What.BACK, What.VISIT_ADDED, What.VISIT_REMOVED, What.ORDER, What.MEETING_POINT, What.WAY,
    What.LANGUAGE, What.STEP_FREE,
)  # fmt: skip
TIMES = (What.DEPARTS, What.BACK, What.VISIT_TIME)


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What differs for one tour group. group: as it is now; is_new: nobody was promised it before."""

    group: PublishedGroup
    is_new: bool
    changes: tuple[Change, ...]

    @property
    def is_heard(self) -> bool:
        """Say whether who goes along with it gets word."""
        return any(change.what in HEARD for change in self.changes)

    @property
    def shift(self) -> int | None:
        """Minutes by which all its hours moved, negative for earlier; None when anything else differs too."""
        same_day = all(c.what in TIMES and c.before.date() == c.after.date() for c in self.changes)
        by = {c.after - c.before for c in self.changes} if same_day else set()
        every = len(self.changes) == len(self.group.visits) + 2
        return int(by.pop().total_seconds()) // 60 if every and len(by) == 1 else None


@dataclass(frozen=True, slots=True)
class Reception:
    """A tour group that comes to a school. starts_at, ends_at: aware, UTC; people: at most so many."""

    tour_group_id: TourGroupId
    starts_at: datetime
    ends_at: datetime
    people: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that a new release changes.

    moved: the day before and after, where that differs; shift: minutes by which the hours of all groups moved alike,
    None when they did not or anything else differs too.
    """

    moved: tuple[tuple[date, Daypart], tuple[date, Daypart]] | None
    groups: tuple[GroupChange, ...]
    schools: tuple[SchoolId, ...]
    guides: tuple[PersonId, ...]
    shift: int | None = None

    def __bool__(self) -> bool:
        return bool(self.moved or self.groups or self.schools or self.guides)


def difference(before: Snapshot | None, after: Snapshot, cancelled: Sequence[TourGroupId] = ()) -> Difference:
    """Compare two releases.

    before: None for the first one, so that all of it is new; cancelled: groups of which people heard already.
    """
    old = {g.tour_group_id: g for g in (before.groups if before else ()) if g.tour_group_id not in cancelled}
    groups = tuple(c for g in after.groups if (c := _group(old.get(g.tour_group_id), g)).is_new or c.changes)
    moved, shifts = _moved(before, after), {found.shift for found in groups}
    alike = not moved and len(shifts) == 1 and len(groups) == len(after.groups)
    return Difference(moved, groups, _schools(old, after), _guides(old, after), shifts.pop() if alike else None)


def receptions(groups: Sequence[PublishedGroup], school_id: SchoolId) -> tuple[Reception, ...]:
    """List which groups come to a school, by time."""
    found = [
        Reception(g.tour_group_id, v.starts_at, v.ends_at, g.places)
        for g in groups
        for v in g.visits
        if v.school_id == school_id
    ]
    return tuple(sorted(found, key=lambda r: (r.starts_at, r.tour_group_id)))


def led_by(groups: Sequence[PublishedGroup], guide_id: PersonId) -> tuple[PublishedGroup, ...]:
    """List the groups that somebody leads."""
    return tuple(g for g in groups if g.guide_id == guide_id)


def _moved(before: Snapshot | None, after: Snapshot) -> tuple[tuple[date, Daypart], tuple[date, Daypart]] | None:
    then, now = (before.on, before.daypart) if before else None, (after.on, after.daypart)
    return (then, now) if then is not None and then != now else None


def _group(old: PublishedGroup | None, new: PublishedGroup) -> GroupChange:
    return GroupChange(new, old is None, () if old is None else (*_times(old, new), *_plain(old, new)))


def _times(old: PublishedGroup, new: PublishedGroup) -> Iterator[Change]:
    if old.departs_at != new.departs_at:
        yield Change(What.DEPARTS, old.departs_at, new.departs_at)
    then, now = ({v.school_id: v for v in g.visits} for g in (old, new))
    for school_id, visit in now.items():
        if school_id not in then:
            yield Change(What.VISIT_ADDED, None, visit.starts_at, school_id)
        elif (then[school_id].starts_at, then[school_id].ends_at) != (visit.starts_at, visit.ends_at):
            yield Change(What.VISIT_TIME, then[school_id].starts_at, visit.starts_at, school_id)
    for school_id, visit in then.items():
        if school_id not in now:
            yield Change(What.VISIT_REMOVED, visit.starts_at, None, school_id)
    stayed = [[s for s in visits if s in then and s in now] for visits in (then, now)]
    if stayed[0] != stayed[1]:
        yield Change(What.ORDER, tuple(then), tuple(now))
    if old.back_at != new.back_at:
        yield Change(What.BACK, old.back_at, new.back_at)


def _plain(old: PublishedGroup, new: PublishedGroup) -> Iterator[Change]:
    for what, name in PLAIN:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(what, before, after)


def _schools(old: dict[TourGroupId, PublishedGroup], after: Snapshot) -> tuple[SchoolId, ...]:
    before = tuple(old.values())
    ids = dict.fromkeys(v.school_id for g in (*after.groups, *before) for v in g.visits)
    return tuple(s for s in ids if receptions(before, s) != receptions(after.groups, s))


def _guides(old: dict[TourGroupId, PublishedGroup], after: Snapshot) -> tuple[PersonId, ...]:
    before = tuple(old.values())
    ids = dict.fromkeys(g.guide_id for g in (*after.groups, *before) if g.guide_id is not None)
    return tuple(p for p in ids if _led(before, p) != _led(after.groups, p))


def _led(groups: Sequence[PublishedGroup], guide_id: PersonId) -> set[PublishedGroup]:
    return set(led_by(groups, guide_id))
