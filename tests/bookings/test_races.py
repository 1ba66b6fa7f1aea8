# SPDX-License-Identifier: EUPL-1.2
"""Two parties at the same moment: nobody gets a place that is not there, on both databases."""

import threading

import pytest

from app.bookings.decide.places import NotEnoughPlaces
from app.bookings.events import PlacesBooked
from app.bookings.state import LISTENS_TO
from app.eventlog.perform import perform
from app.kernel.commands import Boundary, Refused, fold
from app.kernel.ids import BookingId
from app.kernel.values import Party
from tests.bookings.samples import AMINA, BRAM, MONDAY, PUBLISHED, SATURDAY, SIX, TWO, booked, books

ON_THE_SATURDAY = Boundary.about(SATURDAY, types=LISTENS_TO)


def people_booked(log):
    return sum(r.event.party.people for r in log.read(ON_THE_SATURDAY) if isinstance(r.event, PlacesBooked))


def test_a_rival_between_reading_and_writing_is_counted(log):
    log.append([PUBLISHED], now=MONDAY, by="program")

    def rival():
        log.between_read_and_append = lambda: None
        log.append([booked(BRAM, SIX)], now=MONDAY, by="parent")

    log.between_read_and_append = rival
    with pytest.raises(NotEnoughPlaces) as refusal:
        perform(log, books(AMINA, TWO), now=MONDAY, by="parent")
    assert refusal.value.free == 0
    assert people_booked(log) == 6


def test_a_rival_sends_who_is_willing_to_the_waiting_list(log):
    log.append([PUBLISHED], now=MONDAY, by="program")

    def rival():
        log.between_read_and_append = lambda: None
        log.append([booked(BRAM, SIX)], now=MONDAY, by="parent")

    log.between_read_and_append = rival
    outcome = perform(log, books(AMINA, TWO, or_wait=True), now=MONDAY, by="parent")
    assert [r.event.name for r in outcome.facts] == ["bookings.waiting-list-joined"]


def test_the_same_booking_twice_at_the_same_moment_is_one_booking(log):
    log.append([PUBLISHED], now=MONDAY, by="program")

    def the_other_click():
        log.between_read_and_append = lambda: None
        perform(log, books(AMINA, TWO), now=MONDAY, by="parent")

    log.between_read_and_append = the_other_click
    assert not perform(log, books(AMINA, TWO), now=MONDAY, by="parent").changed
    assert people_booked(log) == 2


def crowd(log, ask, size=16):
    """Let so many parties of two ask at once. Returns how each of them fared."""
    start, fared = threading.Barrier(size), {}

    def go(number):
        start.wait()
        try:
            fared[number] = ask(books(BookingId(f"party-{number}"), Party(2), or_wait=True))
        except Refused as refusal:
            fared[number] = refusal

    threads = [threading.Thread(target=go, args=(n,)) for n in range(size)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return fared


def test_a_crowd_fills_the_places_and_not_one_more(log):
    log.append([PUBLISHED], now=MONDAY, by="program")
    fared = crowd(log, lambda command: perform(log, command, now=MONDAY, by="parent"))
    assert len(fared) == 16
    assert people_booked(log) == 6
    facts = [r.event.name for r in log.read(ON_THE_SATURDAY)]
    assert facts.count("bookings.waiting-list-joined") == 13


def test_without_the_lock_the_crowd_oversells(log):
    """The negative control: decide on what was read, and append without asking whether it still holds."""
    log.append([PUBLISHED], now=MONDAY, by="program")
    everybody_has_read = threading.Barrier(8)

    def careless(command):
        facts = [r.event for r in log.read(command.boundary())]
        events = command.decide(fold(command.state(), facts), MONDAY)
        everybody_has_read.wait()
        return log.append(events, now=MONDAY, by="parent")

    crowd(log, careless, size=8)
    assert people_booked(log) == 16
