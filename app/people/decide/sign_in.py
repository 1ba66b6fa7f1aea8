# SPDX-License-Identifier: EUPL-1.2
"""Somebody uses a sign-in link, once, in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import PersonId, SignInId
from app.people.events import SignedIn
from app.people.state import SignIns


class LinkUsed(Refused):
    """This link was used before."""


class LinkOver(Refused):
    """The link's ten minutes are over, or a newer link was asked for."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Begin a session with a link that was asked for."""

    person_id: PersonId
    sign_in_id: SignInId

    def boundary(self) -> Boundary:
        return Boundary.about(self.person_id, types=SignIns.LISTENS_TO)

    def state(self) -> SignIns:
        return SignIns(self.person_id)

    def decide(self, state: SignIns, now: datetime) -> Sequence[Event]:
        if self.sign_in_id in state.used:
            raise LinkUsed
        if state.newest != self.sign_in_id or state.until is None or now > state.until:
            raise LinkOver
        return (SignedIn(person_id=self.person_id, sign_in_id=self.sign_in_id),)
