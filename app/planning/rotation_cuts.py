# SPDX-License-Identifier: EUPL-1.2
"""Rows that every plan keeps but the linear programme alone does not: sharper targets and shared presentations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.planning.rotation_grid import Grid
from app.planning.rotation_master import Column
from app.planning.rotation_rows import SHOW, TARGET, Row
from app.planning.rotation_use import Openings

CLEARLY = 0.02


def cuts(openings: Openings, columns: Sequence[Column], shares: NDArray[np.float64], rows: Sequence[Row]) -> list[Row]:
    """List new rows that these shares of columns break clearly. Sources: knapsack cover and mixed-integer rounding."""
    grid = openings.grid
    visits: dict[tuple[int, int], float] = defaultdict(float)
    at: dict[tuple[int, int, int], float] = defaultdict(float)
    for (g, outing), share in zip(columns, shares.tolist(), strict=True):
        if share > 1e-6:
            for s, start in outing.visits:
                visits[g, s] += share
                at[g, s, start - grid.first] += share
    known = set(rows)
    found = [row for s in range(len(grid.day.schools)) for row in _targets(grid, s, visits)]
    found += _shows(grid, at)
    return [row for row in dict.fromkeys(found) if row not in known]


def _targets(grid: Grid, s: int, visits: Mapping[tuple[int, int], float]) -> list[Row]:
    """For groups that surely come, the rest of the target must come from the others: rounded where only some can.

    With r = target - size of the sure ones > 0 and a divisor d: sum F(size / d) x + missing / (d f) >= ceil(r / d),
    F(a) = floor(a) + min(1, frac(a) / f), f = frac(r / d); all times d f to keep whole numbers.
    """
    school, groups = grid.day.schools[s], grid.day.groups
    target, unfair = school.target_visitors, grid.day.weights.unfair
    if target <= 0 or not unfair:
        return []
    order = sorted(range(len(groups)), key=lambda g: -visits.get((g, s), 0.0))
    came = sum(groups[g].size * visits.get((g, s), 0.0) for g in order)
    short = max(0.0, target - came)
    best: tuple[float, Row] | None = None
    for sure in range(len(order)):
        rest = target - sum(groups[g].size for g in order[:sure])
        if rest <= 0:
            break
        left = order[sure:]
        for divisor in sorted({groups[g].size for g in left} | {rest + 1}):
            row = _rounded(grid, s, left, rest, divisor)
            if row is None:
                continue
            value = sum(row.weights[g] * visits.get((g, s), 0.0) for g in left) + row.share * short
            broken = (row.limit - value) / row.share
            if broken > CLEARLY and (best is None or broken > best[0]):
                best = broken, row
    return [best[1]] if best else []


def _rounded(grid: Grid, s: int, left: Sequence[int], rest: int, divisor: int) -> Row | None:
    remainder = rest % divisor
    if not remainder:
        return None
    weights = [0] * len(grid.day.groups)
    for g in left:
        whole, part = divmod(grid.day.groups[g].size, divisor)
        weights[g] = whole * remainder + min(remainder, part)
    return Row(TARGET, s, 0, grid.length, tuple(weights), -(-rest // divisor) * remainder)


def _shows(grid: Grid, at: Mapping[tuple[int, int, int], float]) -> list[Row]:
    """Nobody comes to a presentation more surely than it is held: a bound on each group, not only on their number."""
    starts: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for (g, s, t), share in at.items():
        if grid.day.schools[s].groups_per_presentation > 1:
            starts[s, t][g] = share
    made = []
    for (s, t), shares in starts.items():
        for g in shares:
            weights = tuple(int(h == g) for h in range(len(grid.day.groups)))
            made.append(Row(SHOW, s, t, t, weights, 1))
    return made
