# SPDX-License-Identifier: EUPL-1.2
"""What follows from a fact: errands, written down with it and carried out afterwards, at least once."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, or_, select, update
from sqlmodel import Session, col

from app.eventlog.engine import in_turn
from app.eventlog.tables import ErrandRow
from app.eventlog.views import Recorded
from app.kernel.events import Event
from app.kernel.ids import Id

LEASE = timedelta(minutes=2)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))  # then it is parked for a person to see


class HoldBack(Exception):
    """The errand could not be carried out now and should be tried again later.

    The message is shown to staff: no personal data.
    """


class GiveUp(Exception):
    """The errand can never succeed (an address that does not exist); it is parked for staff.

    The message holds no personal data.
    """


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do.

    key: the same for the same errand, so that a repeat is recognised; about: whom it concerns; due_at: None is at
    once.
    """

    key: str
    about: Id
    payload: dict[str, str | int] = field(default_factory=dict)
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """hear makes errands of a fact, inside its transaction, from the fact alone.

    Carry_out does one, later, with an office at hand.
    """

    name: str
    listens_to: tuple[type[Event], ...]
    hear: Callable[[Recorded], Iterable[Errand]]
    carry_out: Callable[["Task", Any], None]


@dataclass(frozen=True, slots=True)
class Task:
    """An errand as the worker holds it.

    id: also the stable part of a letter's Message-ID; position: of the fact that caused it.
    """

    id: int
    key: str
    reaction: str
    about: str
    payload: dict[str, Any]
    position: int
    attempts: int


def write_errands(reactions: Iterable[Reaction], recorded: Recorded, session: Session) -> None:
    """Note in the fact's transaction what has to follow from it."""
    for reaction in reactions:
        if not any(t.name == recorded.event.name for t in reaction.listens_to):
            continue
        for errand in reaction.hear(recorded):
            session.add(
                ErrandRow(
                    key=f"{reaction.name}:{errand.key}",
                    reaction=reaction.name,
                    about=errand.about.tag,
                    payload=json.dumps(errand.payload, sort_keys=True),
                    position=recorded.position,
                    made_at=recorded.recorded_at,
                    due_at=errand.due_at or recorded.recorded_at,
                )
            )


def lease(engine: Engine, now: datetime, limit: int = 20) -> list[Task]:
    """Take up to so many due errands for two minutes, oldest first; no other worker gets them meanwhile."""
    due = (
        select(col(ErrandRow.id))
        .where(
            col(ErrandRow.done_at).is_(None),
            col(ErrandRow.parked_at).is_(None),
            col(ErrandRow.due_at) <= now,
            or_(col(ErrandRow.leased_until).is_(None), col(ErrandRow.leased_until) < now),
        )
        .order_by(col(ErrandRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    with in_turn(engine), Session(engine.execution_options(sqlite_begin="IMMEDIATE")) as session:
        ids = list(session.execute(due).scalars())
        rows = list(
            session.execute(select(ErrandRow).where(col(ErrandRow.id).in_(ids)).order_by(col(ErrandRow.id))).scalars()
        )
        for row in rows:
            row.leased_until, row.attempts = now + LEASE, row.attempts + 1
        tasks = [_task(row) for row in rows]
        session.commit()
    return tasks


def _task(row: ErrandRow) -> Task:
    return Task(row.id or 0, row.key, row.reaction, row.about, json.loads(row.payload), row.position, row.attempts)


def settle(engine: Engine, task: Task, now: datetime, fault: Exception | None = None) -> None:
    """Note how an errand went: done, to be tried again after a growing pause, or parked for staff."""
    values: dict[str, Any] = {"leased_until": None}
    if fault is None:
        values |= {"done_at": now, "fault": None}
    elif isinstance(fault, GiveUp) or task.attempts > len(PAUSES):
        values |= {"parked_at": now, "fault": _name(fault)}
    else:
        values |= {"due_at": now + PAUSES[task.attempts - 1], "fault": _name(fault)}
    with in_turn(engine), Session(engine.execution_options(sqlite_begin="IMMEDIATE")) as session:
        session.execute(update(ErrandRow).where(col(ErrandRow.id) == task.id).values(**values))
        session.commit()


def _name(fault: Exception) -> str:
    """Describe a fault without what it may quote: only our own sentences are kept."""
    return str(fault)[:300] if isinstance(fault, HoldBack | GiveUp) else type(fault).__name__


def try_again(engine: Engine, errand_id: int, now: datetime) -> None:
    """Take a parked errand up again, at once."""
    with in_turn(engine), Session(engine.execution_options(sqlite_begin="IMMEDIATE")) as session:
        values = {"parked_at": None, "due_at": now, "attempts": 0}
        session.execute(
            update(ErrandRow)
            .where(col(ErrandRow.id) == errand_id, col(ErrandRow.parked_at).is_not(None))
            .values(**values)
        )
        session.commit()


def work(engine: Engine, reactions: Iterable[Reaction], office: Any, clock: Callable[[], datetime]) -> int:
    """Carry out all errands that are due, and what they cause, until none is left. Returns how many were tried."""
    by_name = {r.name: r for r in reactions}
    tried = 0
    while tasks := lease(engine, clock()):
        for task in tasks:
            fault: Exception | None = None
            try:
                by_name[task.reaction].carry_out(task, office)
            except Exception as caught:  # noqa: BLE001  a worker outlives every errand; the fault is kept with it
                fault = caught
            settle(engine, task, clock(), fault)
            tried += 1
    return tried


@dataclass(frozen=True, slots=True)
class Parked:
    """An errand that staff should look at. about: a tag; fault: our own sentence, without personal data."""

    id: int
    reaction: str
    about: str
    attempts: int
    parked_at: datetime | None
    fault: str | None


def parked(engine: Engine) -> list[Parked]:
    """Give errands that were given up or did not go at the first try, newest first."""
    with Session(engine) as session:
        stuck = or_(col(ErrandRow.parked_at).is_not(None), col(ErrandRow.fault).is_not(None))
        query = (
            select(ErrandRow)
            .where(col(ErrandRow.done_at).is_(None), stuck)
            .order_by(col(ErrandRow.id).desc())
            .limit(200)
        )
        return [
            Parked(r.id or 0, r.reaction, r.about, r.attempts, r.parked_at, r.fault)
            for r in session.execute(query).scalars()
        ]
