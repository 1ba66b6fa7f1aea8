# SPDX-License-Identifier: EUPL-1.2
"""After an erasure the database file itself is freed of what was deleted."""

from collections.abc import Iterable

from app.bookings.events import PersonalDataErased
from app.edges.office import Office
from app.eventlog.engine import wipe_traces
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one errand per erasure."""
    match recorded.event:
        case PersonalDataErased() as e:
            yield Errand(str(recorded.position), e.booking_id)


def carry_out(_task: Task, office: Office) -> None:
    """Wipe what deleting leaves behind in files."""
    wipe_traces(office.log.engine)


REACTION = Reaction("bookings.when_personal_data_erased_then_wipe_traces", (PersonalDataErased,), hear, carry_out)
