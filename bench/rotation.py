# SPDX-License-Identifier: EUPL-1.2
"""Measures the puzzle of the day: how good a plan is, how soon, what is proven, and what a person would have made."""

import time
from collections.abc import Iterable, Sequence
from random import Random
from statistics import median

from app.planning.feasibility import check
from app.planning.rotation import RotationProgress, plan_day
from app.planning.rotation_bells import Bells, choices
from app.planning.rotation_grid import Grid, up
from app.planning.rotation_model import RotationDay
from app.planning.rotation_ring import ring_draft
from app.planning.rotation_score import score
from app.planning.rotation_search import Draft, Search
from app.planning.rotation_use import Openings
from bench.rotation_days import day_of

Figures = dict[str, float | int | str | None]
COLUMNS = ("first_s", "score", "bound", "gap_pct", "proven", "points", "unfair", "idle", "ring", "greedy")


def measure(
    families: Sequence[str], sizes: Sequence[tuple[int, int]], per: int, seconds: float, seed: str
) -> list[Figures]:
    """Plan so many days of every family and size; one row of medians and shares for each."""
    return [
        _row(family, size, [_planned(day_of(family, *size, f"{seed}{n}"), seconds) for n in range(per)])
        for family in families
        for size in sizes
    ]


def _planned(day: RotationDay, seconds: float) -> Figures:
    heard: list[RotationProgress] = []
    began = time.process_time(), time.monotonic()
    proposal = plan_day(day, seconds=seconds, progress=heard.append)
    cpu, wall = time.process_time() - began[0], time.monotonic() - began[1]
    faults = 0 if proposal.plan is None else len(check(day, proposal.plan))
    gap = None
    if proposal.score and proposal.bound is not None:
        gap = 100 * (proposal.score - proposal.bound) / abs(proposal.score)
    return {
        "status": proposal.status, "wall_s": round(wall, 2), "cpu_s": round(cpu, 2), "faults": faults,
        "first_s": round(heard[0].seconds, 2) if heard else None, "score": proposal.score, "bound": proposal.bound,
        "gap_pct": gap, "points": proposal.points, "unfair": proposal.unfair, "idle": proposal.idle,
        "ring": ring_score(day), "greedy": greedy_score(day),
    }  # fmt: skip


def _row(family: str, size: tuple[int, int], days: Sequence[Figures]) -> Figures:
    settled = sum(day["status"] in ("optimal", "impossible") for day in days)
    row: Figures = {"family": family, "size": f"{size[0]}x{size[1]}", "days": len(days), "proven": settled / len(days)}
    for name in (
        "first_s",
        "score",
        "bound",
        "gap_pct",
        "points",
        "unfair",
        "idle",
        "ring",
        "greedy",
        "wall_s",
        "cpu_s",
    ):
        values = [value for day in days if isinstance(value := day[name], (int, float))]
        row[name] = round(median(values), 2) if values else None
    row["faults"] = sum(int(day["faults"] or 0) for day in days)
    row["worst_gap_pct"] = round(max((float(day["gap_pct"] or 0) for day in days), default=0), 2)
    return row


def ring_score(day: RotationDay) -> int | None:
    """Score the day as a person makes it: a stroke that suits all, everybody round in one order; None if it fails."""
    grid = Grid(day)
    bells = _bells_by_hand(grid)
    search = Search(Openings(grid, frozenset(bells.moments(day.timing)) if day.timing.in_rounds else None), Random(0),
                    time.monotonic() + 60)  # fmt: skip
    moments = sorted(bells.moments(day.timing)) if day.timing.in_rounds else _round_times(grid)
    return _completed(search, ring_draft(search, moments))


def _bells_by_hand(grid: Grid) -> Bells:
    every = list(choices(grid)) or [Bells(1, ())]
    wanted = _stroke_by_hand(grid)
    return min(every, key=lambda bells: (abs(bells.stroke - wanted), bells.first))


def _stroke_by_hand(grid: Grid) -> int:
    """Take the longest of all presentations with the way to the nearest other school."""
    legs = [min(gap for b, gap in enumerate(row) if b != a and gap) for a, row in enumerate(grid.between[0])]
    return max(legs)


def _round_times(grid: Grid) -> list[int]:
    stroke, step = _stroke_by_hand(grid), grid.day.step
    first = min(up(school.windows[0][0], step) for school in grid.day.schools) + 2
    return list(range(first, grid.last, stroke))


def greedy_score(day: RotationDay) -> int | None:
    """Score the day as it becomes when groups are sent out one after the other, each at its best."""
    grid = Grid(day)
    if not day.timing.in_rounds:
        return _completed(Search(Openings(grid), Random(0), time.monotonic() + 60), Draft(grid, {}))
    bells = _bells_by_hand(grid)
    openings = Openings(grid, bells.moments(day.timing))
    return _completed(Search(openings, Random(0), time.monotonic() + 60, bells.rounds(day.step)), Draft(grid, {}))


def _completed(search: Search, draft: Draft) -> int | None:
    """Send out those who are left, one by one."""
    whole = search.completed(draft)
    return score(draft.grid.day, whole.plan()).total if whole.complete else None


def as_text(rows: Iterable[Figures]) -> str:
    """Set the rows out in a table."""
    head = f"{'family':9}{'size':>7}" + "".join(f"{name:>10}" for name in COLUMNS)
    lines = [
        f"{row['family']:9}{row['size']:>7}" + "".join(f"{_shown(row[name]):>10}" for name in COLUMNS) for row in rows
    ]
    return "\n".join([head, *lines])


def _shown(value: object) -> str:
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
