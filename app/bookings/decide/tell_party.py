# SPDX-License-Identifier: EUPL-1.2
"""Note that a party was phoned about something that it could not be written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from app.bookings.events import BookingCancelled, OfferEnded, PartyTold, PlacesOffered, PromiseChanged, WaitingListLeft
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId

NEWS: tuple[type[Event], ...] = (PlacesOffered, OfferEnded, PromiseChanged, BookingCancelled, WaitingListLeft)


@dataclass(frozen=True, slots=True)
class News:
    """Whether there is something that the party has not been told by phone."""

    untold: bool = False

    def evolve(self, event: Event) -> Self:
        return replace(self, untold=not isinstance(event, PartyTold))


@dataclass(frozen=True, slots=True)
class TellParty:
    """Tick off a phone call. Nothing to tell, or ticked off before: nothing."""

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId

    def boundary(self) -> Boundary:
        return Boundary.about(self.booking_id, types=(*NEWS, PartyTold))

    def state(self) -> News:
        return News()

    def decide(self, state: News, now: datetime) -> Sequence[Event]:
        if not state.untold:
            return ()
        return (
            PartyTold(booking_id=self.booking_id, carrousel_id=self.carrousel_id, tour_group_id=self.tour_group_id),
        )
