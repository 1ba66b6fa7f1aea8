# SPDX-License-Identifier: EUPL-1.2
"""A session ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import PersonId, SignInId
from app.people.events import SignedOut
from app.people.state import SignIns


@dataclass(frozen=True, slots=True)
class SignOut:
    """End a session. sign_in_id: None ends all of this person's sessions. Asking again changes nothing."""

    person_id: PersonId
    sign_in_id: SignInId | None = None

    def boundary(self) -> Boundary:
        return Boundary.about(self.person_id, types=SignIns.LISTENS_TO)

    def state(self) -> SignIns:
        return SignIns(self.person_id)

    def decide(self, state: SignIns, now: datetime) -> Sequence[Event]:
        ends = sorted(state.open if self.sign_in_id is None else state.open & {self.sign_in_id})
        return tuple(SignedOut(person_id=self.person_id, sign_in_id=s) for s in ends)
