# SPDX-License-Identifier: EUPL-1.2
"""Writes iCalendar files that every calendar program reads: one thin wrapper around ``ics``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from app.adapters.calendar_text import finished
from app.kernel.values import GeoPoint

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

STATUSES = ("CONFIRMED", "TENTATIVE", "CANCELLED")
METHODS = (None, "PUBLISH", "REQUEST", "CANCEL")
MIMETYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody an invitation names. name: free text; address: one plain e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One appointment in a calendar.

    uid: ours, letters, digits and ``. _ @ -``; it never changes for the same appointment.
    starts_at, ends_at: aware; written in UTC, ends_at after starts_at.
    sequence: 0 or more; goes up with every change that people must hear of.
    stamped_at, modified_at: aware; moment of the last fact about this appointment, never the clock.
    alarm_minutes: minutes before the start, 1 or more, None = no alarm.
    summary, description, location, categories: any text.

    Raises:
        ValueError: a naive moment, an end not after its start, an unknown status, a sequence below 0, an alarm below 1.
    """

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    stamped_at: datetime
    modified_at: datetime
    description: str = ""
    location: str = ""
    geo: GeoPoint | None = None
    status: Status = "CONFIRMED"
    sequence: int = 0
    url: str = ""
    categories: tuple[str, ...] = ()
    alarm_minutes: int | None = None

    def __post_init__(self) -> None:
        """Bring the moments to UTC in whole seconds, and refuse what RFC 5545 cannot say."""
        for name in ("starts_at", "ends_at", "stamped_at", "modified_at"):
            moment: datetime = getattr(self, name)
            if moment.utcoffset() is None:
                raise ValueError(f"{name} has no time zone: {moment}")
            object.__setattr__(self, name, moment.astimezone(UTC).replace(microsecond=0))
        if self.ends_at <= self.starts_at:
            raise ValueError(f"ends_at {self.ends_at} is not after starts_at {self.starts_at}")
        if self.status not in STATUSES:
            raise ValueError(f"unknown status: {self.status!r}")
        if self.sequence < 0:
            raise ValueError(f"sequence below 0: {self.sequence}")
        if self.alarm_minutes is not None and self.alarm_minutes < 1:
            raise ValueError(f"alarm below 1 minute: {self.alarm_minutes}")


def calendar_file(
    name: str,
    entries: Iterable[Entry],
    *,
    language: str,
    method: Method | None = None,
    refresh_hours: int = 6,
    organizer: Contact | None = None,
    attendee: Contact | None = None,
) -> bytes:
    """Write a calendar file; the same input gives the same bytes in every process.

    Args:
        name: what a calendar program shows for the whole calendar; any text.
        entries: in the order in which they are written; each uid once.
        language: language of the texts, such as ``nl`` or ``en``.
        method: None for a feed or a download; REQUEST or CANCEL for an invitation by mail.
        refresh_hours: hint to subscribers how often to look again, 1 or more.
        organizer: needed for REQUEST and CANCEL.
        attendee: the one who is invited; needed for REQUEST; written as accepted, no answer asked.

    Returns:
        UTF-8, lines of at most 75 octets, CRLF at every end.

    Raises:
        ValueError: a doubled uid, an unknown method or language, a part that the method needs is absent,
            or a uid, url or mail address that would not stand safely in the file.

    Source: RFC 5545 (format), RFC 5546 §3.2 (what a method needs), RFC 7986 (name and refresh interval).
    """
    appointments = tuple(entries)
    uids = [entry.uid for entry in appointments]
    if len(set(uids)) != len(uids):
        raise ValueError("a uid stands twice in one calendar")
    if method not in METHODS:
        raise ValueError(f"unknown method: {method!r}")
    if method in ("REQUEST", "CANCEL") and organizer is None:
        raise ValueError(f"{method} needs an organizer (RFC 5546)")
    if method == "REQUEST" and attendee is None:
        raise ValueError("REQUEST needs an attendee (RFC 5546)")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise ValueError(f"unknown language: {language!r}")
    if refresh_hours < 1:
        raise ValueError(f"refresh_hours below 1: {refresh_hours}")

    from app.adapters.calendar_events import serialised  # here: ics takes a third of a second to load

    return finished(
        serialised(
            name,
            appointments,
            method=method,
            language=language,
            refresh_hours=refresh_hours,
            organizer=organizer,
            attendee=attendee,
        )
    )
