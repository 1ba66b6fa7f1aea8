# SPDX-License-Identifier: EUPL-1.2
"""What pages read: given facts, then these rows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.bookings.events import (
    AttendanceRecorded,
    BookingMoved,
    PartyChanged,
    PartyReminded,
    PartyTold,
    PersonalDataErased,
    PromiseChanged,
)
from app.bookings.read.bookings import booking_of, bookings_of_carrousel, bookings_of_group, to_be_told
from app.bookings.read.count_by_channel import count_by_channel
from app.bookings.read.decisions import decisions_about, decisions_by_booking
from app.bookings.read.places_left import PlacesLeft, places_left
from app.bookings.read.waiting_list import turn_of, waiting_list
from app.bookings.values import Channel, Promise, Why
from app.kernel.values import Party
from tests.bookings.samples import (
    ALL_CANCELLED,
    AMINA,
    BLUE,
    BRAM,
    CHIARA,
    DANA,
    FOUR,
    ONE,
    RED,
    RED_CANCELLED,
    RED_GROUP,
    SATURDAY,
    SIX,
    THREE,
    TWO,
    UNTIL,
    accepted,
    booked,
    cancelled,
    left,
    offer_ended,
    offered,
    passed_over,
    released,
    waits,
)


@pytest.fixture
def seen(town, tell):
    """Record facts, then ask a view."""

    def see(question, *facts):
        tell(*facts)
        with town.reading() as session:
            return question(session)

    return see


def left_in(group):
    return lambda session: places_left(session, SATURDAY)[group]


def one(who):
    return lambda session: booking_of(session, who)


def test_a_released_group_has_its_places(seen):
    assert seen(left_in(RED)) == PlacesLeft(6, 0, 0, 2, 0)


def test_booked_and_offered_places_are_taken_and_who_waits_is_known(seen):
    facts = (
        booked(AMINA, FOUR),
        booked(BRAM, TWO),
        waits(CHIARA, TWO),
        waits(DANA, SIX),
        cancelled(BRAM),
        offered(CHIARA, TWO, 2),
    )
    red = seen(left_in(RED), *facts)
    assert red == PlacesLeft(6, 4, 2, 2, 1, waiting=(SIX,))
    assert (red.free, red.free_prams, red.waiting_parties, red.fits(ONE)) == (0, 1, 1, False)


def test_places_fit_only_who_does_not_jump_the_queue(seen):
    red = seen(left_in(RED), booked(AMINA, FOUR), waits(BRAM, THREE))
    assert red.fits(TWO)
    assert not seen(left_in(RED), waits(CHIARA, TWO)).fits(TWO)
    assert red.could_ever_fit(SIX)
    assert not red.could_ever_fit(Party(7))


def test_a_new_release_counts_and_a_group_left_out_is_gone(seen):
    bigger = released(2, red=replace(RED_GROUP, places=9))
    assert seen(left_in(RED), bigger).places == 9
    only_red = replace(bigger, release=3, groups=bigger.groups[:1])
    assert set(seen(lambda s: places_left(s, SATURDAY), only_red)) == {RED}


def test_a_smaller_release_shows_who_is_too_many(seen):
    red = seen(left_in(RED), booked(AMINA, SIX), released(2, red=replace(RED_GROUP, places=4)))
    assert (red.free, red.overfull) == (0, 2)


def test_a_cancelled_group_has_no_places_and_a_release_does_not_revive_it(seen):
    assert not seen(left_in(RED), RED_CANCELLED, released(2)).goes
    assert seen(left_in(RED)).free == 0
    assert seen(left_in(BLUE)).goes
    assert not seen(left_in(BLUE), ALL_CANCELLED).goes


def test_a_booking_is_shown_as_it_stands(seen):
    booking = seen(one(AMINA), booked(AMINA, FOUR))
    assert (booking.state, booking.party, booking.sequence, booking.channel) == ("booked", FOUR, 0, Channel.CLINIC)
    assert seen(one(BRAM)) is None


def test_every_change_of_an_appointment_raises_its_sequence(seen):
    moved = BookingMoved(
        booking_id=AMINA, carrousel_id=SATURDAY, from_tour_group_id=RED, to_tour_group_id=BLUE, party=TWO
    )
    changed = PartyChanged(booking_id=AMINA, carrousel_id=SATURDAY, tour_group_id=RED, party=TWO)
    assert seen(one(AMINA), booked(AMINA, FOUR), changed).sequence == 1
    booking = seen(one(AMINA), moved)
    assert (booking.sequence, booking.tour_group_id) == (2, BLUE)
    booking = seen(one(AMINA), cancelled(AMINA, group=BLUE))
    assert (booking.state, booking.why, booking.sequence, booking.to_tell) == ("cancelled", Why.PARTY, 3, None)


def test_an_offer_passes_through_its_states(seen):
    booking = seen(one(AMINA), waits(AMINA, TWO), offered(AMINA, TWO, 6))
    assert (booking.state, booking.offered_until, booking.to_tell) == ("offered", UNTIL, "offered")
    booking = seen(one(AMINA), accepted(AMINA, TWO))
    assert (booking.state, booking.offered_until, booking.to_tell) == ("booked", None, None)


def test_an_offer_that_lapses_is_news_and_one_that_is_declined_is_not(seen):
    lapsed = seen(one(AMINA), waits(AMINA, TWO), offered(AMINA, TWO, 6), offer_ended(AMINA, Why.OFFER_LAPSED))
    assert (lapsed.state, lapsed.to_tell) == ("lapsed", "lapsed")
    assert seen(one(BRAM), waits(BRAM, TWO), offered(BRAM, TWO, 6), offer_ended(BRAM)).to_tell is None


def test_news_is_told_until_somebody_phoned(seen):
    news = PromiseChanged(
        booking_id=AMINA, carrousel_id=SATURDAY, tour_group_id=RED, release=2, changed=(Promise.TIME,)
    )
    told = PartyTold(booking_id=AMINA, carrousel_id=SATURDAY, tour_group_id=RED)
    question = lambda s: [b.booking_id for b in to_be_told(s, [SATURDAY])]  # noqa: E731
    assert seen(question, booked(AMINA, TWO), news) == [AMINA]
    assert seen(question, told) == []


def test_a_cancelled_group_is_news_for_who_waits_too(seen):
    gone = Why.GROUP_CANCELLED
    assert seen(one(AMINA), waits(AMINA, TWO), left(AMINA, gone)).to_tell == "cancelled"
    assert seen(one(BRAM), waits(BRAM, TWO), offered(BRAM, TWO, 6), offer_ended(BRAM, gone)).to_tell == "cancelled"


def test_a_waiting_party_that_gets_places_elsewhere_is_booked_there(seen):
    booking = seen(one(AMINA), waits(AMINA, TWO), left(AMINA), booked(AMINA, TWO, BLUE))
    assert (booking.state, booking.tour_group_id, booking.sequence) == ("booked", BLUE, 1)


def test_attendance_and_erasure_are_shown(seen):
    came = AttendanceRecorded(booking_id=AMINA, carrousel_id=SATURDAY, tour_group_id=RED, people=3)
    erased = PersonalDataErased(booking_id=AMINA, why=Why.PARTY)
    booking = seen(one(AMINA), booked(AMINA, FOUR), came, erased)
    assert (booking.came, booking.erased) == (3, True)


def test_lists_are_in_the_order_of_arrival(seen):
    tell_all = (waits(CHIARA, TWO), booked(AMINA, FOUR, BLUE), waits(BRAM, TWO))
    assert [b.booking_id for b in seen(lambda s: bookings_of_carrousel(s, SATURDAY), *tell_all)] == [
        CHIARA,
        AMINA,
        BRAM,
    ]
    assert [b.booking_id for b in seen(lambda s: bookings_of_group(s, RED))] == [CHIARA, BRAM]


def test_the_queue_is_in_the_order_of_arrival_and_offers_stand_before_it(seen):
    facts = (waits(CHIARA, THREE), waits(DANA, ONE), waits(AMINA, TWO), offered(DANA, ONE, 1))
    line = seen(lambda s: waiting_list(s, RED), *facts)
    assert [(i.turn, i.booking.booking_id) for i in line] == [(0, DANA), (1, CHIARA), (2, AMINA)]
    assert seen(lambda s: turn_of(s, booking_of(s, AMINA))) == 2
    assert seen(lambda s: turn_of(s, booking_of(s, DANA))) == 0


def test_channels_are_counted_without_names(seen):
    came = AttendanceRecorded(booking_id=AMINA, carrousel_id=SATURDAY, tour_group_id=RED, people=3)
    flyer = replace(booked(CHIARA, ONE), channel=Channel.FLYER)
    facts = (booked(AMINA, FOUR), waits(BRAM, TWO), flyer, booked(DANA, ONE), cancelled(DANA), came)
    counts = {c.channel: (c.parties, c.people, c.came) for c in seen(lambda s: count_by_channel(s, [SATURDAY]), *facts)}
    assert counts[Channel.CLINIC] == (2, 4, 3)
    assert counts[Channel.FLYER] == (1, 1, 0)
    assert counts[Channel.LETTER] == (0, 0, 0)


def test_every_decision_keeps_its_reason(seen):
    facts = (
        booked(BRAM, SIX),
        waits(AMINA, TWO),
        cancelled(BRAM, Why.STAFF),
        passed_over(AMINA, 1, 0),
        offered(AMINA, TWO, 6),
        offer_ended(AMINA, Why.OFFER_LAPSED),
        PersonalDataErased(booking_id=AMINA, why=Why.STAFF),
    )
    about = seen(lambda s: decisions_about(s, AMINA), *facts)
    assert [d.kind for d in about] == [
        "waiting-list-joined", "party-passed-over", "places-offered", "offer-ended", "personal-data-erased",
    ]  # fmt: skip
    assert (about[1].free, about[1].free_prams) == (1, 0)
    assert (about[2].free, about[2].until, about[2].people) == (6, UNTIL, 2)
    assert [d.why for d in about] == [None, None, None, Why.OFFER_LAPSED, Why.STAFF]
    assert seen(lambda s: set(decisions_by_booking(s, [AMINA, BRAM]))) == {AMINA, BRAM}


def test_other_decisions_are_kept_as_well(seen):
    where = {"booking_id": AMINA, "carrousel_id": SATURDAY, "tour_group_id": RED}
    facts = (
        booked(AMINA, FOUR),
        PartyChanged(**where, party=TWO),
        PromiseChanged(**where, release=2, changed=(Promise.TIME, Promise.STOPS)),
        PartyReminded(**where),
        PartyTold(**where),
        AttendanceRecorded(**where, people=2),
        BookingMoved(booking_id=AMINA, carrousel_id=SATURDAY, from_tour_group_id=RED, to_tour_group_id=BLUE, party=TWO),
        waits(BRAM, TWO),
        offered(BRAM, TWO, 4),
        accepted(BRAM, TWO),
        waits(CHIARA, TWO),
        left(CHIARA),
    )
    about = seen(lambda s: decisions_about(s, AMINA), *facts)
    assert about[2].changed == (Promise.TIME, Promise.STOPS)
    assert about[-1].tour_group_id == BLUE
    assert seen(lambda s: decisions_about(s, CHIARA))[-1].why is Why.PARTY


def test_nothing_was_shown_that_time_alone_changes(seen, clock):
    before = seen(one(AMINA), booked(AMINA, TWO))
    clock.now += timedelta(days=30)
    assert seen(one(AMINA)) == before
