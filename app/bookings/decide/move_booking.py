# SPDX-License-Identifier: EUPL-1.2
"""Go with another tour group of the same carrousel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.freed_places import freed_places
from app.bookings.decide.places import check_fits, check_open, seat_of
from app.bookings.events import BookingMoved, PlacesBooked, WaitingListLeft
from app.bookings.state import Roster, Seat, Standing, boundary_of
from app.bookings.values import OfferTerms, Why
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


@dataclass(frozen=True, slots=True)
class MoveBooking:
    """Ask to exchange places on one group for places on another; a waiting party leaves the queue for places.

    closes_minutes: before departure.

    A party that is there already is answered with nothing.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    from_tour_group_id: TourGroupId
    to_tour_group_id: TourGroupId
    closes_minutes: int
    terms: OfferTerms
    why: Why = Why.PARTY

    def boundary(self) -> Boundary:
        return boundary_of(self.carrousel_id, self.from_tour_group_id, self.to_tour_group_id)

    def state(self) -> Roster:
        return Roster()

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        old, new = state.group(self.from_tour_group_id), state.group(self.to_tour_group_id)
        if new.seat(self.booking_id) is not None:
            return ()
        seat = seat_of(old, self.booking_id, Standing.BOOKED, Standing.WAITING)
        check_open(old, now, 0)
        check_open(new, now, self.closes_minutes)
        check_fits(new, seat.party)
        moved = self._move(seat)
        after = state.after(moved).group(self.from_tour_group_id)
        return (*moved, *freed_places(self.carrousel_id, self.from_tour_group_id, after, self.terms, now))

    def _move(self, seat: Seat) -> list[Event]:
        if seat.joined is not None and seat.standing is Standing.WAITING:
            joined = seat.joined
            left = WaitingListLeft(
                booking_id=self.booking_id,
                carrousel_id=self.carrousel_id,
                tour_group_id=self.from_tour_group_id,
                why=self.why,
            )
            booked = PlacesBooked(
                booking_id=self.booking_id,
                carrousel_id=self.carrousel_id,
                tour_group_id=self.to_tour_group_id,
                party=seat.party,
                language=joined.language,
                desk=joined.desk,
                channel=joined.channel,
            )
            return [left, booked]
        moved = BookingMoved(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            from_tour_group_id=self.from_tour_group_id,
            to_tour_group_id=self.to_tour_group_id,
            party=seat.party,
        )
        return [moved]
