# SPDX-License-Identifier: EUPL-1.2
"""Say who is the contact person of a school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import PersonId, SchoolId
from app.schools.events import ContactNamed
from app.schools.state import Contact


class NoSuchSchool(Refused):
    """There is no such school in the register."""


@dataclass(frozen=True, slots=True)
class NameContact:
    """Make somebody the contact person of a school. person_id: None when there is nobody. Asking again changes nothing.

    A person's name, address and number ride along into the vault; whoever changes them names a new person_id.
    """

    school_id: SchoolId
    person_id: PersonId | None

    def boundary(self) -> Boundary:
        return Boundary.about(self.school_id, types=Contact.LISTENS_TO)

    def state(self) -> Contact:
        return Contact()

    def decide(self, state: Contact, now: datetime) -> Sequence[Event]:
        if not state.known:
            raise NoSuchSchool
        if state.person_id == self.person_id:
            return ()
        return (ContactNamed(school_id=self.school_id, person_id=self.person_id),)
