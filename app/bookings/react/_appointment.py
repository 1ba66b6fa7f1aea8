# SPDX-License-Identifier: EUPL-1.2
"""A booking as a calendar file: the same facts give the same bytes."""

from datetime import datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.dates import format_time
from babel.support import Translations

from app.adapters.calendars import Contact, Entry, Method, calendar_file
from app.bookings.react._tour import Tour
from app.bookings.read.bookings import BOOKED, CANCELLED, Booking
from app.edges.office import Office
from app.kernel.values import LOCAL

CATALOGUES = Path(__file__).parents[2] / "translations"
ALARM_MINUTES = 24 * 60


@lru_cache
def words_in(language: str) -> NullTranslations:
    """Give the words of a language; the Dutch of the code where there is no translation."""
    return Translations.load(str(CATALOGUES), [language])


def letter_language(booking: Booking, office: Office) -> str:
    """Choose the language of letters: the party's, when this installation has it."""
    return booking.language.value if booking.language.value in office.settings.languages else "nl"


def has_appointment(booking: Booking) -> bool:
    """Say whether there is or was something to put in a calendar."""
    return booking.state in (BOOKED, CANCELLED)


def appointment(
    office: Office,
    booking: Booking,
    tour: Tour,
    method: Method | None = None,
    attendee: Contact | None = None,
) -> bytes:
    """Write one booking's calendar file. attendee: who is invited, for the methods REQUEST and CANCEL."""
    language = letter_language(booking, office)
    words = words_in(language)
    title = words.gettext("Scholentocht %(area)s") % {"area": tour.area}
    settings = office.settings
    gone = booking.state != BOOKED or tour.cancelled
    entry = Entry(
        uid=f"{booking.booking_id}@{settings.mail_from.rpartition('@')[2]}",
        summary=title,
        starts_at=tour.group.departs_at,
        ends_at=tour.group.back_at,
        stamped_at=max(booking.changed_at, tour.carrousel.changed_at),
        modified_at=max(booking.changed_at, tour.carrousel.changed_at),
        description=_description(booking, tour, words),
        location=tour.meeting,
        geo=tour.meeting_at,
        status="CANCELLED" if gone else "CONFIRMED",
        sequence=booking.sequence + tour.carrousel.sequence,
        url=_route(office, tour),
        alarm_minutes=ALARM_MINUTES,
    )
    organizer = Contact(settings.mail_name, settings.mail_from) if method in ("REQUEST", "CANCEL") else None
    return calendar_file(title, [entry], language=language, method=method, organizer=organizer, attendee=attendee)


def _route(office: Office, tour: Tour) -> str:
    """Give the page that everybody may see: a calendar is often shared, the link to one's own booking must not be."""
    where = {"carrousel_id": tour.carrousel.carrousel_id, "tour_group_id": tour.group.tour_group_id}
    return office.links.page("carrousels_parents.route", **where)


def _description(booking: Booking, tour: Tour, words: NullTranslations) -> str:
    lines = [words.gettext("Uw nummer: %(number)s") % {"number": booking.reference}, ""]
    lines += [f"{_clock(s.starts_at)}–{_clock(s.ends_at)} {s.name}, {s.address}".rstrip(", ") for s in tour.stops]
    lines += [words.gettext("%(time)s terug bij het startpunt") % {"time": _clock(tour.group.back_at)}, ""]
    lines.append(words.gettext("Wijzigen of afmelden kan met de link in uw e-mail, of op uw eigen bladzijde."))
    return "\n".join(lines)


def _clock(at: datetime) -> str:
    return format_time(at, "HH:mm", tzinfo=LOCAL, locale="nl")
