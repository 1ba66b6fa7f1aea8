# SPDX-License-Identifier: EUPL-1.2
"""Makes the ``ics`` library write valid, repeatable iCalendar: its defects are mended here and nowhere else."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ics import Calendar, Event
from ics.grammar.parse import Container, ContentLine
from ics.serializers.event_serializer import EventSerializer

from app.adapters.calendar_text import checked_address, checked_uid, checked_url, escaped, plain, quoted, title

if TYPE_CHECKING:
    from app.adapters.calendars import Contact, Entry

ZONE = "Europe/Amsterdam"


class _InOrder(list[Any]):
    """The events in the order given: ics keeps a set, whose order differs per process."""

    add = list.append


class _AlarmsLast(EventSerializer):
    """RFC 5545 §3.6.1 wants alarms after the properties; ics serialises by method name and puts them first."""

    def serialize_alarm(event: Any, container: Any) -> None:  # noqa: N805 - ics calls it without an instance
        return None

    def serialize_zz_alarm(event: Any, container: Any) -> None:  # noqa: N805
        for alarm in event.alarms:
            container.append(alarm)


class _TourEvent(Event):
    class Meta(Event.Meta):
        serializer = _AlarmsLast


def _line(name: str, value: str, **params: str) -> ContentLine:
    return ContentLine(name, {key: [worth] for key, worth in params.items()}, value)


def _alarm(minutes: int, text: str) -> Container:
    # Built by hand: ics warns for each alarm, and writes zero and multi-week triggers wrongly.
    lines = [("ACTION", "DISPLAY"), ("TRIGGER", f"-PT{minutes}M"), ("DESCRIPTION", escaped(text))]
    return Container("VALARM", *[_line(name, value) for name, value in lines])


def _person(name: str, contact: "Contact", **params: str) -> ContentLine:
    return _line(name, f"mailto:{checked_address(contact.address)}", CN=quoted(contact.name), **params)


def _event(entry: "Entry", people: list[ContentLine]) -> Event:
    # `created` is what ics writes as DTSTAMP. Plain text goes in: ics escapes TEXT rightly once no CR is left.
    event = _TourEvent(
        name=plain(entry.summary),
        begin=entry.starts_at,
        end=entry.ends_at,
        uid=checked_uid(entry.uid),
        description=plain(entry.description) or None,
        created=entry.stamped_at,
        last_modified=entry.modified_at,
        location=plain(entry.location) or None,
        transparent=entry.status == "CANCELLED",
        status=entry.status,
        geo=(entry.geo.lat, entry.geo.lon) if entry.geo else None,
    )
    event.extra.append(_line("SEQUENCE", str(entry.sequence)))
    if entry.url:
        event.extra.append(_line("URL", checked_url(entry.url), VALUE="URI"))
    if entry.categories:
        event.extra.append(_line("CATEGORIES", ",".join(escaped(word) for word in sorted(set(entry.categories)))))
    event.extra.extend(people)
    if entry.alarm_minutes is not None and entry.status != "CANCELLED":
        event.alarms = [_alarm(entry.alarm_minutes, entry.summary)]
    return event


def serialised(
    name: str,
    entries: Iterable["Entry"],
    *,
    method: str | None,
    language: str,
    refresh_hours: int,
    organizer: "Contact | None",
    attendee: "Contact | None",
) -> str:
    """Write the calendar with CRLF between its lines, unfolded."""
    people = [] if organizer is None else [_person("ORGANIZER", organizer)]
    if attendee is not None:
        people.append(_person("ATTENDEE", attendee, PARTSTAT="ACCEPTED", RSVP="FALSE", ROLE="REQ-PARTICIPANT"))
    calendar = Calendar(creator=f"-//Scholentocht//Scholentocht//{language.upper()}")
    calendar.events = _InOrder(_event(entry, people) for entry in entries)
    head = [
        ("CALSCALE", "GREGORIAN"),
        ("NAME", title(name)),
        ("X-WR-CALNAME", title(name)),
        ("X-WR-TIMEZONE", ZONE),
        ("X-PUBLISHED-TTL", f"PT{refresh_hours}H"),
    ]
    if method is not None:
        head.insert(0, ("METHOD", method))  # ics writes its own `method` after the events, where it is invalid
    calendar.extra.extend(_line(key, value) for key, value in head)
    calendar.extra.append(_line("REFRESH-INTERVAL", f"PT{refresh_hours}H", VALUE="DURATION"))
    text: str = calendar.serialize()
    return text
