# SPDX-License-Identifier: EUPL-1.2
"""Who does which work, and what they are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, select
from sqlmodel import Field, Session, col

from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import AreaId, PersonId
from app.people.events import PersonForgotten, RoleGranted, RoleWithdrawn
from app.people.values import Role
from app.vault import people as vault

FORGOTTEN = "gegevens verwijderd"


class RoleRow(ViewRow, table=True):
    __tablename__ = "people_role"
    person_id: str = Field(max_length=48, primary_key=True)
    role: str = Field(max_length=20, primary_key=True)
    area_id: str = Field(max_length=48, primary_key=True)  # empty for a director: a key holds no null


def project(recorded: Recorded, session: Session) -> None:
    """Keep the roles that are held now."""
    match recorded.event:
        case RoleGranted() as e:
            session.merge(RoleRow(person_id=e.person_id, role=e.role.value, area_id=e.area_id or ""))
        case RoleWithdrawn() as e:
            where = (col(RoleRow.role) == e.role.value, col(RoleRow.area_id) == (e.area_id or ""))
            session.execute(delete(RoleRow).where(col(RoleRow.person_id) == e.person_id, *where))
        case PersonForgotten() as e:
            session.execute(delete(RoleRow).where(col(RoleRow.person_id) == e.person_id))
        case other:
            raise AssertionError(f"colleagues does not know {other.name}")


VIEW = View("people.colleagues", (RoleRow,), (RoleGranted, RoleWithdrawn, PersonForgotten), project)


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague.

    roles: role and area, None for all areas; name: 'gegevens verwijderd' when the vault knows nothing.
    """

    person_id: PersonId
    name: str
    email: str | None
    phone: str | None
    roles: tuple[tuple[Role, AreaId | None], ...]


def everybody(session: Session) -> list[Person]:
    """Give all who have a role, by name."""
    return _people(session, select(RoleRow))


def guides_of(session: Session, area_id: AreaId) -> list[Person]:
    """Give who leads groups in an area, by name."""
    return _people(
        session, select(RoleRow).where(col(RoleRow.area_id) == area_id, col(RoleRow.role) == Role.GUIDE.value)
    )


def team_of(session: Session, area_id: AreaId) -> list[Person]:
    """Give who plans in an area, by name."""
    return _people(
        session, select(RoleRow).where(col(RoleRow.area_id) == area_id, col(RoleRow.role) == Role.PLANNER.value)
    )


def person_of(session: Session, person_id: PersonId) -> Person | None:
    """Give one person, or None when they have no role."""
    return next(iter(_people(session, select(RoleRow).where(col(RoleRow.person_id) == person_id))), None)


def names_of(session: Session, ids: Iterable[PersonId]) -> dict[PersonId, str]:
    """Give the names of people, whether or not they still have a role."""
    ids = list(ids)
    known = vault.show_all(session, ids)
    return {i: known.get(i.tag, {}).get("colleague_name", FORGOTTEN) for i in ids}


def known_by(session: Session, email: str) -> PersonId | None:
    """Find who works here under this address."""
    found = vault.find(session, PersonId, "colleague_email", email)
    return next((p for p in found if person_of(session, p) is not None), None)


def _people(session: Session, query: Select[Any]) -> list[Person]:
    held: dict[PersonId, list[tuple[Role, AreaId | None]]] = {}
    for row in session.execute(query).scalars():
        held.setdefault(PersonId(row.person_id), []).append(
            (Role(row.role), AreaId(row.area_id) if row.area_id else None)
        )
    known = vault.show_all(session, held)
    people = [_person(i, known.get(i.tag, {}), roles) for i, roles in held.items()]
    return sorted(people, key=lambda p: (p.name.casefold(), p.person_id))


def _person(person_id: PersonId, known: dict[str, str], roles: list[tuple[Role, AreaId | None]]) -> Person:
    name = known.get("colleague_name", FORGOTTEN)
    return Person(
        person_id, name, known.get("colleague_email"), known.get("colleague_phone"), tuple(sorted(roles, key=str))
    )
