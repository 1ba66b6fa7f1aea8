# SPDX-License-Identifier: EUPL-1.2
"""The cheapest outings of one group at given prices: an exact dynamic programme over sets of schools."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.planning.rotation_ground import OUT_OF_REACH, Costs, Ground
from app.planning.rotation_outing import Layer, Outing, layers

CHUNK = 4096


@dataclass(frozen=True)
class Priced:
    """One group's outings at one set of prices, exact in whole price units.

    cost: (n_schools, n_positions) of beginning a visit there, OUT_OF_REACH where that cannot be. tail: likewise, of
    making it the last visit. `tables` hold per number of visits (n_sets, n_schools, n_positions) the least cost up to
    and with that visit, all visits elementary: no school twice.
    """

    ground: Ground
    cost: Costs
    tail: Costs

    @property
    def name(self) -> bytes:
        """The same for two that have the same outings at the same costs, by the same bells."""
        ground = self.ground
        parts = (ground.moment, ground.depart, self.cost, self.tail)
        return b"|".join((ground.g.to_bytes(2), *(part.tobytes() for part in parts)))

    @cached_property
    def growth(self) -> tuple[Layer, ...]:
        """The sets of schools by their number."""
        count = len(self.ground.schools)
        return layers(count, min(self.ground.grid.most_visits(self.ground.g), count))

    @cached_property
    def tables(self) -> list[Costs]:
        """The least cost per number of visits, set, last school and position."""
        if not self.growth or not len(self.ground.moment):
            return []
        count, length = self.cost.shape
        table = np.full((count, count, length), OUT_OF_REACH, dtype=np.int32)
        for n in range(count):
            table[self.growth[0].masks.index(1 << n), n] = np.where(self.ground.first[n], self.cost[n], OUT_OF_REACH)
        tables = [table]
        for here, there in pairwise(self.growth):
            if np.min(tables[-1]) >= OUT_OF_REACH:
                tables.pop()
                break
            tables.append(self._grown(tables[-1], here, len(there.masks)))
        return tables

    def _grown(self, table: Costs, here: Layer, sets: int) -> Costs:
        """Add one visit to every outing so far."""
        count, length = self.cost.shape
        soonest = self._with_waiting(table)
        grown = np.full((sets, count, length), OUT_OF_REACH, dtype=np.int32)
        for n in range(count):
            rows = soonest[here.source[n]]
            arrived = np.full((len(rows), length), OUT_OF_REACH, dtype=np.int32)
            for near, to, source in self.ground.ways[n]:
                before = rows[:, near[0], source] if len(near) == 1 else rows[:, near][:, :, source].min(axis=1)
                if isinstance(to, slice):
                    np.minimum(arrived[:, to], before, out=arrived[:, to])
                else:
                    arrived[:, to] = np.minimum(arrived[:, to], before)
            arrived += self.cost[n]
            arrived[arrived > OUT_OF_REACH // 2] = OUT_OF_REACH
            grown[here.target[n], n] = arrived
        return grown

    def _with_waiting(self, table: Costs) -> Costs:
        """Take the least cost of having begun the last visit by then or earlier."""
        sets, count, length = table.shape
        rows = table.reshape(sets, count, length // self.ground.width, self.ground.width)
        soonest = np.minimum.accumulate(rows, axis=3)
        if self.ground.steady:
            # what comes too late for any next visit must not run over into the next row
            for n, end in enumerate(self.ground.idle_after):
                soonest[:, n, :, end:] = OUT_OF_REACH
        return np.asarray(soonest.reshape(sets, count, length), dtype=np.int32)

    def _finals(self) -> Iterator[tuple[int, NDArray[np.intp], Costs]]:
        """Per number of visits that keeps the promises: the sets, and the full costs of ending at each position."""
        grid, g = self.ground.grid, self.ground.g
        if not grid.must[g] <= set(self.ground.schools):
            return
        must = sum(1 << self.ground.schools.index(s) for s in grid.must[g])
        for k, table in enumerate(self.tables):
            if k + 1 >= grid.day.groups[g].least_visits:
                kept = [row for row, mask in enumerate(self.growth[k].masks) if mask & must == must]
                rows = np.array(kept, dtype=np.intp)
                if kept:
                    yield k, rows, table[rows] + self.tail

    @cached_property
    def ends(self) -> list[tuple[int, int, int, int, int]]:
        """Per set of schools its cheapest outing: (cost, number of visits less one, set, last school, position)."""
        found = []
        for k, rows, full in self._finals():
            sets, count, length = full.shape
            flat = full.reshape(sets, count * length)
            where = np.argmin(flat, axis=1)
            cost = flat[np.arange(sets), where]
            for i in np.flatnonzero(cost < OUT_OF_REACH).tolist():
                n, pos = divmod(int(where[i]), length)
                found.append((int(cost[i]), k, int(rows[i]), n, pos))
        return sorted(found)

    @property
    def least(self) -> int | None:
        """The cost of the cheapest outing, None when there is none."""
        return self.ends[0][0] if self.ends else None

    def outing(self, end: tuple[int, int, int, int, int]) -> Outing:
        """Walk back from one of the `ends`."""
        _, k, row, n, pos = end
        ground, visits = self.ground, [(n, pos)]
        block = pos // ground.width * ground.width
        moments = ground.moment[block : block + ground.width]
        while k:
            mask = self.growth[k].masks[row] & ~(1 << n)
            k -= 1
            row = self.growth[k].masks.index(mask)
            before = self.tables[k][row, :, block : block + ground.width]
            gaps = np.array([_far(ground.gaps[p][n]) for p in range(len(before))], dtype=np.int32)
            in_time = (moments[None, :] >= 0) & (moments[None, :] + gaps[:, None] <= ground.moment[pos])
            choice = int(np.argmin(np.where(in_time, before, OUT_OF_REACH)))
            n, pos = choice // ground.width, block + choice % ground.width
            visits.append((n, pos))
        return self._outing(visits[::-1])

    def _outing(self, visits: list[tuple[int, int]]) -> Outing:
        ground = self.ground
        first, (n, pos) = ground.grid.first, visits[-1]
        depart = int(ground.depart[pos]) + first
        seen = tuple((ground.schools[n], int(ground.moment[pos]) + first) for n, pos in visits)
        return Outing(depart, depart + int(ground.away[n, pos]), seen)

    def all_below(self, limit: int, most: int) -> list[Outing] | None:
        """Every outing that costs at most `limit`; None when there are more than `most`."""
        found: list[Outing] = []
        for k, rows, full in self._finals():
            at = np.argwhere(full <= limit)
            if len(at) + len(found) > most:
                return None
            after = self.tail[at[:, 1], at[:, 2]]
            paths = at[:, 1:][:, None, :]
            made = self._back(k, rows[at[:, 0]], paths, after, limit, most - len(found))
            if made is None:
                return None
            found += [self._outing([(int(n), int(pos)) for n, pos in path]) for path in made]
        return found

    def _back(
        self, k: int, rows: NDArray[np.intp], paths: NDArray[np.intp], after: Costs, limit: int, most: int
    ) -> NDArray[np.intp] | None:
        """Prolong suffixes of outings to the front as long as the whole stays within the limit.

        paths: (n, visits so far, 2) school and position. after: (n,) cost of all but the first visit of each.
        """
        ground, width = self.ground, self.ground.width
        gaps = np.array([[_far(gap) for gap in row] for row in ground.gaps], dtype=np.int32)
        while k and len(rows):
            masks, where = np.array(self.growth[k].masks), {m: r for r, m in enumerate(self.growth[k - 1].masks)}
            made: list[tuple[NDArray[np.intp], NDArray[np.intp], Costs]] = []
            total = 0
            for begin in range(0, len(rows), CHUNK):
                part = slice(begin, begin + CHUNK)
                n, pos = paths[part, 0, 0], paths[part, 0, 1]
                left = np.array([where[m] for m in (masks[rows[part]] & ~(1 << n)).tolist()], dtype=np.intp)
                spots = (pos // width * width)[:, None] + np.arange(width)[None, :]
                before = self.tables[k - 1][left[:, None, None], np.arange(len(gaps))[None, :, None], spots[:, None, :]]
                moments = ground.moment[spots]
                in_time = moments[:, None, :] + gaps[:, n].T[:, :, None] <= ground.moment[pos][:, None, None]
                in_time &= moments[:, None, :] >= 0
                rest = after[part] + self.cost[n, pos]
                i, p, j = np.nonzero(in_time & (before + rest[:, None, None] <= limit))
                total += len(i)
                if total > most:
                    return None
                step = np.stack([p, spots[i, j]], axis=1)[:, None, :]
                made.append((left[i], np.concatenate([step, paths[part][i]], axis=1), rest[i]))
            rows = np.concatenate([m[0] for m in made])
            paths = np.concatenate([m[1] for m in made])
            after = np.concatenate([m[2] for m in made])
            k -= 1
        return paths


def _far(gap: int | None) -> int:
    return OUT_OF_REACH if gap is None else gap
