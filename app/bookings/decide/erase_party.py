# SPDX-License-Identifier: EUPL-1.2
"""Erase what is known of a party; a booking that is still to come ends with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from app.bookings.decide.cancel_bookings_of_group import ENDS
from app.bookings.decide.freed_places import freed_places
from app.bookings.decide.places import NotOnThisGroup
from app.bookings.events import PersonalDataErased
from app.bookings.state import OF_A_GROUP, Roster, boundary_of
from app.bookings.values import OfferTerms, Why
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


@dataclass(frozen=True, slots=True)
class Erasable:
    """A roster, and whether this party's data are gone already."""

    roster: Roster = field(default_factory=Roster)
    erased: bool = False

    def evolve(self, event: Event) -> Self:
        match event:
            case PersonalDataErased():
                return replace(self, erased=True)
            case _:
                return replace(self, roster=self.roster.evolve(event))


@dataclass(frozen=True, slots=True)
class EraseParty:
    """Ask that the vault forgets a party; that rides along.

    why: the party itself or staff for it. Asked again, it is answered with nothing.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    why: Why
    terms: OfferTerms

    def boundary(self) -> Boundary:
        itself = Boundary.about(self.booking_id, types=(*OF_A_GROUP, PersonalDataErased))
        return boundary_of(self.carrousel_id, self.tour_group_id) | itself

    def state(self) -> Erasable:
        return Erasable()

    def decide(self, state: Erasable, now: datetime) -> Sequence[Event]:
        if state.erased:
            return ()
        group = state.roster.group(self.tour_group_id)
        seat = group.seat(self.booking_id)
        if seat is None and (state.roster.holds(self.booking_id) or not group.knows(self.booking_id)):
            raise NotOnThisGroup
        ended: list[Event] = []
        if seat is not None and not group.left(now):
            end = ENDS[seat.standing](
                booking_id=self.booking_id,
                carrousel_id=self.carrousel_id,
                tour_group_id=self.tour_group_id,
                why=Why.FORGOTTEN,
            )
            after = state.roster.after([end]).group(self.tour_group_id)
            ended = [end, *freed_places(self.carrousel_id, self.tour_group_id, after, self.terms, now)]
        return (*ended, PersonalDataErased(booking_id=self.booking_id, why=self.why))
