# SPDX-License-Identifier: EUPL-1.2
"""Column generation for one set of openings: the linear programme asks the groups for outings that would improve it."""

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.planning.rotation_cuts import cuts
from app.planning.rotation_ground import OUT_OF_REACH, Costs, Ground, bell_ground, free_ground
from app.planning.rotation_master import Column, Master, Relaxed, despair
from app.planning.rotation_pricing import Priced
from app.planning.rotation_rows import TARGET, Prices, Row, grain, priced, rows_of, starts_at
from app.planning.rotation_use import Openings

Key = tuple[str, int, int, tuple[int, ...], int]
PER_GROUP = 24
# positions times sets of schools that one group's pricing goes through in some hundredths of a second
LIGHT = 400_000
FEW = 3
STEADINESS = 0.6
LARGEST_SCALE = 16


@dataclass
class Generation:
    """The state of a column generation. `bound` is proven after every round, in score units; None before the first."""

    openings: Openings
    pool: Executor | None = None
    extra: Sequence[Row] = ()
    memory: dict[bytes, int | None] = field(default_factory=dict)
    bound: int | None = None
    rounds: int = 0
    converged: bool = False
    impossible: bool = False
    relaxed: Relaxed | None = None
    _best: float = -np.inf
    _asked: int = 0
    _turn: int = 0
    _center: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @cached_property
    def master(self) -> Master:
        """The linear programme."""
        return Master(self.openings, self.rows)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows so far: those that the openings ask and the cuts."""
        asked = rows_of(self.openings)
        self._asked = len(asked)
        return [*asked, *self.extra]

    @cached_property
    def scale(self) -> int:
        """Price units in one point of score: whole prices keep every bound exact."""
        return int(min(LARGEST_SCALE, max(1, OUT_OF_REACH // (4 * despair(self.openings.grid)))))

    @cached_property
    def _dearest(self) -> int:
        """More than this no visit is worth, so that no higher price makes a difference."""
        return self.scale * max(max(row) for row in self.openings.grid.worth)

    @cached_property
    def grounds(self) -> list[Ground]:
        """Where each group can be."""
        lay = free_ground if self.openings.bells is None else bell_ground
        moments = self.openings.moments
        return [lay(self.openings.grid, g, moments[g]) for g in range(len(self.openings.grid.day.groups))]

    def priced_at(self, duals: NDArray[np.int64]) -> tuple[Prices, list[Priced]]:
        """Find every group's outings at these prices."""
        prices = priced(self.openings, self.rows, duals, self.scale)
        work = [self._group_at(ground, prices) for ground in self.grounds]
        if self.pool is not None:
            list(self.pool.map(_fill, work))
        return prices, work

    def _group_at(self, ground: Ground, prices: Prices) -> Priced:
        grid, g, scale = self.openings.grid, ground.g, self.scale
        schools = list(ground.schools)
        worth = scale * np.array([grid.worth[g][s] for s in schools], dtype=np.int64)[:, None]
        at = np.clip(ground.moment, 0, grid.length - 1)
        cost = prices.visit[g][schools][:, at] - worth
        away = scale * grid.day.weights.idle * grid.day.step * ground.away.astype(np.int64)
        tail = away + prices.last[schools][:, None]
        return Priced(ground, _within(cost, ground.allowed), _within(tail, ground.allowed))

    def add(self, columns: Iterable[Column]) -> int:
        """Offer columns to the programme; counts those that are new."""
        return sum(self.master.add(g, outing) for g, outing in columns)

    def round(self, seconds: float) -> bool:
        """Solve, price and add once; False when the time was too short or nothing is left to do (`converged`)."""
        began = time.monotonic()
        relaxed = self.master.solve(seconds)
        if relaxed is None:
            return False
        self.relaxed = relaxed
        self.rounds += 1
        exact = np.minimum(np.floor(relaxed.duals * self.scale + 1e-6).astype(np.int64), self._dearest)
        if self._heavy and self._improve_some(exact, relaxed):
            return True
        smooth = self._smoothed(exact)
        for duals in [smooth, exact] if smooth is not None else [exact]:
            if self._improve(duals, relaxed):
                return True
            if time.monotonic() - began > seconds:
                return False
        found = self.add_cuts(relaxed)
        self.converged = not found
        return found

    def add_cuts(self, relaxed: Relaxed) -> bool:
        """Add rows that the present optimum breaks and that every plan keeps."""
        new = cuts(self.openings, self.master.columns, relaxed.shares, self.rows)
        for row in new:
            self.master.add_row(row)
            self.rows.append(row)
        return bool(new)

    def glance(self, known: Mapping[Key, int] | None = None) -> None:
        """Take a first bound, from prices known elsewhere or else from the wish for fairness alone."""
        duals = self._first_duals(known or {})
        prices = priced(self.openings, self.rows, duals, self.scale)
        work = [self._group_at(ground, prices) for ground in self.grounds]
        self._take_bound(prices, [(one.ground.g, self._remembered(one)) for one in work], duals)

    def _remembered(self, one: Priced) -> int | None:
        """Find the least cost of a group, once for all bells at which it has the same to choose from."""
        key = one.name
        if key not in self.memory:
            self.memory[key] = one.least
        return self.memory[key]

    def begin(self, known: Mapping[Key, int] | None = None) -> None:
        """Take a first bound, and the outings that come with it."""
        duals = self._first_duals(known or {})
        prices, work = self.priced_at(duals)
        self._take_bound(prices, [(one.ground.g, one.least) for one in work], duals)
        for one in work:
            self.add((one.ground.g, one.outing(end)) for end in one.ends[:PER_GROUP])

    @property
    def cuts(self) -> Sequence[Row]:
        """The rows that were added to sharpen the programme."""
        return self.rows[self._asked :]

    def _first_duals(self, known: Mapping[Key, int]) -> NDArray[np.int64]:
        half = self.scale * self.openings.grid.day.weights.unfair // 2
        fallback = [0 if known or row.kind != TARGET or row.share != 1 else half for row in self.rows]
        keys = self._keys()
        return np.array([known.get(key, other) for key, other in zip(keys, fallback, strict=True)], dtype=np.int64)

    def _keys(self) -> list[Key]:
        """Names of the rows that other bells know as well: the how-manieth moment instead of the moment."""
        schools = range(len(self.openings.grid.day.schools))
        at = [{t: n for n, t in enumerate(starts_at(self.openings, s))} for s in schools]
        return [(row.kind, row.school, at[row.school].get(row.since, 0), row.weights, row.limit) for row in self.rows]

    def known(self) -> dict[Key, int]:
        """Give the prices of the best bound, for a start with other bells."""
        return dict(zip(self._keys(), self._center.tolist(), strict=False))

    def _smoothed(self, exact: NDArray[np.int64]) -> NDArray[np.int64] | None:
        if not len(self._center):
            return None
        center = np.zeros_like(exact)
        center[: len(self._center)] = self._center
        return np.asarray(STEADINESS * center + (1 - STEADINESS) * exact).astype(np.int64)

    def _improve(self, duals: NDArray[np.int64], relaxed: Relaxed) -> bool:
        """Price at these duals, take in the bound, and add what would improve the programme."""
        prices, work = self.priced_at(duals)
        self._take_bound(prices, [(one.ground.g, one.least) for one in work], duals)
        if self.impossible:
            return False
        return self._add_from(work, relaxed) > 0

    @cached_property
    def _heavy(self) -> bool:
        """Whether pricing all groups takes far longer than solving the programme."""
        return any(len(ground.moment) << len(ground.schools) > LIGHT for ground in self.grounds)

    def _improve_some(self, duals: NDArray[np.int64], relaxed: Relaxed) -> bool:
        """Price a few groups at a time, each time others, until some give new columns; without a bound."""
        prices = priced(self.openings, self.rows, duals, self.scale)
        turns = -(-len(self.grounds) // FEW)
        for _ in range(turns - 1):
            self._turn = (self._turn + 1) % turns
            work = [self._group_at(ground, prices) for ground in self.grounds[self._turn :: turns]]
            if self.pool is not None:
                list(self.pool.map(_fill, work))
            if self._add_from(work, relaxed):
                return True
        return False

    def _add_from(self, work: Iterable[Priced], relaxed: Relaxed) -> int:
        """Add what would improve the programme; counts it."""
        new = 0
        for one in work:
            g = one.ground.g
            ends = self._worthwhile(one, float(relaxed.group[g]) * self.scale)
            new += self.add((g, one.outing(end)) for end in ends)
        return new

    def _worthwhile(self, one: Priced, limit: float) -> Sequence[tuple[int, int, int, int, int]]:
        return [end for end in one.ends[:PER_GROUP] if end[0] < limit - 0.5]

    def _take_bound(self, prices: Prices, work: Iterable[tuple[int, int | None]], duals: NDArray[np.int64]) -> None:
        total = prices.constant
        for g, least in work:
            must_go = self.openings.grid.day.groups[g].least_visits > 0
            if least is None:
                self.impossible |= must_go
                continue
            total += least if must_go else min(0, least)
        if total > self._best and not self.impossible:
            self._best, self._center = total, duals
            self.bound = rounded_up(total, self.scale, grain(self.openings.grid))
            self.impossible = self.bound >= despair(self.openings.grid)

    def slack(self, limit: int) -> tuple[list[Priced], list[int]]:
        """Price the groups once more; also says per group what an outing in a plan of at most `limit` can cost."""
        center = np.zeros(len(self.rows), dtype=np.int64)
        center[: len(self._center)] = self._center
        prices, work = self.priced_at(center)
        least = []
        for one in work:
            must_go = self.openings.grid.day.groups[one.ground.g].least_visits > 0
            own = one.least if one.least is not None else OUT_OF_REACH
            least.append(own if must_go else min(0, own))
        spare = limit * self.scale - prices.constant - sum(least)
        return work, [own + spare for own in least]


def _within(values: NDArray[np.int64], allowed: NDArray[np.bool_]) -> Costs:
    return np.where(allowed, values, OUT_OF_REACH).astype(np.int32)


def _fill(one: Priced) -> None:
    _ = one.ends


def rounded_up(total: int, scale: int, grain_: int) -> int:
    """Round a bound in price units up to the next score that a plan can have."""
    return -(-total // (scale * grain_)) * grain_
