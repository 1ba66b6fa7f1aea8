# SPDX-License-Identifier: EUPL-1.2
"""Small values that several rooms speak of: places, hours, parties, ways of travelling, languages."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Amsterdam")
LAST_MINUTE = 24 * 60


class PublicText(str):
    """A name or address from a public register: the only words that a fact may carry.

    At most 300 characters, no control characters.
    """

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        """Take over words. Raises ValueError for control characters or more than 300 characters."""
        if len(value) > 300 or re.search(r"[\x00-\x1f\x7f\u2028\u2029]", value):
            raise ValueError("public text holds at most 300 characters and no control characters")
        return super().__new__(cls, value)


class Way(StrEnum):
    """How a tour group travels between schools."""

    WALK = "walk"
    STROLLER = "stroller"
    BIKE = "bike"
    BUS = "bus"


class Daypart(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Language(StrEnum):
    """A language in which a group is guided or a letter is written (ISO 639-1)."""

    DUTCH = "nl"
    ENGLISH = "en"
    ARABIC = "ar"
    TURKISH = "tr"
    POLISH = "pl"
    UKRAINIAN = "uk"
    TIGRINYA = "ti"
    SPANISH = "es"
    FRENCH = "fr"
    BERBER = "zgh"
    SOMALI = "so"
    PERSIAN = "fa"


class HolidayRegion(StrEnum):
    NORTH = "Noord"
    MIDDLE = "Midden"
    SOUTH = "Zuid"


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """A point on the map. lat, lon: degrees WGS84."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"not a point on earth: {self.lat}, {self.lon}")


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """From one clock time to another on the day itself, half-open. Minutes since midnight, local time."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= LAST_MINUTE:
            raise ValueError(f"hours run from one minute of the day to a later one, not {self.start} to {self.end}")

    @property
    def minutes(self) -> int:
        return self.end - self.start

    def holds(self, other: "Hours") -> bool:
        """Say whether the other hours lie wholly inside these."""
        return self.start <= other.start and other.end <= self.end

    def later(self, minutes: int) -> "Hours":
        """Give the same hours so many minutes later. Raises ValueError when they leave the day."""
        return Hours(self.start + minutes, self.end + minutes)


@dataclass(frozen=True, slots=True)
class Party:
    """Who come together. adults 0 to 12, children 0 to 12, together 1 to 12 people; prams 0 to 6."""

    adults: int
    children: int = 0
    prams: int = 0

    def __post_init__(self) -> None:
        if not (
            0 <= self.adults <= 12 and 0 <= self.children <= 12 and 1 <= self.people <= 12 and 0 <= self.prams <= 6
        ):
            raise ValueError("a party is 1 to 12 people and at most 6 prams")

    @property
    def people(self) -> int:
        return self.adults + self.children


def moment(on: date, minute: int) -> datetime:
    """Give the UTC moment of a local clock time.

    on: local date; minute: minutes since midnight, 0 to 1440; in a repeated hour the first one.
    """
    naive = datetime.combine(on, time()) + timedelta(minutes=minute)
    return naive.replace(tzinfo=LOCAL).astimezone(UTC)


def clock(minute: int) -> str:
    """Write minutes since midnight as people do: 545 becomes 09:05."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
