# SPDX-License-Identifier: EUPL-1.2
"""Wait no longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.places import OfGroup, seat_of
from app.bookings.events import WaitingListLeft
from app.bookings.state import Roster, Standing
from app.bookings.values import Why
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


@dataclass(frozen=True, slots=True)
class LeaveWaitingList(OfGroup):
    """Ask to be taken out of the queue. Asked again, it is answered with nothing."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    why: Why

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if self.booking_id in group.ended:
            return ()
        seat_of(group, self.booking_id, Standing.WAITING)
        left = WaitingListLeft(
            booking_id=self.booking_id, carrousel_id=self.carrousel_id, tour_group_id=self.tour_group_id, why=self.why
        )
        return (left,)
