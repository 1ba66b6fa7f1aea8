# SPDX-License-Identifier: EUPL-1.2
"""Everything the vault knows of a colleague goes; the roles end with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import PersonId
from app.people.events import PersonForgotten
from app.people.state import Roles


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Forget somebody; the deletion in the vault rides along. Asking again changes nothing."""

    person_id: PersonId

    def boundary(self) -> Boundary:
        return Boundary.about(self.person_id, types=Roles.LISTENS_TO)

    def state(self) -> Roles:
        return Roles()

    def decide(self, state: Roles, now: datetime) -> Sequence[Event]:
        return () if state.forgotten else (PersonForgotten(person_id=self.person_id),)
