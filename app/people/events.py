# SPDX-License-Identifier: EUPL-1.2
"""What can have happened to the people who work with the program."""

from datetime import datetime

from app.kernel.events import Event, fact
from app.kernel.ids import AreaId, PersonId, SignInId
from app.people.values import Role


@fact("people.role-granted")
class RoleGranted(Event):
    """Somebody may do this work. area_id: None for a director, who sees every area."""

    person_id: PersonId
    role: Role
    area_id: AreaId | None


@fact("people.role-withdrawn")
class RoleWithdrawn(Event):
    """Somebody no longer does this work."""

    person_id: PersonId
    role: Role
    area_id: AreaId | None


@fact("people.sign-in-asked")
class SignInAsked(Event):
    """Somebody asked for a link to sign in; an older link no longer works.

    until: the moment the link ends; bound: to the browser that asked.
    """

    person_id: PersonId
    sign_in_id: SignInId
    until: datetime
    bound: bool


@fact("people.sign-in-refused")
class SignInRefused(Event):
    """Somebody asked for a link with an address that nobody here has."""

    sign_in_id: SignInId


@fact("people.signed-in")
class SignedIn(Event):
    """Somebody used a sign-in link; a session begins."""

    person_id: PersonId
    sign_in_id: SignInId


@fact("people.signed-out")
class SignedOut(Event):
    """A session ended."""

    person_id: PersonId
    sign_in_id: SignInId


@fact("people.person-forgotten")
class PersonForgotten(Event):
    """Everything that the vault knew of somebody was deleted."""

    person_id: PersonId
