# SPDX-License-Identifier: EUPL-1.2
"""What must be remembered of tour groups to decide about places: who holds them, who waits, in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from app.bookings.events import (
    AttendanceRecorded,
    BookingCancelled,
    BookingMoved,
    OfferAccepted,
    OfferEnded,
    PartyChanged,
    PartyPassedOver,
    PartyReminded,
    PlacesBooked,
    PlacesOffered,
    PromiseChanged,
    WaitingListJoined,
    WaitingListLeft,
)
from app.bookings.values import prams_on
from app.carrousels.events import CarrouselCancelled, CarrouselPublished, TourGroupCancelled
from app.carrousels.values import PublishedGroup
from app.kernel.commands import Boundary, fold
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Party

OF_A_GROUP: tuple[type[Event], ...] = (
    PlacesBooked,
    PartyChanged,
    BookingMoved,
    BookingCancelled,
    WaitingListJoined,
    WaitingListLeft,
    PlacesOffered,
    PartyPassedOver,
    OfferAccepted,
    OfferEnded,
    PromiseChanged,
    PartyReminded,
    AttendanceRecorded,
    TourGroupCancelled,
)
OF_A_CARROUSEL: tuple[type[Event], ...] = (CarrouselPublished, CarrouselCancelled)
LISTENS_TO = OF_A_GROUP + OF_A_CARROUSEL


class Standing(StrEnum):
    """How a party stands with a group."""

    BOOKED = "booked"
    OFFERED = "offered"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Seat:
    """A party that holds places or waits for them.

    promised: what it was last told of its group; until: end of its offer; told: people and prams that were free when it
    last heard of it; joined: how it came on the waiting list; came: people who were there on the day.
    """

    party: Party
    standing: Standing
    promised: PublishedGroup | None = None
    until: datetime | None = None
    told: tuple[int, int] = (0, 0)
    joined: WaitingListJoined | None = None
    reminded: bool = False
    came: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A tour group and everybody on it, in the order of arrival. ended: parties that were here and no longer are."""

    promise: PublishedGroup | None = None
    release: int = 0
    cancelled: bool = False
    seats: Mapping[BookingId, Seat] = field(default_factory=lambda: MappingProxyType({}))
    ended: frozenset[BookingId] = frozenset()

    @property
    def goes(self) -> bool:
        """Say whether the group goes out, as far as is known now."""
        return self.promise is not None and not self.cancelled

    @property
    def free(self) -> int:
        """Count the people for whom there is a place; never below 0."""
        return max(0, (self.promise.places if self.promise else 0) - sum(s.party.people for s in self._held()))

    @property
    def prams(self) -> int:
        """Count the prams that the group takes in all."""
        return prams_on(self.promise.way, self.promise.prams) if self.promise else 0

    @property
    def free_prams(self) -> int:
        """Count the prams that can still come; never below 0."""
        return max(0, self.prams - sum(s.party.prams for s in self._held()))

    @property
    def waiting(self) -> dict[BookingId, Seat]:
        """Give who waits, in the order of arrival."""
        return {b: s for b, s in self.seats.items() if s.standing is Standing.WAITING}

    def fits(self, party: Party) -> bool:
        """Say whether all of a party can come on the places that nobody holds."""
        return party.people <= self.free and party.prams <= self.free_prams

    def somebody_waiting_fits(self, besides: BookingId | None = None) -> bool:
        """Say whether a waiting party could take the free places."""
        free, prams = self.free, self.free_prams
        others = (s.party for b, s in self.waiting.items() if b != besides)
        return free > 0 and any(p.people <= free and p.prams <= prams for p in others)

    def left(self, now: datetime) -> bool:
        """Say whether the group is on its way."""
        return self.promise is not None and now >= self.promise.departs_at

    def closed(self, now: datetime, minutes: int) -> bool:
        """Say whether it is too late to book. minutes: before departure."""
        return self.promise is not None and now >= self.promise.departs_at - timedelta(minutes=minutes)

    def knows(self, booking_id: BookingId) -> bool:
        """Say whether this party is or was here."""
        return booking_id in self.seats or booking_id in self.ended

    def seat(self, booking_id: BookingId, *standings: Standing) -> Seat | None:
        """Find a party's seat; of these standings only, if any are given."""
        found = self.seats.get(booking_id)
        return found if found is not None and (not standings or found.standing in standings) else None

    def with_seat(self, booking_id: BookingId, seat: Seat) -> "Group":
        """Put a party on its seat; a new one comes last."""
        return replace(self, seats=MappingProxyType({**self.seats, booking_id: seat}), ended=self.ended - {booking_id})

    def without(self, booking_id: BookingId) -> "Group":
        """Let a party go."""
        others = MappingProxyType({b: s for b, s in self.seats.items() if b != booking_id})
        return replace(self, seats=others, ended=self.ended | {booking_id})

    def _held(self) -> Iterable[Seat]:
        return (s for s in self.seats.values() if s.standing is not Standing.WAITING)


@dataclass(frozen=True, slots=True)
class Roster:
    """The tour groups that a decision is about."""

    groups: Mapping[TourGroupId, Group] = field(default_factory=lambda: MappingProxyType({}))

    def group(self, tour_group_id: TourGroupId) -> Group:
        """Give a group; one of which nothing is known goes nowhere."""
        return self.groups.get(tour_group_id, Group())

    def knows(self, booking_id: BookingId) -> bool:
        """Say whether this party is or was on any of these groups."""
        return any(g.knows(booking_id) for g in self.groups.values())

    def holds(self, booking_id: BookingId) -> bool:
        """Say whether this party stands on any of these groups now."""
        return any(booking_id in g.seats for g in self.groups.values())

    def after(self, events: Iterable[Event]) -> "Roster":
        """Give the roster as it is once these facts are recorded."""
        return fold(self, events)

    def evolve(self, event: Event) -> Self:
        """Remember one more fact."""
        match event:
            case CarrouselPublished():
                return self._published(event)
            case CarrouselCancelled():
                return self._all(event.tour_group_ids, cancelled=True)
            case TourGroupCancelled():
                return self._all((event.tour_group_id,), cancelled=True)
            case PlacesBooked():
                group = self.group(event.tour_group_id)
                seat = Seat(event.party, Standing.BOOKED, group.promise)
                return self._with(event.tour_group_id, group.with_seat(event.booking_id, seat))
            case WaitingListJoined():
                group = self.group(event.tour_group_id)
                told = (group.free, group.free_prams)
                seat = Seat(event.party, Standing.WAITING, group.promise, told=told, joined=event)
                return self._with(event.tour_group_id, group.with_seat(event.booking_id, seat))
            case BookingMoved():
                old = self.group(event.from_tour_group_id).without(event.booking_id)
                new = self.group(event.to_tour_group_id)
                seat = Seat(event.party, Standing.BOOKED, new.promise)
                here = self._with(event.from_tour_group_id, old)
                return here._with(event.to_tour_group_id, new.with_seat(event.booking_id, seat))
            case BookingCancelled() | WaitingListLeft() | OfferEnded():
                return self._with(event.tour_group_id, self.group(event.tour_group_id).without(event.booking_id))
            case PartyChanged():
                return self._seat(event, party=event.party)
            case PlacesOffered():
                return self._seat(event, standing=Standing.OFFERED, until=event.until)
            case PartyPassedOver():
                return self._seat(event, told=(event.free, event.free_prams))
            case OfferAccepted():
                return self._seat(event, standing=Standing.BOOKED, until=None)
            case PromiseChanged():
                return self._seat(event, promised=self.group(event.tour_group_id).promise, reminded=False)
            case PartyReminded():
                return self._seat(event, reminded=True)
            case AttendanceRecorded():
                return self._seat(event, came=event.people)
            case _:
                return self

    def _published(self, event: CarrouselPublished) -> Self:
        here = self._all(tuple(self.groups), promise=None, release=event.release)
        for promise in event.groups:
            here = here._all((promise.tour_group_id,), promise=promise, release=event.release)
        return here

    def _seat(self, event: "OfOneSeat", **changes: object) -> Self:
        group = self.group(event.tour_group_id)
        seat = group.seat(event.booking_id)
        if seat is None:
            return self
        return self._with(event.tour_group_id, group.with_seat(event.booking_id, replace(seat, **changes)))  # type: ignore[arg-type]

    def _all(self, ids: Iterable[TourGroupId], **changes: object) -> Self:
        changed = {i: replace(self.group(i), **changes) for i in ids}  # type: ignore[arg-type]
        return replace(self, groups=MappingProxyType({**self.groups, **changed}))

    def _with(self, tour_group_id: TourGroupId, group: Group) -> Self:
        return replace(self, groups=MappingProxyType({**self.groups, tour_group_id: group}))


OfOneSeat = (
    PartyChanged | PlacesOffered | PartyPassedOver | OfferAccepted | PromiseChanged | PartyReminded | AttendanceRecorded
)


def boundary_of(carrousel_id: CarrouselId, *tour_group_ids: TourGroupId) -> Boundary:
    """Draw the boundary of a decision about these groups of one carrousel."""
    boundary = Boundary.about(carrousel_id, types=OF_A_CARROUSEL)
    for tour_group_id in tour_group_ids:
        boundary |= Boundary.about(tour_group_id, types=OF_A_GROUP)
    return boundary
