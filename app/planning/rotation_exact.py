# SPDX-License-Identifier: EUPL-1.2
"""One set of openings, solved as far as time allows: generate, then close with ever more outings until proven."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

from app.planning.rotation_choice import choose
from app.planning.rotation_closing import Closed, close
from app.planning.rotation_generation import Generation
from app.planning.rotation_master import Column, despair
from app.planning.rotation_model import RotationRounds
from app.planning.rotation_outing import Outing
from app.planning.rotation_rows import Row, grain
from app.planning.rotation_search import Draft
from app.planning.rotation_use import Openings

MOST_COLUMNS = 12000
CLOSE_ENOUGH = 0.004
GENERATE_SHARE = 0.75
CHOOSE_SHARE = 0.3
WIDER = 3
# seconds below which one more search among the columns is not begun
WORTHWHILE = 0.5


@dataclass
class Incumbent:
    """The best plan so far, shared by all that search. told: hears of every better one."""

    told: Callable[[Draft], None]
    draft: Draft | None = None
    score: int | None = None

    def see(self, draft: Draft) -> bool:
        """Take a draft in; says whether it is better."""
        if not draft.complete:
            return False
        worth = draft.rank[1]
        if self.score is not None and worth >= self.score:
            return False
        self.draft, self.score = draft, worth
        self.told(draft)
        return True


@dataclass
class Exact:
    """The search with one set of openings. bound: no plan with these openings scores below it."""

    openings: Openings
    incumbent: Incumbent
    deadline: float
    seed: int = 0
    workers: int = 1
    rounds: RotationRounds | None = None
    pool: Executor | None = None
    extra: Sequence[Row] = ()
    memory: dict[bytes, int | None] = field(default_factory=dict)
    generation: Generation = field(init=False)
    _closed: int | None = None

    def __post_init__(self) -> None:
        self.generation = Generation(self.openings, self.pool, self.extra, self.memory)

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - time.monotonic()

    @property
    def step(self) -> int:
        """The least by which two scores can differ."""
        return grain(self.openings.grid)

    @property
    def bound(self) -> int | None:
        """What is proven so far; `despair` and more when these openings permit no plan."""
        if self.generation.impossible:
            return despair(self.openings.grid)
        known = [bound for bound in (self.generation.bound, self._closed) if bound is not None]
        return max(known, default=None)

    @property
    def settled(self) -> bool:
        """Whether nothing better than the incumbent can come from here."""
        limit = despair(self.openings.grid) if self.incumbent.score is None else self.incumbent.score
        return self.bound is not None and self.bound >= limit

    def run(self) -> None:
        """Do all of it: generate, choose among what was generated, and close."""
        self.generation.begin()
        if self.incumbent.draft is not None:
            self.offer(self.incumbent.draft.outings.items())
        self.generate(GENERATE_SHARE * self.left)
        if not self.settled and self.left > 0:
            self._choose_and_close()
        if not self.settled and self.left > WORTHWHILE:
            self.choose(self.left - WORTHWHILE / 2)

    def generate(self, seconds: float) -> None:
        """Generate columns until nothing is gained any more, or these openings turn out hopeless."""
        until = time.monotonic() + seconds
        while not self.settled and time.monotonic() < until:
            if not self.generation.round(until - time.monotonic()):
                break

    def choose(self, seconds: float) -> None:
        """Look for a better plan among the columns at hand."""
        hint = self.incumbent.draft.outings.items() if self.incumbent.draft is not None else ()
        columns, rows = self.generation.master.columns, self.generation.rows
        chosen = choose(self.openings.grid, columns, seconds, self.seed, self.workers, hint=hint, rows=rows)
        self._see(chosen.outings)

    def _choose_and_close(self) -> None:
        """Look for a better plan and for the proof; side by side where there are workers for both."""
        if self.pool is None or self.workers < 2 or self.generation.bound is None:
            self.choose(CHOOSE_SHARE * self.left)
            self.close(self.first_slack())
            return
        columns, slack = self._columns(self.first_slack())
        rows = tuple(self.generation.rows)
        proof = self.pool.submit(close, self.openings, rows, columns, self.deadline) if columns else None
        self.choose(CHOOSE_SHARE * self.left)
        if proof is None:
            self.close(self.first_slack())
            return
        closed = proof.result()
        self._take(closed, slack)
        if closed.exhausted:
            self.close(self._next_slack(slack))

    def close(self, slack: int) -> None:
        """Solve over all outings within a slack of the bound; widen it until a plan is within it, so proven best."""
        while not self.settled and self.left > 0.1 and self.generation.bound is not None:
            columns, slack = self._columns(slack)
            if not columns:
                break
            closed = close(self.openings, self.generation.rows, columns, self.deadline)
            self._take(closed, slack)
            if not closed.exhausted:
                break
            slack = self._next_slack(slack)

    def _next_slack(self, slack: int) -> int:
        return self._widest() if self.incumbent.score is not None else WIDER * slack

    def _widest(self) -> int:
        """Say how far above the bound a plan better than the incumbent can be at most."""
        return max(0, (self.incumbent.score or 0) - self.step - (self.generation.bound or 0))

    def first_slack(self) -> int:
        """Say how far above the bound to look for a plan first: no further than the incumbent."""
        slack = max(self.step, int(CLOSE_ENOUGH * abs(self.generation.bound or 0)))
        return slack if self.incumbent.score is None else min(slack, self._widest())

    def _columns(self, slack: int) -> tuple[list[Column], int]:
        """All outings that a plan within this slack of the bound can have; a smaller slack when those are too many."""
        bound = self.generation.bound or 0
        while slack >= 0 and self.left > 0:
            work, limits = self.generation.slack(bound + slack)
            columns: list[Column] = []
            for one, limit in zip(work, limits, strict=True):
                found = one.all_below(limit, MOST_COLUMNS - len(columns))
                if found is None:
                    break
                columns += [(one.ground.g, outing) for outing in found]
            else:
                return columns, slack
            slack = slack // 2
            if slack < self.step:
                break
        return [], slack

    def _take(self, closed: Closed, slack: int) -> None:
        self._see(closed.outings)
        # a plan with any other outing costs more than the slack above the bound
        beyond = (self.generation.bound or 0) + slack + self.step
        within = despair(self.openings.grid) if closed.exhausted and closed.outings is None else closed.bound
        if within is not None:
            proven = min(within, beyond)
            self._closed = proven if self._closed is None else max(self._closed, proven)

    def _see(self, outings: Mapping[int, Outing] | None) -> None:
        if outings is not None:
            self.incumbent.see(Draft(self.openings.grid, outings, self.rounds))

    def offer(self, columns: Iterable[Column]) -> None:
        """Add outings that were found elsewhere."""
        self.generation.add(columns)
