# SPDX-License-Identifier: EUPL-1.2
"""A quarter laid out in numbers: its open slots, and per area and guide which of them can be used at what cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.planning.quarter_model import PARTS, WEEKDAYS, Quarter, QuarterArea, out_of_hours, slot_name

UNPLANNED, NOT_OUT_OF_HOURS, SAME_SLOT, WEEK, TEAM_WEEK, GUIDE = 1000, 40, 10, 6, 4, 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A daypart of a date on which the city plans. day: days since the quarter began; week: since the quarter began."""

    on: date
    part: str
    day: int
    week: int

    @property
    def name(self) -> str:
        """Weekday and daypart, such as `tue.morning`."""
        return slot_name(self.on, self.part)

    @property
    def out_of_hours(self) -> bool:
        """Whether it is an evening or in a weekend."""
        return out_of_hours(self.on, self.part)


class Calendar:
    """The open slots of a quarter in order of time; areas, guides and slots are called by their number."""

    def __init__(self, quarter: Quarter) -> None:
        """Lay out a sound quarter (`lint` finds no error)."""
        self.quarter = quarter
        self.slots = tuple(_slots(quarter))
        self.number_of = {(slot.on, slot.part): s for s, slot in enumerate(self.slots)}
        self.area_number = {area.id: a for a, area in enumerate(quarter.areas)}
        self.guide_number = {guide.id: g for g, guide in enumerate(quarter.guides)}
        self.teams = tuple(sorted({area.team for area in quarter.areas}))
        self.team = tuple(self.teams.index(area.team) for area in quarter.areas)

    @cached_property
    def open_to(self) -> tuple[tuple[int, ...], ...]:
        """Per area the slots that it can have at all, before others and guides are looked at."""
        return tuple(tuple(s for s in range(len(self.slots)) if self._suits(a, s)) for a in self.quarter.areas)

    def _suits(self, area: QuarterArea, s: int) -> bool:
        slot = self.slots[s]
        rested = area.previous is None or (slot.on - area.previous).days >= self.quarter.min_gap_days
        return rested and not any(c.covers(slot.on, slot.part) for c in area.closed)

    @cached_property
    def cost(self) -> tuple[tuple[int, ...], ...]:
        """Per area and slot what the choice itself costs: likes, discouraged days, the same daypart again."""
        general = [sum(d.cost for d in self.quarter.discouraged if d.when.covers(s.on, s.part)) for s in self.slots]
        return tuple(
            tuple(
                general[s] + area.cost.get(slot.name, 0) + SAME_SLOT * (slot.name in area.recent)
                for s, slot in enumerate(self.slots)
            )
            for area in self.quarter.areas
        )

    @cached_property
    def neighbours(self) -> tuple[frozenset[int], ...]:
        """Per area the areas that may not have a carrousel on the same date, whoever of the two says so."""
        found: list[set[int]] = [set() for _ in self.quarter.areas]
        for a, area in enumerate(self.quarter.areas):
            for b in (self.area_number[name] for name in area.neighbours if name != area.id):
                found[a].add(b)
                found[b].add(a)
        return tuple(frozenset(near) for near in found)

    @cached_property
    def guides_of(self) -> tuple[tuple[int, ...], ...]:
        """Per team the guides that it can ask."""
        return tuple(
            tuple(g for g, guide in enumerate(self.quarter.guides) if team in guide.teams) for team in self.teams
        )

    @cached_property
    def can_lead(self) -> tuple[tuple[bool, ...], ...]:
        """Per guide and slot whether the guide is there."""
        return tuple(
            tuple(not any(c.covers(slot.on, slot.part) for c in guide.absent) for slot in self.slots)
            for guide in self.quarter.guides
        )

    @cached_property
    def open_weeks(self) -> tuple[int, ...]:
        """Weeks with at least one open slot in the morning, the afternoon or the evening."""
        return tuple(sorted({slot.week for slot in self.slots if slot.part in PARTS}))

    def _share(self, carrousels: int) -> int:
        return -(-carrousels // max(1, len(self.open_weeks)))

    @cached_property
    def per_week(self) -> int:
        """Carrousels in a week when they are spread evenly, rounded up."""
        return self._share(self.quarter.required)

    @cached_property
    def per_team_week(self) -> tuple[int, ...]:
        """The same per team."""
        areas = self.quarter.areas
        return tuple(self._share(sum(a.required for a in areas if a.team == team)) for team in self.teams)

    @cached_property
    def fair_load(self) -> tuple[int | None, ...]:
        """Per guide the fair number of carrousels, what is carried over included; None where no team is the home."""
        fair: dict[str, int] = {}
        for team in self.teams:
            home = [guide for guide in self.quarter.guides if guide.teams[0] == team]
            needed = sum(area.required * area.guides_needed for area in self.quarter.areas if area.team == team)
            if home:
                fair[team] = -(-(needed + sum(guide.carried for guide in home)) // len(home))
        return tuple(fair.get(guide.teams[0]) for guide in self.quarter.guides)


def _slots(quarter: Quarter) -> list[Slot]:
    parts: dict[str, list[str]] = {}
    for name in dict.fromkeys(quarter.slots):
        weekday, _, part = name.partition(".")
        parts.setdefault(weekday, []).append(part)
    found: list[Slot] = []
    for number in range((quarter.last - quarter.earliest).days + 1):
        on = quarter.earliest + timedelta(days=number)
        day = (on - quarter.first).days
        usable = sorted(parts.get(WEEKDAYS[on.weekday()], []), key=_hour)
        found += [
            Slot(on, part, day, day // 7) for part in usable if not any(c.covers(on, part) for c in quarter.closed)
        ]
    return found


def _hour(part: str) -> tuple[int, str]:
    return PARTS.index(part) if part in PARTS else len(PARTS), part
