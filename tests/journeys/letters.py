# SPDX-License-Identifier: EUPL-1.2
"""Letters as people read them: to whom, what about, which link, which appointment."""

import re
from email.message import EmailMessage

from icalendar import Calendar, Event

from app.kernel.values import LOCAL
from tests.conftest import Letterbox


def letters_to(letterbox: Letterbox, who: str) -> list[EmailMessage]:
    return [message for message in letterbox.messages if who in str(message["To"])]


def last_to(letterbox: Letterbox, who: str) -> EmailMessage:
    found = letters_to(letterbox, who)
    assert found, f"no letter to {who}"
    return found[-1]


def words_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage, site: str) -> str:
    """Give the path of the booking that a letter is about."""
    found = re.search(re.escape(site) + r"(/aanmelding/\S+)", words_of(letter))
    assert found, words_of(letter)
    return found[1]


def appointment_in(letter: EmailMessage) -> Event:
    parts = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    assert parts, f"no appointment in {letter['Subject']}"
    return events_of(parts[0].get_payload(decode=True))[0]


def events_of(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def minute_of(event: Event) -> int:
    """Give the minute of the day at which something starts, by the clock on the wall."""
    starts = event["DTSTART"].dt.astimezone(LOCAL)
    return int(starts.hour * 60 + starts.minute)
