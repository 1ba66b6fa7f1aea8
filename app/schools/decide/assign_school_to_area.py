# SPDX-License-Identifier: EUPL-1.2
"""Overrule the map: say which area a school belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import AreaId, SchoolId
from app.schools.events import SchoolAssignedToArea
from app.schools.state import Belonging


class SchoolUnknown(Refused):
    """There is no such school in the register."""


class AreaNotOpen(Refused):
    """There is no such area, or it is closed."""


@dataclass(frozen=True, slots=True)
class AssignSchoolToArea:
    """Put a school in an area. area_id: None lets its point on the map decide again. Asking again changes nothing."""

    school_id: SchoolId
    area_id: AreaId | None

    def boundary(self) -> Boundary:
        about_school = Boundary.about(self.school_id, types=Belonging.LISTENS_TO)
        if self.area_id is None:
            return about_school
        return about_school | Boundary.about(self.area_id, types=Belonging.LISTENS_TO_AREAS)

    def state(self) -> Belonging:
        return Belonging()

    def decide(self, state: Belonging, now: datetime) -> Sequence[Event]:
        if not state.known:
            raise SchoolUnknown
        if self.area_id == state.area_id:
            return ()
        if self.area_id is not None and self.area_id not in state.open_areas:
            raise AreaNotOpen
        return (SchoolAssignedToArea(school_id=self.school_id, area_id=self.area_id),)
