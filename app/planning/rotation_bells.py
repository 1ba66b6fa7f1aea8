# SPDX-License-Identifier: EUPL-1.2
"""Which bells a day in rounds may have: one stroke for the day, a first bell per block, no block into the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from app.planning.rotation_grid import Grid, up
from app.planning.rotation_model import RotationRounds, RotationTiming


@dataclass(frozen=True, slots=True)
class Bells:
    """One choice of bells, in grid steps: `stroke` from bell to bell, `first` per block."""

    stroke: int
    first: tuple[int, ...]

    def moments(self, timing: RotationTiming) -> frozenset[int]:
        """Every bell of the day, in steps since midnight."""
        return frozenset(self.each(timing))

    def each(self, timing: RotationTiming) -> tuple[int, ...]:
        """Every bell in order, block by block."""
        pairs = zip(self.first, timing.blocks, strict=True)
        return tuple(first + number * self.stroke for first, block in pairs for number in range(block.rounds))

    def rounds(self, step: int) -> RotationRounds:
        """Give the same bells in seconds."""
        return RotationRounds(self.stroke * step, tuple(first * step for first in self.first))


def strokes(grid: Grid) -> range:
    """List the strokes that are permitted and lie on the grid, in steps."""
    shortest, longest = grid.day.timing.stroke or (1, 0)
    return range(max(1, up(shortest, grid.day.step)), longest // grid.day.step + 1)


def firsts(grid: Grid) -> list[range]:
    """Per block the first bells that are permitted and lie on the grid, in steps."""
    step = grid.day.step
    return [range(up(block.first[0], step), block.first[1] // step + 1) for block in grid.day.timing.blocks]


def choices(grid: Grid) -> Iterator[Bells]:
    """Every permitted choice of bells, short strokes and early bells first."""
    for stroke, first in product(strokes(grid), product(*firsts(grid))):
        bells = Bells(stroke, first)
        if in_order(bells, grid.day.timing):
            yield bells


def in_order(bells: Bells, timing: RotationTiming) -> bool:
    """Whether no block begins before the one before it has ended."""
    ends = [first + block.rounds * bells.stroke for first, block in zip(bells.first, timing.blocks, strict=True)]
    return all(end <= first for end, first in zip(ends, bells.first[1:], strict=False))
