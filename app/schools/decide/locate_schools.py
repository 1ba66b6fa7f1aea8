# SPDX-License-Identifier: EUPL-1.2
"""Say where schools stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import SchoolId
from app.kernel.values import GeoPoint
from app.schools.decide.agreement import agreed
from app.schools.events import SchoolLocated
from app.schools.state import Register
from app.schools.values import Source


class NoKnownSchools(Refused):
    """None of these schools is in the register."""


@dataclass(frozen=True, slots=True)
class SchoolPoint:
    """Where a school stands."""

    school_id: SchoolId
    at: GeoPoint


@dataclass(frozen=True, slots=True)
class LocationChanges:
    """What locating would do. new: schools that were not on the map; elsewhere: points of schools that nobody knows."""

    new: tuple[SchoolLocated, ...]
    moved: tuple[SchoolLocated, ...]
    unchanged: int
    elsewhere: int

    @property
    def facts(self) -> tuple[Event, ...]:
        return (*self.new, *self.moved)


@dataclass(frozen=True, slots=True)
class LocateSchools:
    """Put schools on the map; of a school that is not in the register nothing is recorded.

    Asking again changes nothing. as_shown: fingerprint of the changes that somebody saw and agreed to.
    """

    points: tuple[SchoolPoint, ...]
    source: Source
    as_shown: str | None = None

    def boundary(self) -> Boundary:
        return Boundary.about(types=Register.LISTENS_TO)

    def state(self) -> Register:
        return Register()

    def decide(self, state: Register, now: datetime) -> Sequence[Event]:
        return agreed(self.changes(state).facts, self.as_shown)

    def changes(self, state: Register) -> LocationChanges:
        """Compare the points with what is known. Raises NoKnownSchools."""
        ours = {p.school_id: p.at for p in self.points if p.school_id in state.schools}
        if not ours:
            raise NoKnownSchools
        moved = {i: at for i, at in ours.items() if state.points.get(i) != at}
        facts = [SchoolLocated(school_id=i, at=at, source=self.source) for i, at in moved.items()]
        new = tuple(f for f in facts if f.school_id not in state.points)
        others = tuple(f for f in facts if f.school_id in state.points)
        return LocationChanges(new, others, len(ours) - len(facts), len(self.points) - len(ours))
