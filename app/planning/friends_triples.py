# SPDX-License-Identifier: EUPL-1.2
"""How many schools three together can couple at all, and how few threes that takes; by theorem, without a search.

Source: G. Cornuejols, D. Hartvigsen, W. Pulleyblank, "Packing subgraphs in a graph" (1982): a set that matching leaves
odd can be covered wholly when one triangle in it leaves a perfect matching of the rest, and no plan does better than
to leave those sets over that can, as many as there are to leave.
"""

import time
from collections.abc import Mapping
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
        if three_in(near, odd, deadline) is None:
            settled = settled and time.monotonic() <= deadline
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


def three_in(near: Mapping[int, set[int]], odd: frozenset[int], deadline: float) -> Triangle | None:
    """Find a triangle that leaves a perfect matching of the rest of an odd set; None when there is none, or no time.

    Without one school such a set matches perfectly; a triangle fits when one of those matchings can hold a pair of two
    neighbours of that school. So one weighted matching per school tells, and each triangle need be met once only.
    """
    inside = {vertex: near[vertex] & odd for vertex in odd}
    done: set[int] = set()
    for vertex in sorted(odd, key=lambda v: (-len(inside[v]), v)):
        beside = inside[vertex] - done
        done.add(vertex)
        if not any(inside[one] & beside for one in beside):
            continue
        if time.monotonic() > deadline:
            return None
        edges = {(a, b): int(a in beside and b in beside) for a in odd for b in inside[a] if a < b}
        mates = best_matching(sorted(odd - {vertex}), edges)
        for one, other in sorted(mates.items()):
            if one < other and edges[one, other]:
                return vertex, one, other
    return None


def some_threes(near: Mapping[int, set[int]], scores: Scores, mates: Mates, triples: int) -> list[tuple[int, ...]]:
    """Couple as many schools as can be with so many triples, by taking the first that fit; good, not the best."""
    threes: list[tuple[int, ...]] = []
    rest = {vertex: set(beside) for vertex, beside in near.items()}
    while len(threes) < triples:
        for odd in leftovers(rest, mates).odd:
            three = three_in(rest, odd, float("inf"))
            if three is None:
                continue
            without = {v: beside - set(three) for v, beside in rest.items() if v not in three}
            others = best_matching(without, scores)
            if len(others) + 2 == len(mates):  # three take the place of two: one school more
                threes, rest, mates = [*threes, three], without, others
                break
        else:
            break
    return [*threes, *((a, b) for a, b in mates.items() if a < b)]
