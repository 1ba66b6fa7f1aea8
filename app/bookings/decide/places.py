# SPDX-License-Identifier: EUPL-1.2
"""What can stand in the way of a place on a tour group, the same for every question."""

from datetime import datetime

from app.bookings.state import Group, Roster, Seat, Standing, boundary_of
from app.kernel.commands import Boundary, Refused
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Party


class TourGroupNotGoing(Refused):
    """The group was never published, or is cancelled."""


class TourGroupLeft(Refused):
    pass


class BookingClosed(Refused):
    pass


class NotOnThisGroup(Refused):
    """The party is not, or no longer, on this group in the way that is needed."""


class NotEnoughPlaces(Refused):
    """The party does not fit. free: people; free_prams: prams."""

    def __init__(self, free: int, free_prams: int) -> None:
        super().__init__(free, free_prams)
        self.free, self.free_prams = free, free_prams


class OthersWaitBefore(NotEnoughPlaces):
    """There are free places, but a party that waits could take them and comes first."""


class PartyTooLarge(Refused):
    """The party would not even fit into the empty group. places: people; prams: prams."""

    def __init__(self, places: int, prams: int) -> None:
        super().__init__(places, prams)
        self.places, self.prams = places, prams


class OfGroup:
    """A question about one party and one group: its boundary and its memory."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId

    def boundary(self) -> Boundary:
        return boundary_of(self.carrousel_id, self.tour_group_id)

    def state(self) -> Roster:
        return Roster()


def check_open(group: Group, now: datetime, closes_minutes: int) -> None:
    """Refuse a group that does not go, has left or no longer takes bookings."""
    if not group.goes:
        raise TourGroupNotGoing
    if group.left(now):
        raise TourGroupLeft
    if group.closed(now, closes_minutes):
        raise BookingClosed


def check_fits(group: Group, party: Party) -> None:
    """Refuse a party for whom the free places do not suffice, or are for somebody who waits."""
    if not group.fits(party):
        raise NotEnoughPlaces(group.free, group.free_prams)
    if group.somebody_waiting_fits():
        raise OthersWaitBefore(group.free, group.free_prams)


def seat_of(group: Group, booking_id: BookingId, *standings: Standing) -> Seat:
    """Find a party's seat of these standings, or refuse."""
    seat = group.seat(booking_id, *standings)
    if seat is None:
        raise NotOnThisGroup
    return seat
