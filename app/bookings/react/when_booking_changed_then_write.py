# SPDX-License-Identifier: EUPL-1.2
"""Whoever changed a booking gets it in writing, with the new calendar file."""

from collections.abc import Iterable

from app.bookings.events import BookingMoved, PartyChanged
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import BOOKED, WAITING
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case PartyChanged() | BookingMoved() as e:
            yield letter_errand(recorded, e.booking_id, moved=int(isinstance(e, BookingMoved)))


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    moved = bool(task.payload["moved"])
    write(task, office, "changed", states=[BOOKED], ics="REQUEST", moved=moved)
    write(task, office, "changed_waiting", states=[WAITING])


REACTION = Reaction(
    "bookings.when_booking_changed_then_write",
    (
        BookingMoved,
        PartyChanged,
    ),
    hear,
    carry_out,
)
