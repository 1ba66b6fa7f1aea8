# SPDX-License-Identifier: EUPL-1.2
"""Whoever has places gets a letter with everything about the tour, and a file for the calendar."""

from collections.abc import Iterable

from app.bookings.events import OfferAccepted, PlacesBooked
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import BOOKED
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case PlacesBooked() | OfferAccepted() as e:
            yield letter_errand(recorded, e.booking_id)


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    write(task, office, "confirmation", states=[BOOKED], ics="REQUEST")


REACTION = Reaction(
    "bookings.when_places_booked_then_write_confirmation",
    (
        OfferAccepted,
        PlacesBooked,
    ),
    hear,
    carry_out,
)
