# SPDX-License-Identifier: EUPL-1.2
"""Somebody asks for a link to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import PersonId, SignInId
from app.people.events import SignInAsked, SignInRefused
from app.people.state import SignIns

LINK_LASTS = timedelta(minutes=10)  # ASVS 6.5.5: at most ten minutes


@dataclass(frozen=True, slots=True)
class AskToSignIn:
    """Ask for a link.

    person_id: None when nobody has this address, which is recorded just the same; bound: to the browser that
    asks.
    """

    person_id: PersonId | None
    sign_in_id: SignInId
    bound: bool = True

    def boundary(self) -> Boundary:
        return Boundary.about(self.sign_in_id, types=(SignInAsked,))

    def state(self) -> SignIns:
        return SignIns(self.person_id or PersonId("nobody"))

    def decide(self, state: SignIns, now: datetime) -> Sequence[Event]:
        if state.newest is not None:
            return ()
        if self.person_id is None:
            return (SignInRefused(sign_in_id=self.sign_in_id),)
        until = now + LINK_LASTS
        return (SignInAsked(person_id=self.person_id, sign_in_id=self.sign_in_id, until=until, bound=self.bound),)
