# SPDX-License-Identifier: EUPL-1.2
"""Take the places that are being kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.places import OfGroup, TourGroupNotGoing, seat_of
from app.bookings.events import OfferAccepted
from app.bookings.state import Roster, Standing
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


class OfferIsOver(Refused):
    """The time was up, or the offer was ended in another way."""


@dataclass(frozen=True, slots=True)
class AcceptOffer(OfGroup):
    """Say yes to an offer. A party that is booked already is answered with nothing."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if self.booking_id in group.ended:
            raise OfferIsOver
        if group.seat(self.booking_id, Standing.BOOKED):
            return ()
        seat = seat_of(group, self.booking_id, Standing.OFFERED)
        if not group.goes:
            raise TourGroupNotGoing
        if seat.until is None or now >= seat.until:
            raise OfferIsOver
        accepted = OfferAccepted(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            party=seat.party,
        )
        return (accepted,)
