# SPDX-License-Identifier: EUPL-1.2
"""What must be remembered of a carrousel to decide about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from app.bookings.events import (
    BookingCancelled,
    BookingMoved,
    OfferAccepted,
    OfferEnded,
    PartyChanged,
    PlacesBooked,
    PlacesOffered,
)
from app.carrousels.events import (
    CarrouselCancelled,
    CarrouselDrafted,
    CarrouselMoved,
    CarrouselPublished,
    DayPlanAdopted,
    DraftDiscarded,
    SchoolTookPart,
    SchoolWithdrew,
    TourGroupCancelled,
    TourGroupDropped,
    TourGroupFormed,
)
from app.carrousels.values import Availability, Outing, TourGroup
from app.kernel.events import Event
from app.kernel.ids import AreaId, BookingId, CarrouselId, SchoolId, TourGroupId
from app.kernel.values import Daypart, Party

LISTENS_TO = (
    CarrouselDrafted,
    CarrouselMoved,
    SchoolTookPart,
    SchoolWithdrew,
    TourGroupFormed,
    TourGroupDropped,
    DayPlanAdopted,
    CarrouselPublished,
    TourGroupCancelled,
    CarrouselCancelled,
    DraftDiscarded,
)
SEATS_LISTEN_TO = (
    PlacesBooked,
    PartyChanged,
    BookingMoved,
    BookingCancelled,
    PlacesOffered,
    OfferAccepted,
    OfferEnded,
)


@dataclass(frozen=True, slots=True)
class Carrousel:
    """One carrousel: its draft, and what was promised last.

    changeover: minutes; schools, groups: those that take part now, cancelled groups left out; outings: the adopted
    plan; moves: every move so far; released: the newest release; cancelled: groups that were cancelled.
    """

    carrousel_id: CarrouselId | None = None
    area_id: AreaId | None = None
    on: date = date.min
    daypart: Daypart = Daypart.MORNING
    changeover: int = 0
    schools: Mapping[SchoolId, Availability] = field(default_factory=dict)
    groups: Mapping[TourGroupId, TourGroup] = field(default_factory=dict)
    outings: tuple[Outing, ...] = ()
    moves: tuple[CarrouselMoved, ...] = ()
    released: CarrouselPublished | None = None
    cancelled: frozenset[TourGroupId] = frozenset()
    is_cancelled: bool = False
    is_discarded: bool = False

    @property
    def exists(self) -> bool:
        return self.carrousel_id is not None

    @property
    def is_over(self) -> bool:
        return self.is_cancelled or self.is_discarded

    @property
    def release(self) -> int:
        """The number of the newest release, 0 before the first one."""
        return self.released.release if self.released else 0

    @property
    def promised(self) -> frozenset[TourGroupId]:
        """The groups of the newest release that still go out."""
        groups = self.released.groups if self.released else ()
        return frozenset(g.tour_group_id for g in groups) - self.cancelled

    def evolve(self, event: Event) -> Self:
        """Remember one more fact."""
        match event:
            case CarrouselDrafted():
                return self._drafted(event)
            case CarrouselMoved():
                return self._moved(event)
            case SchoolTookPart():
                return replace(self, schools={**self.schools, event.school_id: event.availability})
            case SchoolWithdrew():
                return replace(self, schools={s: a for s, a in self.schools.items() if s != event.school_id})
            case TourGroupFormed():
                return replace(self, groups={**self.groups, event.group.tour_group_id: event.group})
            case TourGroupDropped() | TourGroupCancelled():
                return self._without(event)
            case DayPlanAdopted():
                return replace(self, outings=event.outings)
            case CarrouselPublished():
                return replace(self, released=event)
            case CarrouselCancelled():
                return replace(self, is_cancelled=True, cancelled=self.cancelled | set(event.tour_group_ids))
            case DraftDiscarded():
                return replace(self, is_discarded=True)
            case _:
                raise AssertionError(f"a carrousel does not listen to {event.name}")

    def _drafted(self, event: CarrouselDrafted) -> Self:
        return replace(
            self,
            carrousel_id=event.carrousel_id,
            area_id=event.area_id,
            on=event.on,
            daypart=event.daypart,
            changeover=event.changeover,
        )

    def _moved(self, event: CarrouselMoved) -> Self:
        by = event.later
        return replace(
            self,
            on=event.on,
            daypart=event.daypart,
            schools={s: a.later(by) for s, a in self.schools.items()},
            groups={g: group.later(by) for g, group in self.groups.items()},
            outings=tuple(outing.later(by) for outing in self.outings),
            moves=(*self.moves, event),
        )

    def _without(self, event: TourGroupDropped | TourGroupCancelled) -> Self:
        gone = event.tour_group_id
        return replace(
            self,
            groups={g: group for g, group in self.groups.items() if g != gone},
            outings=tuple(o for o in self.outings if o.tour_group_id != gone),
            cancelled=self.cancelled | {gone} if isinstance(event, TourGroupCancelled) else self.cancelled,
        )


@dataclass(frozen=True, slots=True)
class Seats:
    """Who holds places on the groups of a carrousel, booked or offered."""

    held: Mapping[BookingId, tuple[TourGroupId, Party]] = field(default_factory=dict)

    def people_on(self, tour_group_id: TourGroupId) -> int:
        """Count the people who hold a place on a group."""
        return sum(party.people for group, party in self.held.values() if group == tour_group_id)

    def prams_on(self, tour_group_id: TourGroupId) -> int:
        """Count the prams that hold a place on a group."""
        return sum(party.prams for group, party in self.held.values() if group == tour_group_id)

    def evolve(self, event: Event) -> Self:
        """Remember one more fact about places."""
        match event:
            case PlacesBooked() | PartyChanged() | PlacesOffered() | OfferAccepted():
                return replace(self, held={**self.held, event.booking_id: (event.tour_group_id, event.party)})
            case BookingMoved():
                return replace(self, held={**self.held, event.booking_id: (event.to_tour_group_id, event.party)})
            case BookingCancelled() | OfferEnded():
                return replace(self, held={b: seat for b, seat in self.held.items() if b != event.booking_id})
            case _:
                raise AssertionError(f"seats do not listen to {event.name}")


@dataclass(frozen=True, slots=True)
class ReleaseDesk:
    """A carrousel together with who already counts on it."""

    carrousel: Carrousel = field(default_factory=Carrousel)
    seats: Seats = field(default_factory=Seats)

    def evolve(self, event: Event) -> Self:
        """Remember one more fact, of either kind."""
        if isinstance(event, SEATS_LISTEN_TO):
            return replace(self, seats=self.seats.evolve(event))
        return replace(self, carrousel=self.carrousel.evolve(event))
