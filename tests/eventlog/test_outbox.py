# SPDX-License-Identifier: EUPL-1.2
"""Errands: written with the fact, carried out at least once, tried again, given up where a person can see it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.bookings.events import PlacesBooked
from app.eventlog.outbox import (
    PAUSES,
    Errand,
    GiveUp,
    HoldBack,
    Reaction,
    Task,
    lease,
    parked,
    settle,
    try_again,
    work,
)
from app.eventlog.store import EventLog
from app.eventlog.tables import ErrandRow
from app.eventlog.views import Recorded
from tests.eventlog.samples import NOON, booked


class Office:
    def __init__(self) -> None:
        self.done: list[str] = []
        self.fault: Exception | None = None


def hear(recorded: Recorded) -> Iterable[Errand]:
    assert isinstance(recorded.event, PlacesBooked)
    yield Errand(str(recorded.event.booking_id), recorded.event.booking_id, {"n": recorded.position})


def carry_out(task: Task, office: Any) -> None:
    if office.fault is not None:
        raise office.fault
    office.done.append(task.key)


GREET = Reaction("bookings.when_places_booked_then_greet", (PlacesBooked,), hear, carry_out)


@pytest.fixture
def greeting(log: EventLog) -> EventLog:
    return replace(log, reactions=(GREET,))


def at(moment: datetime) -> Any:
    return lambda: moment


def test_an_errand_is_carried_out_once_the_fact_stands(greeting: EventLog) -> None:
    office = Office()
    greeting.append([booked("amina"), booked("bram")], now=NOON, by="parent")
    assert work(greeting.engine, [GREET], office, at(NOON)) == 2
    assert office.done == [f"{GREET.name}:amina", f"{GREET.name}:bram"]
    assert work(greeting.engine, [GREET], office, at(NOON)) == 0


def test_no_errand_remains_of_a_fact_that_was_not_recorded(greeting: EventLog) -> None:
    def fails(_session: Session) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        greeting.append([booked("amina")], now=NOON, by="parent", also=[fails])
    assert lease(greeting.engine, NOON) == []


def test_what_did_not_go_is_tried_again_after_a_growing_pause(greeting: EventLog) -> None:
    office = Office()
    office.fault = HoldBack("de mailserver is er niet")
    greeting.append([booked("amina")], now=NOON, by="parent")
    now = NOON
    for pause in PAUSES[:3]:
        assert work(greeting.engine, [GREET], office, at(now)) == 1
        assert work(greeting.engine, [GREET], office, at(now + pause - timedelta(seconds=1))) == 0
        now += pause
    assert parked(greeting.engine)[0].fault == "de mailserver is er niet"
    office.fault = None
    work(greeting.engine, [GREET], office, at(now))
    assert len(office.done) == 1
    assert parked(greeting.engine) == []


def test_what_can_never_go_is_parked_at_once_and_can_be_taken_up_again(greeting: EventLog) -> None:
    office = Office()
    office.fault = GiveUp("dit adres bestaat niet")
    greeting.append([booked("amina")], now=NOON, by="parent")
    work(greeting.engine, [GREET], office, at(NOON))
    stuck = parked(greeting.engine)
    assert [(s.fault, s.parked_at) for s in stuck] == [("dit adres bestaat niet", NOON)]
    assert work(greeting.engine, [GREET], office, at(NOON + timedelta(days=9))) == 0
    office.fault = None
    try_again(greeting.engine, stuck[0].id, NOON)
    assert work(greeting.engine, [GREET], office, at(NOON)) == 1


def test_a_fault_that_may_quote_somebody_is_kept_by_its_kind_only(greeting: EventLog) -> None:
    office = Office()
    office.fault = ValueError("amina@example.org is not welcome")
    greeting.append([booked("amina")], now=NOON, by="parent")
    work(greeting.engine, [GREET], office, at(NOON))
    with Session(greeting.engine) as session:
        assert session.execute(select(ErrandRow)).scalar_one().fault == "ValueError"


def test_two_workers_never_hold_the_same_errand(greeting: EventLog) -> None:
    greeting.append([booked(f"party-{n}") for n in range(30)], now=NOON, by="parent")
    first, second = lease(greeting.engine, NOON), lease(greeting.engine, NOON)
    assert len(first) == 20
    assert len(second) == 10
    assert not {t.id for t in first} & {t.id for t in second}


def test_an_errand_of_a_worker_that_died_comes_back_after_its_lease(greeting: EventLog) -> None:
    greeting.append([booked("amina")], now=NOON, by="parent")
    (task,) = lease(greeting.engine, NOON)
    assert lease(greeting.engine, NOON + timedelta(minutes=1)) == []
    (again,) = lease(greeting.engine, NOON + timedelta(minutes=3))
    assert (again.id, again.key, again.attempts) == (task.id, task.key, 2)
    settle(greeting.engine, again, NOON)
    assert lease(greeting.engine, NOON + timedelta(days=1)) == []


def test_an_errand_for_later_waits(log: EventLog) -> None:
    later = replace(GREET, hear=lambda r: [Errand("later", r.event.booking_id, due_at=NOON + timedelta(days=2))])  # type: ignore[attr-defined]
    replace(log, reactions=(later,)).append([booked("amina")], now=NOON, by="parent")
    assert lease(log.engine, NOON + timedelta(days=1)) == []
    assert len(lease(log.engine, NOON + timedelta(days=2))) == 1


def test_folding_views_again_makes_no_errand(greeting: EventLog) -> None:
    greeting.append([booked("amina")], now=NOON, by="parent")
    greeting.rebuild()
    with Session(greeting.engine) as session:
        assert len(list(session.execute(select(ErrandRow)).scalars())) == 1
