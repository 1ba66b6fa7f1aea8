# SPDX-License-Identifier: EUPL-1.2
"""The bells in the constraint model: the stroke and the first bell of each block are found together with the visits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.planning.rotation_bells import firsts, strokes
from app.planning.rotation_grid import Grid
from app.planning.rotation_model import RotationRounds

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, CpSolverSolutionCallback, IntVar


@dataclass
class BellVariables:
    """The stroke, the first bells (steps) and, whether a visit (group, school) starts at a bell (block, round)."""

    model: "CpModel"
    stroke: "IntVar"
    first: "list[IntVar]"
    at: "dict[tuple[int, int, int, int], IntVar]" = field(default_factory=dict)

    def rounds(self, value: "CpSolver | CpSolverSolutionCallback", step: int) -> RotationRounds:
        """Read the bells out of a solution, in seconds."""
        return RotationRounds(value.value(self.stroke) * step, tuple(value.value(f) * step for f in self.first))

    def hint(self, rounds: RotationRounds, grid: Grid, starts: Mapping[tuple[int, int], int]) -> None:
        """Begin at these bells, with these starts (steps) per group and school."""
        step = grid.day.step
        self.model.add_hint(self.stroke, rounds.stroke // step)
        for variable, first in zip(self.first, rounds.first, strict=True):
            self.model.add_hint(variable, first // step)
        for (g, s, b, r), chosen in self.at.items():
            bell = (rounds.first[b] + r * rounds.stroke) // step
            self.model.add_hint(chosen, starts.get((g, s)) == bell)


def ring_bells(
    model: "CpModel", grid: Grid, visit: "dict[tuple[int, int], IntVar]", start: "dict[tuple[int, int], IntVar]"
) -> BellVariables | None:
    """Let every visit start at a bell. Returns None, with the model made impossible, where no bells are permitted."""
    blocks, domains = grid.day.timing.blocks, firsts(grid)
    if not strokes(grid) or not all(domains):
        model.add_bool_or([])
        return None
    stroke = model.new_int_var(strokes(grid)[0], strokes(grid)[-1], "stroke")
    first = [model.new_int_var(domain[0], domain[-1], f"first_{b}") for b, domain in enumerate(domains)]
    for b in range(len(blocks) - 1):
        model.add(first[b] + blocks[b].rounds * stroke <= first[b + 1])
    bells = BellVariables(model, stroke, first)
    for (g, s), seen in visit.items():
        chosen = []
        for b, block in enumerate(blocks):
            for r in range(block.rounds):
                here = model.new_bool_var(f"at_{g}_{s}_{b}_{r}")
                model.add(start[g, s] == first[b] + r * stroke).only_enforce_if(here)
                bells.at[g, s, b, r] = here
                chosen.append(here)
        model.add(sum(chosen) == seen)
    _one_place_at_a_time(model, grid, bells)
    return bells


def _one_place_at_a_time(model: "CpModel", grid: Grid, bells: BellVariables) -> None:
    """Redundant, but it makes the day the Latin rectangle that it nearly is: a bell sends a group to one school."""
    for g in range(len(grid.day.groups)):
        for b, block in enumerate(grid.day.timing.blocks):
            for r in range(block.rounds):
                here = [at for (of, _, of_b, of_r), at in bells.at.items() if (of, of_b, of_r) == (g, b, r)]
                model.add_at_most_one(here)
