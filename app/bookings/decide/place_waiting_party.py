# SPDX-License-Identifier: EUPL-1.2
"""Give a waiting party free places by phone, once it is too late for offers by letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.freed_places import offer_ends
from app.bookings.decide.places import NotEnoughPlaces, OfGroup, TourGroupLeft, TourGroupNotGoing, seat_of
from app.bookings.events import OfferAccepted, PlacesOffered
from app.bookings.state import Roster, Standing
from app.bookings.values import OfferTerms
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


class OffersGoByThemselves(Refused):
    """There is still time: the first party that fits gets its offer in the order of the queue."""


@dataclass(frozen=True, slots=True)
class PlaceWaitingParty(OfGroup):
    """Note that a party that waits said yes on the phone. A party that is booked already is answered with nothing."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    terms: OfferTerms

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if group.seat(self.booking_id, Standing.BOOKED):
            return ()
        seat = seat_of(group, self.booking_id, Standing.WAITING)
        if not group.goes or group.promise is None:
            raise TourGroupNotGoing
        if group.left(now):
            raise TourGroupLeft
        if offer_ends(group, self.terms, now) is not None:
            raise OffersGoByThemselves
        if not group.fits(seat.party):
            raise NotEnoughPlaces(group.free, group.free_prams)
        offered = PlacesOffered(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            party=seat.party,
            until=group.promise.departs_at,
            free=group.free,
        )
        accepted = OfferAccepted(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            party=seat.party,
        )
        return (offered, accepted)
