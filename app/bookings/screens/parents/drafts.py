# SPDX-License-Identifier: EUPL-1.2
"""What a parent typed on the way to a booking: in the parent's own signed cookie, and gone when the booking is made."""

from typing import Any

from flask import session
from werkzeug.datastructures import MultiDict

MOST_DRAFTS, MOST_BOOKINGS = 2, 5  # a cookie holds 4 kB
FIELDS = ("name", "email", "phone", "language", "needs", "channel")


def keep(booking_id: str, values: dict[str, Any]) -> None:
    """Remember what was typed for this booking."""
    drafts = {b: d for b, d in session.get("drafts", {}).items() if b != booking_id}
    drafts[booking_id] = {name: values[name] for name in FIELDS if values.get(name)}
    session["drafts"] = dict(list(drafts.items())[-MOST_DRAFTS:])


def draft(booking_id: str) -> dict[str, Any] | None:
    """Give what was typed for this booking; None when there is nothing, or not in this browser."""
    found: dict[str, Any] | None = session.get("drafts", {}).get(booking_id)
    return found


def knows(booking_id: str) -> bool:
    """Say whether something was typed for this booking in this browser."""
    return draft(booking_id) is not None


def as_typed(values: dict[str, Any]) -> MultiDict[str, str]:
    """Give a draft the way a form sends it."""
    return MultiDict(values)


def done(booking_id: str) -> None:
    """Let go of what was typed: it is booked now. Only the number of the booking stays in the cookie."""
    session["drafts"] = {b: d for b, d in session.get("drafts", {}).items() if b != booking_id}
    session["booked"] = [*[b for b in session.get("booked", []) if b != booking_id], booking_id][-MOST_BOOKINGS:]


def is_mine(booking_id: str) -> bool:
    """Say whether this booking was made in this browser."""
    return booking_id in session.get("booked", [])
