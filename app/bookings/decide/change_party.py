# SPDX-License-Identifier: EUPL-1.2
"""Come with more or fewer people or prams than was booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.freed_places import freed_places
from app.bookings.decide.places import NotEnoughPlaces, OfGroup, OthersWaitBefore, PartyTooLarge, check_open, seat_of
from app.bookings.events import PartyChanged
from app.bookings.state import Group, Roster, Seat, Standing
from app.bookings.values import OfferTerms
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Party


class OfferStands(Refused):
    """Places are being kept for this party as it is; it answers that offer first."""


@dataclass(frozen=True, slots=True)
class ChangeParty(OfGroup):
    """Ask for another size of party.

    closes_minutes: before departure, for more people or prams; fewer is possible until then.

    The same size again is answered with nothing.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    party: Party
    closes_minutes: int
    terms: OfferTerms

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        seat = seat_of(group, self.booking_id)
        if seat.party == self.party:
            return ()
        if seat.standing is Standing.OFFERED:
            raise OfferStands
        more = self.party.people > seat.party.people or self.party.prams > seat.party.prams
        check_open(group, now, self.closes_minutes if more else 0)
        if more:
            self._check_more(group, seat)
        changed = PartyChanged(
            booking_id=self.booking_id,
            carrousel_id=self.carrousel_id,
            tour_group_id=self.tour_group_id,
            party=self.party,
        )
        after = state.after([changed]).group(self.tour_group_id)
        return (changed, *freed_places(self.carrousel_id, self.tour_group_id, after, self.terms, now))

    def _check_more(self, group: Group, seat: Seat) -> None:
        if seat.standing is Standing.BOOKED:
            if not group.without(self.booking_id).fits(self.party):
                raise NotEnoughPlaces(group.free, group.free_prams)
            if group.somebody_waiting_fits():
                raise OthersWaitBefore(group.free, group.free_prams)
        elif group.promise and (self.party.people > group.promise.places or self.party.prams > group.prams):
            raise PartyTooLarge(group.promise.places, group.prams)
