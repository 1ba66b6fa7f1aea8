# SPDX-License-Identifier: EUPL-1.2
"""Somebody gets work to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import AreaId, PersonId
from app.people.events import RoleGranted
from app.people.state import Roles
from app.people.values import Role


class RoleNeedsArea(Refused):
    """A planner or guide works in one area; a director in all."""


class PersonIsForgotten(Refused):
    """Whoever was forgotten gets a new entry, not the old one."""


@dataclass(frozen=True, slots=True)
class GrantRole:
    """Let somebody do this work; asking again changes nothing. area_id: None for a director only."""

    person_id: PersonId
    role: Role
    area_id: AreaId | None

    def boundary(self) -> Boundary:
        return Boundary.about(self.person_id, types=Roles.LISTENS_TO)

    def state(self) -> Roles:
        return Roles()

    def decide(self, state: Roles, now: datetime) -> Sequence[Event]:
        if (self.role is Role.DIRECTOR) != (self.area_id is None):
            raise RoleNeedsArea
        if state.forgotten:
            raise PersonIsForgotten
        if (self.role, self.area_id) in state.held:
            return ()
        return (RoleGranted(person_id=self.person_id, role=self.role, area_id=self.area_id),)
