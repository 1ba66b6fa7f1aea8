# SPDX-License-Identifier: EUPL-1.2
"""Couple made-up schools; beside it who takes the best pair first, and networkx where it is installed.

python bench/planning_friends.py [--schools 500] [--kinds mixed,divided,sparse] [--seeds 3] [--seconds 30] [--peer];
prints one JSON line. --peer: also run networkx, which takes a hundred times as long.
"""

import argparse
import json
from time import perf_counter
from typing import Any

from couples import KINDS, couples

from app.planning.friends import match_friends
from app.planning.friends_check import check
from app.planning.friends_document import friends_from_document
from app.planning.friends_model import Friends
from app.planning.friends_pairs import permitted


def greedy(puzzle: Friends) -> dict[str, Any]:
    """Take the best pair that is left until none is."""
    started = perf_counter()
    coupled: set[str] = set()
    score = 0
    for pair, fit in sorted(permitted(puzzle).items(), key=lambda item: -item[1].score):
        if coupled.isdisjoint(pair):
            coupled |= pair
            score += fit.score
    return {"coupled": len(coupled), "score": score, "seconds": round(perf_counter() - started, 3)}


def networkx(puzzle: Friends) -> dict[str, Any] | None:
    """Run the same algorithm in Python, pairs only; None where networkx is not installed."""
    try:
        import networkx as nx
    except ImportError:
        return None
    started = perf_counter()
    graph = nx.Graph()
    fits = permitted(puzzle)
    graph.add_weighted_edges_from((*sorted(pair), fit.score) for pair, fit in fits.items())
    matched = nx.max_weight_matching(graph, maxcardinality=True)
    score = sum(fits[frozenset(pair)].score for pair in matched)
    return {"coupled": 2 * len(matched), "score": score, "seconds": round(perf_counter() - started, 2)}


def measure(schools: int, kind: str, seed: int, told: argparse.Namespace) -> dict[str, Any]:
    """Couple one set of schools, with and without triples."""
    run: dict[str, Any] = {}
    for triples in ("no", "if_needed"):
        puzzle = friends_from_document(couples(schools, kind, seed, triples))
        found = match_friends(puzzle, seconds=told.seconds)
        assert found.plan is not None
        assert check(puzzle, found.plan) == []
        run |= {"instance": puzzle.id, "pairs": len(puzzle.travel)}
        run[triples] = {
            "coupled": found.coupled,
            "triples": found.triples,
            "score": found.score,
            "status": found.status,
            "seconds": round(found.seconds, 2),
        }
    return run | {"greedy": greedy(puzzle)} | ({"networkx": networkx(puzzle)} if told.peer else {})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--schools", type=int, default=500)
    parser.add_argument("--kinds", default="mixed,divided,sparse", help=f"of {','.join(KINDS)}")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--peer", action="store_true")
    told = parser.parse_args()
    runs = [measure(told.schools, kind, seed, told) for kind in told.kinds.split(",") for seed in range(told.seeds)]
    proven = {which: sum(run[which]["status"] == "optimal" for run in runs) for which in ("no", "if_needed")}
    print(json.dumps({"schools": told.schools, "limit": told.seconds, "proven": proven, "runs": runs}))


if __name__ == "__main__":
    main()
