# SPDX-License-Identifier: EUPL-1.2
"""What can have happened to the people who work with the program."""

from app.kernel.events import Event, fact
from app.kernel.ids import AreaId, PersonId
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


@fact("people.signed-in")
class SignedIn(Event):
    """Somebody used a sign-in link."""

    person_id: PersonId


@fact("people.person-forgotten")
class PersonForgotten(Event):
    """Everything that the vault knew of somebody was deleted."""

    person_id: PersonId
