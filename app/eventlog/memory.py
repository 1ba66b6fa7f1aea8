# SPDX-License-Identifier: EUPL-1.2
"""What was remembered for earlier decisions, so that the next one need not begin at the first fact."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

SHORT = 12  # facts; so few are folded again sooner than looked up
MOST = 256  # memories of one process


@dataclass(frozen=True, slots=True)
class Remembered:
    """A fold.

    start: the empty memory it began with; positions: of its facts, in order; hash: of the last one; state: the outcome.
    """

    start: Any
    positions: tuple[int, ...]
    hash: str
    state: Any


@dataclass
class Memory:
    """Folds of one log.

    A fold may be carried on when its facts are the first ones of a boundary: a state is a pure function of its facts,
    facts never change, and the hash of the last one stands for everything before it (see codec.link).
    """

    _kept: OrderedDict[tuple[str, int], list[Remembered]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def longest(self, start: Any, positions: list[int]) -> Remembered | None:
        """Find the fold that holds most of the first facts at these positions, in order."""
        if len(positions) < SHORT:
            return None
        with self._lock:
            known = list(self._kept.get(_shelf(start, positions), ()))
        fitting = (r for r in known if tuple(positions[: len(r.positions)]) == r.positions and r.start == start)
        return max(fitting, key=lambda r: len(r.positions), default=None)

    def keep(self, new: Remembered) -> None:
        """Remember a fold; it takes the place of the ones that it carries on."""
        if len(new.positions) < SHORT:
            return
        shelf = _shelf(new.start, list(new.positions))
        with self._lock:
            others = [r for r in self._kept.pop(shelf, []) if r.positions != new.positions[: len(r.positions)]]
            self._kept[shelf] = [*others, new][-MOST // 8 :]
            while sum(map(len, self._kept.values())) > MOST:
                self._kept.popitem(last=False)


def _shelf(start: Any, positions: list[int]) -> tuple[str, int]:
    return type(start).__qualname__, positions[0]
