# SPDX-License-Identifier: EUPL-1.2
"""The plan to begin with, within seconds: local search and the best combination of what it came across, in turns."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from app.planning.rotation_bells import Bells, choices
from app.planning.rotation_grid import Grid
from app.planning.rotation_pool import Pool
from app.planning.rotation_ring import ring_draft, wants_ring
from app.planning.rotation_search import Draft, Search
from app.planning.rotation_use import Openings

FIRST_LOOK = 60
SECOND_LOOK = 8
THIRD_LOOK = 3
COMBINE_SHARE = 0.3
PATIENCE = 2


@dataclass
class Start:
    """A search for a good draft until `deadline` (time.monotonic); `found` hears of every better complete one."""

    grid: Grid
    rng: Random
    deadline: float
    seed: int = 0
    workers: int = 1
    found: Callable[[Draft], None] = field(default=lambda draft: None)

    def draft(self) -> Draft | None:
        """Give the best draft, complete or not; None only where the day has no permitted bells at all."""
        if self.grid.day.timing.in_rounds:
            return self._with_bells()
        search = Search(Openings(self.grid), self.rng, self.deadline, found=self.found)
        return self._in_turns(search, self._told(search.first_draft()))

    def _told(self, draft: Draft) -> Draft:
        if draft.complete:
            self.found(draft)
        return draft

    def _in_turns(self, search: Search, draft: Draft) -> Draft:
        """Search and combine by turns until so many turns brought nothing."""
        pool = Pool(self.grid)
        search.noticed = pool.add
        fruitless = 0
        while fruitless < PATIENCE and not search.late:
            before = draft.rank
            draft = search.improve(draft)
            left = self.deadline - time.monotonic()
            if not draft.complete or left <= 0:
                break
            draft = self._told(pool.best(draft, COMBINE_SHARE * left, self.seed, self.workers))
            fruitless = fruitless + 1 if draft.rank == before else 0
        return draft

    def _with_bells(self) -> Draft | None:
        """Look shortly at many choices of bells, longer at the best of them, and longest at the very best."""
        every = list(choices(self.grid))
        looked = self._looks(self.rng.sample(every, min(FIRST_LOOK, len(every))))
        if not looked:
            return None
        looked += self._looks([bells for bells in every if _beside(bells, looked[0][0])])
        looked.sort(key=_by_rank)
        looked = [(bells, self._search(bells).improve(draft, 60)) for bells, draft in looked[:SECOND_LOOK]]
        looked.sort(key=_by_rank)
        return min((self._in_turns(self._search(b), draft) for b, draft in looked[:THIRD_LOOK]), key=lambda d: d.rank)

    def _looks(self, every: list[Bells]) -> list[tuple[Bells, Draft]]:
        """Take a short look at each choice of bells while there is time, the best first; always at one."""
        looked: list[tuple[Bells, Draft]] = []
        for bells in every:
            if looked and time.monotonic() >= self.deadline:
                break
            search = self._search(bells)
            looked.append((bells, search.improve(self._told(_first(search, bells)), 4)))
        return sorted(looked, key=_by_rank)

    def _search(self, bells: Bells) -> Search:
        openings = Openings(self.grid, bells.moments(self.grid.day.timing))
        return Search(openings, self.rng, self.deadline, bells.rounds(self.grid.day.step), self.found)


def _by_rank(looked: tuple[Bells, Draft]) -> tuple[int, int]:
    return looked[1].rank


def _beside(bells: Bells, best: Bells) -> bool:
    """Whether these bells differ by one step in one thing only."""
    steps = [abs(a - b) for a, b in zip((bells.stroke, *bells.first), (best.stroke, *best.first), strict=True)]
    return sum(steps) == 1


def _first(search: Search, bells: Bells) -> Draft:
    grid = search.openings.grid
    draft = search.first_draft(2)
    if draft.complete or not wants_ring(grid):
        return draft
    return min(draft, ring_draft(search, sorted(bells.moments(grid.day.timing))), key=lambda d: d.rank)
