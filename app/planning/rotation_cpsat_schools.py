# SPDX-License-Identifier: EUPL-1.2
"""The schools' side of the constraint model: so many rooms, or groups that share a presentation."""

from itertools import combinations
from typing import TYPE_CHECKING

from app.planning.rotation_grid import Grid

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

    Vars = dict[tuple[int, int], IntVar]


def share_schools(model: "CpModel", grid: Grid, visit: "Vars", start: "Vars") -> None:
    """Keep every school within what it can receive at once."""
    for s, school in enumerate(grid.day.schools):
        here = [g for g in range(len(grid.day.groups)) if (g, s) in visit]
        if school.groups_per_presentation > 1:
            _shared(model, grid, s, here, visit, start)
        else:
            _side_by_side(model, grid, s, here, visit, start)


def _side_by_side(model: "CpModel", grid: Grid, s: int, here: list[int], visit: "Vars", start: "Vars") -> None:
    length, rooms = grid.hold[s], grid.day.schools[s].rooms
    stays = [
        model.new_optional_fixed_size_interval_var(start[g, s], length, visit[g, s], f"stay_{g}_{s}") for g in here
    ]
    if rooms == 1:
        model.add_no_overlap(stays)
    elif len(here) > rooms:
        model.add_cumulative(stays, [1] * len(stays), rooms)


def _shared(model: "CpModel", grid: Grid, s: int, here: list[int], visit: "Vars", start: "Vars") -> None:
    """Any two groups come together, or one comes a whole presentation after the other."""
    school, groups, hold = grid.day.schools[s], grid.day.groups, grid.hold[s]
    limit = school.visitors_per_presentation
    together: dict[int, list[tuple[int, IntVar]]] = {g: [] for g in here}
    for a, b in combinations(here, 2):
        both, before, after = (model.new_bool_var(f"{how}_{a}_{b}_{s}") for how in ("with", "before", "after"))
        model.add(start[a, s] == start[b, s]).only_enforce_if(both)
        model.add(start[b, s] >= start[a, s] + hold).only_enforce_if(before)
        model.add(start[a, s] >= start[b, s] + hold).only_enforce_if(after)
        model.add_implication(both, visit[a, s])
        model.add_implication(both, visit[b, s])
        model.add_bool_or([both, before, after, ~visit[a, s], ~visit[b, s]])
        together[a].append((b, both))
        together[b].append((a, both))
    for g, others in together.items():
        model.add(sum(both for _, both in others) <= school.groups_per_presentation - 1)
        if limit is not None:
            model.add(sum(groups[h].size * both for h, both in others) <= limit - groups[g].size)
