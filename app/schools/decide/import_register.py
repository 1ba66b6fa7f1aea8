# SPDX-License-Identifier: EUPL-1.2
"""Take over the register of schools of one municipality, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import SchoolId
from app.kernel.values import GeoPoint, PublicText
from app.schools.decide.agreement import agreed
from app.schools.events import SchoolClosed, SchoolDetailsChanged, SchoolLocated, SchoolRegistered, SchoolReopened
from app.schools.state import Register
from app.schools.values import SchoolDetails, Source

F = TypeVar("F", SchoolRegistered, SchoolDetailsChanged, SchoolReopened)


class NoSchoolsInRegister(Refused):
    """The register holds no school of this municipality: taking it over would close them all."""


class SchoolTwice(Refused):
    """The register names a school site twice. school_id: of that site."""

    def __init__(self, school_id: SchoolId) -> None:
        super().__init__(school_id)
        self.school_id = school_id


class NewerRegisterKnown(Refused):
    """A newer register was taken over before. newest: its date."""

    def __init__(self, newest: date) -> None:
        super().__init__(newest.isoformat())
        self.newest = newest


@dataclass(frozen=True, slots=True)
class RegisteredSchool:
    """A school site as a register has it. at: None when the register does not say where it stands."""

    school_id: SchoolId
    details: SchoolDetails
    at: GeoPoint | None = None


@dataclass(frozen=True, slots=True)
class ChangedSchool:
    """A school of which the register says something else than it did."""

    fact: SchoolDetailsChanged | SchoolReopened
    before: SchoolDetails


@dataclass(frozen=True, slots=True)
class ClosedSchool:
    """A school that is no longer in the register."""

    fact: SchoolClosed
    before: SchoolDetails


@dataclass(frozen=True, slots=True)
class RegisterChanges:
    """What taking over a register would do, each in the order of the register.

    located: also of new schools; unchanged: schools of which the register says what it said before.
    """

    new: tuple[SchoolRegistered, ...]
    changed: tuple[ChangedSchool, ...]
    reopened: tuple[ChangedSchool, ...]
    closed: tuple[ClosedSchool, ...]
    located: tuple[SchoolLocated, ...]
    unchanged: tuple[RegisteredSchool, ...]

    @property
    def facts(self) -> tuple[Event, ...]:
        changed, closed = (c.fact for c in (*self.changed, *self.reopened)), (c.fact for c in self.closed)
        return (*self.new, *changed, *closed, *self.located)


@dataclass(frozen=True, slots=True)
class ImportRegister:
    """Take over the schools of a municipality as they were on a date; its other schools close.

    Asking again changes nothing.

    municipality: in the spelling of the details; as_shown: fingerprint of the changes that somebody saw and agreed to.
    """

    rows: tuple[RegisteredSchool, ...]
    as_of: date
    source: Source
    municipality: PublicText
    as_shown: str | None = None

    def boundary(self) -> Boundary:
        return Boundary.about(types=Register.LISTENS_TO)

    def state(self) -> Register:
        return Register()

    def decide(self, state: Register, now: datetime) -> Sequence[Event]:
        return agreed(self.changes(state).facts, self.as_shown)

    def changes(self, state: Register) -> RegisterChanges:
        """Compare the register with what is known. Raises NoSchoolsInRegister, SchoolTwice, NewerRegisterKnown."""
        self._check(state)
        new: list[SchoolRegistered] = []
        changed: list[ChangedSchool] = []
        reopened: list[ChangedSchool] = []
        unchanged: list[RegisteredSchool] = []
        for row in self.rows:
            known = state.schools.get(row.school_id)
            if known is None:
                new.append(self._said(SchoolRegistered, row))
            elif not known.is_open:
                reopened.append(ChangedSchool(self._said(SchoolReopened, row), known.details))
            elif known.details != row.details:
                changed.append(ChangedSchool(self._said(SchoolDetailsChanged, row), known.details))
            else:
                unchanged.append(row)
        return RegisterChanges(
            tuple(new), tuple(changed), tuple(reopened), self._closed(state), self._located(state), tuple(unchanged)
        )

    def _said(self, fact: type[F], row: RegisteredSchool) -> F:
        return fact(school_id=row.school_id, details=row.details, source=self.source, as_of=self.as_of)

    def _check(self, state: Register) -> None:
        if not self.rows:
            raise NoSchoolsInRegister
        seen: set[SchoolId] = set()
        for row in self.rows:
            if row.school_id in seen:
                raise SchoolTwice(row.school_id)
            seen.add(row.school_id)
        if self.as_of < state.newest:
            raise NewerRegisterKnown(state.newest)

    def _closed(self, state: Register) -> tuple[ClosedSchool, ...]:
        here = {row.school_id for row in self.rows}
        return tuple(
            ClosedSchool(SchoolClosed(school_id=school_id, as_of=self.as_of), known.details)
            for school_id, known in sorted(state.schools.items())
            if known.is_open and school_id not in here and known.details.municipality == self.municipality
        )

    def _located(self, state: Register) -> tuple[SchoolLocated, ...]:
        return tuple(
            SchoolLocated(school_id=row.school_id, at=row.at, source=Source.BAG)
            for row in self.rows
            if row.at is not None and row.at != state.points.get(row.school_id)
        )
