# SPDX-License-Identifier: EUPL-1.2
"""Note how many people of a party came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.places import OfGroup, TourGroupNotGoing, seat_of
from app.bookings.events import AttendanceRecorded
from app.bookings.state import Roster, Standing
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import LOCAL


class NotTheDayYet(Refused):
    pass


@dataclass(frozen=True, slots=True)
class RecordAttendance(OfGroup):
    """Note who was there, on the day or later. people: 0 to 12. The same number again is answered with nothing."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    people: int

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        seat = seat_of(group, self.booking_id, Standing.BOOKED)
        if group.promise is None or group.cancelled:
            raise TourGroupNotGoing
        if now.astimezone(LOCAL).date() < group.promise.departs_at.astimezone(LOCAL).date():
            raise NotTheDayYet
        if seat.came == self.people:
            return ()
        came = AttendanceRecorded(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            people=self.people,
        )
        return (came,)
