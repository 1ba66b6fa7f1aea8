# SPDX-License-Identifier: EUPL-1.2
"""When a group does not go out, everybody on it is let go, and hears of it."""

from collections.abc import Iterable

from app.bookings.decide.cancel_bookings_of_group import CancelBookingsOfGroup
from app.carrousels.events import CarrouselCancelled, TourGroupCancelled
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import CarrouselId, TourGroupId


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one errand per group."""
    match recorded.event:
        case TourGroupCancelled() as e:
            yield _errand(recorded, e.carrousel_id, e.tour_group_id)
        case CarrouselCancelled() as e:
            for tour_group_id in e.tour_group_ids:
                yield _errand(recorded, e.carrousel_id, tour_group_id)


def _errand(recorded: Recorded, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> Errand:
    where: dict[str, str | int] = {"carrousel": str(carrousel_id), "group": str(tour_group_id)}
    return Errand(f"{recorded.position}:{tour_group_id}", tour_group_id, where)


def carry_out(task: Task, office: Office) -> None:
    """Let everybody of one group go."""
    command = CancelBookingsOfGroup(CarrouselId(task.payload["carrousel"]), TourGroupId(task.payload["group"]))
    office.ask(command, by="program")


REACTION = Reaction(
    "bookings.when_tour_group_cancelled_then_give_bookings_back",
    (TourGroupCancelled, CarrouselCancelled),
    hear,
    carry_out,
)
