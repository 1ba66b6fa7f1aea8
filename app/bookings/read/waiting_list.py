# SPDX-License-Identifier: EUPL-1.2
"""Who waits for a tour group, in order; a question to the view of bookings."""

from dataclasses import dataclass

from sqlmodel import Session

from app.bookings.read.bookings import OFFERED, WAITING, Booking, bookings_of_group
from app.kernel.ids import BookingId, TourGroupId


@dataclass(frozen=True, slots=True)
class InLine:
    """A party in the queue. turn: 1 for the first; parties that have an offer come before the queue and have turn 0."""

    turn: int
    booking: Booking


def waiting_list(session: Session, tour_group_id: TourGroupId) -> list[InLine]:
    """Give who waits for a tour group in the order of arrival; those with an offer first."""
    here = bookings_of_group(session, tour_group_id)
    offered = [InLine(0, b) for b in here if b.state == OFFERED]
    return offered + [InLine(turn, b) for turn, b in enumerate((b for b in here if b.state == WAITING), start=1)]


def turn_of(session: Session, booking: Booking) -> int:
    """Say the how manieth in line a waiting party is; 0 when it does not wait."""
    for line in waiting_list(session, booking.tour_group_id):
        if line.booking.booking_id == BookingId(booking.booking_id):
            return line.turn
    return 0
