# SPDX-License-Identifier: EUPL-1.2
"""Knows the days on which a tour does not fit: school holidays, public holidays and religious days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from app.adapters.municipalities import REGIONS, Region, region_of, regions_of

__all__ = ["SpecialDay", "region_of", "regions_of", "school_holidays_known_until", "special_days"]

Kind = Literal["school", "public", "religious"]

ONE_DAY = timedelta(days=1)

_SCHOOL = {
    "Herfstvakantie": "Autumn break",
    "Kerstvakantie": "Christmas break",
    "Voorjaarsvakantie": "Spring break",
    "Meivakantie": "May break",
    "Zomervakantie": "Summer break",
}
_ADVISORY = ("Herfstvakantie", "Voorjaarsvakantie")  # a school may choose another week

# Country whose calendar holds the day, its English name there, our names, and whether it begins the evening before.
_RELIGIOUS = (
    ("MA", "Eid al-Fitr", "Suikerfeest (Eid al-Fitr)", "Eid al-Fitr", False),
    ("MA", "Eid al-Adha", "Offerfeest (Eid al-Adha)", "Eid al-Adha", False),
    ("SR", "Holi", "Holi-Phagwa", "Holi", False),
    ("SR", "Diwali", "Divali", "Diwali", False),
    ("IL", "Rosh Hashanah", "Rosj Hasjana", "Rosh Hashanah", True),
    ("IL", "Yom Kippur", "Jom Kipoer", "Yom Kippur", True),
)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day or a row of days. first, last: inclusive, local dates.

    estimated: the moon decides, the day may shift by one. advisory: worth a hint rather than a warning; the ministry
    only advises the week, or, for Ramadan, people fast but schools go on.
    eve: it begins in the evening before ``first``.
    """

    first: date
    last: date
    kind: Kind
    name_nl: str
    name_en: str
    estimated: bool = False
    advisory: bool = False
    eve: bool = False


def special_days(first: date, last: date, region: Region) -> tuple[SpecialDay, ...]:
    """Give everything special from first to last, both inclusive.

    Args:
        first, last: local dates; a holiday that only partly lies between them counts, and is given whole.
        region: of the school holidays.

    Returns:
        In order of first day; empty when nothing is special or last lies before first.

    Raises:
        ValueError: unknown region, or more than ten years asked for.

    Source: package ``holidays`` (MIT): the ministry's regulations on school holidays to 2030; Eid as in Morocco,
        first day of Ramadan as on the Maldives, Holi and Diwali as in Suriname, Jewish days as in Israel.
    """
    if region not in REGIONS:
        raise ValueError(f"unknown school holiday region: {region!r}")
    if last.year - first.year > 10:
        raise ValueError("more than ten years of special days")
    years = range(first.year - 1, last.year + 2)
    found = (day for year in years for day in _starting_in(year, region) if day.first <= last and first <= day.last)
    return tuple(sorted(found, key=lambda day: (day.first, day.kind, day.name_en)))


def school_holidays_known_until() -> date:
    """Give the last day up to which school holidays are laid down; after it their absence says nothing."""
    return _LAST_KNOWN


# Source: Regeling vaststelling schoolvakanties 2025-2030; the package holds no school holiday that begins later.
_LAST_KNOWN = date(2030, 12, 31)


@lru_cache(maxsize=64)
def _starting_in(year: int, region: Region) -> tuple[SpecialDay, ...]:
    """Give what begins in a year; a Christmas break may end in the next."""
    found = (*_school_days(year, region), *_public_days(year), *_religious_days(year))
    return tuple(day for day in found if day.first.year == year)


def _school_days(year: int, region: Region) -> Iterator[SpecialDay]:
    import holidays  # here: a quarter of a second to load

    # Without a language the names follow the machine's locale on some versions of Python.
    years = range(year - 1, year + 2)
    calendar = holidays.country_holidays("NL", region, years=years, categories=("school",), language="nl")
    for name, first, last in _runs(calendar.items()):
        yield SpecialDay(first, last, "school", name, _SCHOOL.get(name, name), advisory=name in _ADVISORY)


def _public_days(year: int) -> Iterator[SpecialDay]:
    import holidays

    dutch, english = (
        holidays.country_holidays("NL", years=year, categories=("public", "optional"), language=language)
        for language in ("nl", "en_US")
    )
    for day in sorted(dutch):
        for name_nl, name_en in zip(dutch.get_list(day), english.get_list(day), strict=True):
            yield SpecialDay(day, day, "public", name_nl, name_en)


def _religious_days(year: int) -> Iterator[SpecialDay]:
    import holidays

    calendars = {
        country: holidays.country_holidays(country, years=range(year - 1, year + 2), language="en_US")
        for country in ("MA", "MV", "SR", "IL")
    }
    for country, known_as, name_nl, name_en, eve in _RELIGIOUS:
        calendar = calendars[country]
        days = [(day, name) for day in calendar for name in calendar.get_list(day) if name.startswith(known_as)]
        for name, first, last in _runs(days):
            yield SpecialDay(first, last, "religious", name_nl, name_en, estimated="estimated" in name, eve=eve)
    feasts = sorted(day for day in calendars["MA"] if "Eid al-Fitr" in calendars["MA"][day])
    for day in calendars["MV"]:
        if "First Day of Ramadan" in calendars["MV"][day]:
            last = next((feast for feast in feasts if feast > day), day + ONE_DAY) - ONE_DAY
            yield SpecialDay(day, last, "religious", "Ramadan", "Ramadan", estimated=True, advisory=True)


def _runs(days: Iterable[tuple[date, str]]) -> Iterator[tuple[str, date, date]]:
    """Join days of the same name that follow each other."""
    run: tuple[str, date, date] | None = None
    for day, name in sorted(days, key=lambda pair: (pair[1], pair[0])):
        if run and run[0] == name and day == run[2] + ONE_DAY:
            run = (name, run[1], day)
        else:
            if run:
                yield run
            run = (name, day, day)
    if run:
        yield run
