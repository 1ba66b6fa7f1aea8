# SPDX-License-Identifier: EUPL-1.2
"""Runs the constraint solver on a quarter, for the best plan and its proven bound."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.planning.quarter_calendar import Calendar
from app.planning.quarter_cpsat import QuarterModel
from app.planning.quarter_draft import Draft

STEADY = 0.6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver says. bound: no plan costs less, None when not proven."""

    draft: Draft | None
    bound: int | None


def best_quarter(
    calendar: Calendar,
    draft: Draft,
    seconds: float,
    seed: int,
    workers: int,
    better: Callable[[Draft, int], None],
) -> Outcome:
    """Look for the best plan, beginning at a draft; `better(draft, bound)` hears of every one on the way.

    A single worker stops by counted work rather than by the clock, so that runs repeat.
    """
    from ortools.sat.python import cp_model

    ready = time.monotonic()
    built = QuarterModel(calendar)
    built.hint(draft)

    class Listener(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            better(built.draft(self), math.ceil(self.best_objective_bound - 1e-6))

    solver = cp_model.CpSolver()
    left = max(0.01, seconds - (time.monotonic() - ready))
    solver.parameters.max_time_in_seconds = left
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if workers == 1:
        solver.parameters.max_deterministic_time = max(0.01, STEADY * seconds)
    status: Any = solver.solve(built.model, Listener())
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(built.draft(solver), math.ceil(solver.best_objective_bound - 1e-6))
    return Outcome(None, None)
