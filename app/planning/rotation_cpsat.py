# SPDX-License-Identifier: EUPL-1.2
"""The day as a constraint model: an optional start per group and school, a circuit per group, rooms per school.

OR-Tools is imported only when a model is built, so that the application starts fast and runs without it until it plans.
"""

from typing import TYPE_CHECKING

from app.planning.rotation_cpsat_bells import ring_bells
from app.planning.rotation_cpsat_schools import share_schools
from app.planning.rotation_grid import Grid
from app.planning.rotation_model import GroupOuting, RotationPlan, RotationRounds, Visit
from app.planning.rotation_search import Draft

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Var = cp_model.IntVar
    Expression = cp_model.LinearExprT


class RotationModel:
    """Variables of one day, in grid steps. Only visits that can take place at all have variables."""

    def __init__(self, grid: Grid) -> None:
        """Build the model with all hard rules; `minimise` adds the objective."""
        from ortools.sat.python import cp_model

        self.grid = grid
        self.model = cp_model.CpModel()
        self.visit: dict[tuple[int, int], Var] = {}
        self.start: dict[tuple[int, int], Var] = {}
        self.ends_at: dict[tuple[int, int], Var] = {}
        self.away: dict[int, Var] = {}
        self.depart: dict[int, Var] = {}
        self.finish: dict[int, Var] = {}
        self.arcs: dict[tuple[int, int, int], Var] = {}
        for g in range(len(grid.day.groups)):
            self._group(g)
        share_schools(self.model, grid, self.visit, self.start)
        self.bells = ring_bells(self.model, grid, self.visit, self.start) if grid.day.timing.in_rounds else None

    def _group(self, g: int) -> None:
        from ortools.sat.python import cp_model

        model, grid = self.model, self.grid
        schools = [s for s, moments in enumerate(grid.starts[g]) if moments]
        for s in schools:
            domain = cp_model.Domain.from_values(grid.starts[g][s])
            self.visit[g, s] = model.new_bool_var(f"visit_{g}_{s}")
            self.start[g, s] = model.new_int_var_from_domain(domain, f"start_{g}_{s}")
        self._promises(g, schools)
        first, last = grid.depart(g)
        if first > last:
            model.add(self.away[g] == 0)
            last = first
        self.depart[g] = model.new_int_var(first, last, f"depart_{g}")
        self.finish[g] = model.new_int_var(first, max(first, grid.home_by(g)), f"finish_{g}")
        model.add(self.finish[g] - self.depart[g] <= grid.longest(g)).only_enforce_if(self.away[g])
        self._circuit(g, schools)

    def _promises(self, g: int, schools: list[int]) -> None:
        model, group = self.model, self.grid.day.groups[g]
        self.away[g] = model.new_bool_var(f"away_{g}")
        seen = sum(self.visit[g, s] for s in schools)
        model.add(seen <= self.grid.most_visits(g))
        model.add(seen >= group.min_visits)
        for s in self.grid.must[g]:
            if s in schools:
                model.add(self.visit[g, s] == 1)
            else:
                model.add_bool_or([])

    def _circuit(self, g: int, schools: list[int]) -> None:
        model, grid = self.model, self.grid
        nodes = {s: number + 1 for number, s in enumerate(schools)}
        arcs: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, ~self.away[g])]
        walked: list[Expression] = []
        for s, node in nodes.items():
            there, back = model.new_bool_var(f"first_{g}_{s}"), model.new_bool_var(f"last_{g}_{s}")
            arcs += [(0, node, there), (node, 0, back), (node, node, ~self.visit[g, s])]
            out, home = grid.out[g][s] or 0, grid.home[g][s] or 0
            model.add(self.start[g, s] >= self.depart[g] + out).only_enforce_if(there)
            model.add(self.finish[g] >= self.start[g, s] + home).only_enforce_if(back)
            model.add_implication(self.visit[g, s], self.away[g])
            self.ends_at[g, s] = back
            self.arcs[g, -1, s], self.arcs[g, s, -1] = there, back
            walked += [out * there, home * back]
            for q, other in nodes.items():
                gap = grid.between[g][s][q]
                if q == s or gap is None or grid.starts[g][s][0] + gap > grid.starts[g][q][-1]:
                    continue
                follows = model.new_bool_var(f"leg_{g}_{s}_{q}")
                arcs.append((node, other, follows))
                model.add(self.start[g, q] >= self.start[g, s] + gap).only_enforce_if(follows)
                self.arcs[g, s, q] = follows
                walked.append(gap * follows)
        model.add_circuit(arcs)
        # redundant, but it is what the linear relaxation learns idle time from
        model.add(self.finish[g] - self.depart[g] >= sum(walked))

    def minimise(self) -> None:
        """Ask for the least score, in exactly the units of the score of a plan."""
        grid, model = self.grid, self.model
        weights, step = grid.day.weights, grid.day.step
        out: list[Expression] = []
        for g in range(len(grid.day.groups)):
            longest = max(0, grid.longest(g))
            length = model.new_int_var(0, longest, f"length_{g}")
            model.add(length >= self.finish[g] - self.depart[g]).only_enforce_if(self.away[g])
            walked = [self._gap(g, a, b) * arc for (of, a, b), arc in self.arcs.items() if of == g]
            model.add(length >= sum(walked))
            out.append(weights.idle * step * length)
        out += [-grid.worth[g][s] * visit for (g, s), visit in self.visit.items()]
        out += self._unfairness()
        model.minimize(sum(out))

    def _gap(self, g: int, a: int, b: int) -> int:
        if a < 0:
            return self.grid.out[g][b] or 0
        return (self.grid.home[g][a] if b < 0 else self.grid.between[g][a][b]) or 0

    def _unfairness(self) -> list["Expression"]:
        grid, model, weights = self.grid, self.model, self.grid.day.weights
        groups, terms = grid.day.groups, list["Expression"]()
        for s, school in enumerate(grid.day.schools):
            here = [g for g in range(len(groups)) if (g, s) in self.visit]
            short = model.new_int_var(0, max(0, school.target_visitors), f"short_{s}")
            model.add(short >= school.target_visitors - sum(groups[g].size * self.visit[g, s] for g in here))
            excess = model.new_int_var(0, len(groups), f"excess_{s}")
            model.add(excess >= sum(self.ends_at[g, s] for g in here) - grid.last_allowed[s])
            terms += [weights.unfair * short, weights.unfair * weights.last * excess]
        return terms

    def hint(self, draft: Draft) -> None:
        """Let the solver begin at a draft."""
        for g in range(len(self.grid.day.groups)):
            outing = draft.outings.get(g)
            starts = dict(outing.visits) if outing else {}
            order = [s for s, _ in outing.visits] if outing else []
            legs = set(zip([-1, *order], [*order, -1], strict=True)) if order else set()
            self.model.add_hint(self.away[g], bool(order))
            if outing:
                self.model.add_hint(self.depart[g], outing.depart)
                self.model.add_hint(self.finish[g], outing.finish)
            for (of, s), visit in self.visit.items():
                if of == g:
                    self.model.add_hint(visit, s in starts)
                    self.model.add_hint(self.start[g, s], starts.get(s, self.grid.starts[g][s][0]))
            for (of, a, b), arc in self.arcs.items():
                if of == g:
                    self.model.add_hint(arc, (a, b) in legs)
        if self.bells is not None and draft.rounds is not None:
            self.bells.hint(draft.rounds, self.grid, {(g, s): t for g, o in draft.outings.items() for s, t in o.visits})

    def plan(self, value: "cp_model.CpSolver | cp_model.CpSolverSolutionCallback") -> RotationPlan:
        """Read the plan out of a solution, every group leaving as late as its first visit allows."""
        day, outings = self.grid.day, []
        for g, group in enumerate(day.groups):
            seen = sorted(
                (value.value(self.start[g, s]), s) for (of, s), v in self.visit.items() if of == g and value.value(v)
            )
            if not seen:
                outings.append(GroupOuting(group.id, None, None))
                continue
            depart = min(self.grid.depart(g)[1], seen[0][0] - (self.grid.out[g][seen[0][1]] or 0))
            finish = seen[-1][0] + (self.grid.home[g][seen[-1][1]] or 0)
            visits = tuple(Visit(day.schools[s].id, start * day.step) for start, s in seen)
            outings.append(GroupOuting(group.id, depart * day.step, finish * day.step, visits))
        rounds: RotationRounds | None = self.bells.rounds(value, day.step) if self.bells is not None else None
        return RotationPlan(day.id, tuple(outings), rounds)
