# SPDX-License-Identifier: EUPL-1.2
"""A Saturday in Brunnepe with a red group of six and a blue one of four, and the people who want to come along."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.bookings.decide.book_places import BookPlaces
from app.bookings.decide.change_party import ChangeParty
from app.bookings.decide.give_booking_back import GiveBookingBack
from app.bookings.decide.move_booking import MoveBooking
from app.bookings.events import (
    BookingCancelled,
    OfferAccepted,
    OfferEnded,
    PartyPassedOver,
    PlacesBooked,
    PlacesOffered,
    WaitingListJoined,
    WaitingListLeft,
)
from app.bookings.values import Channel, Desk, OfferTerms, Why
from app.carrousels.events import CarrouselCancelled, CarrouselPublished, TourGroupCancelled
from app.carrousels.values import Colour, MeetingPoint, PublishedGroup, PublishedVisit, Reason
from app.kernel.ids import AreaId, BookingId, CarrouselId, SchoolId, TourGroupId
from app.kernel.values import Daypart, GeoPoint, Language, Party, Way

BRUNNEPE = AreaId("brunnepe")
SATURDAY = CarrouselId("saturday-in-brunnepe")
RED, BLUE = TourGroupId("red-group"), TourGroupId("blue-group")
SCHAKEL, STROOM = SchoolId("16SW00"), SchoolId("07XX01")
DEPARTS = datetime(2027, 2, 6, 8, 30, tzinfo=UTC)  # 9:30 in Kampen
ON = date(2027, 2, 6)
MONDAY = datetime(2027, 1, 11, 10, 0, tzinfo=UTC)
TERMS = OfferTerms(hours=48, closes_hours=12)
UNTIL = MONDAY + timedelta(hours=48)
CLOSES = 60


def visit(school_id: SchoolId, minutes_on: int) -> PublishedVisit:
    start = DEPARTS + timedelta(minutes=minutes_on)
    return PublishedVisit(school_id, start, start + timedelta(minutes=25), travel=7, metres=500)


RED_GROUP = PublishedGroup(
    tour_group_id=RED,
    colour=Colour.RED,
    way=Way.WALK,
    language=Language.DUTCH,
    places=6,
    prams=2,
    step_free=True,
    meeting_point=MeetingPoint(GeoPoint(52.561, 5.915), SCHAKEL),
    guide_id=None,
    departs_at=DEPARTS,
    back_at=DEPARTS + timedelta(minutes=95),
    visits=(visit(SCHAKEL, 10), visit(STROOM, 50)),
    travel_back=8,
    metres_back=600,
    estimated=True,
)
BLUE_GROUP = replace(
    RED_GROUP,
    tour_group_id=BLUE,
    colour=Colour.BLUE,
    way=Way.BUS,
    language=Language.ENGLISH,
    places=4,
    prams=1,
    step_free=False,
)
PUBLISHED = CarrouselPublished(
    carrousel_id=SATURDAY, area_id=BRUNNEPE, release=1, on=ON, daypart=Daypart.MORNING, groups=(RED_GROUP, BLUE_GROUP)
)
RED_CANCELLED = TourGroupCancelled(carrousel_id=SATURDAY, tour_group_id=RED, reason=Reason.GUIDE_ILL)
ALL_CANCELLED = CarrouselCancelled(carrousel_id=SATURDAY, tour_group_ids=(RED, BLUE), reason=Reason.WEATHER)

AMINA, BRAM, CHIARA, DANA = (BookingId(n) for n in ("amina", "bram", "chiara", "dana"))
ONE, TWO, THREE, FOUR, SIX = Party(1), Party(2), Party(2, 1), Party(2, 2, 1), Party(4, 2)


def released(release: int, red: PublishedGroup = RED_GROUP, blue: PublishedGroup = BLUE_GROUP) -> CarrouselPublished:
    on = red.departs_at.date()
    return replace(PUBLISHED, release=release, groups=(red, blue), on=on)


def books(who: BookingId, party: Party, group: TourGroupId = RED, *, or_wait: bool = False) -> BookPlaces:
    return BookPlaces(who, SATURDAY, group, party, Language.DUTCH, Desk.WEB, Channel.CLINIC, CLOSES, or_wait)


def booked(who: BookingId, party: Party, group: TourGroupId = RED) -> PlacesBooked:
    return PlacesBooked(
        booking_id=who,
        carrousel_id=SATURDAY,
        tour_group_id=group,
        party=party,
        language=Language.DUTCH,
        desk=Desk.WEB,
        channel=Channel.CLINIC,
    )


def waits(
    who: BookingId, party: Party, group: TourGroupId = RED, free: int = 0, free_prams: int = 1
) -> WaitingListJoined:
    return WaitingListJoined(
        booking_id=who,
        carrousel_id=SATURDAY,
        tour_group_id=group,
        party=party,
        language=Language.DUTCH,
        desk=Desk.WEB,
        channel=Channel.CLINIC,
        free=free,
        free_prams=free_prams,
    )


def offered(
    who: BookingId, party: Party, free: int, until: datetime = UNTIL, group: TourGroupId = RED
) -> PlacesOffered:
    return PlacesOffered(
        booking_id=who, carrousel_id=SATURDAY, tour_group_id=group, party=party, until=until, free=free
    )


def passed_over(who: BookingId, free: int, free_prams: int = 2, group: TourGroupId = RED) -> PartyPassedOver:
    return PartyPassedOver(booking_id=who, carrousel_id=SATURDAY, tour_group_id=group, free=free, free_prams=free_prams)


def cancelled(who: BookingId, why: Why = Why.PARTY, group: TourGroupId = RED) -> BookingCancelled:
    return BookingCancelled(booking_id=who, carrousel_id=SATURDAY, tour_group_id=group, why=why)


def left(who: BookingId, why: Why = Why.PARTY, group: TourGroupId = RED) -> WaitingListLeft:
    return WaitingListLeft(booking_id=who, carrousel_id=SATURDAY, tour_group_id=group, why=why)


def offer_ended(who: BookingId, why: Why = Why.PARTY, group: TourGroupId = RED) -> OfferEnded:
    return OfferEnded(booking_id=who, carrousel_id=SATURDAY, tour_group_id=group, why=why)


def accepted(who: BookingId, party: Party, group: TourGroupId = RED) -> OfferAccepted:
    return OfferAccepted(booking_id=who, carrousel_id=SATURDAY, tour_group_id=group, party=party)


def gives_back(who: BookingId, group: TourGroupId = RED) -> GiveBookingBack:
    return GiveBookingBack(who, SATURDAY, group, Why.PARTY, TERMS)


def changes(who: BookingId, party: Party, group: TourGroupId = RED) -> ChangeParty:
    return ChangeParty(who, SATURDAY, group, party, CLOSES, TERMS)


def moves(who: BookingId, old: TourGroupId = RED, new: TourGroupId = BLUE) -> MoveBooking:
    return MoveBooking(who, SATURDAY, old, new, CLOSES, TERMS)
