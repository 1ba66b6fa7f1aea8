# SPDX-License-Identifier: EUPL-1.2
"""Somebody no longer does this work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import AreaId, PersonId
from app.people.events import RoleWithdrawn
from app.people.state import Roles
from app.people.values import Role


@dataclass(frozen=True, slots=True)
class WithdrawRole:
    """Take a role away; asking again changes nothing."""

    person_id: PersonId
    role: Role
    area_id: AreaId | None

    def boundary(self) -> Boundary:
        return Boundary.about(self.person_id, types=Roles.LISTENS_TO)

    def state(self) -> Roles:
        return Roles()

    def decide(self, state: Roles, now: datetime) -> Sequence[Event]:
        if (self.role, self.area_id) not in state.held:
            return ()
        return (RoleWithdrawn(person_id=self.person_id, role=self.role, area_id=self.area_id),)
