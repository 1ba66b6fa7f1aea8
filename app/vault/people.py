# SPDX-License-Identifier: EUPL-1.2
"""Keep, show and forget personal data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from app.kernel.ids import Id
from app.vault.tables import VaultRow

T = TypeVar("T", bound=Id)


@dataclass(frozen=True, slots=True)
class PersonalField:
    """One kind of personal data: what it is for, how long, how much.

    days_after: kept so many days after the tour; None: as long as somebody works here.
    """

    name: str
    purpose: str
    days_after: int | None
    longest: int


FIELDS: dict[str, PersonalField] = {
    f.name: f
    for f in (
        PersonalField("name", "aanspreken en herkennen bij de start", 30, 120),
        PersonalField("email", "bevestigen en wijzigingen melden", 30, 254),
        PersonalField("phone", "bellen als er iets verandert", 30, 30),
        PersonalField("needs", "de dag geschikt maken: tolk, drempelvrij, kinderopvang", 7, 200),
        PersonalField("words", "een toelichting in eigen woorden", 7, 500),
        PersonalField("link_generation", "een oude link naar een aanmelding niet meer laten werken", 30, 9),
        PersonalField("colleague_name", "weten wie wat doet", None, 120),
        PersonalField("colleague_email", "inloggen en berichten over het werk", None, 254),
        PersonalField("colleague_phone", "bellen op de dag zelf", None, 30),
        PersonalField("note", "een aanwijzing van het gebiedsteam, bijvoorbeeld bij een startpunt", None, 500),
    )
}


def keep(session: Session, subject: Id, values: Mapping[str, str | None], until: date | None = None) -> None:
    """Keep or replace what is known of somebody; an empty value is taken away.

    Args: until, the last day for every field given here. Raises KeyError for a field that is not in FIELDS,
    ValueError for one that is too long.
    """
    for name, value in values.items():
        if len(value or "") > FIELDS[name].longest:
            raise ValueError(f"{name} holds at most {FIELDS[name].longest} characters")
        if value:
            session.merge(VaultRow(subject=subject.tag, field=name, value=value, keep_until=until))
        else:
            session.execute(delete(VaultRow).where(col(VaultRow.subject) == subject.tag, col(VaultRow.field) == name))
    session.flush()


def show(session: Session, subject: Id) -> dict[str, str]:
    """Give what is known of somebody, by field; empty when nothing is known any more."""
    return show_all(session, [subject]).get(subject.tag, {})


def show_all(session: Session, subjects: Iterable[Id]) -> dict[str, dict[str, str]]:
    """Give what is known of many at once: tag -> field -> value."""
    found: dict[str, dict[str, str]] = {}
    for row in session.execute(select(VaultRow).where(col(VaultRow.subject).in_([s.tag for s in subjects]))).scalars():
        found.setdefault(row.subject, {})[row.field] = row.value
    return found


def find(session: Session, kind: type[T], field: str, value: str) -> list[T]:
    """Find everybody of a kind whose field has this value, upper and lower case alike, in a fixed order."""
    query = select(col(VaultRow.subject)).where(
        col(VaultRow.field) == field,
        func.lower(col(VaultRow.value)) == value.lower(),
        col(VaultRow.subject).startswith(kind.kind + ":"),
    )
    return sorted(kind(tag.removeprefix(kind.kind + ":")) for tag in session.execute(query).scalars())


def forget(session: Session, subject: Id) -> int:
    """Delete all that is known of somebody, and nothing else. Returns how many fields went."""
    gone = session.execute(delete(VaultRow).where(col(VaultRow.subject) == subject.tag))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def set_terms(session: Session, subject: Id, tour_on: date) -> None:
    """Set how long a party's data are kept: each field ends so many days after the day of the tour as FIELDS says."""
    for row in session.execute(select(VaultRow).where(col(VaultRow.subject) == subject.tag)).scalars():
        days = FIELDS[row.field].days_after
        row.keep_until = None if days is None else tour_on + timedelta(days=days)
