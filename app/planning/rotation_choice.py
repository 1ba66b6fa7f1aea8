# SPDX-License-Identifier: EUPL-1.2
"""Picks one outing per group out of many so that the day scores best: a constraint model over whole outings."""

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.planning.rotation_grid import Grid
from app.planning.rotation_master import Column, cost_of
from app.planning.rotation_outing import Outing
from app.planning.rotation_rows import TARGET, Row
from app.planning.rotation_solve import solver_for

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar


# less than this the solver needs to get going, whatever it is told
TOO_SHORT = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """The best choice found. outings: per group, None when none was found. bound: on any choice out of these columns.

    exhausted: no choice (within the limit, where there was one) is better; without outings: there is none at all.
    """

    outings: dict[int, Outing] | None
    bound: int | None
    exhausted: bool


class ChoiceModel:
    """One yes-or-no per column, and per group and school whether it is seen."""

    def __init__(self, grid: Grid, columns: Sequence[Column], rows: Iterable[Row] = ()) -> None:
        """Build the model; `rows` of the kind target are added to sharpen it."""
        from ortools.sat.python import cp_model

        self.grid, self.columns = grid, columns
        self.expression = cp_model.LinearExpr
        self.model: CpModel = cp_model.CpModel()
        self.chosen: list[IntVar] = [self.model.new_bool_var("") for _ in columns]
        self._of_group: dict[int, list[IntVar]] = defaultdict(list)
        self._at: dict[tuple[int, int], list[tuple[int, IntVar]]] = defaultdict(list)
        self._seen: dict[tuple[int, int], list[IntVar]] = defaultdict(list)
        self._last: dict[int, list[IntVar]] = defaultdict(list)
        for (g, outing), variable in zip(columns, self.chosen, strict=True):
            self._of_group[g].append(variable)
            self._last[outing.visits[-1][0]].append(variable)
            for s, start in outing.visits:
                self._at[s, start].append((g, variable))
                self._seen[g, s].append(variable)
        self._one_each()
        for s in range(len(grid.day.schools)):
            self._rooms(s)
        self._score(rows)

    def _one_each(self) -> None:
        for g, group in enumerate(self.grid.day.groups):
            if group.least_visits:
                self.model.add_exactly_one(self._of_group[g])
            else:
                self.model.add_at_most_one(self._of_group[g])

    def _rooms(self, s: int) -> None:
        """Keep the school within what it can receive at once."""
        school, hold = self.grid.day.schools[s], self.grid.hold[s]
        starts = sorted(start for of, start in self._at if of == s)
        shared = school.groups_per_presentation > 1
        busy = {t: [self._show(s, t)] if shared else [v for _, v in self._at[s, t]] for t in starts}
        reached = -1
        for begin in starts:
            within = [t for t in starts if begin <= t < begin + hold]
            if within[-1] <= reached:
                continue
            reached = within[-1]
            running = [variable for t in within for variable in busy[t]]
            if school.rooms == 1:
                self.model.add_at_most_one(running)
            else:
                self.model.add(self.expression.sum(running) <= school.rooms)

    def _show(self, s: int, t: int) -> "IntVar":
        school, here, show = self.grid.day.schools[s], self._at[s, t], self.model.new_bool_var("")
        limit, groups = school.visitors_per_presentation, self.grid.day.groups
        own: dict[int, list[IntVar]] = defaultdict(list)
        for g, variable in here:
            own[g].append(variable)
        for mine in own.values():
            self.model.add(self.expression.sum(mine) <= show)
        self.model.add(self.expression.sum([v for _, v in here]) <= school.groups_per_presentation * show)
        if limit is not None:
            sizes = [groups[g].size for g, _ in here]
            self.model.add(self.expression.weighted_sum([v for _, v in here], sizes) <= limit * show)
            big = [v for g, v in here if 2 * groups[g].size > limit]
            self.model.add(self.expression.sum(big) <= show)
        return show

    def _score(self, rows: Iterable[Row]) -> None:
        grid, weights = self.grid, self.grid.day.weights
        groups, model = grid.day.groups, self.model
        seen = {key: model.new_bool_var("") for key in self._seen}
        for key, variables in self._seen.items():
            model.add(self.expression.sum(variables) == seen[key])
        short = [model.new_int_var(0, max(0, school.target_visitors), "") for school in grid.day.schools]
        excess = [model.new_int_var(0, len(groups), "") for _ in grid.day.schools]
        for s, school in enumerate(grid.day.schools):
            came = sum(groups[g].size * variable for (g, of), variable in seen.items() if of == s)
            model.add(short[s] + came >= school.target_visitors)
            model.add(self.expression.sum(self._last[s]) - excess[s] <= grid.last_allowed[s])
        for row in rows:
            if row.kind == TARGET:
                came = sum(row.weights[g] * variable for (g, of), variable in seen.items() if of == row.school)
                model.add(row.share * short[row.school] + came >= row.limit)
        costs = [cost_of(grid, g, outing) for g, outing in self.columns]
        dear = [weights.unfair] * len(short) + [weights.unfair * weights.last] * len(excess)
        self.score = self.expression.weighted_sum([*self.chosen, *short, *excess], [*costs, *dear])
        model.minimize(self.score)

    def hint(self, outings: Iterable[Column]) -> None:
        """Begin at these outings."""
        wanted = set(outings)
        for column, variable in zip(self.columns, self.chosen, strict=True):
            self.model.add_hint(variable, column in wanted)


def choose(
    grid: Grid,
    columns: Sequence[Column],
    seconds: float,
    seed: int,
    workers: int,
    *,
    hint: Iterable[Column] = (),
    rows: Iterable[Row] = (),
    below: int | None = None,
) -> Choice:
    """Find the best choice of columns within so many seconds; with `below`, only one that scores less than that."""
    from ortools.sat.python import cp_model

    ready = time.monotonic()
    present = {g for g, _ in columns}
    if any(group.least_visits and g not in present for g, group in enumerate(grid.day.groups)):
        return Choice(None, None, exhausted=True)
    built = ChoiceModel(grid, columns, rows)
    if below is not None:
        built.model.add(built.score <= below - 1)
    else:
        built.hint(hint)
    left = seconds - (time.monotonic() - ready)
    if left <= TOO_SHORT:
        return Choice(None, None, exhausted=False)
    solver = solver_for(left, seed, workers)
    status: Any = solver.solve(built.model)
    if status == cp_model.INFEASIBLE:
        return Choice(None, None, exhausted=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        bound = None if status != cp_model.UNKNOWN else _bound(solver.best_objective_bound)
        return Choice(None, bound, exhausted=False)
    picked = {g: o for (g, o), variable in zip(columns, built.chosen, strict=True) if solver.value(variable)}
    return Choice(picked, _bound(solver.best_objective_bound), exhausted=status == cp_model.OPTIMAL)


def _bound(value: float) -> int | None:
    return math.ceil(value - 1e-6) if math.isfinite(value) and value else None
