# SPDX-License-Identifier: EUPL-1.2
"""One group's day laid out for pricing: every (departure, moment of a visit) in a row, and what leads where."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.planning.rotation_grid import Grid
from app.planning.rotation_outing import Moments

Costs = NDArray[np.int32]
Index = slice | NDArray[np.intp]
Way = tuple[NDArray[np.intp], Index, Index]
# far above any cost, and twice of it still is a 32-bit number
OUT_OF_REACH = 1 << 29


@dataclass(frozen=True)
class Ground:
    """Positions of group g, in rows of `width`: a row has one departure, and its moments go up.

    schools: numbers of the schools that are open to the group at all. depart, moment: (n_positions,) steps since
    grid.first; a moment of -1 is padding. open: per school (grid.length,) bool. moments: None when any moment counts.
    """

    grid: Grid
    g: int
    schools: tuple[int, ...]
    open: Sequence[Moments]
    depart: NDArray[np.int32]
    moment: NDArray[np.int32]
    width: int
    steady: bool

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """(n_schools, n_positions) whether a visit may begin there and the group still is home in time after it."""
        made: NDArray[np.bool_] = np.zeros((len(self.schools), len(self.moment)), dtype=np.bool_)
        for n, s in enumerate(self.schools):
            home = self.moment + (self.grid.home[self.g][s] or 0)
            there = self.moment >= self.depart + (self.grid.out[self.g][s] or 0)
            in_time = there & (home - self.depart <= self.grid.longest(self.g))
            made[n] = in_time & self.open[s][np.clip(self.moment, 0, self.grid.length - 1)]
        return made

    @cached_property
    def first(self) -> NDArray[np.bool_]:
        """(n_schools, n_positions) whether a first visit there means leaving at just that departure: no sooner."""
        last = self.grid.depart(self.g)[1] - self.grid.first
        out = np.array([self.grid.out[self.g][s] for s in self.schools], dtype=np.int32)[:, None]
        latest = np.minimum(last, self.moment[None, :] - out)
        return np.asarray(self.allowed & (latest == self.depart[None, :]), dtype=np.bool_)

    @cached_property
    def away(self) -> NDArray[np.int32]:
        """(n_schools, n_positions) steps from leaving to being back when that visit is the last."""
        home = np.array([self.grid.home[self.g][s] for s in self.schools], dtype=np.int32)[:, None]
        return np.asarray(self.moment[None, :] + home - self.depart[None, :], dtype=np.int32)

    @cached_property
    def gaps(self) -> tuple[tuple[int | None, ...], ...]:
        """Steps from start to start between the schools of this ground, None = no way."""
        between = self.grid.between[self.g]
        return tuple(tuple(between[a][b] if a != b else None for b in self.schools) for a in self.schools)

    @cached_property
    def idle_after(self) -> tuple[int, ...]:
        """Per school: the first moment in a row from which no next visit can be reached any more (steady rows)."""
        nearest = [min((gap for gap in row if gap is not None), default=self.width) for row in self.gaps]
        return tuple(max(0, int(self.allowed_width) - gap) for gap in nearest)

    @property
    def allowed_width(self) -> int:
        """Number of moments in a row that are no padding (steady rows)."""
        return self.width - _spread(self.gaps)

    @cached_property
    def ways(self) -> tuple[tuple[Way, ...], ...]:
        """Per school n: from which schools it is reached, together those that are equally far in moments."""
        return tuple(self._ways_to(n) for n in range(len(self.schools)))

    def _ways_to(self, n: int) -> tuple[Way, ...]:
        found: dict[bytes, tuple[list[int], Index, Index]] = {}
        for p in range(len(self.schools)):
            gap = self.gaps[p][n]
            steps = None if gap is None else self._onward(gap)
            if steps is not None:
                found.setdefault(steps[0], ([], steps[1], steps[2]))[0].append(p)
        return tuple((np.array(p, dtype=np.intp), to, source) for p, to, source in found.values())

    def _onward(self, gap: int) -> tuple[bytes, Index, Index] | None:
        """Which positions are reached from which when a next visit starts `gap` steps on; None when none is."""
        if self.steady:
            return (gap.to_bytes(4), slice(gap, None), slice(0, -gap)) if gap < self.width else None
        rows = self.moment.reshape(-1, self.width)
        reached = (rows[:, None, :] + gap <= rows[:, :, None]).sum(axis=2) - 1
        to = np.flatnonzero(reached >= 0)
        source = (reached + np.arange(len(rows))[:, None] * self.width).ravel()[to]
        return (to.tobytes() + source.tobytes(), to, source) if len(to) else None


def _spread(gaps: Sequence[Sequence[int | None]]) -> int:
    known = [[gap for gap in row if gap is not None] for row in gaps]
    return max((max(row) - min(row) for row in known if row), default=0)


def free_ground(grid: Grid, g: int, moments: Sequence[Moments]) -> Ground:
    """Lay out a day without bells: per departure every moment that a visit can still begin."""
    schools = _open_schools(grid, g, moments)
    first, last = (moment - grid.first for moment in grid.depart(g))
    departs = range(first, last + 1)
    shortest = min((grid.home[g][s] or 0 for s in schools), default=0)
    between = [[grid.between[g][a][b] for b in schools if b != a] for a in schools]
    width = max(1, grid.longest(g) - shortest + 1) + _spread(between)
    moment = np.array([[d + j for j in range(width)] for d in departs], dtype=np.int32).reshape(-1)
    moment[moment >= grid.length] = -1
    depart = np.repeat(np.array(list(departs), dtype=np.int32), width)
    return Ground(grid, g, schools, moments, depart, moment, width, steady=True)


def bell_ground(grid: Grid, g: int, moments: Sequence[Moments]) -> Ground:
    """Lay out a day by bells: only the bells that the group can use, and only the departures that lead to them."""
    schools = _open_schools(grid, g, moments)
    first, last = (moment - grid.first for moment in grid.depart(g))
    usable: set[int] = set()
    departs: set[int] = set()
    for s in schools:
        bells = np.flatnonzero(moments[s]).tolist()
        usable.update(bells)
        departs.update(min(last, bell - (grid.out[g][s] or 0)) for bell in bells)
    rows = sorted(d for d in departs if first <= d <= last)
    bells = sorted(usable)
    moment = np.tile(np.array(bells, dtype=np.int32), len(rows))
    depart = np.repeat(np.array(rows, dtype=np.int32), len(bells))
    return Ground(grid, g, schools, moments, depart, moment, max(1, len(bells)), steady=False)


def _open_schools(grid: Grid, g: int, moments: Sequence[Any]) -> tuple[int, ...]:
    return tuple(s for s in range(len(grid.day.schools)) if moments[s].any())
