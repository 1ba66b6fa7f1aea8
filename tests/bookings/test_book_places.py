# SPDX-License-Identifier: EUPL-1.2
"""Booking places, or joining the waiting list."""

from dataclasses import replace
from datetime import timedelta

from app.bookings.decide.places import (
    BookingClosed,
    NotEnoughPlaces,
    OthersWaitBefore,
    PartyTooLarge,
    TourGroupLeft,
    TourGroupNotGoing,
)
from app.bookings.events import BookingMoved
from app.kernel.values import Party, Way
from tests.bookings.samples import (
    ALL_CANCELLED,
    AMINA,
    BLUE,
    BRAM,
    CHIARA,
    DEPARTS,
    FOUR,
    MONDAY,
    ONE,
    PUBLISHED,
    RED,
    RED_CANCELLED,
    RED_GROUP,
    SATURDAY,
    SIX,
    THREE,
    TWO,
    booked,
    books,
    cancelled,
    offered,
    released,
    waits,
)
from tests.story import given


def test_a_party_that_fits_holds_its_places():
    given(PUBLISHED).when(books(AMINA, FOUR)).then(booked(AMINA, FOUR))


def test_the_last_places_can_be_taken():
    given(PUBLISHED, booked(BRAM, FOUR)).when(books(AMINA, TWO)).then(booked(AMINA, TWO))


def test_no_more_people_than_places():
    given(PUBLISHED, booked(BRAM, FOUR)).when(books(AMINA, THREE)).refused(NotEnoughPlaces, free=2, free_prams=1)


def test_no_more_prams_than_the_group_can_take():
    given(PUBLISHED, booked(BRAM, Party(1, 0, 2))).when(books(AMINA, Party(1, 0, 1))).refused(
        NotEnoughPlaces, free_prams=0
    )


def test_offered_places_are_not_free():
    facts = (PUBLISHED, booked(BRAM, SIX), waits(CHIARA, TWO), cancelled(BRAM), offered(CHIARA, TWO, 6))
    given(*facts).when(books(AMINA, Party(5))).refused(NotEnoughPlaces, free=4)


def test_the_other_group_has_its_own_places():
    given(PUBLISHED, booked(BRAM, SIX)).when(books(AMINA, TWO, BLUE)).then(booked(AMINA, TWO, BLUE))


def test_a_party_that_does_not_fit_waits_when_it_is_willing():
    given(PUBLISHED, booked(BRAM, SIX)).when(books(AMINA, TWO, or_wait=True)).then(waits(AMINA, TWO, free_prams=2))


def test_a_party_that_is_willing_to_wait_is_booked_when_there_is_place():
    given(PUBLISHED).when(books(AMINA, TWO, or_wait=True)).then(booked(AMINA, TWO))


def test_nobody_jumps_the_queue():
    facts = (PUBLISHED, booked(BRAM, FOUR), waits(CHIARA, TWO))
    given(*facts).when(books(AMINA, ONE)).refused(OthersWaitBefore, free=2)
    given(*facts).when(books(AMINA, ONE, or_wait=True)).then(waits(AMINA, ONE, free=2))


def test_a_group_by_bike_takes_no_prams():
    bikes = replace(PUBLISHED, groups=(replace(RED_GROUP, way=Way.BIKE),))
    given(bikes).when(books(AMINA, Party(1, 1, 1))).refused(NotEnoughPlaces, free=6, free_prams=0)
    given(bikes).when(books(AMINA, Party(1, 1, 1), or_wait=True)).refused(PartyTooLarge, places=6, prams=0)
    given(bikes).when(books(AMINA, Party(1, 1))).then(booked(AMINA, Party(1, 1)))


def test_places_that_suit_nobody_in_the_queue_are_free_for_who_fits():
    given(PUBLISHED, booked(BRAM, FOUR), waits(CHIARA, THREE)).when(books(AMINA, TWO)).then(booked(AMINA, TWO))


def test_a_party_larger_than_the_whole_group_cannot_wait_for_it():
    given(PUBLISHED).when(books(AMINA, Party(7), or_wait=True)).refused(PartyTooLarge, places=6, prams=2)


def test_the_same_booking_is_made_once():
    given(PUBLISHED, booked(AMINA, FOUR)).when(books(AMINA, FOUR)).then()
    given(PUBLISHED, booked(BRAM, SIX), waits(AMINA, FOUR)).when(books(AMINA, FOUR, or_wait=True)).then()


def test_a_booking_that_was_cancelled_does_not_come_back_by_a_repeat():
    given(PUBLISHED, booked(AMINA, FOUR), cancelled(AMINA)).when(books(AMINA, FOUR)).then()


def test_a_booking_on_one_group_is_not_made_again_on_another():
    given(PUBLISHED, booked(AMINA, FOUR)).when(books(AMINA, FOUR, BLUE)).then()


def test_a_booking_that_moved_is_not_made_again_where_it_was():
    moved = BookingMoved(
        booking_id=AMINA, carrousel_id=SATURDAY, from_tour_group_id=RED, to_tour_group_id=BLUE, party=TWO
    )
    given(PUBLISHED, booked(AMINA, TWO), moved).when(books(AMINA, TWO)).then()


def test_a_group_that_was_never_published_takes_nobody():
    given().when(books(AMINA, TWO)).refused(TourGroupNotGoing)


def test_a_cancelled_group_takes_nobody():
    given(PUBLISHED, RED_CANCELLED).when(books(AMINA, TWO)).refused(TourGroupNotGoing)
    given(PUBLISHED, ALL_CANCELLED).when(books(AMINA, TWO, BLUE)).refused(TourGroupNotGoing)


def test_a_group_that_a_new_release_leaves_out_takes_nobody():
    only_blue = released(2).__class__(
        carrousel_id=SATURDAY,
        area_id=PUBLISHED.area_id,
        release=2,
        on=PUBLISHED.on,
        daypart=PUBLISHED.daypart,
        groups=PUBLISHED.groups[1:],
    )
    given(PUBLISHED, only_blue).when(books(AMINA, TWO)).refused(TourGroupNotGoing)


def test_a_new_release_counts_from_then_on():
    bigger = released(2, red=PUBLISHED.groups[0].__class__(**{**_fields(PUBLISHED.groups[0]), "places": 8}))
    given(PUBLISHED, booked(BRAM, SIX), bigger).when(books(AMINA, TWO)).then(booked(AMINA, TWO))


def _fields(group):
    return {name: getattr(group, name) for name in group.__dataclass_fields__}


def test_booking_closes_an_hour_before_departure():
    early, late = DEPARTS - timedelta(minutes=61), DEPARTS - timedelta(minutes=60)
    given(PUBLISHED).when(books(AMINA, TWO), now=early).then(booked(AMINA, TWO))
    given(PUBLISHED).when(books(AMINA, TWO), now=late).refused(BookingClosed)


def test_a_group_on_its_way_takes_nobody():
    given(PUBLISHED).when(books(AMINA, TWO), now=DEPARTS).refused(TourGroupLeft)
    given(PUBLISHED).when(books(AMINA, TWO), now=MONDAY).then(booked(AMINA, TWO))
