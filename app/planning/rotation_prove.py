# SPDX-License-Identifier: EUPL-1.2
"""The best plan with proof: column generation for free times or for every choice of bells, within the time given."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import comb

from app.planning.rotation_bells import Bells, choices
from app.planning.rotation_exact import Exact, Incumbent
from app.planning.rotation_grid import Grid
from app.planning.rotation_model import RotationPlan
from app.planning.rotation_rounds import Rounds
from app.planning.rotation_search import Draft
from app.planning.rotation_solve import Outcome
from app.planning.rotation_use import Openings

# numbers in the largest table of one group, of four bytes each
MOST_NUMBERS = 30_000_000
TIDYING = 0.05


def within_reach(grid: Grid) -> bool:
    """Whether the exact pricing of every group fits in memory and time."""
    return all(_numbers(grid, g) <= MOST_NUMBERS for g in range(len(grid.day.groups)))


def _numbers(grid: Grid, g: int) -> int:
    schools = sum(bool(starts) for starts in grid.starts[g])
    most = min(grid.most_visits(g), schools)
    sets = max((comb(schools, k) for k in range(most + 1)), default=0)
    departs = grid.depart(g)[1] - grid.depart(g)[0] + 1
    bells = sum(block.rounds for block in grid.day.timing.blocks)
    row = bells if grid.day.timing.in_rounds else min(grid.longest(g), grid.length)
    return sets * schools * max(1, departs) * max(1, row)


def prove(
    grid: Grid, draft: Draft | None, seconds: float, seed: int, workers: int, better: Callable[[RotationPlan], None]
) -> Outcome:
    """Search from a draft for so many seconds; `better` hears of every better plan.

    The bound of the outcome holds for all plans of the day, whatever the bells.
    """
    deadline = time.monotonic() + seconds * (1 - TIDYING)
    incumbent = Incumbent(lambda found: better(found.plan()))
    if draft is not None and draft.complete:
        incumbent.draft, incumbent.score = draft, draft.rank[1]
    with ThreadPoolExecutor(max(1, workers)) as pool:
        if grid.day.timing.in_rounds:
            search = Rounds(grid, incumbent, deadline, seed, workers, pool)
            search.run(_bells_of(grid, draft))
            return _outcome(incumbent, search.bound, search.settled)
        exact = Exact(Openings(grid), incumbent, deadline, seed, workers, pool=pool)
        exact.run()
        return _outcome(incumbent, exact.bound, exact.settled)


def _bells_of(grid: Grid, draft: Draft | None) -> Bells | None:
    step = grid.day.step
    return next((bells for bells in choices(grid) if draft and bells.rounds(step) == draft.rounds), None)


def _outcome(incumbent: Incumbent, bound: int | None, settled: bool) -> Outcome:
    if incumbent.draft is None:
        return Outcome(None, None, settled)
    known = None if bound is None else min(bound, incumbent.score or 0)
    return Outcome(incumbent.draft.plan(), known, settled)
