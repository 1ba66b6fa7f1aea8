# SPDX-License-Identifier: EUPL-1.2
"""All pairs and triples of one part with their scores, and which of them are near to being worth their prices."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.planning.friends_graph import Scores
from app.planning.friends_triples import Reach

Group = tuple[int, ...]
Floats = npt.NDArray[np.float64]
NEVER = -1e7


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
