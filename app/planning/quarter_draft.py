# SPDX-License-Identifier: EUPL-1.2
"""A quarter in the making: carrousels are placed and taken back, and the next one knows what it would cost."""

from collections import Counter

from app.planning.quarter_calendar import GUIDE, NOT_OUT_OF_HOURS, TEAM_WEEK, UNPLANNED, WEEK, Calendar
from app.planning.quarter_model import QuarterCarrousel, QuarterPlan

Guides = tuple[int, ...]


class Draft:
    """Which area is held on which slots by which guides, with the counts that the rules ask for.

    held: per area, slot to guides. duty: guide and slot to team. total: the cost so far, in units of the objective.
    """

    def __init__(self, calendar: Calendar) -> None:
        """Begin with nothing planned."""
        self.calendar, self.quarter = calendar, calendar.quarter
        self.held: list[dict[int, Guides]] = [{} for _ in self.quarter.areas]
        self.duty: dict[tuple[int, int], int] = {}
        self.on_day: dict[int, list[int]] = {}
        self.weeks: Counter[int] = Counter()
        self.team_weeks: Counter[tuple[int, int]] = Counter()
        self.busy: set[tuple[int, int]] = set()
        self.guide_weeks: Counter[tuple[int, int]] = Counter()
        self.led: Counter[int] = Counter()
        carried = zip(self.quarter.guides, calendar.fair_load, strict=True)
        self.total = UNPLANNED * sum(max(0, area.required) for area in self.quarter.areas)
        self.total += GUIDE * sum(max(0, guide.carried - fair) for guide, fair in carried if fair is not None)

    def place(self, a: int, s: int, guides: Guides) -> None:
        """Hold an area's carrousel on a slot with these guides; whether that is allowed is the caller's care."""
        slot, team = self.calendar.slots[s], self.calendar.team[a]
        self.total += self.price(a, s) + sum(self.guide_price(g) for g in guides)
        self.held[a][s] = guides
        self.on_day.setdefault(slot.day, []).append(a)
        self.weeks[slot.week] += 1
        self.team_weeks[team, slot.week] += 1
        for g in guides:
            self.duty[g, s] = team
            self.busy.add((g, slot.day))
            self.guide_weeks[g, slot.week] += 1
            self.led[g] += 1

    def take_back(self, a: int, s: int) -> None:
        """Undo a placing."""
        slot, team = self.calendar.slots[s], self.calendar.team[a]
        guides = self.held[a].pop(s)
        self.on_day[slot.day].remove(a)
        self.weeks[slot.week] -= 1
        self.team_weeks[team, slot.week] -= 1
        for g in guides:
            del self.duty[g, s]
            self.busy.discard((g, slot.day))
            self.guide_weeks[g, slot.week] -= 1
            self.led[g] -= 1
        self.total -= self.price(a, s) + sum(self.guide_price(g) for g in guides)

    def price(self, a: int, s: int) -> int:
        """Say what one more carrousel of an area on a slot adds to the cost, guides apart; mostly far below nought."""
        calendar, team, week = self.calendar, self.calendar.team[a], self.calendar.slots[s].week
        price = calendar.cost[a][s] - UNPLANNED
        if self.weeks[week] >= calendar.per_week:
            price += WEEK
        if self.team_weeks[team, week] >= calendar.per_team_week[team] and week in calendar.open_weeks:
            price += TEAM_WEEK
        return price + self._due_price(a, s)

    def _due_price(self, a: int, s: int) -> int:
        if not self.quarter.areas[a].due_out_of_hours:
            return 0
        slots = self.calendar.slots
        others = self.held[a]
        missed = bool(others) and not any(slots[other].out_of_hours for other in others)
        if slots[s].out_of_hours:
            return -NOT_OUT_OF_HOURS if missed else 0
        return 0 if others else NOT_OUT_OF_HOURS

    def guide_price(self, g: int) -> int:
        """Say what one more carrousel of a guide adds to the cost."""
        fair = self.calendar.fair_load[g]
        return GUIDE if fair is not None and self.quarter.guides[g].carried + self.led[g] >= fair else 0

    def fits(self, a: int, s: int) -> bool:
        """Whether the date is free for the area: not full, no neighbour, far enough from its other carrousels."""
        slots, day = self.calendar.slots, self.calendar.slots[s].day
        others = self.on_day.get(day, ())
        if len(others) >= self.quarter.max_per_day or a in others:
            return False
        gap = self.quarter.min_gap_days
        if any(abs(slots[other].day - day) < gap for other in self.held[a]):
            return False
        return self.calendar.neighbours[a].isdisjoint(others)

    def free_guides(self, a: int, s: int) -> list[int]:
        """List the guides who can still lead an area's carrousel on a slot, in order of number."""
        slot, quarter = self.calendar.slots[s], self.quarter
        return [
            g
            for g in self.calendar.guides_of[self.calendar.team[a]]
            if self.calendar.can_lead[g][s]
            and (g, slot.day) not in self.busy
            and self.guide_weeks[g, slot.week] < quarter.guides[g].max_per_week
            and self.led[g] < quarter.guides[g].max_total
        ]

    def open_places(self, a: int) -> int:
        """Carrousels of an area that are asked and not placed."""
        return self.quarter.areas[a].required - len(self.held[a])

    def plan(self) -> QuarterPlan:
        """Write the draft as a plan, in order of time."""
        quarter, slots = self.quarter, self.calendar.slots
        placed = sorted((s, a) for a, own in enumerate(self.held) for s in own)
        return QuarterPlan(
            quarter.id,
            tuple(
                QuarterCarrousel(
                    quarter.areas[a].id,
                    slots[s].on,
                    slots[s].part,
                    tuple(quarter.guides[g].id for g in self.held[a][s]),
                )
                for s, a in placed
            ),
        )
