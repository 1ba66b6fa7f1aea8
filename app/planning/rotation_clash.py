# SPDX-License-Identifier: EUPL-1.2
"""Narrows an impossible day down to facts that clash, and finds what would have to give."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.planning.rotation_concessions import Concession, concessions
from app.planning.rotation_grid import Grid
from app.planning.rotation_model import RotationDay
from app.planning.rotation_possible import Oracle, alone_impossible
from app.planning.rotation_requirements import DEMANDS, Requirement, requirements, without
from app.planning.rotation_slack import cheapest_ways


@dataclass
class _Filter:
    """Leaves facts out one by one (or in bundles) as long as the rest still clashes."""

    day: RotationDay
    oracle: Oracle
    kept: list[Requirement]
    dropped: list[Requirement] = field(default_factory=list)
    sure: bool = True

    def leave_out(self, bundle: Iterable[Requirement], with_it: Iterable[Requirement] = ()) -> None:
        """Leave these facts out for good if the others clash without them; what hangs on them (`with_it`) goes too."""
        chosen = [fact for fact in bundle if fact in self.kept]
        if not chosen:
            return
        possible = self.oracle.possible(without(self.day, [*self.dropped, *chosen]))
        if possible is False:
            gone = {*chosen, *with_it}
            self.dropped += [fact for fact in self.kept if fact in gone]
            self.kept = [fact for fact in self.kept if fact not in gone]
        elif possible is None and len(chosen) == 1:
            self.sure = False


def clash(day: RotationDay, oracle: Oracle) -> tuple[list[Requirement], bool]:
    """Narrow an impossible day to facts that cannot all hold; also says whether none of them could be left out.

    Whole groups and whole schools go first, then fact by fact in the order of KINDS.
    """
    work = _Filter(day, oracle, requirements(day))
    grid = Grid(day)
    alone = next((group.id for g, group in enumerate(day.groups) if alone_impossible(grid, g)), None)
    if alone is not None:
        others = [fact for fact in work.kept if fact.group not in (None, alone)]
        work.leave_out(others)
    for group in day.groups:
        own = [fact for fact in work.kept if fact.group == group.id]
        work.leave_out([fact for fact in own if fact.kind in DEMANDS], own)
    for school in day.schools:
        work.leave_out([fact for fact in work.kept if fact.school == school.id and fact.group is None])
    for fact in list(work.kept):
        work.leave_out([fact])
    return work.kept, work.sure and not oracle.late


def ways_out(day: RotationDay, facts: Sequence[Requirement], oracle: Oracle) -> list[Concession]:
    """Find up to three concessions, each tried: single changes where one suffices, otherwise sets of several."""
    single = concessions(day, facts, oracle)
    if single or oracle.late:
        return single
    return [way for way in cheapest_ways(day, oracle.deadline) if oracle.possible(way.applied(day)) is not False]
