# SPDX-License-Identifier: EUPL-1.2
"""The puzzle of the quarter: which area when, led by whom; asks for a proposal, decides nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from app.planning.quarter_bound import easy_bound
from app.planning.quarter_calendar import Calendar
from app.planning.quarter_check import check
from app.planning.quarter_cost import QuarterCost, cost
from app.planning.quarter_draft import Draft
from app.planning.quarter_lint import ERROR, Finding, lint
from app.planning.quarter_model import Quarter, QuarterPlan
from app.planning.quarter_reasons import Unplanned, unplanned
from app.planning.quarter_start import Start

SEARCH_SHARE = 0.25
STANDSTILL_PER_AREA = 40


@dataclass(frozen=True, slots=True)
class QuarterProgress:
    """What is known while the search goes on. seconds: since it began. bound: no plan costs less."""

    seconds: float
    cost: int
    bound: int | None


@dataclass(frozen=True, slots=True)
class QuarterProposal:
    """The best plan found for a quarter, with what was proven.

    status: `optimal` (no plan costs less), `feasible`, or `impossible` when the findings hold an error; a quarter that
    is sound always has a plan, if need be an empty one. bound: proven, no plan costs less, None when nothing is known.
    unplanned: every area that got fewer carrousels than it asked, with the reason.
    """

    plan: QuarterPlan | None
    worth: QuarterCost | None
    bound: int | None
    status: str
    seconds: float
    unplanned: tuple[Unplanned, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def cost(self) -> int | None:
        """What the plan costs; smaller is better, and every carrousel that is not planned counts 1000."""
        return None if self.worth is None else self.worth.total


class _Best:
    """Keeps the best plan and tells the listener of every better one."""

    def __init__(self, quarter: Quarter, progress: Callable[[QuarterProgress], None] | None) -> None:
        self.quarter, self.progress, self.began = quarter, progress, time.monotonic()
        self.plan, self.total = QuarterPlan(quarter.id, ()), -1
        self.bound: int | None = None

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def proven(self) -> bool:
        return self.bound is not None and 0 <= self.total <= self.bound

    def prove(self, bound: int | None) -> None:
        if bound is not None and (self.bound is None or bound > self.bound):
            self.bound = bound

    def see(self, draft: Draft) -> None:
        if self.total < 0 or draft.total < self.total:
            self.plan, self.total = draft.plan(), draft.total
            if self.progress is not None:
                self.progress(QuarterProgress(self.seconds, draft.total, self.bound))


def plan_quarter(
    quarter: Quarter,
    *,
    seconds: float,
    seed: int = 0,
    workers: int = 2,
    progress: Callable[[QuarterProgress], None] | None = None,
) -> QuarterProposal:
    """Propose dates, dayparts and guides for all areas within so many seconds of wall clock.

    A valid plan stands at once; the rest of the time goes into a better one and into proof. With one worker, one seed
    and time to spare the outcome is always the same. A quarter in which `lint` finds an error is not searched:
    `impossible`. `progress` hears of every better plan, sometimes from a thread of the solver.
    """
    findings = tuple(lint(quarter))
    best = _Best(quarter, progress)
    if any(finding.severity == ERROR for finding in findings):
        return QuarterProposal(None, None, None, "impossible", best.seconds, findings=findings)
    calendar = Calendar(quarter)
    best.prove(easy_bound(calendar))
    start = Start(calendar, Random(seed), best.began + SEARCH_SHARE * seconds, best.see)
    draft = start.first()
    if not best.proven:
        draft = start.improve(STANDSTILL_PER_AREA * len(quarter.areas), best.bound)
    if not best.proven and seconds > best.seconds:
        _solve(best, calendar, draft, seconds - best.seconds, seed, workers)
    return _proposal(best, calendar, findings)


def _solve(best: _Best, calendar: Calendar, draft: Draft, seconds: float, seed: int, workers: int) -> None:
    # imported here: the solver costs the application a quarter of a second when it starts
    from app.planning.quarter_solve import best_quarter

    def better(found: Draft, bound: int) -> None:
        best.prove(bound)
        best.see(found)

    outcome = best_quarter(calendar, draft, seconds, seed, workers, better)
    best.prove(outcome.bound)
    if outcome.draft is not None:
        best.see(outcome.draft)


def _proposal(best: _Best, calendar: Calendar, findings: tuple[Finding, ...]) -> QuarterProposal:
    quarter, plan = best.quarter, best.plan
    broken = check(quarter, plan)
    assert not broken, [violation.sentence() for violation in broken]
    status = "optimal" if best.proven else "feasible"
    reasons = unplanned(_redrawn(calendar, plan))
    return QuarterProposal(plan, cost(quarter, plan), best.bound, status, best.seconds, reasons, findings)


def _redrawn(calendar: Calendar, plan: QuarterPlan) -> Draft:
    draft = Draft(calendar)
    for c in plan.carrousels:
        guides = tuple(calendar.guide_number[guide] for guide in c.guides)
        draft.place(calendar.area_number[c.area], calendar.number_of[c.on, c.part], guides)
    return draft
