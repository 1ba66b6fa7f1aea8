# SPDX-License-Identifier: EUPL-1.2
"""A plan of the day as timetables: per group, and per school."""

from dataclasses import dataclass

from app.carrousels.screens.staff.sight import Sight
from app.carrousels.values import Outing, TourGroup, Visit
from app.kernel.ids import SchoolId


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A group with its outing."""

    group: TourGroup
    outing: Outing


@dataclass(frozen=True, slots=True)
class Arrival:
    """A group at a school. place: 1 for its first stop."""

    group: TourGroup
    visit: Visit
    place: int


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A school with the groups that come, by time. people: at most so many over the day."""

    school_id: SchoolId
    arrivals: tuple[Arrival, ...]

    @property
    def people(self) -> int:
        return sum(a.group.places for a in self.arrivals)


def per_group(sight: Sight, outings: tuple[Outing, ...]) -> list[GroupDay]:
    """Give the day group by group, in the order of leaving."""
    known = [GroupDay(sight.draft.groups[o.tour_group_id], o) for o in outings if o.tour_group_id in sight.draft.groups]
    return sorted(known, key=lambda d: (d.outing.departs, d.group.colour))


def per_school(sight: Sight, outings: tuple[Outing, ...]) -> list[SchoolDay]:
    """Give the day school by school, by title; a school that nobody visits is there, empty."""
    days = per_group(sight, outings)
    schools = sorted(sight.draft.schools, key=lambda s: sight.schools[s].title if s in sight.schools else s)
    found = []
    for school_id in schools:
        arrivals = [
            Arrival(day.group, visit, place)
            for day in days
            for place, visit in enumerate(day.outing.visits, 1)
            if visit.school_id == school_id
        ]
        arrivals.sort(key=lambda a: (a.visit.starts, a.group.colour))
        found.append(SchoolDay(school_id, tuple(arrivals)))
    return found
