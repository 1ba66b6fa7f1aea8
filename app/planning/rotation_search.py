# SPDX-License-Identifier: EUPL-1.2
"""A good plan at once: groups are sent out one by one, then a few at a time are called back and sent out better."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

from app.planning.rotation_grid import Grid
from app.planning.rotation_model import GroupOuting, RotationPlan, RotationRounds, Visit
from app.planning.rotation_outing import Moments, Outing, Prospect, best_outing
from app.planning.rotation_score import score
from app.planning.rotation_use import Openings, prospect_of

STANDSTILL_PER_GROUP = 20


@dataclass(frozen=True)
class Draft:
    """Outings found so far by group number; a group without one either may stay at home or could not be placed."""

    grid: Grid
    outings: Mapping[int, Outing]
    rounds: RotationRounds | None = None

    @property
    def complete(self) -> bool:
        """Whether every group that must visit something does."""
        return all(g in self.outings or not group.least_visits for g, group in enumerate(self.grid.day.groups))

    @property
    def rank(self) -> tuple[int, int]:
        """First the groups that could not be placed, then the score: smaller is better."""
        left_out = sum(g not in self.outings and group.least_visits > 0 for g, group in enumerate(self.grid.day.groups))
        return left_out, score(self.grid.day, self.plan()).total

    def plan(self) -> RotationPlan:
        """Write the draft as a plan in seconds."""
        day = self.grid.day
        outings = tuple(self._outing(g, group.id) for g, group in enumerate(day.groups))
        return RotationPlan(day.id, outings, self.rounds)

    def _outing(self, g: int, group: str) -> GroupOuting:
        outing, day = self.outings.get(g), self.grid.day
        if outing is None:
            return GroupOuting(group, None, None)
        visits = tuple(Visit(day.schools[s].id, start * day.step) for s, start in outing.visits)
        return GroupOuting(group, outing.depart * day.step, outing.finish * day.step, visits)


@dataclass
class Search:
    """A local search with one set of openings. Ends at `deadline` (time.monotonic) at the latest.

    found: hears of every better draft. noticed: hears of every outing that a group was sent on, by group number.
    """

    openings: Openings
    rng: Random
    deadline: float
    rounds: RotationRounds | None = None
    found: Callable[[Draft], None] = field(default=lambda draft: None)
    noticed: Callable[[int, Outing], None] = field(default=lambda g, outing: None)

    @property
    def late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.deadline

    def first_draft(self, attempts: int = 12) -> Draft:
        """Send out all groups, the hardest first; who could not be placed goes first in the next attempt."""
        grid = self.openings.grid
        order = sorted(range(len(grid.day.groups)), key=self._freedom)
        best = self._send({}, order)
        for _ in range(attempts - 1):
            if best.complete or self.late:
                break
            left_out = [g for g in order if g not in best.outings and grid.day.groups[g].least_visits]
            rest = [g for g in order if g not in left_out]
            self.rng.shuffle(left_out)
            self.rng.shuffle(rest)
            order = left_out + rest
            best = min(best, self._send({}, order), key=lambda draft: draft.rank)
        return best

    def completed(self, draft: Draft) -> Draft:
        """Send out the groups that the draft leaves out, the hardest first, once."""
        left = [g for g in range(len(draft.grid.day.groups)) if g not in draft.outings]
        return self._send(draft.outings, sorted(left, key=self._freedom))

    def _freedom(self, g: int) -> int:
        """How much a group can choose: moments of visits, fewer for those that must see more."""
        moments = sum(int(m.sum()) for m in self.openings.moments[g])
        return moments // max(1, self.openings.grid.day.groups[g].least_visits)

    def _send(self, kept: Mapping[int, Outing], order: Sequence[int], wild: float = 0) -> Draft:
        outings = dict(kept)
        for g in order:
            prospect = prospect_of(self.openings, g, outings)
            if wild and g != order[-1]:
                prospect = self._shaken(prospect, wild)
            found = best_outing(self.openings.grid, g, prospect, self.rng)
            if found is not None and (found[0] < 0 or self.openings.grid.day.groups[g].least_visits):
                outings[g] = found[1]
                self.noticed(g, found[1])
        return Draft(self.openings.grid, outings, self.rounds)

    def _shaken(self, prospect: Prospect, wild: float) -> Prospect:
        reward = [value * self.rng.uniform(1 - wild, 1 + wild) for value in prospect.reward]
        moments = [m & ~self._hidden(len(m)) if m.sum() > 3 else m for m in prospect.open]
        return Prospect(moments, reward, prospect.last)

    def _hidden(self, length: int) -> Moments:
        """Moments that the shaken group must leave to the others, so that it does not always take the best."""
        hidden = np.zeros(length, dtype=np.bool_)
        start = self.rng.randrange(length)
        hidden[start : start + self.rng.randrange(1, max(2, length // 3))] = True
        return hidden

    def improve(self, draft: Draft, standstill: int | None = None) -> Draft:
        """Call back one to four groups at a time and send them out again; stop after so many tries without gain.

        standstill: None for a number that grows with the groups.
        """
        standstill = standstill or STANDSTILL_PER_GROUP * len(draft.grid.day.groups)
        best, rank = draft, draft.rank
        fruitless = 0
        while fruitless < standstill and not self.late:
            tried = self._again(best)
            fruitless += 1
            if tried.rank <= rank:
                if tried.rank < rank:
                    fruitless = 0
                    self.found(tried)
                best, rank = tried, tried.rank
        return best

    def _again(self, draft: Draft) -> Draft:
        groups = list(range(len(self.openings.grid.day.groups)))
        back = self.rng.sample(groups, min(len(groups), self.rng.choice((1, 2, 2, 3, 3, 4))))
        missing = [g for g in groups if g not in draft.outings and g not in back]
        order = missing + back
        kept = {g: outing for g, outing in draft.outings.items() if g not in order}
        return self._send(kept, order, self.rng.choice((0, 0.2, 0.5)))
