# SPDX-License-Identifier: EUPL-1.2
"""A reminder is a letter with time, place and route once more."""

from collections.abc import Iterable

from app.bookings.events import PartyReminded
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import BOOKED
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case PartyReminded() as e:
            yield letter_errand(recorded, e.booking_id)


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    write(task, office, "reminder", states=[BOOKED])


REACTION = Reaction("bookings.when_party_reminded_then_write", (PartyReminded,), hear, carry_out)
