# SPDX-License-Identifier: EUPL-1.2
"""The best outing for one group while all others stand still: an exact dynamic programme over sets of schools."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from math import comb
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.planning.rotation_grid import Grid

Moments = NDArray[np.bool_]
Table = NDArray[np.int32]
HEAVY = 60_000_000
NEVER = -1


@dataclass(frozen=True, slots=True)
class Outing:
    """A group's outing in grid steps since midnight: visits are (school number, start)."""

    depart: int
    finish: int
    visits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """All sets of so many schools; with one school n more, rows `source[n]` here become rows `target[n]` there."""

    masks: tuple[int, ...]
    source: tuple[NDArray[np.intp], ...]
    target: tuple[NDArray[np.intp], ...]


@lru_cache(maxsize=64)
def layers(schools: int, most: int) -> tuple[Layer, ...]:
    """List the sets of 1, 2, … `most` schools out of so many, each with its growth into the next."""
    rows = [
        sorted(sum(1 << s for s in chosen) for chosen in combinations(range(schools), k)) for k in range(1, most + 2)
    ]
    made = []
    for here, there in pairwise(rows):
        where = {mask: row for row, mask in enumerate(there)}
        source = [[row for row, mask in enumerate(here) if not mask >> n & 1] for n in range(schools)]
        target = [[where[here[row] | 1 << n] for row in source[n]] for n in range(schools)]
        made.append(Layer(tuple(here), _indices(source), _indices(target)))
    return tuple(made)


def _indices(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.intp], ...]:
    return tuple(np.array(row, dtype=np.intp) for row in rows)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a group may do now, per school.

    open: (grid.length,) bool, moments at which a visit may begin. reward: score taken off by visiting. last: score
    added by ending there.
    """

    open: Sequence[Moments]
    reward: Sequence[float]
    last: Sequence[float]


def best_outing(grid: Grid, g: int, prospect: Prospect, rng: Random) -> tuple[float, Outing] | None:
    """Find the outing of group g with the least score, exact unless more schools are open than can be searched.

    Latest departure is all that is kept per (schools seen, last school, moment): best for idle time and for duration.
    Ties between equally good ways are broken by `rng`. Returns None when no outing keeps the promises to the group.
    """
    schools = _candidates(grid, g, prospect, rng)
    if not schools or not grid.must[g] <= set(schools):
        return None
    tables = _tables(grid, g, prospect, schools)
    found = _cheapest(grid, g, prospect, schools, tables)
    if found is None:
        return None
    cost, layer, row, n, t = found
    return cost, _walk_back(grid, g, schools, tables, (layer, row, n, t), rng)


def _candidates(grid: Grid, g: int, prospect: Prospect, rng: Random) -> list[int]:
    """List the schools to search: all that are open, or where those are too many the promised ones and a sample."""
    schools = [s for s, moments in enumerate(prospect.open) if moments.any()]
    most = grid.most_visits(g)
    if _effort(len(schools), most, grid.length) <= HEAVY:
        return schools
    others = [s for s in schools if s not in grid.must[g]]
    others.sort(key=lambda s: prospect.reward[s] * rng.uniform(0.5, 1.5), reverse=True)
    chosen = [s for s in schools if s in grid.must[g]]
    for s in others:
        if _effort(len(chosen) + 1, most, grid.length) > HEAVY and len(chosen) >= grid.day.groups[g].least_visits:
            break
        chosen.append(s)
    return sorted(chosen)


def exact(grid: Grid, g: int, prospect: Prospect) -> bool:
    """Whether `best_outing` looks at everything that is open to this group."""
    schools = sum(bool(moments.any()) for moments in prospect.open)
    return _effort(schools, grid.most_visits(g), grid.length) <= HEAVY


def _effort(schools: int, most: int, length: int) -> int:
    return sum(comb(schools, k) for k in range(1, min(most, schools) + 1)) * schools * schools * length


def _tables(grid: Grid, g: int, prospect: Prospect, schools: list[int]) -> list[Table]:
    """Fill per number of visits: (sets, schools, moments) int32, latest departure, all counted from grid.first."""
    count, length = len(schools), grid.length
    growth = layers(count, min(grid.most_visits(g), count))
    table = np.full((len(growth[0].masks), count, length), NEVER, dtype=np.int32) if growth else None
    if table is None:
        return []
    first, last = (moment - grid.first for moment in grid.depart(g))
    moments = np.arange(length, dtype=np.int32)
    limit = [_latest_needed(grid, g, s, moments) for s in schools]
    for n, s in enumerate(schools):
        leave = np.minimum(last, moments - (grid.out[g][s] or 0))
        fine = prospect.open[s] & (leave >= first) & (leave >= limit[n])
        table[growth[0].masks.index(1 << n), n] = np.where(fine, leave, NEVER)
    tables = [table]
    for here, there in pairwise(growth):
        soonest = np.maximum.accumulate(tables[-1], axis=2)
        grown = np.full((len(there.masks), count, length), NEVER, dtype=np.int32)
        for n, s in enumerate(schools):
            rows = soonest[here.source[n]]
            arrived = np.full((len(rows), length), NEVER, dtype=np.int32)
            for p, q in enumerate(schools):
                gap = grid.between[g][q][s]
                if p != n and gap is not None and gap < length:
                    np.maximum(arrived[:, gap:], rows[:, p, : length - gap], out=arrived[:, gap:])
            fine = prospect.open[s] & (arrived >= limit[n])
            grown[here.target[n], n] = np.where(fine, arrived, NEVER)
        tables.append(grown)
    return tables


def _latest_needed(grid: Grid, g: int, s: int, moments: Table) -> Table:
    """Give the departure that still keeps the group within its duration when s is its last school; never below 0."""
    return np.maximum(moments + (grid.home[g][s] or 0) - grid.longest(g), 0)


def _cheapest(
    grid: Grid, g: int, prospect: Prospect, schools: list[int], tables: list[Table]
) -> tuple[float, int, int, int, int] | None:
    group, per_step = grid.day.groups[g], grid.day.weights.idle * grid.day.step
    must = sum(1 << schools.index(s) for s in grid.must[g])
    growth = layers(len(schools), min(grid.most_visits(g), len(schools)))
    reward = [prospect.reward[s] for s in schools]
    home = np.array([grid.home[g][s] for s in schools])[None, :, None] + np.arange(grid.length)[None, None, :]
    last = np.array([prospect.last[s] for s in schools])[None, :]
    best: tuple[float, int, int, int, int] | None = None
    for k, table in enumerate(tables):
        if k + 1 < group.least_visits:
            continue
        rows = np.array([row for row, mask in enumerate(growth[k].masks) if mask & must == must], dtype=np.intp)
        if not len(rows):
            continue
        away: Table = np.where(table[rows] >= 0, home - table[rows], np.iinfo(np.int32).max)
        shortest = np.argmin(away, axis=2)
        length = np.min(away, axis=2)
        gain = np.array([sum(r for n, r in enumerate(reward) if growth[k].masks[row] >> n & 1) for row in rows])
        cost = np.where(length < np.iinfo(np.int32).max, per_step * length + last - gain[:, None], np.inf)
        row, n = np.unravel_index(int(np.argmin(cost)), cost.shape)
        if np.isfinite(cost[row, n]) and (best is None or cost[row, n] < best[0]):
            best = float(cost[row, n]), k, int(rows[row]), int(n), int(shortest[row, n])
    return best


def _walk_back(
    grid: Grid, g: int, schools: list[int], tables: list[Table], end: tuple[int, int, int, int], rng: Random
) -> Outing:
    layer, row, n, t = end
    growth = layers(len(schools), min(grid.most_visits(g), len(schools)))
    depart = int(tables[layer][row, n, t])
    finish = t + grid.first + (grid.home[g][schools[n]] or 0)
    visits = [(schools[n], t + grid.first)]
    while layer:
        mask = growth[layer].masks[row] & ~(1 << n)
        layer -= 1
        row = growth[layer].masks.index(mask)
        ways: list[tuple[int, int]] = []
        for p, q in enumerate(schools):
            gap = grid.between[g][q][schools[n]]
            if mask >> p & 1 and gap is not None and t >= gap:
                earlier: NDArray[Any] = np.flatnonzero(tables[layer][row, p, : t - gap + 1] == depart)
                ways += [(p, int(moment)) for moment in earlier]
        n, t = rng.choice(ways)
        visits.append((schools[n], t + grid.first))
    return Outing(depart + grid.first, finish, tuple(reversed(visits)))
