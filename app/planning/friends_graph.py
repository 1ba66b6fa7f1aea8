# SPDX-License-Identifier: EUPL-1.2
"""Permitted pairs as a graph of numbered schools: matching, connected parts, and what matching must leave over.

Source of the decomposition: J. Edmonds, "Paths, trees, and flowers" (1965); T. Gallai (1964).
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Edge = tuple[int, int]
Scores = Mapping[Edge, int]
Mates = dict[int, int]


def best_matching(vertices: Iterable[int], scores: Scores) -> Mates:
    """Match as many as possible, and among those the highest sum of scores; exact. Edges are (smaller, larger)."""
    # imported here: compiled code that only a proposal needs
    import rustworkx

    known = list(vertices)
    number = {vertex: row for row, vertex in enumerate(known)}
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(known)
    inside = ((number[a], number[b], w) for (a, b), w in scores.items() if a in number and b in number)
    graph.add_edges_from(list(inside))
    mates: Mates = {}
    for a, b in rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int):
        mates[known[a]], mates[known[b]] = known[b], known[a]
    return mates


def adjacency(vertices: Iterable[int], scores: Scores) -> dict[int, set[int]]:
    """List the neighbours of every vertex."""
    near: dict[int, set[int]] = {vertex: set() for vertex in vertices}
    for a, b in scores:
        if a in near and b in near:
            near[a].add(b)
            near[b].add(a)
    return near


def parts(near: Mapping[int, set[int]]) -> list[list[int]]:
    """Split a graph into its connected parts, each in order, by their first vertex."""
    seen: set[int] = set()
    found = []
    for root in sorted(near):
        if root in seen:
            continue
        part, queue = {root}, [root]
        while queue:
            fresh = near[queue.pop()] - part
            part |= fresh
            queue += fresh
        seen |= part
        found.append(sorted(part))
    return found


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Who a largest matching may leave out. odd: sets of which each may miss one of its own, any one of them.

    between: the vertices that stand between these sets; every largest matching gives each of them to another set.
    """

    odd: tuple[frozenset[int], ...]
    between: frozenset[int]


def leftovers(near: Mapping[int, set[int]], mates: Mates) -> Leftovers:
    """Decompose a graph (Gallai, Edmonds) by growing alternating trees from everyone whom a largest matching misses."""
    forest = _Forest(near, mates)
    forest.grow()
    odd: dict[int, set[int]] = {}
    for vertex in forest.outer:
        odd.setdefault(forest.base(vertex), set()).add(vertex)
    between = frozenset(forest.above) - forest.outer
    return Leftovers(tuple(frozenset(odd[base]) for base in sorted(odd)), between)


class _Forest:
    """Alternating trees with their odd circles drawn together. outer: an even number of steps from a root."""

    def __init__(self, near: Mapping[int, set[int]], mates: Mates) -> None:
        self.near, self.mates = near, mates
        self.link = {vertex: vertex for vertex in near}
        self.above: dict[int, int] = {}
        self.queue = deque(sorted(vertex for vertex in near if vertex not in mates))
        self.outer = set(self.queue)

    def base(self, vertex: int) -> int:
        while self.link[vertex] != vertex:
            self.link[vertex] = self.link[self.link[vertex]]
            vertex = self.link[vertex]
        return vertex

    def grow(self) -> None:
        while self.queue:
            here = self.queue.popleft()
            for there in sorted(self.near[here]):
                if there in self.outer:
                    if self.base(here) != self.base(there):
                        self._draw_together(here, there)
                elif there not in self.above:
                    self.above[there] = here
                    self._reach(self.mates[there])

    def _reach(self, vertex: int) -> None:
        self.outer.add(vertex)
        self.queue.append(vertex)

    def _step(self, base: int) -> int | None:
        """Go two steps up from a base, None from a root."""
        mate = self.mates.get(base)
        return None if mate is None else self.base(self.above[mate])

    def _draw_together(self, one: int, other: int) -> None:
        passed: set[int] = set()
        here: int | None = self.base(one)
        while here is not None:
            passed.add(here)
            here = self._step(here)
        meeting = self.base(other)
        while meeting not in passed:
            above = self._step(meeting)
            assert above is not None, "two roots meet: the matching was not the largest"
            meeting = above
        for end in (one, other):
            here = self.base(end)
            while here is not None and here != meeting:
                following, mate = self._step(here), self.mates[here]
                if mate not in self.outer:
                    self._reach(mate)
                self.link[here] = self.link[self.base(mate)] = meeting
                here = following


def largest_pairing(rows: Iterable[int], options: Callable[[int], Iterable[int]]) -> int:
    """Count how many rows can each have an option of their own (augmenting paths)."""
    given: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for option in options(row):
            if option in tried:
                continue
            tried.add(option)
            if option not in given or place(given[option], tried):
                given[option] = row
                return True
        return False

    return sum(place(row, set()) for row in rows)
