# SPDX-License-Identifier: EUPL-1.2
"""The linear programme over outings found so far: shares of outings, one for each group, within all rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.planning.rotation_grid import Grid
from app.planning.rotation_outing import Outing
from app.planning.rotation_rows import LAST, SHOW, TARGET, Row, starts_at
from app.planning.rotation_use import Openings

if TYPE_CHECKING:
    from ortools.linear_solver.pywraplp import Constraint, Solver, Variable

Column = tuple[int, Outing]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the linear programme. duals: (n_rows,) not negative. group: per group. shares: per column."""

    value: float
    duals: NDArray[np.float64]
    group: NDArray[np.float64]
    shares: NDArray[np.float64]
    missing: float


class Master:
    """The programme and its columns; rows and columns can be added between solves, each a warm start for the next."""

    def __init__(self, openings: Openings, rows: Sequence[Row]) -> None:
        """Set up the rows, with no column yet: `despair` is the cost of leaving out a group that has to visit."""
        from ortools.linear_solver import pywraplp

        self.openings, self.grid = openings, openings.grid
        self.solver: Solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
        self.columns: list[Column] = []
        self.costs: list[int] = []
        self.known: set[Column] = set()
        self.rows: list[Row] = []
        self._constraints: list[Constraint] = []
        self._variables: list[Variable] = []
        self._by_school: dict[int, list[int]] = defaultdict(list)
        self._range: dict[int, list[int]] = defaultdict(list)
        self._objective = self.solver.Objective()
        self._objective.SetMinimization()
        self._groups()
        self._unfairness()
        self._shows()
        for row in rows:
            self.add_row(row)

    @property
    def despair(self) -> int:
        """More than any plan can cost."""
        return despair(self.grid)

    def _groups(self) -> None:
        groups = self.grid.day.groups
        infinity = self.solver.infinity()
        self._group = [self.solver.Constraint(1 if g.least_visits else -infinity, 1) for g in groups]
        self._missing = []
        for g, group in enumerate(groups):
            if group.least_visits:
                missing = self.solver.NumVar(0, infinity, "")
                self._objective.SetCoefficient(missing, self.despair)
                self._group[g].SetCoefficient(missing, 1)
                self._missing.append(missing)

    def _unfairness(self) -> None:
        weights, day = self.grid.day.weights, self.grid.day
        self._short = [self.solver.NumVar(0, max(0, school.target_visitors), "") for school in day.schools]
        self._excess = [self.solver.NumVar(0, len(day.groups), "") for _ in day.schools]
        for short, excess in zip(self._short, self._excess, strict=True):
            self._objective.SetCoefficient(short, weights.unfair)
            self._objective.SetCoefficient(excess, weights.unfair * weights.last)

    def _shows(self) -> None:
        """Add whether a presentation begins, per school where groups share one: no two of them meet."""
        self._show: dict[tuple[int, int], Variable] = {}
        for s, school in enumerate(self.grid.day.schools):
            if school.groups_per_presentation <= 1:
                continue
            starts = starts_at(self.openings, s)
            for t in starts:
                self._show[s, t] = self.solver.NumVar(0, 1, "")
            for t in starts:
                meeting = [self._show[s, u] for u in starts if t <= u < t + self.grid.hold[s]]
                if len(meeting) > 1:
                    one = self.solver.Constraint(-self.solver.infinity(), 1)
                    for show in meeting:
                        one.SetCoefficient(show, 1)

    def add_row(self, row: Row) -> None:
        """Add a rule; the columns that are there already are counted in it."""
        infinity, number = self.solver.infinity(), len(self.rows)
        if row.kind == TARGET:
            constraint = self.solver.Constraint(row.limit, infinity)
            constraint.SetCoefficient(self._short[row.school], row.share)
        elif row.kind == SHOW:
            constraint = self.solver.Constraint(-infinity, 0)
            constraint.SetCoefficient(self._show[row.school, row.since], -row.limit)
        else:
            constraint = self.solver.Constraint(-infinity, row.limit)
            if row.kind == LAST:
                constraint.SetCoefficient(self._excess[row.school], -1)
        self.rows.append(row)
        self._constraints.append(constraint)
        self._by_school[row.school].append(number)
        for (g, outing), variable in zip(self.columns, self._variables, strict=True):
            count = row.count(g, outing, self.grid.first)
            if count:
                constraint.SetCoefficient(variable, count)

    def add(self, g: int, outing: Outing) -> bool:
        """Add a column; False when it is there already."""
        if (g, outing) in self.known:
            return False
        self.known.add((g, outing))
        cost = cost_of(self.grid, g, outing)
        variable = self.solver.NumVar(0, self.solver.infinity(), "")
        self._objective.SetCoefficient(variable, cost)
        self._group[g].SetCoefficient(variable, 1)
        last, first = outing.visits[-1][0], self.grid.first
        for s, start in outing.visits:
            for number in self._by_school[s]:
                row = self.rows[number]
                if row.kind == LAST:
                    count = int(s == last)
                else:
                    count = row.weights[g] if row.since <= start - first <= row.until else 0
                if count:
                    self._constraints[number].SetCoefficient(variable, count)
        self.columns.append((g, outing))
        self.costs.append(cost)
        self._variables.append(variable)
        return True

    def solve(self, seconds: float) -> Relaxed | None:
        """Solve within so many seconds; None when the time was too short."""
        self.solver.SetTimeLimit(max(1, int(1000 * seconds)))
        status: Any = self.solver.Solve()
        if status != self.solver.OPTIMAL:
            return None
        duals = np.array([abs(constraint.dual_value()) for constraint in self._constraints])
        return Relaxed(
            self._objective.Value(),
            duals,
            np.array([constraint.dual_value() for constraint in self._group]),
            np.array([variable.solution_value() for variable in self._variables]),
            sum(variable.solution_value() for variable in self._missing),
        )


def despair(grid: Grid) -> int:
    """Give a cost that no plan reaches, for a group that is left out although it has to visit."""
    day, weights = grid.day, grid.day.weights
    idle = weights.idle * sum(group.max_duration for group in day.groups)
    unfair = weights.unfair * (sum(school.target_visitors for school in day.schools) + weights.last * len(day.groups))
    return idle + unfair + sum(sum(row) for row in grid.worth) + 1


def cost_of(grid: Grid, g: int, outing: Outing) -> int:
    """Add up what an outing costs on its own: time out, less what its visits are worth."""
    weights, step = grid.day.weights, grid.day.step
    return weights.idle * step * (outing.finish - outing.depart) - sum(grid.worth[g][s] for s, _ in outing.visits)
