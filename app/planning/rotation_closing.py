# SPDX-License-Identifier: EUPL-1.2
"""Closes the gap: the best whole plan out of a set of outings, by branch and bound on the sharpened programme."""

import math
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.planning.rotation_master import Column, cost_of
from app.planning.rotation_outing import Outing
from app.planning.rotation_rows import LAST, SHOW, TARGET, Row, grain, starts_at
from app.planning.rotation_use import Openings

if TYPE_CHECKING:
    from ortools.math_opt.python.mathopt import Model, SolveResult, Variable

# the solver counts in floating point: a bound this close below a possible score is not taken for that score
SAFETY = 1e-3
# seconds per column that the solver needs before it looks at its clock
SETTING_UP = 1e-4
TOO_SHORT = 0.05


@dataclass(frozen=True, slots=True)
class Closed:
    """The best plan made of the columns, None when none was found. bound: no plan of these columns scores below it.

    exhausted: the plan is the best of these columns, or there is none.
    """

    outings: dict[int, Outing] | None
    bound: int | None
    exhausted: bool


class ClosingModel:
    """The programme of the rows with whole outings only."""

    def __init__(self, openings: Openings, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        """Build the model; the rows must hold all that `rows_of` lists for these openings."""
        from ortools.math_opt.python import mathopt

        self.sum = mathopt.fast_sum
        self.openings, self.grid, self.columns = openings, openings.grid, columns
        self.model: Model = mathopt.Model()
        self.chosen: list[Variable] = [self.model.add_binary_variable() for _ in columns]
        day = self.grid.day
        self._short = [self.model.add_variable(lb=0, ub=max(0, school.target_visitors)) for school in day.schools]
        self._excess = [self.model.add_variable(lb=0, ub=len(day.groups)) for _ in day.schools]
        self._shows()
        self._groups()
        self._rows(rows)
        self._minimise()

    def _shows(self) -> None:
        self._show: dict[tuple[int, int], Variable] = {}
        for s, school in enumerate(self.grid.day.schools):
            if school.groups_per_presentation <= 1:
                continue
            starts = starts_at(self.openings, s)
            for t in starts:
                self._show[s, t] = self.model.add_binary_variable()
            for t in starts:
                meeting = [self._show[s, u] for u in starts if t <= u < t + self.grid.hold[s]]
                self.model.add_linear_constraint(self.sum(meeting) <= 1)

    def _groups(self) -> None:
        """One outing per group; and whether it sees a school as a variable of its own, to branch on."""
        own: dict[int, list[Variable]] = defaultdict(list)
        seen: dict[tuple[int, int], list[Variable]] = defaultdict(list)
        for (g, outing), variable in zip(self.columns, self.chosen, strict=True):
            own[g].append(variable)
            for s, _ in outing.visits:
                seen[g, s].append(variable)
        for g, group in enumerate(self.grid.day.groups):
            self.model.add_linear_constraint(lb=int(group.least_visits > 0), ub=1, expr=self.sum(own[g]))
        for variables in seen.values():
            sees = self.model.add_binary_variable()
            self.model.add_linear_constraint(self.sum(variables) == sees)

    def _rows(self, rows: Sequence[Row]) -> None:
        first = self.grid.first
        at: dict[int, dict[int, list[tuple[int, Variable]]]] = defaultdict(lambda: defaultdict(list))
        last: dict[int, list[Variable]] = defaultdict(list)
        for (g, outing), variable in zip(self.columns, self.chosen, strict=True):
            last[outing.visits[-1][0]].append(variable)
            for s, start in outing.visits:
                at[s][start - first].append((g, variable))
        for row in rows:
            s, add = row.school, self.model.add_linear_constraint
            if row.kind == LAST:
                add(self.sum(last[s]) - self._excess[s] <= row.limit)
                continue
            terms = [(row.weights[g], v) for t, here in at[s].items() if row.since <= t <= row.until for g, v in here]
            count = self.sum(weight * variable for weight, variable in terms if weight)
            if row.kind == TARGET:
                add(count + row.share * self._short[s] >= row.limit)
            elif row.kind == SHOW:
                add(count - row.limit * self._show[s, row.since] <= 0)
            elif len(terms) > row.limit:
                add(count <= row.limit)

    def _minimise(self) -> None:
        weights = self.grid.day.weights
        costs = [cost_of(self.grid, g, outing) * v for (g, outing), v in zip(self.columns, self.chosen, strict=True)]
        unfair = weights.unfair * self.sum(self._short) + weights.unfair * weights.last * self.sum(self._excess)
        self.model.minimize(self.sum(costs) + unfair)


def close(openings: Openings, rows: Sequence[Row], columns: Sequence[Column], deadline: float) -> Closed:
    """Find the best plan made of these columns before the deadline (time.monotonic)."""
    from ortools.math_opt.python import mathopt

    present = {g for g, _ in columns}
    groups = openings.grid.day.groups
    if any(group.least_visits and g not in present for g, group in enumerate(groups)):
        return Closed(None, None, exhausted=True)
    built, step = ClosingModel(openings, rows, columns), grain(openings.grid)
    left = 0.9 * (deadline - time.monotonic()) - SETTING_UP * len(columns)
    if left <= TOO_SHORT:
        return Closed(None, None, exhausted=False)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=left),
        relative_gap_tolerance=0,
        absolute_gap_tolerance=step * (1 - 2 * SAFETY),
    )
    result = mathopt.solve(built.model, mathopt.SolverType.HIGHS, params=parameters)
    reason = result.termination.reason
    if reason == mathopt.TerminationReason.INFEASIBLE:
        return Closed(None, None, exhausted=True)
    bound = _bound(result, step)
    if not result.solutions or reason not in (mathopt.TerminationReason.OPTIMAL, mathopt.TerminationReason.FEASIBLE):
        return Closed(None, bound, exhausted=False)
    values = result.variable_values()
    picked = {g: o for (g, o), v in zip(columns, built.chosen, strict=True) if values[v] > 0.5}
    return Closed(picked, bound, exhausted=reason == mathopt.TerminationReason.OPTIMAL)


def _bound(result: "SolveResult", step: int) -> int | None:
    value = result.termination.objective_bounds.dual_bound
    return math.ceil(value / step - SAFETY) * step if math.isfinite(value) else None
