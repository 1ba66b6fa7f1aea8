# SPDX-License-Identifier: EUPL-1.2
"""A new release: who is affected is noted, free places are offered, and data are kept by the new date."""

from collections.abc import Iterable

from sqlmodel import Session

from app.bookings.decide.offer_freed_places import OfferFreedPlaces
from app.bookings.decide.pass_on_release import PassOnRelease
from app.bookings.react._terms import terms_of
from app.bookings.read.bookings import bookings_of_group
from app.carrousels.events import CarrouselPublished
from app.carrousels.read.published import carrousel_of
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import CarrouselId, TourGroupId
from app.vault.people import set_terms


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one errand per group; a first release has nobody to tell."""
    match recorded.event:
        case CarrouselPublished() as e if e.release > 1:
            for group in e.groups:
                where = {"carrousel": str(e.carrousel_id), "group": str(group.tour_group_id)}
                yield Errand(f"{recorded.position}:{group.tour_group_id}", e.carrousel_id, {**where})


def carry_out(task: Task, office: Office) -> None:
    """Compare, then offer. Both commands are silent when it was done before."""
    carrousel_id, tour_group_id = CarrouselId(task.payload["carrousel"]), TourGroupId(task.payload["group"])

    def keep_until_after_the_new_date(session: Session) -> None:
        carrousel = carrousel_of(session, carrousel_id)
        if carrousel is not None:
            for booking in bookings_of_group(session, tour_group_id):
                set_terms(session, booking.booking_id, carrousel.on)

    office.ask(PassOnRelease(carrousel_id, tour_group_id), by="program", also=[keep_until_after_the_new_date])
    office.ask(OfferFreedPlaces(carrousel_id, tour_group_id, terms_of(office.settings)), by="program")


REACTION = Reaction("bookings.when_carrousel_published_then_pass_it_on", (CarrouselPublished,), hear, carry_out)
