# SPDX-License-Identifier: EUPL-1.2
"""The best pairs and triples of one part, exactly: prices from a linear programme leave few for the solver to weigh.

The numbers of pairs and of triples are known beforehand. The linear programme gives every school a price such that no
pair and no triple is worth more than its schools; the sum of prices bounds every plan. A pair or triple whose worth
lies further below its prices than the gap between bound and plan is in no better plan, and the solver need not see it.
"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from app.planning.friends_graph import Scores, parts
from app.planning.friends_triples import Reach

if TYPE_CHECKING:
    pass

Group = tuple[int, ...]
Floats = npt.NDArray[np.float64]
FIRST_SLACK, TOLERANCE, FRESH, NEAREST = 4, 1e-6, 400, 12
THRESHOLDS = (1e-6, 0.05, 0.1, 0.15, 0.2, 0.26, 0.3, 0.34, 0.4, 0.49)
NEVER = -1e7


@dataclass(frozen=True, slots=True)
class Chosen:
    """Pairs and triples by vertex, none when time was short. bound: no plan with as many of each scores more."""

    groups: tuple[Group, ...]
    bound: int | None
    proven: bool


class Columns:
    """All pairs and triples of one part with their scores; rows are numbered in the order of the vertices."""

    def __init__(self, vertices: Sequence[int], scores: Scores, reach: Reach) -> None:
        """Take over the part; `scores` may hold edges of other parts as well."""
        self.vertices, self.reach = list(vertices), reach
        row = {vertex: number for number, vertex in enumerate(self.vertices)}
        size = len(self.vertices)
        # worth: (size, size) float64, score of row with column, NEVER where they may not; symmetric
        self.worth: Floats = np.full((size, size), NEVER)
        for (a, b), score in scores.items():
            if a in row and b in row:
                self.worth[row[a], row[b]] = self.worth[row[b], row[a]] = score

    def score(self, group: Group) -> int:
        """Score a pair, or a triple by half its sum rounded down."""
        if len(group) == 2:
            return int(self.worth[group])
        a, b, c = group
        return int(self.worth[a, b] + self.worth[b, c] + self.worth[a, c]) // 2

    def near(self, prices: "Priced", slack: float) -> list[tuple[float, Group]]:
        """List every pair and triple whose worth falls short of its prices by at most `slack`, with the shortfall."""
        schools = prices.schools
        short = schools[:, None] + schools[None, :] + prices.pair - self.worth
        for members, price in prices.odd:
            rows = sorted(members)
            short[np.ix_(rows, rows)] += price
        found: list[tuple[float, Group]] = [
            (float(short[a, b]), (int(a), int(b))) for a, b in np.argwhere(np.triu(short <= slack, 1))
        ]
        for a in range(len(self.vertices)):
            found += self._triples(a, prices, slack)
        return found

    def _triples(self, a: int, prices: "Priced", slack: float) -> list[tuple[float, Group]]:
        later = np.flatnonzero(self.worth[a, a + 1 :] > NEVER) + a + 1
        total = self.worth[a, later][:, None] + self.worth[a, later][None, :] + self.worth[np.ix_(later, later)]
        of = prices.schools[later]
        short = prices.schools[a] + prices.triple + of[:, None] + of[None, :] - np.floor(total / 2)
        hits = np.argwhere(np.triu((short <= slack) & (total > NEVER / 2), 1))
        found: list[tuple[float, Group]] = []
        for b, c in hits:
            group = (a, int(later[b]), int(later[c]))
            whole = float(short[b, c]) + sum(price for members, price in prices.odd if len(members & {*group}) > 1)
            if whole <= slack:
                found.append((whole, group))
        return found


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices of a linear programme: per school, for being a pair or a triple, and for lying inside an odd set."""

    schools: Floats
    pair: float
    triple: float
    odd: tuple[tuple[frozenset[int], float], ...]


class Prices:
    """The linear programme over the pairs and triples seen so far; it grows until none is missing."""

    def __init__(self, columns: Columns) -> None:
        """Begin with the best few pairs of every school."""
        from ortools.linear_solver import pywraplp

        self.columns = columns
        self.solver: pywraplp.Solver = pywraplp.Solver.CreateSolver("GLOP")
        self.rows = [self.solver.Constraint(-self.solver.infinity(), 1) for _ in columns.vertices]
        self.pairs = self.solver.Constraint(columns.reach.pairs, columns.reach.pairs)
        self.triples = self.solver.Constraint(columns.reach.triples, columns.reach.triples)
        self.goal = self.solver.Objective()
        self.goal.SetMaximization()
        for row in (self.pairs, self.triples):  # what is missing at first is paid for dearly
            missing = self.solver.NumVar(0, self.solver.infinity(), "")
            row.SetCoefficient(missing, 1)
            self.goal.SetCoefficient(
                missing, -10.0 * (1000 + float(np.abs(columns.worth[columns.worth > NEVER]).max()))
            )
        self.share: dict[Group, Any] = {}
        self.odd: dict[frozenset[int], Any] = {}
        for a, worth in enumerate(columns.worth):
            self.add((min(a, int(b)), max(a, int(b))) for b in np.argsort(-worth)[:NEAREST] if worth[b] > NEVER)

    def add(self, groups: Iterable[Group]) -> None:
        """Take pairs and triples into the programme."""
        for group in groups:
            if group in self.share:
                continue
            share = self.share[group] = self.solver.NumVar(0, self.solver.infinity(), "")
            self.goal.SetCoefficient(share, self.columns.score(group))
            (self.pairs if len(group) == 2 else self.triples).SetCoefficient(share, 1)
            for row in group:
                self.rows[row].SetCoefficient(share, 1)
            for members, row in self.odd.items():
                if len(members & set(group)) > 1:
                    row.SetCoefficient(share, 1)

    def settle(self, deadline: float) -> bool:
        """Solve and add what is worth more than its prices until nothing is; False when the time was up first."""
        while time.monotonic() < deadline:
            if not self._solve(deadline):
                return False
            missing = sorted(self.columns.near(self.found, -TOLERANCE))
            fresh = [group for _, group in missing if group not in self.share]
            self.add(fresh[: max(FRESH, 2 * len(self.columns.vertices))])
            if not fresh and not self._cut():
                return True
        return False

    def _solve(self, deadline: float) -> bool:
        """Solve from where the last time ended; when rounding spoils that, once more from the beginning."""
        for _ in range(2):
            self.solver.SetTimeLimit(max(1, int(1000 * (deadline - time.monotonic()))))
            if self.solver.Solve() == self.solver.OPTIMAL:
                return True
            self.solver.Reset()
        return False

    def _cut(self) -> bool:
        """Forbid that an odd set holds half a group more than whole ones can; whether any such set was found.

        Source: J. Edmonds, "Maximum matching and a polyhedron with 0,1-vertices" (1965); a triple with two or three of
        its schools in the set takes the place of a pair there.
        """
        shares = {group: share.solution_value() for group, share in self.share.items()}
        held = {group: share for group, share in shares.items() if share > TOLERANCE}
        found = False
        for least in THRESHOLDS:
            for members in _odd_sets([group for group, share in held.items() if share > least]):
                inside = sum(share for group, share in held.items() if len(members & set(group)) > 1)
                if members in self.odd or inside <= len(members) // 2 + 1e-4:
                    continue
                found = True
                row = self.odd[members] = self.solver.Constraint(-self.solver.infinity(), len(members) // 2)
                for group, share in self.share.items():
                    if len(members & set(group)) > 1:
                        row.SetCoefficient(share, 1)
        return found

    @property
    def whole(self) -> tuple[Group, ...]:
        """The groups chosen when the programme happens to choose only whole ones, which is then the best plan."""
        held = {group: share.solution_value() for group, share in self.share.items()}
        chosen = tuple(group for group, share in held.items() if share > 1 - 1e-4)
        reach = self.columns.reach
        triples = sum(len(group) == 3 for group in chosen)
        return chosen if (len(chosen) - triples, triples) == (reach.pairs, reach.triples) else ()

    @property
    def found(self) -> Priced:
        """The prices, those of odd sets without weight left out."""
        schools = np.array([max(0.0, row.dual_value()) for row in self.rows])
        odd = ((members, row.dual_value()) for members, row in self.odd.items())
        dear = tuple((members, price) for members, price in odd if price > 1e-9)
        return Priced(schools, self.pairs.dual_value(), self.triples.dual_value(), dear)

    @property
    def bound(self) -> int:
        """No plan with these numbers of pairs and triples scores more."""
        prices, reach = self.found, self.columns.reach
        total = float(prices.schools.sum()) + prices.pair * reach.pairs + prices.triple * reach.triples
        total += sum(price * (len(members) // 2) for members, price in prices.odd)
        return math.floor(total + 1e-4 + TOLERANCE * (reach.pairs + reach.triples))


def _odd_sets(groups: Sequence[Group]) -> list[frozenset[int]]:
    """Join groups that meet, and give those sets that are odd and not a group on their own."""
    near: dict[int, set[int]] = {}
    for group in groups:
        for member in group:
            near.setdefault(member, set()).update(group)
    return [frozenset(part) for part in parts(near) if len(part) % 2 and len(part) > 1]


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
