# SPDX-License-Identifier: EUPL-1.2
"""How many schools three together can couple at all, and how few threes that takes; by theorem, without a search.

Source: G. Cornuejols, D. Hartvigsen, W. Pulleyblank, "Packing subgraphs in a graph" (1982): a set that matching leaves
odd can be covered wholly when one triangle in it leaves a perfect matching of the rest, and no plan does better than
to leave those sets over that can, as many as there are to leave.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.planning.friends_graph import Leftovers, Mates, Scores, best_matching, largest_pairing, leftovers

Triangle = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """What can be reached in one part. pairs, triples: their numbers in every best plan. settled: proven in time."""

    pairs: int
    triples: int
    settled: bool = True


def reach(near: Mapping[int, set[int]], mates: Mates, deadline: float) -> Reach:
    """Find the most schools that pairs and triples can couple, with the fewest triples; `mates` is a largest matching.

    deadline: time.monotonic; when it passes, sets not looked at count as out of reach and the answer is not settled.
    """
    matched = len(mates) // 2
    if len(mates) == len(near):
        return Reach(matched, 0)
    left = leftovers(near, mates)
    settled = True
    stubborn: list[frozenset[int]] = []
    for odd in left.odd:
        fits = _fits_threes(near, odd, deadline)
        settled = settled and fits is not None
        if not fits:
            stubborn.append(odd)
    over = len(left.odd) - len(left.between)
    triples = over - (len(stubborn) - _helped(near, left, stubborn))
    # every triple takes a matched pair and one school that was over
    return Reach(matched - triples, triples, settled)


def _helped(near: Mapping[int, set[int]], left: Leftovers, stubborn: list[frozenset[int]]) -> int:
    """How many sets that cannot hold a triple find a partner among those who stand between the sets."""
    set_of = {vertex: number for number, odd in enumerate(stubborn) for vertex in odd}
    options = {v: sorted({set_of[w] for w in near[v] if w in set_of}) for v in left.between}
    return largest_pairing(sorted(options), lambda vertex: options[vertex])


def triangles(near: Mapping[int, set[int]], inside: frozenset[int]) -> Iterator[Triangle]:
    """List all triangles within a set, in order."""
    for a in sorted(inside):
        later = sorted(b for b in near[a] if b > a and b in inside)
        for b in later:
            for c in later:
                if c > b and c in near[b]:
                    yield a, b, c


def _fits_threes(near: Mapping[int, set[int]], odd: frozenset[int], deadline: float) -> bool | None:
    """Whether some triangle leaves a perfect matching of the rest; None when the time was up."""
    if len(odd) < 3:
        return False
    edges: Scores = {(a, b): 0 for a in odd for b in near[a] if a < b and b in odd}
    for triangle in triangles(near, odd):
        if time.monotonic() > deadline:
            return None
        rest = odd - set(triangle)
        if len(best_matching(sorted(rest), edges)) == len(rest):
            return True
    return False
