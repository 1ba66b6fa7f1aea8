# SPDX-License-Identifier: EUPL-1.2
"""The linear programme that prices schools, so that no pair and no triple is worth more than its schools."""

import math
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from app.planning.friends_columns import NEVER, Columns, Group, Priced
from app.planning.friends_graph import parts

if TYPE_CHECKING:
    pass

TOLERANCE, FRESH, NEAREST = 1e-6, 400, 12
THRESHOLDS = (1e-6, 0.05, 0.1, 0.15, 0.2, 0.26, 0.3, 0.34, 0.4, 0.49)


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
