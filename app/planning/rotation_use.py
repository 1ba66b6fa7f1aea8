# SPDX-License-Identifier: EUPL-1.2
"""Who is at which school when, while a plan is being put together: what is still open to one more group."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.planning.rotation_grid import Grid
from app.planning.rotation_outing import Moments, Outing, Prospect

Outings = Mapping[int, Outing]


@dataclass(frozen=True)
class Openings:
    """The moments at which visits may begin at all: by the grid and, in rounds, at the bells (steps since midnight)."""

    grid: Grid
    bells: frozenset[int] | None = None

    @cached_property
    def moments(self) -> tuple[tuple[Moments, ...], ...]:
        """Per group and school: (grid.length,) whether a visit may begin, others left aside."""
        return tuple(tuple(self._moments(starts) for starts in row) for row in self.grid.starts)

    def _moments(self, starts: Sequence[int]) -> Moments:
        made = np.zeros(self.grid.length, dtype=np.bool_)
        allowed = [start - self.grid.first for start in starts if self.bells is None or start in self.bells]
        made[allowed] = True
        return made


def prospect_of(openings: Openings, g: int, others: Outings) -> Prospect:
    """Say what group g may do, and what each school is worth to it, while the others keep their outings."""
    grid, group = openings.grid, openings.grid.day.groups[g]
    weights = grid.day.weights
    at_school: list[list[tuple[int, int]]] = [[] for _ in grid.day.schools]
    for other, outing in others.items():
        for s, start in outing.visits:
            at_school[s].append((start - grid.first, grid.day.groups[other].size))
    lasts = Counter(outing.visits[-1][0] for outing in others.values() if outing.visits)
    reward, last = [], []
    for s, school in enumerate(grid.day.schools):
        missing = max(0, school.target_visitors - sum(size for _, size in at_school[s]))
        reward.append(float(grid.worth[g][s] + weights.unfair * min(group.size, missing)))
        last.append(float(weights.unfair * weights.last * (lasts[s] >= grid.last_allowed[s])))
    still_open = [
        _left(grid, s, openings.moments[g][s], at_school[s], group.size) for s in range(len(grid.day.schools))
    ]
    return Prospect(still_open, reward, last)


def _left(grid: Grid, s: int, moments: Moments, starts: list[tuple[int, int]], size: int) -> Moments:
    if not starts:
        return moments
    school, hold, left = grid.day.schools[s], grid.hold[s], moments.copy()
    if school.groups_per_presentation > 1:
        return _shareable(grid, s, moments, starts, size)
    if school.rooms == 1:
        for start, _ in starts:
            left[max(0, start - hold + 1) : start + hold] = False
        return left
    busy = np.zeros(grid.length + hold, dtype=np.int32)
    for start, _ in starts:
        busy[start : start + hold] += 1
    full = np.concatenate(([0], np.cumsum(busy >= school.rooms)))
    meets_full = full[hold : hold + grid.length] - full[: grid.length] > 0
    return left & ~meets_full


def _shareable(grid: Grid, s: int, moments: Moments, starts: list[tuple[int, int]], size: int) -> Moments:
    school, hold, left = grid.day.schools[s], grid.hold[s], moments.copy()
    limit = school.visitors_per_presentation
    shows: dict[int, list[int]] = {}
    for start, other in starts:
        shows.setdefault(start, []).append(other)
    for start in shows:
        left[max(0, start - hold + 1) : start + hold] = False
    for start, sizes in shows.items():
        room = len(sizes) < school.groups_per_presentation and (limit is None or sum(sizes) + size <= limit)
        left[start] = room and moments[start]
    return left
