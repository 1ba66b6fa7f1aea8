# SPDX-License-Identifier: EUPL-1.2
"""The ring rotation: all groups go round the schools in one order, one round apart, so that none meet."""

from collections.abc import Sequence

import numpy as np

from app.planning.rotation_grid import Grid
from app.planning.rotation_outing import Moments, Outing, Prospect, best_outing
from app.planning.rotation_search import Draft, Search
from app.planning.rotation_use import prospect_of


def wants_ring(grid: Grid) -> bool:
    """Whether some group must see so many schools that going round in one order is the likeliest way to do it."""
    return any(2 * group.least_visits > len(grid.day.schools) for group in grid.day.groups)


def ring_draft(search: Search, bells: Sequence[int]) -> Draft:
    """Send each group round the ring, at the n-th bell to the school that is n places on from where it begins.

    bells: steps since midnight, ascending. Groups for whom it cannot be done are left to a local search.
    """
    grid = search.openings.grid
    ring, outings = _round_trip(grid), dict[int, Outing]()
    begins = list(range(len(bells)))
    search.rng.shuffle(begins)
    for number, g in enumerate(range(len(grid.day.groups))):
        prospect = prospect_of(search.openings, g, outings)
        on_ring = _on_ring(grid, prospect, ring, bells, begins[number % len(begins)])
        found = best_outing(grid, g, on_ring, search.rng)
        if found is not None:
            outings[g] = found[1]
    return Draft(grid, outings, search.rounds)


def _round_trip(grid: Grid) -> list[int]:
    """Order the schools: always on to the nearest that is left, by the legs of the first group."""
    ring, left = [0], set(range(1, len(grid.day.schools)))
    while left:
        legs = grid.between[0][ring[-1]]
        nearest = min(left, key=lambda s: (legs[s] is None, legs[s] or 0, s))
        ring.append(nearest)
        left.remove(nearest)
    return ring


def _on_ring(grid: Grid, prospect: Prospect, ring: Sequence[int], bells: Sequence[int], begin: int) -> Prospect:
    kept: list[Moments] = [np.zeros(grid.length, dtype=np.bool_) for _ in prospect.open]
    for place, s in enumerate(ring):
        for number, bell in enumerate(bells):
            moment = bell - grid.first
            if (begin + number) % max(len(ring), len(bells)) == place and 0 <= moment < grid.length:
                kept[s][moment] = prospect.open[s][moment]
    return Prospect(kept, prospect.reward, prospect.last)
