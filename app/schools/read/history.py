# SPDX-License-Identifier: EUPL-1.2
"""What happened to one school, told from its facts at the moment somebody asks."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from sqlmodel import Session

from app.eventlog.store import EventLog
from app.eventlog.views import Recorded
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import SchoolId
from app.schools.events import (
    ContactNamed,
    FigurePublished,
    SchoolAssignedToArea,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolLocated,
    SchoolRegistered,
    SchoolReopened,
)
from app.schools.values import SchoolDetails

TOLD = (
    SchoolRegistered, SchoolDetailsChanged, SchoolClosed, SchoolReopened, SchoolLocated, SchoolAssignedToArea,
    FigurePublished, ContactNamed,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that the register says otherwise. field: a name of SchoolDetails."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a school. event: the fact; changes: what became otherwise; times: in a row."""

    event: Event
    recorded_at: datetime
    by: str
    changes: tuple[FieldChange, ...] = ()
    times: int = 1


def differences(before: SchoolDetails, after: SchoolDetails) -> tuple[FieldChange, ...]:
    """Name the fields in which two entries of the register differ, in their own order."""
    pairs = ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(SchoolDetails))
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def history_of(log: EventLog, session: Session, school_id: SchoolId) -> list[Happening]:
    """Tell what happened to a school, the newest first; figures that were published together count as one."""
    told = list(_told(log.read(Boundary.about(school_id, types=TOLD), session)))
    return told[::-1]


def _told(facts: list[Recorded]) -> Iterator[Happening]:
    details: SchoolDetails | None = None
    waiting: Happening | None = None
    for r in facts:
        if waiting is not None and isinstance(r.event, FigurePublished) and r.recorded_at == waiting.recorded_at:
            waiting = Happening(waiting.event, r.recorded_at, r.by, times=waiting.times + 1)
            continue
        if waiting is not None:
            yield waiting
        waiting = None
        if isinstance(r.event, FigurePublished):
            waiting = Happening(r.event, r.recorded_at, r.by)
            continue
        changes: tuple[FieldChange, ...] = ()
        if isinstance(r.event, SchoolRegistered | SchoolDetailsChanged | SchoolReopened):
            changes = differences(details, r.event.details) if details is not None else ()
            details = r.event.details
        yield Happening(r.event, r.recorded_at, r.by, changes)
    if waiting is not None:
        yield waiting
