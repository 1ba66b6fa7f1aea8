# SPDX-License-Identifier: EUPL-1.2
"""Two days before the tour everybody who is booked is reminded."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.bookings.decide.remind_parties import RemindParties
from app.carrousels.events import CarrouselPublished
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import CarrouselId, TourGroupId
from app.kernel.values import LOCAL, moment

DAYS_BEFORE = 2
MINUTE_OF_DAY = 9 * 60


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Set an alarm clock per group; a release that comes later than that reminds nobody."""
    match recorded.event:
        case CarrouselPublished() as e:
            for group in e.groups:
                day = group.departs_at.astimezone(LOCAL).date() - timedelta(days=DAYS_BEFORE)
                due_at = moment(day, MINUTE_OF_DAY)
                if due_at > recorded.recorded_at:
                    where = {"carrousel": str(e.carrousel_id), "group": str(group.tour_group_id)}
                    payload = {**where, "departs_at": group.departs_at.isoformat()}
                    key = f"{recorded.position}:{group.tour_group_id}"
                    yield Errand(key, e.carrousel_id, {**payload}, due_at=due_at)


def carry_out(task: Task, office: Office) -> None:
    """Remind, unless the tour has moved: then the newer release has its own alarm clock."""
    where = task.payload
    departs_at = datetime.fromisoformat(where["departs_at"])
    office.ask(RemindParties(CarrouselId(where["carrousel"]), TourGroupId(where["group"]), departs_at), by="program")


REACTION = Reaction("bookings.when_carrousel_published_then_remind_in_time", (CarrouselPublished,), hear, carry_out)
