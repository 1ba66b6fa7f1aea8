# SPDX-License-Identifier: EUPL-1.2
"""Say where schools stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import SchoolId
from app.kernel.values import GeoPoint
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
class LocateSchools:
    """Put schools on the map; of a school that is not in the register nothing is recorded.

    Asking again changes nothing.
    """

    points: tuple[SchoolPoint, ...]
    source: Source

    def boundary(self) -> Boundary:
        return Boundary.about(types=Register.LISTENS_TO)

    def state(self) -> Register:
        return Register()

    def decide(self, state: Register, now: datetime) -> Sequence[Event]:
        known = {p.school_id: p.at for p in self.points if p.school_id in state.schools}
        if not known:
            raise NoKnownSchools
        moved = ((school_id, at) for school_id, at in known.items() if state.points.get(school_id) != at)
        return [SchoolLocated(school_id=school_id, at=at, source=self.source) for school_id, at in moved]
