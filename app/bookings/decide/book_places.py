# SPDX-License-Identifier: EUPL-1.2
"""Book places on a tour group, or join its waiting list when they do not suffice and the party is willing to wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.places import NotEnoughPlaces, OfGroup, PartyTooLarge, check_fits, check_open
from app.bookings.events import PlacesBooked, WaitingListJoined
from app.bookings.state import OF_A_GROUP, Group, Roster, boundary_of
from app.bookings.values import Channel, Desk
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Language, Party


@dataclass(frozen=True, slots=True)
class BookPlaces(OfGroup):
    """Ask for places for a whole party.

    closes_minutes: before departure; or_wait: join the waiting list when there are none.

    The booking id was made on the page: the same page sent twice asks for the same booking, and is answered once.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    party: Party
    language: Language
    desk: Desk
    channel: Channel
    closes_minutes: int
    or_wait: bool = False

    def boundary(self) -> Boundary:
        """Draw it around the group and the booking itself: what stands on another group is not booked twice."""
        return boundary_of(self.carrousel_id, self.tour_group_id) | Boundary.about(self.booking_id, types=OF_A_GROUP)

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if state.knows(self.booking_id):
            return ()
        check_open(group, now, self.closes_minutes)
        try:
            check_fits(group, self.party)
        except NotEnoughPlaces:
            if not self.or_wait:
                raise
            return (self._wait(group),)
        return (self._book(),)

    def _book(self) -> PlacesBooked:
        return PlacesBooked(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            party=self.party,
            language=self.language,
            desk=self.desk,
            channel=self.channel,
        )

    def _wait(self, group: Group) -> WaitingListJoined:
        promise = group.promise
        if promise is not None and (self.party.people > promise.places or self.party.prams > group.prams):
            raise PartyTooLarge(promise.places, group.prams)
        return WaitingListJoined(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            party=self.party,
            language=self.language,
            desk=self.desk,
            channel=self.channel,
            free=group.free,
            free_prams=group.free_prams,
        )
