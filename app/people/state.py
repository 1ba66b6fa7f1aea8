# SPDX-License-Identifier: EUPL-1.2
"""What must be remembered of people to decide about them."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Self

from app.kernel.events import Event
from app.kernel.ids import AreaId, PersonId, SignInId
from app.people.events import PersonForgotten, RoleGranted, RoleWithdrawn, SignedIn, SignedOut, SignInAsked
from app.people.values import Role


@dataclass(frozen=True, slots=True)
class Roles:
    """The work that one person may do."""

    held: frozenset[tuple[Role, AreaId | None]] = frozenset()
    forgotten: bool = False

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (RoleGranted, RoleWithdrawn, PersonForgotten)

    def evolve(self, event: Event) -> Self:
        match event:
            case RoleGranted():
                return replace(self, held=self.held | {(event.role, event.area_id)})
            case RoleWithdrawn():
                return replace(self, held=self.held - {(event.role, event.area_id)})
            case PersonForgotten():
                return replace(self, held=frozenset(), forgotten=True)
            case _:
                raise AssertionError(f"Roles does not know {event.name}")


@dataclass(frozen=True, slots=True)
class SignIns:
    """One person's sign-in links and sessions. newest: the only link that still works."""

    person_id: PersonId
    newest: SignInId | None = None
    until: datetime | None = None
    used: frozenset[SignInId] = field(default_factory=frozenset)
    open: frozenset[SignInId] = field(default_factory=frozenset)

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (SignInAsked, SignedIn, SignedOut)

    def evolve(self, event: Event) -> Self:
        match event:
            case SignInAsked():
                return replace(self, newest=event.sign_in_id, until=event.until)
            case SignedIn():
                return replace(self, used=self.used | {event.sign_in_id}, open=self.open | {event.sign_in_id})
            case SignedOut():
                return replace(self, open=self.open - {event.sign_in_id})
            case _:
                raise AssertionError(f"SignIns does not know {event.name}")
