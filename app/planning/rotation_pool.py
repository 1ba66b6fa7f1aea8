# SPDX-License-Identifier: EUPL-1.2
"""Picks the best combination out of all outings that the local search has come across, one for each group."""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.planning.rotation_grid import Grid
from app.planning.rotation_outing import Outing
from app.planning.rotation_search import Draft
from app.planning.rotation_solve import solver_for

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT

    At = dict[tuple[int, int], list[tuple[int, IntVar]]]

MOST = 6000


@dataclass
class Pool:
    """Outings seen so far per group, all under the same bells; the newest are kept when there are too many."""

    grid: Grid
    seen: dict[tuple[int, Outing], None] = field(default_factory=dict)

    def add(self, g: int, outing: Outing) -> None:
        """Remember an outing of group g."""
        self.seen.pop((g, outing), None)
        self.seen[g, outing] = None
        if len(self.seen) > MOST:
            del self.seen[next(iter(self.seen))]

    def best(self, draft: Draft, seconds: float, seed: int, workers: int) -> Draft:
        """Combine outings into the best plan found within so many seconds, at least as good as the draft.

        The draft must be complete.
        """
        from ortools.sat.python import cp_model

        ready = time.monotonic()
        for g, outing in draft.outings.items():
            self.add(g, outing)
        model = cp_model.CpModel()
        chosen = {key: model.new_bool_var(f"outing_{n}") for n, key in enumerate(self.seen)}
        self._one_each(model, chosen)
        at = self._rooms(model, chosen)
        costs: list[LinearExprT] = [self._cost(g, outing) * v for (g, outing), v in chosen.items()]
        model.minimize(sum(costs + self._unfairness(model, chosen, at)))
        for (g, outing), variable in chosen.items():
            model.add_hint(variable, draft.outings.get(g) == outing)
        solver = solver_for(seconds - (time.monotonic() - ready), seed, workers)
        status: Any = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return draft
        combined = Draft(self.grid, {g: o for (g, o), v in chosen.items() if solver.value(v)}, draft.rounds)
        return min(combined, draft, key=lambda d: d.rank)

    def _one_each(self, model: "CpModel", chosen: "Mapping[tuple[int, Outing], IntVar]") -> None:
        for g, group in enumerate(self.grid.day.groups):
            own = [variable for (of, _), variable in chosen.items() if of == g]
            if group.least_visits:
                model.add_exactly_one(own)
            else:
                model.add_at_most_one(own)

    def _cost(self, g: int, outing: Outing) -> int:
        weights, step = self.grid.day.weights, self.grid.day.step
        gain = sum(self.grid.worth[g][s] for s, _ in outing.visits)
        return weights.idle * step * (outing.finish - outing.depart) - gain

    def _rooms(self, model: "CpModel", chosen: "Mapping[tuple[int, Outing], IntVar]") -> "At":
        """Keep every school within what it can receive at once; returns who starts where and when, by size."""
        at: At = defaultdict(list)
        for (g, outing), variable in chosen.items():
            for s, start in outing.visits:
                at[s, start].append((self.grid.day.groups[g].size, variable))
        for s, school in enumerate(self.grid.day.schools):
            starts = sorted(start for of, start in at if of == s)
            busy: dict[int, list[LinearExprT]] = {start: [v for _, v in at[s, start]] for start in starts}
            if school.groups_per_presentation > 1:
                busy = {start: [self._show(model, s, at[s, start])] for start in starts}
            for now in starts:
                running = [v for start in starts if now - self.grid.hold[s] < start <= now for v in busy[start]]
                model.add(sum(running) <= school.rooms)
        return at

    def _show(self, model: "CpModel", s: int, here: "list[tuple[int, IntVar]]") -> "IntVar":
        school, show = self.grid.day.schools[s], model.new_bool_var("show")
        model.add(sum(v for _, v in here) <= school.groups_per_presentation * show)
        if school.visitors_per_presentation is not None:
            model.add(sum(size * v for size, v in here) <= school.visitors_per_presentation * show)
        return show

    def _unfairness(
        self, model: "CpModel", chosen: "Mapping[tuple[int, Outing], IntVar]", at: "At"
    ) -> "list[LinearExprT]":
        weights, terms = self.grid.day.weights, list["LinearExprT"]()
        for s, school in enumerate(self.grid.day.schools):
            came = sum(size * v for (of, _), here in at.items() if of == s for size, v in here)
            short = model.new_int_var(0, max(0, school.target_visitors), f"short_{s}")
            model.add(short >= school.target_visitors - came)
            lasts = sum(v for (_, outing), v in chosen.items() if outing.visits[-1][0] == s)
            excess = model.new_int_var(0, len(self.grid.day.groups), f"excess_{s}")
            model.add(excess >= lasts - self.grid.last_allowed[s])
            terms += [weights.unfair * short, weights.unfair * weights.last * excess]
        return terms
