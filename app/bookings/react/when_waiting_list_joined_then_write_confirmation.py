# SPDX-License-Identifier: EUPL-1.2
"""Whoever waits gets a letter that says how the waiting list works."""

from collections.abc import Iterable

from app.bookings.events import WaitingListJoined
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import WAITING
from app.bookings.values import short_of
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case WaitingListJoined() as e:
            yield letter_errand(recorded, e.booking_id, short=short_of(e.party, e.free, e.free_prams).value)


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    hours = office.settings.offer_hours
    write(task, office, "waiting", states=[WAITING], short=task.payload["short"], offer_hours=hours)


REACTION = Reaction("bookings.when_waiting_list_joined_then_write_confirmation", (WaitingListJoined,), hear, carry_out)
