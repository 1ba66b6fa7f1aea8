# SPDX-License-Identifier: EUPL-1.2
"""The puzzle of a quarter and its answer: which area on which date and daypart, led by which guides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")


@dataclass(frozen=True, slots=True)
class Closure:
    """Days from first to last, both included, on which something cannot be; parts: which dayparts, none = all."""

    first: date
    last: date
    parts: tuple[str, ...] = ()
    why: str = ""

    def covers(self, on: date, part: str) -> bool:
        """Whether a daypart of a date falls in it."""
        return self.first <= on <= self.last and (not self.parts or part in self.parts)


@dataclass(frozen=True, slots=True)
class Discouragement:
    """Days that are possible but not liked. cost: per carrousel, in the units of the objective."""

    when: Closure
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterArea:
    """An area that asks for carrousels.

    required: carrousels this quarter. guides_needed: per carrousel. cost: per slot name (`wed.evening`) what it costs.
    recent: slot names that it had lately. previous: date of its last carrousel.
    due_out_of_hours: it is its turn for an evening or weekend.
    """

    id: str
    team: str
    required: int
    guides_needed: int
    neighbours: tuple[str, ...] = ()
    closed: tuple[Closure, ...] = ()
    cost: Mapping[str, int] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    previous: date | None = None
    due_out_of_hours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterGuide:
    """A guide. teams: the first is home. max_per_week, max_total: carrousels; carried: led more than fair before."""

    id: str
    teams: tuple[str, ...]
    max_per_week: int
    max_total: int
    absent: tuple[Closure, ...] = ()
    carried: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """Everything that is known before a quarter is planned.

    first, last: dates, both included. lead_days: days from planning to the first possible carrousel, for invitations.
    min_gap_days: days between two carrousels of an area, at least. max_per_day: carrousels in the whole city.
    slots: names of weekday and daypart, such as `tue.morning`.
    """

    id: str
    first: date
    last: date
    planned_on: date
    lead_days: int
    slots: tuple[str, ...]
    areas: tuple[QuarterArea, ...]
    guides: tuple[QuarterGuide, ...]
    max_per_day: int
    min_gap_days: int = 0
    closed: tuple[Closure, ...] = ()
    discouraged: tuple[Discouragement, ...] = ()

    @property
    def earliest(self) -> date:
        """The first date that lies in the quarter and leaves time for invitations."""
        return max(self.first, self.planned_on + timedelta(days=self.lead_days))

    @property
    def required(self) -> int:
        """Carrousels asked by all areas together."""
        return sum(area.required for area in self.areas)

    def week_of(self, on: date) -> int:
        """Give the number of the week, from 0, counted from the first day of the quarter."""
        return (on - self.first).days // 7


@dataclass(frozen=True, slots=True)
class QuarterCarrousel:
    """One planned carrousel: an area, a date, a daypart and the guides who lead it."""

    area: str
    on: date
    part: str
    guides: tuple[str, ...]

    @property
    def slot(self) -> str:
        """Its weekday and daypart by name, such as `tue.morning`."""
        return slot_name(self.on, self.part)

    @property
    def out_of_hours(self) -> bool:
        """Whether it is in an evening or a weekend."""
        return out_of_hours(self.on, self.part)


@dataclass(frozen=True, slots=True)
class QuarterPlan:
    """The carrousels of one quarter; not every carrousel that is asked need be among them."""

    instance: str
    carrousels: tuple[QuarterCarrousel, ...]


def slot_name(on: date, part: str) -> str:
    """Name the weekday and daypart of a date, such as `tue.morning`."""
    return f"{WEEKDAYS[on.weekday()]}.{part}"


def out_of_hours(on: date, part: str) -> bool:
    """Whether a daypart is an evening or falls in a weekend."""
    return part == "evening" or on.weekday() >= 5
