# SPDX-License-Identifier: EUPL-1.2
"""What people type for a time, a number or a date, and what it means."""

import re
from datetime import date
from typing import Any

from marshmallow import fields

from app.edges.forms import Form, says

CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.,h]\s*|\s*)(\d{2})?(?:\s*uur)?")
MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
OTHER_MONTHS = {"mrt": 3, "mar": 3, "may": 5, "oct": 10}


class ClockField(fields.Field[int]):
    """A time of day as people type it, as minutes since midnight: 9:30, 9.30, 930, 9."""

    default_error_messages = {
        "required": says("Vul een tijd in, bijvoorbeeld 9:30."),
        "invalid": says("Schrijf de tijd zo: 9:30."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        found = CLOCK.fullmatch(str(value).strip().lower())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 24 or minute > 59 or hour * 60 + minute > 24 * 60:
            raise self.make_error("invalid")
        return hour * 60 + minute


class WholeNumber(fields.Field[int]):
    """A whole number between two others; blanks and a plus sign are let through."""

    default_error_messages = {
        "required": says("Vul een getal in."),
        "invalid": says("Vul een heel getal in, bijvoorbeeld 12."),
        "between": says("Dit getal is te klein of te groot."),
    }

    def __init__(self, least: int, most: int, *, between: str, **options: Any) -> None:
        required = "load_default" not in options
        super().__init__(required=required, error_messages={"between": between}, **options)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        text = re.sub(r"\s", "", str(value)).removeprefix("+")
        if not re.fullmatch(r"-?\d{1,6}", text):
            raise self.make_error("invalid")
        if not self.least <= int(text) <= self.most:
            raise self.make_error("between")
        return int(text)


def month_of(text: str) -> int | None:
    """Read a month: 3, 03, maart, mrt, March."""
    word = text.strip().lower().rstrip(".")
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    short = word[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else OTHER_MONTHS.get(short)


def read_date(form: Form, name: str, empty: str, wrong: str) -> date | None:
    """Read a date from three boxes; a fault is noted in the form. empty, wrong: sentences."""
    parts = [str(form.values.get(f"{name}_{part}") or "").strip() for part in ("day", "month", "year")]
    if not any(parts):
        form.refuse(name, empty)
        return None
    month = month_of(parts[1])
    try:
        year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
        return date(year, month or 0, int(parts[0]))
    except ValueError:
        form.refuse(name, wrong)
        return None
