# SPDX-License-Identifier: EUPL-1.2
"""Whoever is offered places gets a letter that says until when."""

from collections.abc import Iterable

from app.bookings.events import PlacesOffered
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import OFFERED
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case PlacesOffered() as e:
            yield letter_errand(recorded, e.booking_id)


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    write(task, office, "offer", states=[OFFERED])


REACTION = Reaction("bookings.when_places_offered_then_write_offer", (PlacesOffered,), hear, carry_out)
