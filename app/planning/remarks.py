# SPDX-License-Identifier: EUPL-1.2
"""A remark is a code with values, so that a screen can word it; without a screen it says itself in plain Dutch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Names = Mapping[str, str]
NAMED = ("group", "other", "school", "place", "to_place", "area", "guide", "team")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def clock(moment: int) -> str:
    """Write a moment (seconds since midnight) as Dutch clock time, with seconds only where there are any."""
    hours, rest = divmod(moment, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d} uur" if not seconds else f"{hours}:{minutes:02d}:{seconds:02d} uur"


def duration(seconds: int) -> str:
    """Write a length of time in minutes, or in seconds where it is no whole number of minutes."""
    if seconds % 60:
        return f"{seconds} seconden"
    return "1 minuut" if seconds == 60 else f"{seconds // 60} minuten"


def day(when: date) -> str:
    """Write a date in Dutch words: 5 januari 2027."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a day or a plan.

    code: which sentence. values: what fills it; `group`, `school`, `place` hold ids, keys that end in `_at` moments in
    seconds since midnight, keys that end in `_for` lengths in seconds, keys that end in `_on` dates.
    """

    code: str
    values: Mapping[str, Any]

    def words(self, names: Names | None = None) -> dict[str, str]:
        """Give every value in words: names for ids, clock times for moments, minutes for lengths."""
        return {key: _word(key, value, names or {}) for key, value in self.values.items()}


def _word(key: str, value: Any, names: Names) -> str:
    if key in NAMED:
        return names.get(value, value)
    if key.endswith("_at"):
        return clock(value)
    if key.endswith("_for"):
        return duration(value)
    if key.endswith("_on"):
        return day(value)
    if isinstance(value, tuple):
        return " en ".join(names.get(item, str(item)) for item in value)
    return str(value)
