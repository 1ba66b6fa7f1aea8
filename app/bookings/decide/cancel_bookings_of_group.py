# SPDX-License-Identifier: EUPL-1.2
"""Let everybody go who was booked on, or waited for, a group that is cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.events import BookingCancelled, OfferEnded, WaitingListLeft
from app.bookings.state import Roster, Standing, boundary_of
from app.bookings.values import Why
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import CarrouselId, TourGroupId

ENDS: dict[Standing, type[BookingCancelled] | type[OfferEnded] | type[WaitingListLeft]] = {
    Standing.BOOKED: BookingCancelled,
    Standing.OFFERED: OfferEnded,
    Standing.WAITING: WaitingListLeft,
}


@dataclass(frozen=True, slots=True)
class CancelBookingsOfGroup:
    """Cancel all that stands on a cancelled group. Nobody left, or a group that goes: nothing."""

    carrousel_id: CarrouselId
    tour_group_id: TourGroupId

    def boundary(self) -> Boundary:
        return boundary_of(self.carrousel_id, self.tour_group_id)

    def state(self) -> Roster:
        return Roster()

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if not group.cancelled:
            return ()
        return [
            ENDS[seat.standing](
                booking_id=booking_id,
                carrousel_id=self.carrousel_id,
                tour_group_id=self.tour_group_id,
                why=Why.GROUP_CANCELLED,
            )
            for booking_id, seat in group.seats.items()
        ]
