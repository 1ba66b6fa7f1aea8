# SPDX-License-Identifier: EUPL-1.2
"""What every letter about a booking has in common: reader, language, tour and calendar file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.adapters.calendars import Contact, Method
from app.adapters.capability import key_for
from app.bookings.react._appointment import appointment, letter_language
from app.bookings.react._tour import Tour, tour_of
from app.bookings.read.bookings import Booking, booking_of
from app.edges.office import Letter, Office
from app.eventlog.outbox import Errand, Task
from app.eventlog.views import Recorded
from app.kernel.ids import BookingId
from app.vault import people

PURPOSE = "booking"


@dataclass(frozen=True, slots=True)
class Addressee:
    """A party with its tour, and what the vault knows of it."""

    booking: Booking
    tour: Tour
    known: dict[str, str]
    link: str


def letter_errand(recorded: Recorded, booking_id: BookingId, **more: str | int) -> Errand:
    """Make the errand of one letter about one party."""
    return Errand(str(recorded.position), booking_id, {"booking": str(booking_id), **more})


def link_to(office: Office, booking_id: BookingId, known: dict[str, str]) -> str:
    """Give the address that opens this booking and nothing else."""
    key = key_for(office.settings.key, PURPOSE, booking_id, int(known.get("link_generation", "0")))
    return office.links.page("bookings_parents.my_booking", token=key)


def addressee(session: Session, office: Office, booking_id: BookingId) -> Addressee | None:
    """Find who a letter is for; None when nothing is known any more."""
    booking = booking_of(session, booking_id)
    known = people.show(session, booking_id)
    tour = tour_of(session, booking.carrousel_id, booking.tour_group_id) if booking else None
    if booking is None or tour is None or not known:
        return None
    return Addressee(booking, tour, known, link_to(office, booking_id, known))


def write(
    task: Task, office: Office, template: str, *, states: Iterable[str], ics: Method | None = None, **more: Any
) -> None:
    """Send one letter, unless the party has no e-mail address or its booking has gone on to another state since."""
    with office.reading() as session:
        to = addressee(session, office, BookingId(task.payload["booking"]))
    if to is None or "email" not in to.known or to.booking.state not in states:
        return
    office.post.send(
        Letter(
            to=to.known["email"],
            language=letter_language(to.booking, office),
            template=f"bookings/letters/{template}",
            context={"name": to.known.get("name", ""), "booking": to.booking, "tour": to.tour, "link": to.link, **more},
            message_id=f"{task.reaction.replace('_', '-')}.{task.id}",
            ics=None if ics is None else _calendar(office, to, ics),
        )
    )


def _calendar(office: Office, to: Addressee, method: Method) -> bytes:
    invited = Contact(to.known.get("name") or to.known["email"], to.known["email"])
    return appointment(office, to.booking, to.tour, method, invited)
