# SPDX-License-Identifier: EUPL-1.2
"""Carry out one command: read, fold, decide, append."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.eventlog.store import Also, EventLog, NewerFacts
from app.eventlog.views import Recorded
from app.kernel.commands import Command, fold


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command led to. facts: newly recorded, in order; empty when it was already so."""

    facts: tuple[Recorded, ...]

    @property
    def changed(self) -> bool:
        return bool(self.facts)


def perform(log: EventLog, command: Command[Any], *, now: datetime, by: str, also: Iterable[Also] = ()) -> Outcome:
    """Carry out a command.

    The first try decides without holding the lock. When newer facts got in between, the second try reads and decides
    while it holds the lock, so it cannot be overtaken: nobody waits for a slow decision, and nobody starves.

    Args: now, aware; by, who asks; also, writes that ride along in the same transaction, only when facts are recorded.
    Raises: whatever refusal the decision raises; nothing is written then.
    """
    boundary = command.boundary()
    seen = log.read(boundary)
    log.between_read_and_append()
    events = command.decide(fold(command.state(), (r.event for r in seen)), now)
    if not events:
        return Outcome(())
    try:
        return Outcome(tuple(log.append(events, now=now, by=by, unless=boundary, after=_last(seen), also=also)))
    except NewerFacts:
        with log.writing() as session:
            return Outcome(tuple(decide_locked(log, command, session, now=now, by=by, also=also)))


def decide_locked(
    log: EventLog, command: Command[Any], session: Session, *, now: datetime, by: str, also: Iterable[Also] = ()
) -> list[Recorded]:
    """Read, decide and record inside a writing transaction that already holds the lock."""
    events = command.decide(fold(command.state(), (r.event for r in log.read(command.boundary(), session))), now)
    return log.record(events, session, now=now, by=by, also=also) if events else []


def _last(seen: list[Recorded]) -> int:
    return seen[-1].position if seen else 0
