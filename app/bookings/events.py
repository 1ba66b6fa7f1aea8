# SPDX-License-Identifier: EUPL-1.2
"""What can have happened to places, the waiting list and its offers."""

from datetime import datetime

from app.bookings.values import Channel, Desk, Promise, Why
from app.kernel.events import Event, fact
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Language, Party


@fact("bookings.places-booked")
class PlacesBooked(Event):
    """A party holds places on a tour group. language: in which it is written to."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    party: Party
    language: Language
    desk: Desk
    channel: Channel


@fact("bookings.party-changed")
class PartyChanged(Event):
    """A booked or waiting party is of another size from now on; a waiting one keeps its turn."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    party: Party


@fact("bookings.booking-moved")
class BookingMoved(Event):
    """A booked party goes with another group of the same carrousel; its places on the old one are free."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    from_tour_group_id: TourGroupId
    to_tour_group_id: TourGroupId
    party: Party


@fact("bookings.booking-cancelled")
class BookingCancelled(Event):
    """A party no longer comes; its places are free."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    why: Why


@fact("bookings.waiting-list-joined")
class WaitingListJoined(Event):
    """A party waits for places on a tour group, as a whole, in the order of these facts.

    free: people, free_prams: prams, for whom there was room at that moment.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    party: Party
    language: Language
    desk: Desk
    channel: Channel
    free: int
    free_prams: int


@fact("bookings.waiting-list-left")
class WaitingListLeft(Event):
    """A party no longer waits."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    why: Why


@fact("bookings.places-offered")
class PlacesOffered(Event):
    """A waiting party may take places that came free; they are kept for it until this moment.

    free: people, before the offer.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    party: Party
    until: datetime
    free: int


@fact("bookings.party-passed-over")
class PartyPassedOver(Event):
    """Places came free but not enough for this waiting party; it keeps its turn. free: people; free_prams: prams."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    free: int
    free_prams: int


@fact("bookings.offer-accepted")
class OfferAccepted(Event):
    """A party took the places that were kept for it; from now on it is a booking."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    party: Party


@fact("bookings.offer-ended")
class OfferEnded(Event):
    """A party did not take the places that were kept for it, and no longer waits.

    why: it said no, or the time was up.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    why: Why


@fact("bookings.promise-changed")
class PromiseChanged(Event):
    """A new release changes what a booked or waiting party was promised.

    release: its number, 2 and up; changed: in which ways.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    release: int
    changed: tuple[Promise, ...]


@fact("bookings.party-reminded")
class PartyReminded(Event):
    """A booked party is reminded that its tour is near."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId


@fact("bookings.party-told")
class PartyTold(Event):
    """Staff told a party by phone what it could not be written."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId


@fact("bookings.attendance-recorded")
class AttendanceRecorded(Event):
    """So many people of a party came. people: 0 to 12."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    people: int


@fact("bookings.personal-data-erased")
class PersonalDataErased(Event):
    """What the vault knew of a party was deleted."""

    booking_id: BookingId
    why: Why
