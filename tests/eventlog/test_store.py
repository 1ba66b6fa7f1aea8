# SPDX-License-Identifier: EUPL-1.2
"""The log on both databases: order, all or nothing, nothing changed, nothing overtaken."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.bookings.events import PlacesBooked
from app.eventlog.perform import perform
from app.eventlog.store import EventLog, NewerFacts
from app.kernel.commands import Boundary, fold
from app.kernel.ids import BookingId
from tests.eventlog.samples import BLUE, MARCH, NOON, RED, Book, Taken, TooFull, booked

ABOUT_RED = Boundary.about(RED, types=(PlacesBooked,))


def test_facts_come_back_in_order_with_positions_without_gaps(log: EventLog) -> None:
    log.append([booked("amina"), booked("bram")], now=NOON, by="parent")
    log.append([booked("chris")], now=NOON + timedelta(minutes=1), by="program")
    facts = log.read(ABOUT_RED)
    assert [r.position for r in facts] == [1, 2, 3]
    assert [r.event for r in facts] == [booked("amina"), booked("bram"), booked("chris")]
    assert facts[2].by == "program"
    assert facts[2].recorded_at == NOON + timedelta(minutes=1)


def test_a_boundary_holds_only_facts_with_all_its_tags(log: EventLog) -> None:
    log.append([booked("amina"), booked("bram", group=BLUE)], now=NOON, by="parent")
    both = Boundary.about(MARCH, BLUE, types=(PlacesBooked,))
    assert [r.event for r in log.read(both)] == [booked("bram", group=BLUE)]
    either = ABOUT_RED | Boundary.about(BookingId("bram"), types=(PlacesBooked,))
    assert len(log.read(either)) == 2
    assert log.read(Boundary.about(BookingId("nobody"), types=(PlacesBooked,))) == []


def test_an_append_is_refused_when_the_boundary_holds_newer_facts(log: EventLog) -> None:
    log.append([booked("amina")], now=NOON, by="parent")
    with pytest.raises(NewerFacts):
        log.append([booked("bram")], now=NOON, by="parent", unless=ABOUT_RED, after=0)
    log.append([booked("bram")], now=NOON, by="parent", unless=ABOUT_RED, after=1)
    assert len(log.read(ABOUT_RED)) == 2


def test_facts_outside_the_boundary_do_not_hinder(log: EventLog) -> None:
    log.append([booked("amina", group=BLUE)], now=NOON, by="parent")
    log.append([booked("bram")], now=NOON, by="parent", unless=ABOUT_RED, after=0)
    assert len(log.read(ABOUT_RED)) == 1


def test_nothing_is_recorded_when_a_write_that_rides_along_fails(log: EventLog) -> None:
    def fails(_session: Session) -> None:
        raise RuntimeError("the vault is shut")

    with pytest.raises(RuntimeError, match="vault"):
        log.append([booked("amina")], now=NOON, by="parent", also=[fails])
    assert log.read(ABOUT_RED) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fact SET data = '{}' WHERE position = 1",
        "DELETE FROM fact WHERE position = 1",
        "UPDATE fact_tag SET position = 7",
        "DELETE FROM fact_tag",
    ],
)
def test_the_database_itself_refuses_to_change_a_fact(log: EventLog, statement: str) -> None:
    log.append([booked("amina")], now=NOON, by="parent")
    with pytest.raises(DBAPIError, match="append-only"), log.engine.begin() as connection:
        connection.execute(text(statement))
    assert log.first_broken() is None


def test_no_fact_is_replaced_by_an_upsert(log: EventLog) -> None:
    log.append([booked("amina")], now=NOON, by="parent")
    columns = "position, name, version, data, recorded_at, by, hash"
    values = "1, 'bookings.places-booked', 1, '{}', '2027-01-01 00:00:00', 'x', 'y'"
    sqlite = log.engine.dialect.name == "sqlite"
    upsert = "INSERT OR REPLACE INTO" if sqlite else "INSERT INTO"
    tail = "" if sqlite else " ON CONFLICT (position) DO UPDATE SET data = '{}'"
    with pytest.raises(DBAPIError, match="append-only"), log.engine.begin() as connection:
        connection.execute(text(f"{upsert} fact ({columns}) VALUES ({values}){tail}"))


def test_a_rival_between_reading_and_writing_makes_the_decision_be_taken_again(log: EventLog) -> None:
    rivals = iter([lambda: log.append([booked("rival")], now=NOON, by="parent")])
    log.between_read_and_append = lambda: (next(rivals, None) or (lambda: None))()
    with pytest.raises(TooFull) as caught:
        perform(log, Book("amina"), now=NOON, by="parent")
    assert caught.value.free == 1
    assert [r.event for r in log.read(ABOUT_RED)] == [booked("rival")]


def race(log: EventLog, book: Callable[[Book], object]) -> int:
    """Let eight parties of two ask for a group of three at the same moment; give how many people have a place."""
    start = threading.Barrier(8)

    def ask(n: int) -> None:
        start.wait()
        with suppress(TooFull):
            book(Book(f"party-{n}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    return sum(r.event.party.people for r in log.read(ABOUT_RED))  # type: ignore[attr-defined]


def test_eight_parties_at_once_never_get_more_than_the_places(log: EventLog) -> None:
    assert race(log, lambda command: perform(log, command, now=NOON, by="parent")) == 2
    assert log.first_broken() is None


def test_without_boundary_and_lock_the_same_race_oversells(log: EventLog) -> None:
    """The negative control: everybody has read before anybody writes, and nobody looks again."""
    everybody_has_read = threading.Barrier(8)

    def careless(command: Book) -> None:
        events = command.decide(fold(Taken(), (r.event for r in log.read(command.boundary()))), NOON)
        everybody_has_read.wait()
        log.append(events, now=NOON, by="parent")

    assert race(log, careless) == 16


def test_the_chain_names_the_first_fact_that_was_tampered_with(log: EventLog) -> None:
    log.append([booked(f"party-{n}") for n in range(5)], now=NOON, by="parent")
    with log.engine.begin() as connection:
        if log.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER fact_no_update"))
        else:
            connection.execute(text("ALTER TABLE fact DISABLE TRIGGER fact_no_change"))
        connection.execute(text("UPDATE fact SET by = 'somebody else' WHERE position = 3"))
    assert log.first_broken() == 3


def test_a_cut_in_the_middle_of_the_log_is_noticed(log: EventLog) -> None:
    log.append([booked(f"party-{n}") for n in range(5)], now=NOON, by="parent")
    with log.engine.begin() as connection:
        if log.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER fact_no_delete"))
        else:
            connection.execute(text("ALTER TABLE fact DISABLE TRIGGER fact_no_change"))
        connection.execute(text("DELETE FROM fact WHERE position = 2"))
    assert log.first_broken() == 2


def test_what_was_acknowledged_is_on_disk(log: EventLog) -> None:
    with log.engine.connect() as connection:
        if log.engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
            assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        else:
            assert connection.execute(text("SHOW transaction_isolation")).scalar() == "read committed"
