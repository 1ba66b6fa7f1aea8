# SPDX-License-Identifier: EUPL-1.2
"""Finds out whether a day can be planned at all, by the cheapest means that can tell."""

import time
from dataclasses import dataclass
from random import Random

from app.planning.rotation_bells import choices
from app.planning.rotation_grid import Grid
from app.planning.rotation_model import RotationDay
from app.planning.rotation_outing import best_outing, exact
from app.planning.rotation_search import Draft, Search
from app.planning.rotation_solve import any_plan
from app.planning.rotation_start import Start
from app.planning.rotation_use import Openings, prospect_of

TRIES = 4
GLANCE = 0.3


@dataclass(frozen=True)
class Oracle:
    """Answers whether days are possible until `deadline` (time.monotonic), `patience` seconds at most for one."""

    deadline: float
    patience: float = 5.0

    @property
    def late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.deadline

    def possible(self, day: RotationDay) -> bool | None:
        """Say whether any plan exists; None when that was not found out in time. The day must be sound (`lint`)."""
        if not any(group.least_visits for group in day.groups):
            return True
        left = min(self.patience, self.deadline - time.monotonic())
        if left <= 0:
            return None
        grid = Grid(day)
        if any(alone_impossible(grid, g) for g in range(len(day.groups))):
            return False
        draft = self._draft(grid)
        if draft is not None and draft.complete:
            return True
        outcome = any_plan(grid, left, workers=2)
        return outcome.plan is not None if outcome.settled else None

    def _draft(self, grid: Grid) -> Draft | None:
        rng, glance = Random(0), min(GLANCE, self.deadline - time.monotonic())
        if grid.day.timing.in_rounds:
            return Start(grid, rng, time.monotonic() + glance).draft()
        return Search(Openings(grid), rng, time.monotonic() + glance).first_draft(TRIES)


def alone_impossible(grid: Grid, g: int) -> bool:
    """Whether this group has no outing even with the city to itself; False also where that is too much to search.

    With bells every permitted bell counts, whatever the choice of the others: a day that fails even so is impossible.
    """
    group, timing = grid.day.groups[g], grid.day.timing
    if not group.least_visits:
        return False
    if any(not grid.starts[g][s] for s in grid.must[g]):
        return True
    bells = frozenset(m for c in choices(grid) for m in c.moments(timing)) if timing.in_rounds else None
    prospect = prospect_of(Openings(grid, bells), g, {})
    return exact(grid, g, prospect) and best_outing(grid, g, prospect, Random(0)) is None
