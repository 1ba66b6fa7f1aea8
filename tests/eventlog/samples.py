# SPDX-License-Identifier: EUPL-1.2
"""A small world to try the log on: a tour group and parties that book it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from app.bookings.events import PlacesBooked
from app.bookings.values import Channel, Desk
from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Language, Party

MARCH = CarrouselId("march-carrousel")
RED = TourGroupId("red-group")
BLUE = TourGroupId("blue-group")
NOON = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)


def booked(booking: str, adults: int = 2, group: TourGroupId = RED) -> PlacesBooked:
    return PlacesBooked(
        booking_id=BookingId(booking),
        carrousel_id=MARCH,
        tour_group_id=group,
        party=Party(adults),
        language=Language.DUTCH,
        desk=Desk.WEB,
        channel=Channel.LETTER,
    )


class TooFull(Refused):
    def __init__(self, free: int) -> None:
        self.free = free


@dataclass(frozen=True)
class Taken:
    people: int = 0

    def evolve(self, event: PlacesBooked) -> Self:
        return replace(self, people=self.people + event.party.people)


@dataclass(frozen=True)
class Book:
    """Ask for two places on a group of three."""

    booking: str
    adults: int = 2
    places: int = 3

    def boundary(self) -> Boundary:
        return Boundary.about(RED, types=(PlacesBooked,))

    def state(self) -> Taken:
        return Taken()

    def decide(self, state: Taken, now: datetime) -> Sequence[Event]:
        if state.people + self.adults > self.places:
            raise TooFull(self.places - state.people)
        return (booked(self.booking, self.adults),)
