# SPDX-License-Identifier: EUPL-1.2
"""Whoever is affected by a new release hears what changed, and nobody else."""

from collections.abc import Iterable

from app.bookings.events import PromiseChanged
from app.bookings.react._differences import told_at
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import BOOKED, OFFERED, WAITING, booking_of
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import BookingId


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case PromiseChanged() as e:
            yield letter_errand(recorded, e.booking_id, position=recorded.position)


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    with office.reading() as session:
        booking = booking_of(session, BookingId(task.payload["booking"]))
        differences = told_at(session, booking, task.payload["position"]) if booking else []
    write(task, office, "promise_changed", states=[BOOKED], ics="REQUEST", differences=differences)
    write(task, office, "promise_changed_waiting", states=[WAITING, OFFERED], differences=differences)


REACTION = Reaction("bookings.when_promise_changed_then_write", (PromiseChanged,), hear, carry_out)
