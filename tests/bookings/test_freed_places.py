# SPDX-License-Identifier: EUPL-1.2
"""The waiting list: places that come free are offered in the same breath, by the rule that the page states."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.bookings.decide.accept_offer import AcceptOffer, OfferIsOver
from app.bookings.decide.decline_offer import DeclineOffer
from app.bookings.decide.lapse_offer import LapseOffer
from app.bookings.decide.leave_waiting_list import LeaveWaitingList
from app.bookings.decide.offer_freed_places import OfferFreedPlaces
from app.bookings.decide.place_waiting_party import OffersGoByThemselves, PlaceWaitingParty
from app.bookings.decide.places import NotEnoughPlaces, NotOnThisGroup, TourGroupLeft, TourGroupNotGoing
from app.bookings.values import Why
from app.kernel.values import Party
from tests.bookings.samples import (
    AMINA,
    BRAM,
    CHIARA,
    DANA,
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
    TERMS,
    THREE,
    TWO,
    UNTIL,
    accepted,
    booked,
    books,
    cancelled,
    changes,
    gives_back,
    left,
    moves,
    offer_ended,
    offered,
    passed_over,
    released,
    waits,
)
from tests.story import given

FULL = (PUBLISHED, booked(AMINA, FOUR), booked(BRAM, TWO))
OFFERED = (*FULL, waits(CHIARA, TWO), waits(DANA, ONE), cancelled(BRAM), offered(CHIARA, TWO, 2))


def test_the_first_party_that_fits_gets_an_offer():
    given(*FULL, waits(CHIARA, TWO), waits(DANA, TWO)).when(gives_back(BRAM)).then(
        cancelled(BRAM), offered(CHIARA, TWO, 2)
    )


def test_who_does_not_fit_is_passed_over_and_keeps_its_turn():
    facts = (*FULL, waits(CHIARA, THREE), waits(DANA, ONE))
    given(*facts).when(gives_back(BRAM)).then(cancelled(BRAM), passed_over(CHIARA, 2, 1), offered(DANA, ONE, 2))
    now = (*facts, cancelled(BRAM), passed_over(CHIARA, 2, 1), offered(DANA, ONE, 2))
    given(*now).when(gives_back(AMINA)).then(cancelled(AMINA), offered(CHIARA, THREE, 5))


def test_as_many_parties_as_fit_get_an_offer():
    facts = (*FULL, waits(CHIARA, TWO), waits(DANA, ONE))
    given(*facts).when(gives_back(AMINA)).then(cancelled(AMINA), offered(CHIARA, TWO, 4), offered(DANA, ONE, 2))


def test_prams_count_as_well():
    facts = (
        PUBLISHED,
        booked(AMINA, Party(2, 0, 2)),
        booked(BRAM, FOUR.__class__(4)),
        waits(CHIARA, Party(2, 0, 1)),
        waits(DANA, TWO),
    )
    given(*facts).when(gives_back(BRAM)).then(cancelled(BRAM), passed_over(CHIARA, 4, 0), offered(DANA, TWO, 4))


def test_who_heard_it_already_is_not_passed_over_again():
    facts = (*FULL, waits(CHIARA, SIX), cancelled(BRAM), passed_over(CHIARA, 2, 1), booked(DANA, ONE), cancelled(DANA))
    given(*facts).when(OfferFreedPlaces(SATURDAY, RED, TERMS)).then()


def test_nothing_free_is_no_news():
    given(*FULL, waits(CHIARA, TWO)).when(OfferFreedPlaces(SATURDAY, RED, TERMS)).then()


def test_a_smaller_party_frees_places():
    facts = (*FULL, waits(CHIARA, ONE))
    given(*facts).when(changes(BRAM, ONE)).then(changes_fact(BRAM, ONE), offered(CHIARA, ONE, 1))


def changes_fact(who, party):
    from app.bookings.events import PartyChanged

    return PartyChanged(booking_id=who, carrousel_id=SATURDAY, tour_group_id=RED, party=party)


def test_a_party_that_moves_frees_places():
    events = given(*FULL, waits(CHIARA, TWO)).when(moves(BRAM)).answer()
    assert events[1:] == (offered(CHIARA, TWO, 2),)


def test_a_larger_group_in_a_new_release_is_offered():
    facts = (*FULL, waits(CHIARA, TWO), released(2, red=replace(RED_GROUP, places=8)))
    given(*facts).when(OfferFreedPlaces(SATURDAY, RED, TERMS)).then(offered(CHIARA, TWO, 2))


@pytest.mark.parametrize(
    ("before_departure", "stands_for"),
    [
        (timedelta(days=20), timedelta(hours=48)),
        (timedelta(hours=40), timedelta(hours=28)),
        (timedelta(hours=13), timedelta(hours=1)),
        (timedelta(days=20, hours=-12, minutes=-29), timedelta(hours=48)),  # 21:59: late, but no night yet
        (timedelta(days=20, hours=-13, minutes=-30), timedelta(hours=58)),  # 23:00 becomes 9:00 next day
        (timedelta(days=20, hours=-16), timedelta(hours=55, minutes=30)),  # 1:30 becomes 9:00 that day
        (timedelta(days=20, hours=1, minutes=30), timedelta(hours=48)),  # 8:00: the night is over
    ],
)
def test_an_offer_ends_in_time_to_make_another(before_departure, stands_for):
    now = DEPARTS - before_departure
    given(*FULL, waits(CHIARA, TWO)).when(gives_back(BRAM), now=now).then(
        cancelled(BRAM), offered(CHIARA, TWO, 2, until=now + stands_for)
    )


def test_an_offer_that_would_end_at_night_never_goes_on_after_the_last_moment_for_one():
    one = replace(RED_GROUP, departs_at=DEPARTS + timedelta(hours=3), back_at=DEPARTS + timedelta(hours=5))
    facts = (released(1, red=one), booked(AMINA, FOUR), booked(BRAM, TWO), waits(CHIARA, TWO))
    now = one.departs_at - timedelta(hours=30)
    closes = one.departs_at - timedelta(hours=12)
    given(*facts).when(gives_back(BRAM), now=now).then(cancelled(BRAM), offered(CHIARA, TWO, 2, until=closes))


def test_close_to_departure_no_offer_is_made():
    given(*FULL, waits(CHIARA, TWO)).when(gives_back(BRAM), now=DEPARTS - timedelta(hours=12)).then(cancelled(BRAM))


def test_a_cancelled_group_offers_nothing():
    given(*FULL, waits(CHIARA, TWO), RED_CANCELLED).when(gives_back(BRAM)).then(cancelled(BRAM))


def test_an_offer_can_be_accepted():
    given(*OFFERED).when(AcceptOffer(CHIARA, SATURDAY, RED)).then(accepted(CHIARA, TWO))


def test_an_offer_is_accepted_once():
    given(*OFFERED, accepted(CHIARA, TWO)).when(AcceptOffer(CHIARA, SATURDAY, RED)).then()


def test_an_offer_cannot_be_accepted_too_late_even_before_it_is_ended():
    given(*OFFERED).when(AcceptOffer(CHIARA, SATURDAY, RED), now=UNTIL).refused(OfferIsOver)
    given(*OFFERED, offer_ended(CHIARA, Why.OFFER_LAPSED)).when(AcceptOffer(CHIARA, SATURDAY, RED)).refused(OfferIsOver)


def test_there_must_be_an_offer_to_accept():
    given(*OFFERED).when(AcceptOffer(DANA, SATURDAY, RED)).refused(NotOnThisGroup)


def test_an_offer_for_a_cancelled_group_cannot_be_accepted():
    given(*OFFERED, RED_CANCELLED).when(AcceptOffer(CHIARA, SATURDAY, RED)).refused(TourGroupNotGoing)


def test_a_declined_offer_goes_to_the_next():
    given(*OFFERED).when(DeclineOffer(CHIARA, SATURDAY, RED, Why.PARTY, TERMS)).then(
        offer_ended(CHIARA), offered(DANA, ONE, 2)
    )


def test_an_offer_is_declined_once():
    given(*OFFERED, offer_ended(CHIARA)).when(DeclineOffer(CHIARA, SATURDAY, RED, Why.PARTY, TERMS)).then()


def test_there_must_be_an_offer_to_decline():
    given(*OFFERED).when(DeclineOffer(AMINA, SATURDAY, RED, Why.PARTY, TERMS)).refused(NotOnThisGroup)


def test_an_offer_lapses_at_its_end_and_goes_to_the_next():
    given(*OFFERED).when(LapseOffer(CHIARA, SATURDAY, RED, TERMS), now=UNTIL).then(
        offer_ended(CHIARA, Why.OFFER_LAPSED), offered(DANA, ONE, 2, until=UNTIL + timedelta(hours=48))
    )


def test_an_offer_does_not_lapse_before_its_end_or_after_an_answer():
    given(*OFFERED).when(LapseOffer(CHIARA, SATURDAY, RED, TERMS), now=UNTIL - timedelta(seconds=1)).then()
    given(*OFFERED, accepted(CHIARA, TWO)).when(LapseOffer(CHIARA, SATURDAY, RED, TERMS), now=UNTIL).then()


def test_who_waits_can_leave():
    given(*FULL, waits(CHIARA, TWO)).when(LeaveWaitingList(CHIARA, SATURDAY, RED, Why.PARTY)).then(left(CHIARA))


def test_who_left_has_left():
    given(*FULL, waits(CHIARA, TWO), left(CHIARA)).when(LeaveWaitingList(CHIARA, SATURDAY, RED, Why.PARTY)).then()


def test_who_does_not_wait_cannot_leave():
    given(*FULL).when(LeaveWaitingList(AMINA, SATURDAY, RED, Why.PARTY)).refused(NotOnThisGroup)


LATE = DEPARTS - timedelta(hours=3)
LATE_FREE = (*FULL, waits(CHIARA, TWO), waits(DANA, SIX), cancelled(BRAM))


def test_late_on_staff_place_a_waiting_party_by_phone():
    given(*LATE_FREE).when(PlaceWaitingParty(CHIARA, SATURDAY, RED, TERMS), now=LATE).then(
        offered(CHIARA, TWO, 2, until=DEPARTS), accepted(CHIARA, TWO)
    )


def test_staff_place_nobody_for_whom_there_is_no_place():
    given(*LATE_FREE).when(PlaceWaitingParty(DANA, SATURDAY, RED, TERMS), now=LATE).refused(NotEnoughPlaces, free=2)


def test_as_long_as_there_is_time_offers_go_by_themselves():
    given(*LATE_FREE).when(PlaceWaitingParty(CHIARA, SATURDAY, RED, TERMS), now=MONDAY).refused(OffersGoByThemselves)


def test_a_group_on_its_way_or_cancelled_takes_nobody_from_the_queue():
    given(*LATE_FREE).when(PlaceWaitingParty(CHIARA, SATURDAY, RED, TERMS), now=DEPARTS).refused(TourGroupLeft)
    given(*LATE_FREE, RED_CANCELLED).when(PlaceWaitingParty(CHIARA, SATURDAY, RED, TERMS), now=LATE).refused(
        TourGroupNotGoing
    )


def test_a_party_is_placed_once():
    facts = (*LATE_FREE, offered(CHIARA, TWO, 2, until=DEPARTS), accepted(CHIARA, TWO))
    given(*facts).when(PlaceWaitingParty(CHIARA, SATURDAY, RED, TERMS), now=LATE).then()


def test_free_places_stay_for_who_waits_even_when_it_is_too_late_for_offers():
    from app.bookings.decide.places import OthersWaitBefore

    given(*LATE_FREE).when(books(BRAM.__class__("newcomer"), ONE), now=LATE).refused(OthersWaitBefore)
