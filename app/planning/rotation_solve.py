# SPDX-License-Identifier: EUPL-1.2
"""Runs the constraint solver on a model: for the best plan and its proven bound, or only for whether a plan exists."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.planning.rotation_cpsat import RotationModel
from app.planning.rotation_grid import Grid
from app.planning.rotation_model import RotationPlan
from app.planning.rotation_search import Draft

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

STEADY = 0.6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver says. bound: no plan scores below it, None when not proven. settled: nothing is left open."""

    plan: RotationPlan | None
    bound: int | None
    settled: bool


def solver_for(seconds: float, seed: int, workers: int) -> "cp_model.CpSolver":
    """Set up a solver; a single worker stops by counted work rather than by the clock, so that runs repeat."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    if workers == 1:
        solver.parameters.max_deterministic_time = max(0.01, STEADY * seconds)
    return solver


def best_plan(
    grid: Grid,
    draft: Draft | None,
    seconds: float,
    seed: int,
    workers: int,
    better: Callable[[RotationPlan, int], None],
) -> Outcome:
    """Look for the best plan, beginning at a draft; `better(plan, bound)` hears of every plan on the way."""
    from ortools.sat.python import cp_model

    ready = time.monotonic()
    built = RotationModel(grid)
    built.minimise()
    if draft is not None and draft.complete:
        built.hint(draft)

    class Listener(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            better(built.plan(self), math.ceil(self.best_objective_bound))

    solver = solver_for(seconds - (time.monotonic() - ready), seed, workers)
    status: Any = solver.solve(built.model, Listener())
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        bound = math.ceil(solver.best_objective_bound - 1e-6)
        return Outcome(built.plan(solver), bound, settled=status == cp_model.OPTIMAL)
    # a solver that was cut short reports a bound of 0 that it never proved
    return Outcome(None, None, settled=status == cp_model.INFEASIBLE)


def any_plan(grid: Grid, seconds: float, workers: int = 1) -> Outcome:
    """Find out whether a plan exists at all: the first one found is enough."""
    from ortools.sat.python import cp_model

    built = RotationModel(grid)
    solver = solver_for(seconds, 0, workers)
    status: Any = solver.solve(built.model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(built.plan(solver), None, settled=True)
    return Outcome(None, None, settled=status == cp_model.INFEASIBLE)
