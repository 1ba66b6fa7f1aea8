# SPDX-License-Identifier: EUPL-1.2
"""An offer that nobody answers ends at its deadline, and the next party gets the places."""

from collections.abc import Iterable

from app.bookings.decide.lapse_offer import LapseOffer
from app.bookings.events import PlacesOffered
from app.bookings.react._terms import terms_of
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import BookingId, CarrouselId, TourGroupId


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Set the alarm clock to the end of the offer."""
    match recorded.event:
        case PlacesOffered() as e:
            where = {"booking": str(e.booking_id), "carrousel": str(e.carrousel_id), "group": str(e.tour_group_id)}
            yield Errand(str(recorded.position), e.booking_id, {**where}, due_at=e.until)


def carry_out(task: Task, office: Office) -> None:
    """End the offer if it still stands."""
    where = task.payload
    command = LapseOffer(
        BookingId(where["booking"]),
        CarrouselId(where["carrousel"]),
        TourGroupId(where["group"]),
        terms_of(office.settings),
    )
    office.ask(command, by="program")


REACTION = Reaction("bookings.when_places_offered_then_lapse_in_time", (PlacesOffered,), hear, carry_out)
