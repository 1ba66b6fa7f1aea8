# SPDX-License-Identifier: EUPL-1.2
"""Carry out one command: read, fold, decide, append."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.eventlog.store import Also, EventLog
from app.eventlog.views import Recorded
from app.kernel.commands import Command
from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command led to. facts: newly recorded, in order; empty when it was already so."""

    facts: tuple[Recorded, ...]

    @property
    def changed(self) -> bool:
        return bool(self.facts)


def perform(log: EventLog, command: Command[Any], *, now: datetime, by: str, also: Iterable[Also] = ()) -> Outcome:
    """Carry out a command.

    The first decision is taken without holding the lock, so a refusal and a repeat wait for nobody. When newer facts
    got in between, it is taken again while the lock is held: it cannot be overtaken, and nobody starves.

    Args: now, aware; by, who asks; also, writes that ride along in the same transaction, only when facts are recorded.
    Raises: whatever refusal the decision raises; nothing is written then.
    """
    boundary = command.boundary()
    with log.reading() as session:
        state, last = log.remember(command.state(), boundary, session)
    log.between_read_and_append()
    events = command.decide(state, now)
    if not events:
        return Outcome(())

    def again(writing: Session) -> Sequence[Event]:
        return command.decide(log.remember(command.state(), boundary, writing)[0], now)

    return Outcome(tuple(log.append(events, now=now, by=by, unless=boundary, after=last, again=again, also=also)))
