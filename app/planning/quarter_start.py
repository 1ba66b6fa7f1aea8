# SPDX-License-Identifier: EUPL-1.2
"""A good quarter at once: areas are placed one by one, then a few at a time are taken back and placed better."""

import time
from collections.abc import Callable, Sequence
from random import Random

from app.planning.quarter_calendar import Calendar
from app.planning.quarter_draft import Draft, Guides

Placed = tuple[int, int, Guides]


class Start:
    """A local search. Ends at `deadline` (time.monotonic) at the latest; before that by counted work only.

    found: hears of every better draft.
    """

    def __init__(self, calendar: Calendar, rng: Random, deadline: float, found: Callable[[Draft], None]) -> None:
        """Begin with an empty draft."""
        self.calendar, self.rng, self.deadline, self.found = calendar, rng, deadline, found
        self.draft = Draft(calendar)

    def first(self) -> Draft:
        """Place every area, those with the least choice first."""
        areas = range(len(self.calendar.quarter.areas))
        open_to = self.calendar.open_to
        for a in sorted(areas, key=lambda a: (len(open_to[a]), -len(self.calendar.neighbours[a]), a)):
            self._fill(a)
        self.found(self.draft)
        return self.draft

    def improve(self, standstill: int, bound: int | None = None) -> Draft:
        """Take back some and place them again; stop after so many tries without gain, or when the bound is reached."""
        fruitless = 0
        while fruitless < standstill and time.monotonic() < self.deadline:
            if bound is not None and self.draft.total <= bound:
                break
            before = self.draft.total
            gone = self._take_back()
            order = list({a for a, _, _ in gone} | set(self._missing()))
            self.rng.shuffle(order)
            added = [placed for a in order for placed in self._fill(a, shaken=self.rng.random() < 0.5)]
            fruitless += 1
            if self.draft.total > before:
                for a, s, _ in reversed(added):
                    self.draft.take_back(a, s)
                for a, s, guides in gone:
                    self.draft.place(a, s, guides)
            elif self.draft.total < before:
                fruitless = 0
                self.found(self.draft)
        return self.draft

    def _missing(self) -> list[int]:
        return [a for a in range(len(self.calendar.quarter.areas)) if self.draft.open_places(a) > 0]

    def _take_back(self) -> list[Placed]:
        """Take back a handful that have to do with each other: around an area that is missing, a week, or by chance."""
        placed = [(a, s) for a, own in enumerate(self.draft.held) for s in own]
        missing = self._missing()
        number = min(len(placed), self.rng.randint(1, 6))
        if missing and self.rng.random() < 0.8:
            chosen = self._in_the_way(self.rng.choice(missing), placed, number)
        elif placed and self.rng.random() < 0.5:
            week = self.calendar.slots[self.rng.choice(placed)[1]].week
            chosen = self._some([(a, s) for a, s in placed if self.calendar.slots[s].week == week], number)
        else:
            chosen = self._some(placed, number)
        gone = [(a, s, self.draft.held[a][s]) for a, s in chosen]
        for a, s, _ in gone:
            self.draft.take_back(a, s)
        return gone

    def _some(self, placed: Sequence[tuple[int, int]], number: int) -> list[tuple[int, int]]:
        return self.rng.sample(list(placed), min(number, len(placed)))

    def _in_the_way(self, a: int, placed: Sequence[tuple[int, int]], number: int) -> list[tuple[int, int]]:
        """Choose a date for a missing area, and who keeps it from it: the same date, or its team in the same week."""
        if not self.calendar.open_to[a]:
            return self._some(placed, number)
        wanted = self.calendar.slots[self.rng.choice(self.calendar.open_to[a])]
        slots, team = self.calendar.slots, self.calendar.team
        near = [(b, s) for b, s in placed if slots[s].day == wanted.day]
        near += [(b, s) for b, s in placed if b == a and (b, s) not in near]
        week = [(b, s) for b, s in placed if slots[s].week == wanted.week and team[b] == team[a] and (b, s) not in near]
        return self._some(near + self._some(week, 2), number + 2)

    def _fill(self, a: int, *, shaken: bool = False) -> list[Placed]:
        """Place what an area still asks, each on the cheapest slot; shaken: now and then a cheap one is passed over."""
        added: list[Placed] = []
        while self.draft.open_places(a) > 0:
            best = self._best(a, 0.25 if shaken else 0.0)
            if best is None:
                break
            s, guides = best
            self.draft.place(a, s, guides)
            added.append((a, s, guides))
        return added

    def _best(self, a: int, passing: float) -> tuple[int, Guides] | None:
        draft = self.draft
        priced = [(draft.price(a, s), self.rng.random(), s) for s in self.calendar.open_to[a] if draft.fits(a, s)]
        best: tuple[int, int, Guides] | None = None
        for price, luck, s in sorted(priced):
            if best is not None and (price >= best[0] or luck < passing):
                if price >= best[0]:
                    break
                continue
            guides = self._guides(a, s)
            if guides is None:
                continue
            whole = price + sum(draft.guide_price(g) for g in guides)
            if best is None or whole < best[0]:
                best = whole, s, guides
            if luck < passing:
                break
        return None if best is None else best[1:]

    def _guides(self, a: int, s: int) -> Guides | None:
        """Choose the guides for a carrousel: those below their share first, then those who serve this team only."""
        draft, needed = self.draft, self.calendar.quarter.areas[a].guides_needed
        free = draft.free_guides(a, s)
        if len(free) < needed:
            return None
        guides = self.calendar.quarter.guides
        free.sort(key=lambda g: (draft.guide_price(g), len(guides[g].teams), draft.led[g] + guides[g].carried, g))
        return tuple(sorted(free[:needed]))
