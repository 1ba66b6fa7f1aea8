# SPDX-License-Identifier: EUPL-1.2
"""Offer places that a new release brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.decide.freed_places import freed_places
from app.bookings.state import Roster, boundary_of
from app.bookings.values import OfferTerms
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import CarrouselId, TourGroupId


@dataclass(frozen=True, slots=True)
class OfferFreedPlaces:
    """Offer what is free to who waits. Nothing free, or nobody who fits: nothing."""

    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    terms: OfferTerms

    def boundary(self) -> Boundary:
        return boundary_of(self.carrousel_id, self.tour_group_id)

    def state(self) -> Roster:
        return Roster()

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        return freed_places(self.carrousel_id, self.tour_group_id, state.group(self.tour_group_id), self.terms, now)
