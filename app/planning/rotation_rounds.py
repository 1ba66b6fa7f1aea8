# SPDX-License-Identifier: EUPL-1.2
"""A day in rounds, choice of bells by choice of bells: the most promising first, the hopeless ones discarded."""

import heapq
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import count, pairwise

from app.planning.rotation_bells import Bells, choices
from app.planning.rotation_exact import Exact, Incumbent
from app.planning.rotation_generation import Key
from app.planning.rotation_grid import Grid
from app.planning.rotation_master import Column, despair
from app.planning.rotation_outing import Outing
from app.planning.rotation_rows import TARGET, Row
from app.planning.rotation_use import Openings

STRIDE = 4
RECENT = 3
NOBODY = 1e-6
FIRST_SHARE = 0.3
CHOOSE_SHARE = 0.1


@dataclass
class Rounds:
    """The search over all bells. bound: no plan with any bells scores below it; None before all were looked at."""

    grid: Grid
    incumbent: Incumbent
    deadline: float
    seed: int = 0
    workers: int = 1
    pool: Executor | None = None
    bound: int | None = None
    _memory: dict[bytes, int | None] = field(default_factory=dict)
    _queue: list[tuple[int, int, Bells, Exact]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)
    _solved: list[tuple[Bells, Exact]] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Whether no bells can give a better plan than the incumbent."""
        limit = despair(self.grid) if self.incumbent.score is None else self.incumbent.score
        return self.bound is not None and self.bound >= limit

    def run(self, likely: Bells | None) -> None:
        """Solve the likely bells first, then all others at its prices, best bound first."""
        every = list(choices(self.grid))
        if not every:
            self.bound = despair(self.grid)
            return
        likely = likely or every[len(every) // 2]
        self._push(likely, self._first(likely))
        for bells in every:
            if bells != likely:
                case = self._case(bells)
                case.generation.glance(self._known(bells))
                self._push(bells, case)
            if time.monotonic() > self.deadline:
                return
        self._best_first()

    def _first(self, likely: Bells) -> Exact:
        case = self._case(likely)
        case.generation.begin()
        draft = self.incumbent.draft
        if draft is not None and draft.rounds == case.rounds:
            case.offer(draft.outings.items())
        case.generate(FIRST_SHARE * case.left)
        if case.generation.relaxed is not None and case.generation.relaxed.missing < NOBODY:
            self._solved.append((likely, case))
            if not case.settled:
                case.choose(CHOOSE_SHARE * case.left)
        return case

    def _push(self, bells: Bells, case: Exact) -> None:
        bound = -despair(self.grid) if case.bound is None else case.bound
        heapq.heappush(self._queue, (bound, next(self._numbers), bells, case))

    def _case(self, bells: Bells) -> Exact:
        openings = Openings(self.grid, bells.moments(self.grid.day.timing))
        rounds = bells.rounds(self.grid.day.step)
        shared = self._shared_rows()
        return Exact(
            openings, self.incumbent, self.deadline, self.seed, self.workers, rounds, self.pool, shared, self._memory
        )

    def _shared_rows(self) -> list[Row]:
        """Cuts that hold whatever the bells."""
        found: dict[Row, None] = {}
        for _, case in self._solved[-RECENT:]:
            found.update(dict.fromkeys(row for row in case.generation.cuts if row.kind == TARGET))
        return list(found)

    def _known(self, bells: Bells) -> dict[Key, int]:
        """Give the prices of the solved bells most like these."""
        nearest = self._nearest(bells)
        return {} if nearest is None else nearest[1].generation.known()

    def _nearest(self, bells: Bells) -> tuple[Bells, Exact] | None:
        return min(self._solved, key=lambda solved: _distance(bells, solved[0]), default=None)

    def _carry_over(self, bells: Bells, case: Exact) -> None:
        """Begin with the outings that the solved bells most like these were content with, moved to these bells."""
        nearest = self._nearest(bells)
        if nearest is None or nearest[1].generation.relaxed is None:
            return
        master, shares = nearest[1].generation.master, nearest[1].generation.relaxed.shares
        used = [column for column, share in zip(master.columns, shares.tolist(), strict=False) if share > 0]
        case.offer(moved(used, nearest[0], bells, case.openings))

    def _best_first(self) -> None:
        left_open = despair(self.grid)
        while self._queue:
            bound, _, bells, case = heapq.heappop(self._queue)
            self.bound = bound
            if case.settled or case.left <= 0:
                break
            if self._advance(bells, case):
                self._push(bells, case)
            else:
                left_open = min(left_open, bound if case.bound is None else case.bound)
        else:
            self.bound = despair(self.grid)
        self.bound = left_open if self.bound is None else min(self.bound, left_open)

    def _advance(self, bells: Bells, case: Exact) -> bool:
        """Take a few steps with these bells; False when all was done for them that can be done."""
        generation = case.generation
        if not generation.converged:
            self._generate(bells, case)
            return not case.settled
        case.close(case.first_slack())
        return False

    def _generate(self, bells: Bells, case: Exact) -> None:
        generation = case.generation
        if not generation.rounds:
            generation.glance(self._known(bells))
            if case.settled:
                return
            self._carry_over(bells, case)
            generation.begin(self._known(bells))
        for _ in range(STRIDE):
            if case.settled or not generation.round(case.left):
                break
        if generation.relaxed is not None and generation.relaxed.missing < NOBODY and generation.converged:
            self._solved.append((bells, case))


def moved(columns: Iterable[Column], here: Bells, there: Bells, openings: Openings) -> Iterator[Column]:
    """Move outings from some bells to the same numbers of other bells; only those that can be held there."""
    grid, timing = openings.grid, openings.grid.day.timing
    at = dict(zip(here.each(timing), there.each(timing), strict=True))
    for g, outing in columns:
        visits = tuple((s, at[start]) for s, start in outing.visits)
        made = timed(grid, g, visits)
        if made is not None:
            yield g, made


def timed(grid: Grid, g: int, visits: tuple[tuple[int, int], ...]) -> Outing | None:
    """Leave as late and be home as soon as these visits allow; None when that is not in time."""
    (first, start), (last, end) = visits[0], visits[-1]
    earliest, latest = grid.depart(g)
    depart = min(latest, start - (grid.out[g][first] or 0))
    finish = end + (grid.home[g][last] or 0)
    gaps = [(grid.between[g][a][b], u - t) for (a, t), (b, u) in pairwise(visits)]
    walks = all(needed is not None and there >= needed for needed, there in gaps)
    starts = all(t in grid.starts[g][s] for s, t in visits)
    fine = walks and starts and depart >= earliest and finish - depart <= grid.longest(g)
    return Outing(depart, finish, visits) if fine else None


def _distance(one: Bells, other: Bells) -> tuple[int, int]:
    firsts = sum(abs(a - b) for a, b in zip(one.first, other.first, strict=True))
    return abs(one.stroke - other.stroke), firsts
