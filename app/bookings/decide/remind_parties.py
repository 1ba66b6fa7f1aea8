# SPDX-License-Identifier: EUPL-1.2
"""Remind everybody on a group that its tour is near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.events import PartyReminded
from app.bookings.state import Roster, Standing, boundary_of
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import CarrouselId, TourGroupId


@dataclass(frozen=True, slots=True)
class RemindParties:
    """Remind booked parties of a departure.

    departs_at: aware, as it was when the reminder was set; another departure by now, or reminded before: nothing.
    """

    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    departs_at: datetime

    def boundary(self) -> Boundary:
        return boundary_of(self.carrousel_id, self.tour_group_id)

    def state(self) -> Roster:
        return Roster()

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if not group.goes or group.promise is None or group.promise.departs_at != self.departs_at or group.left(now):
            return ()
        return [
            PartyReminded(booking_id=booking_id, carrousel_id=self.carrousel_id, tour_group_id=self.tour_group_id)
            for booking_id, seat in group.seats.items()
            if seat.standing is Standing.BOOKED and not seat.reminded
        ]
