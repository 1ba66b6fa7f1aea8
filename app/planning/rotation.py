# SPDX-License-Identifier: EUPL-1.2
"""The puzzle of the day: which tour group is at which school when; asks for a proposal, decides nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from app.planning.rotation_grid import Grid
from app.planning.rotation_lint import Finding, lint
from app.planning.rotation_model import RotationDay, RotationPlan
from app.planning.rotation_score import RotationScore, score

if TYPE_CHECKING:
    from app.planning.rotation_search import Draft
    from app.planning.rotation_solve import Outcome

FIRST_SHARE, FIRST_SECONDS = 0.1, 1.0
PROVABLE = 36
FIRST_SHARE_UNPROVEN, FIRST_SHARE_OF_LARGE = 0.4, 0.7


@dataclass(frozen=True, slots=True)
class RotationProgress:
    """What is known while the search goes on. seconds: since it began. bound: no plan scores below it."""

    seconds: float
    score: int
    bound: int | None


@dataclass(frozen=True, slots=True)
class RotationProposal:
    """The best plan found for a day, with what was proven.

    status: `optimal` (no better plan exists), `feasible`, `impossible` (no plan exists, or the findings hold an error),
    `unknown` (none found in time). bound: proven, no plan scores below it, None when nothing was proven.
    """

    plan: RotationPlan | None
    worth: RotationScore | None
    bound: int | None
    status: str
    seconds: float
    findings: tuple[Finding, ...] = ()

    @property
    def score(self) -> int | None:
        """The score of the plan, smaller is better, in seconds of one group's idle time."""
        return None if self.worth is None else self.worth.total

    @property
    def points(self) -> int | None:
        """Points for visits, wishes and language."""
        return None if self.worth is None else self.worth.points

    @property
    def unfair(self) -> int | None:
        """Visitors missing from schools, and groups too many at a last stop."""
        return None if self.worth is None else self.worth.unfair

    @property
    def idle(self) -> int | None:
        """Seconds that groups spend outside a presentation, added up."""
        return None if self.worth is None else self.worth.idle


class _Best:
    """Keeps the best plan and tells the listener of every better one."""

    def __init__(self, day: RotationDay, progress: Callable[[RotationProgress], None] | None) -> None:
        self.day, self.progress, self.began = day, progress, time.monotonic()
        self.plan: RotationPlan | None = None
        self.worth: RotationScore | None = None

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def see(self, plan: RotationPlan, bound: int | None = None) -> None:
        worth = score(self.day, plan)
        if self.worth is None or worth.total < self.worth.total:
            self.plan, self.worth = plan, worth
            if self.progress is not None:
                self.progress(RotationProgress(self.seconds, worth.total, bound))


def plan_day(
    day: RotationDay,
    *,
    seconds: float,
    seed: int = 0,
    workers: int = 2,
    progress: Callable[[RotationProgress], None] | None = None,
) -> RotationProposal:
    """Propose a plan for the day within so many seconds of wall clock.

    A valid plan usually stands within a second; the rest of the time goes into a better one and into proof. With one
    worker, one seed and time to spare the outcome is always the same. A day in which `lint` finds an error is not
    searched: `impossible`. `progress` hears of every better plan, sometimes from a thread of the solver.
    """
    # imported here: arrays and solver cost the application a quarter of a second when it starts
    from app.planning.rotation_prove import prove, within_reach
    from app.planning.rotation_solve import best_plan
    from app.planning.rotation_start import Start

    findings = tuple(lint(day))
    best = _Best(day, progress)
    if any(finding.severity == "error" for finding in findings):
        return RotationProposal(None, None, None, "impossible", best.seconds, findings)
    grid = Grid(day)
    exact = within_reach(grid)
    deadline = best.began + (min(FIRST_SECONDS, FIRST_SHARE * seconds) if exact else _unproven_share(day) * seconds)
    draft = Start(grid, Random(seed), deadline, seed, workers, lambda found: _tell(best, found)).draft()
    if draft is None:
        return RotationProposal(None, None, None, "impossible", best.seconds, findings)
    outcome = None
    if exact:
        outcome = prove(grid, draft, seconds - best.seconds, seed, workers, best.see)
    if outcome is None or (best.plan is None and not outcome.settled):
        outcome = best_plan(grid, draft, seconds - best.seconds, seed, workers, best.see)
    if outcome.plan is not None:
        best.see(outcome.plan, outcome.bound)
    return RotationProposal(best.plan, best.worth, outcome.bound, _status(best, outcome), best.seconds, findings)


def _unproven_share(day: RotationDay) -> float:
    # beyond some six schools and six groups the solver alone proves little: the time is better spent on the plan itself
    large = len(day.schools) * len(day.groups) > PROVABLE
    return FIRST_SHARE_OF_LARGE if large else FIRST_SHARE_UNPROVEN


def _tell(best: _Best, draft: "Draft") -> None:
    if draft.complete:
        best.see(draft.plan())


def _status(best: _Best, outcome: "Outcome") -> str:
    if best.worth is None:
        return "impossible" if outcome.settled else "unknown"
    proven = outcome.bound is not None and best.worth.total <= outcome.bound
    return "optimal" if proven else "feasible"
