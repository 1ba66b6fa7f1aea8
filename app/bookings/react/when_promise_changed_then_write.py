# SPDX-License-Identifier: EUPL-1.2
"""Whoever is affected by a new release hears what changed, and nobody else."""

from collections.abc import Iterable

from app.bookings.events import PromiseChanged
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import BOOKED, OFFERED, WAITING
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case PromiseChanged() as e:
            yield letter_errand(recorded, e.booking_id, changed=" ".join(e.changed))


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    changed = task.payload["changed"].split()
    write(task, office, "promise_changed", states=[BOOKED], ics="REQUEST", changed=changed)
    write(task, office, "promise_changed", states=[WAITING, OFFERED], changed=changed)


REACTION = Reaction("bookings.when_promise_changed_then_write", (PromiseChanged,), hear, carry_out)
