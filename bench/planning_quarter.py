# SPDX-License-Identifier: EUPL-1.2
"""Plan made-up quarters; beside them what placing areas one by one, the hardest first, gives.

python bench/planning_quarter.py [--areas 60] [--kinds roomy,plain,tight] [--seeds 3] [--seconds 10]; prints one JSON
line.
"""

import argparse
import json
from random import Random
from time import perf_counter
from typing import Any

from quarters import KINDS, quarter

from app.planning.quarter import plan_quarter
from app.planning.quarter_calendar import Calendar
from app.planning.quarter_check import check
from app.planning.quarter_document import quarter_from_document
from app.planning.quarter_model import Quarter
from app.planning.quarter_start import Start


def greedy(puzzle: Quarter) -> dict[str, Any]:
    """Place every area once, those with the least choice first."""
    started = perf_counter()
    draft = Start(Calendar(puzzle), Random(0), started, lambda found: None).first()
    return {"cost": draft.total, "seconds": round(perf_counter() - started, 3)}


def measure(areas: int, kind: str, seed: int, seconds: float, workers: int) -> dict[str, Any]:
    """Plan one quarter and say how good the plan is known to be."""
    puzzle = quarter_from_document(quarter(areas, kind, seed))
    first: list[float] = []
    found = plan_quarter(puzzle, seconds=seconds, workers=workers, progress=lambda p: first.append(p.seconds))
    assert found.plan is not None
    assert found.cost is not None
    assert found.bound is not None
    assert check(puzzle, found.plan) == []
    return {
        "instance": puzzle.id,
        "first_seconds": round(first[0], 3),
        "seconds": round(found.seconds, 2),
        "cost": found.cost,
        "bound": found.bound,
        "gap": round((found.cost - found.bound) / max(1, abs(found.cost)), 4),
        "status": found.status,
        "unplanned": sum(u.missing for u in found.unplanned),
        "greedy": greedy(puzzle),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--areas", type=int, default=60)
    parser.add_argument("--kinds", default="roomy,plain,tight", help=f"of {','.join(KINDS)}")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    told = parser.parse_args()
    runs = [
        measure(told.areas, kind, seed, told.seconds, told.workers)
        for kind in told.kinds.split(",")
        for seed in range(told.seeds)
    ]
    proven = sum(run["status"] == "optimal" for run in runs)
    close = sum(run["gap"] <= 0.01 for run in runs)
    print(json.dumps({"areas": told.areas, "limit": told.seconds, "proven": proven, "within_1%": close, "runs": runs}))


if __name__ == "__main__":
    main()
