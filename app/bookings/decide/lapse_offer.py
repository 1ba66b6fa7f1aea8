# SPDX-License-Identifier: EUPL-1.2
"""End an offer whose time is up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.freed_places import freed_places
from app.bookings.decide.places import OfGroup
from app.bookings.events import OfferEnded
from app.bookings.state import Roster, Standing
from app.bookings.values import OfferTerms, Why
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


@dataclass(frozen=True, slots=True)
class LapseOffer(OfGroup):
    """Note that a party did not answer in time; the next one gets the places.

    Too early, or answered already: nothing.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    terms: OfferTerms

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        seat = group.seat(self.booking_id, Standing.OFFERED)
        if seat is None or seat.until is None or now < seat.until:
            return ()
        lapsed = OfferEnded(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            why=Why.OFFER_LAPSED,
        )
        after = state.after([lapsed]).group(self.tour_group_id)
        return (lapsed, *freed_places(self.carrousel_id, self.tour_group_id, after, self.terms, now))
