# SPDX-License-Identifier: EUPL-1.2
"""Say no to the places that are being kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.freed_places import freed_places
from app.bookings.decide.places import OfGroup, seat_of
from app.bookings.events import OfferEnded
from app.bookings.state import Roster, Standing
from app.bookings.values import OfferTerms, Why
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


@dataclass(frozen=True, slots=True)
class DeclineOffer(OfGroup):
    """Say no to an offer; the next party gets the places.

    why: the party itself or staff for it. Said again, it is answered with nothing.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    why: Why
    terms: OfferTerms

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if self.booking_id in group.ended:
            return ()
        seat_of(group, self.booking_id, Standing.OFFERED)
        no = OfferEnded(
            booking_id=self.booking_id, carrousel_id=self.carrousel_id, tour_group_id=self.tour_group_id, why=self.why
        )
        after = state.after([no]).group(self.tour_group_id)
        return (no, *freed_places(self.carrousel_id, self.tour_group_id, after, self.terms, now))
