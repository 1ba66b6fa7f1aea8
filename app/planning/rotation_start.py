# SPDX-License-Identifier: EUPL-1.2
"""The plan to begin with, within a second or two: of many choices of bells the best are looked at longer."""

import time
from collections.abc import Callable
from random import Random

from app.planning.rotation_bells import Bells, choices
from app.planning.rotation_grid import Grid
from app.planning.rotation_ring import ring_draft, wants_ring
from app.planning.rotation_search import Draft, Search
from app.planning.rotation_use import Openings

FIRST_LOOK = 60
SECOND_LOOK = 8


def good_draft(grid: Grid, rng: Random, seconds: float, found: Callable[[Draft], None]) -> Draft | None:
    """Search for at most so many seconds; `found` hears of every better draft that is complete.

    Returns the best draft, complete or not, None only where the day has no permitted bells at all.
    """
    deadline = time.monotonic() + seconds
    if not grid.day.timing.in_rounds:
        search = Search(Openings(grid), rng, deadline, found=found)
        return _improved(search, search.first_draft(), 150)
    return _with_bells(grid, rng, deadline, found)


def _improved(search: Search, draft: Draft, standstill: int) -> Draft:
    if draft.complete:
        search.found(draft)
    return search.improve(draft, standstill)


def _with_bells(grid: Grid, rng: Random, deadline: float, found: Callable[[Draft], None]) -> Draft | None:
    every = list(choices(grid))
    looked = _looks(grid, _spread(every, rng), rng, deadline, found)
    if not looked:
        return None
    near = [bells for bells in every if _beside(bells, looked[0][0])]
    looked += _looks(grid, near, rng, deadline, found)
    looked.sort(key=lambda pair: pair[1].rank)
    best = looked[0][1]
    for bells, draft in looked[:SECOND_LOOK]:
        search = _search(grid, bells, rng, deadline, found)
        best = min(best, _improved(search, draft, 60), key=lambda d: d.rank)
    return best


def _spread(every: list[Bells], rng: Random) -> list[Bells]:
    """Draw a sample of the choices; in no order, so that a look cut short has seen something of everything."""
    return rng.sample(every, min(FIRST_LOOK, len(every)))


def _beside(bells: Bells, best: Bells) -> bool:
    """Whether these bells differ by one step in one thing only."""
    steps = [abs(a - b) for a, b in zip((bells.stroke, *bells.first), (best.stroke, *best.first), strict=True)]
    return sum(steps) == 1


def _looks(
    grid: Grid, every: list[Bells], rng: Random, deadline: float, found: Callable[[Draft], None]
) -> list[tuple[Bells, Draft]]:
    """Take a short look at each choice of bells while there is time, the best first; always at one."""
    looked: list[tuple[Bells, Draft]] = []
    for bells in every:
        if looked and time.monotonic() >= deadline:
            break
        search = _search(grid, bells, rng, deadline, found)
        looked.append((bells, _improved(search, _first(search, bells), 4)))
    return sorted(looked, key=lambda pair: pair[1].rank)


def _first(search: Search, bells: Bells) -> Draft:
    grid = search.openings.grid
    draft = search.first_draft(2)
    if draft.complete or not wants_ring(grid):
        return draft
    return min(draft, ring_draft(search, sorted(bells.moments(grid.day.timing))), key=lambda d: d.rank)


def _search(grid: Grid, bells: Bells, rng: Random, deadline: float, found: Callable[[Draft], None]) -> Search:
    openings = Openings(grid, bells.moments(grid.day.timing))
    return Search(openings, rng, deadline, bells.rounds(grid.day.step), found)
