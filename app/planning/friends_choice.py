# SPDX-License-Identifier: EUPL-1.2
"""The best pairs and triples of one part, exactly: prices from a linear programme leave few for the solver to weigh.

The numbers of pairs and of triples are known beforehand. The linear programme gives every school a price such that no
pair and no triple is worth more than its schools; the sum of prices bounds every plan. A pair or triple whose worth
lies further below its prices than the gap between bound and plan is in no better plan, and the solver need not see it.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.planning.friends_columns import Columns, Group
from app.planning.friends_prices import Prices

FIRST_SLACK = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """Pairs and triples by vertex, none when time was short. bound: no plan with as many of each scores more."""

    groups: tuple[Group, ...]
    bound: int | None
    proven: bool


def best_groups(columns: Columns, deadline: float) -> Chosen:
    """Choose exactly the asked numbers of pairs and triples with the highest score; proven unless the time is up."""
    prices = Prices(columns)
    if not prices.settle(deadline):
        return Chosen((), None, proven=False)
    best = prices.whole
    if best and sum(columns.score(group) for group in best) == prices.bound:
        return Chosen(_named(columns, best), prices.bound, proven=True)
    slack, bound = float(FIRST_SLACK), prices.bound
    while time.monotonic() < deadline:
        candidates = [group for _, group in columns.near(prices.found, slack + 1e-3)]
        groups, proven = _weigh(columns, candidates, prices.odd, deadline)
        if groups:
            best = groups
        if not proven:
            return Chosen(_named(columns, best), bound, proven=False)
        gap = bound - sum(columns.score(group) for group in groups) if groups else 4 * slack
        if groups and gap <= slack:
            return Chosen(_named(columns, best), int(bound - gap), proven=True)
        slack = float(gap)
    return Chosen(_named(columns, best), bound, proven=False)


def _weigh(
    columns: Columns, candidates: Sequence[Group], odd: Iterable[frozenset[int]], deadline: float
) -> tuple[tuple[Group, ...], bool]:
    """Solve over the candidates in whole numbers; no groups and True when they hold no plan at all.

    A mixed-integer solver, not the constraint solver: with the odd sets the linear programme is all but whole.
    """
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("SCIP")
    chosen = [solver.BoolVar("") for _ in candidates]
    rows = [solver.Constraint(0, 1) for _ in columns.vertices]
    sets = [(members, solver.Constraint(0, len(members) // 2)) for members in odd]
    reach = columns.reach
    counts = {2: solver.Constraint(reach.pairs, reach.pairs), 3: solver.Constraint(reach.triples, reach.triples)}
    goal = solver.Objective()
    goal.SetMaximization()
    for group, var in zip(candidates, chosen, strict=True):
        goal.SetCoefficient(var, columns.score(group))
        counts[len(group)].SetCoefficient(var, 1)
        for row in group:
            rows[row].SetCoefficient(var, 1)
        for members, within in sets:
            if len(members & set(group)) > 1:
                within.SetCoefficient(var, 1)
    exact = pywraplp.MPSolverParameters()
    exact.SetDoubleParam(exact.RELATIVE_MIP_GAP, 0.0)
    solver.SetTimeLimit(max(1, int(1000 * (deadline - time.monotonic()))))
    status = solver.Solve(exact)
    if status == solver.INFEASIBLE:
        return (), True
    if status not in (solver.OPTIMAL, solver.FEASIBLE):
        return (), False
    groups = tuple(group for group, var in zip(candidates, chosen, strict=True) if var.solution_value() > 0.5)
    return groups, status == solver.OPTIMAL


def _named(columns: Columns, groups: Sequence[Group]) -> tuple[Group, ...]:
    return tuple(tuple(columns.vertices[row] for row in group) for group in groups)
