# SPDX-License-Identifier: EUPL-1.2
"""A decision may carry on an earlier fold, and must never remember anything else than the facts say."""

from dataclasses import dataclass, replace
from typing import Self

import pytest

from app.bookings.events import PlacesBooked
from app.eventlog.memory import MOST, SHORT, Memory, Remembered
from app.eventlog.store import EventLog
from app.kernel.commands import Boundary, fold
from app.kernel.ids import BookingId
from tests.eventlog.samples import BLUE, NOON, RED, Taken, booked

ABOUT_RED = Boundary.about(RED, types=(PlacesBooked,))


@dataclass(frozen=True)
class Guests:
    """Who booked, in order."""

    names: tuple[str, ...] = ()

    def evolve(self, event: PlacesBooked) -> Self:
        return replace(self, names=(*self.names, event.booking_id))


def remembered(log: EventLog, boundary: Boundary = ABOUT_RED, start: Guests | None = None) -> tuple[str, ...]:
    with log.reading() as session:
        return log.remember(start or Guests(), boundary, session)[0].names


def by_hand(log: EventLog, boundary: Boundary = ABOUT_RED) -> tuple[str, ...]:
    return fold(Guests(), (r.event for r in log.read(boundary))).names


def fill(log: EventLog, many: int, first: str = "party") -> None:
    log.append([booked(f"{first}-{n}") for n in range(many)], now=NOON, by="parent")


def test_a_fold_is_carried_on_with_the_newer_facts(log: EventLog) -> None:
    fill(log, SHORT)
    assert remembered(log) == by_hand(log)
    fill(log, 3, "late")
    assert remembered(log) == by_hand(log)
    assert len(remembered(log)) == SHORT + 3


def test_only_newer_facts_are_read_again(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(log, SHORT)
    remembered(log)
    fill(log, 1, "late")
    asked: list[int] = []
    read = log._at
    monkeypatch.setattr(log, "_at", lambda positions, session: asked.extend(positions) or read(positions, session))
    remembered(log)
    assert asked == [SHORT + 1]


def test_a_boundary_with_one_more_fact_in_the_middle_is_folded_on_its_own(log: EventLog) -> None:
    fill(log, SHORT - 2)
    log.append([booked("elsewhere", group=BLUE)], now=NOON, by="parent")
    fill(log, SHORT, "late")
    remembered(log)
    wider = ABOUT_RED | Boundary.about(BookingId("elsewhere"), types=(PlacesBooked,))
    assert remembered(log, wider) == by_hand(log, wider)
    assert "elsewhere" in remembered(log, wider)
    assert "elsewhere" not in remembered(log)


def test_another_empty_memory_is_not_carried_on(log: EventLog) -> None:
    fill(log, SHORT)
    remembered(log)
    assert remembered(log, start=Guests(("host",))) == ("host", *by_hand(log))
    with log.reading() as session:
        assert log.remember(Taken(), ABOUT_RED, session)[0].people == 2 * SHORT


def test_a_log_that_was_put_back_from_a_backup_is_read_anew(log: EventLog) -> None:
    fill(log, SHORT)
    with log.reading() as session:
        true, last = log.remember(Guests(), ABOUT_RED, session)
    positions = tuple(range(1, SHORT + 1))
    log.memory.keep(Remembered(Guests(), positions, "of another history", Guests(("a stranger",))))
    assert remembered(log) == true.names
    assert last == SHORT


def test_a_memory_holds_so_many_folds_and_no_more() -> None:
    memory = Memory()
    for first in range(1, 3 * MOST):
        memory.keep(Remembered(Guests(), tuple(range(first, first + SHORT)), "hash", Guests()))
    assert sum(map(len, memory._kept.values())) <= MOST
    assert memory.longest(Guests(), list(range(1, 1 + SHORT))) is None
    newest = 3 * MOST - 1
    assert memory.longest(Guests(), list(range(newest, newest + SHORT + 1))) is not None
