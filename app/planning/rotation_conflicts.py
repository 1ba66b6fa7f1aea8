# SPDX-License-Identifier: EUPL-1.2
"""Why a day is impossible: a smallest set of facts that clash, found by leaving out one after another."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.planning.remarks import Names
from app.planning.rotation_concessions import Concession, concessions
from app.planning.rotation_conflict_words import CLASH, PERHAPS, POSSIBLE, REQUIREMENTS, UNKNOWN
from app.planning.rotation_grid import Grid
from app.planning.rotation_lint import ERROR, Finding, lint
from app.planning.rotation_model import RotationDay
from app.planning.rotation_possible import Oracle, alone_impossible
from app.planning.rotation_requirements import DEMANDS, Requirement, requirements, without
from app.planning.rotation_slack import cheapest_ways

FOR_THE_REASON = 0.5


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a day cannot be planned, and what would help.

    status: `possible`, `impossible` (facts or findings say why) or `unknown` (not found out in time).
    facts: cannot all hold together. proven_minimal: leave any one of them out, and a plan exists for the rest.
    findings: errors in the input itself; then nothing else was searched. concessions: tried, cheapest first.
    """

    day: RotationDay
    status: str
    facts: tuple[Requirement, ...] = ()
    proven_minimal: bool = False
    concessions: tuple[Concession, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0

    def sentences(self, names: Names | None = None) -> list[str]:
        """Tell it in plain Dutch, with names for ids where they are given."""
        if self.findings:
            return [finding.sentence(names) for finding in self.findings]
        if self.status != "impossible":
            return [POSSIBLE if self.status == "possible" else UNKNOWN]
        told = [CLASH, *(fact.sentence(self.day, names) for fact in self.facts), *self._no_ways(names)]
        told += [] if self.proven_minimal else [PERHAPS]
        return told + [concession.sentence(self.day, names) for concession in self.concessions]

    def _no_ways(self, names: Names | None) -> list[str]:
        """Tell of promised visits where no way leads: the facts that people can change do not say so."""
        grid, told = Grid(self.day), []
        for g, group in enumerate(self.day.groups):
            for s, school in enumerate(self.day.schools):
                fact = Requirement("must", group.id, school.id)
                if fact in self.facts and None in (grid.out[g][s], grid.home[g][s]):
                    told.append(REQUIREMENTS["no-way"].format_map(fact.remark(self.day).words(names)))
        return told


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


def why_impossible(day: RotationDay, *, seconds: float) -> Explanation:
    """Explain within so many seconds why a day cannot be planned, and what would make it possible.

    First the input itself, then each group alone, then all together. Every step is a fresh search, so the set of facts is
    right whatever the solver is; when time is short it may be larger than needed (`proven_minimal` is false).
    """
    began = time.monotonic()
    errors = tuple(finding for finding in lint(day) if finding.severity == ERROR)
    if errors:
        return Explanation(day, "impossible", findings=errors, seconds=time.monotonic() - began)
    oracle = Oracle(began + seconds * FOR_THE_REASON)
    possible = oracle.possible(day)
    if possible is not False:
        status = "possible" if possible else "unknown"
        return Explanation(day, status, seconds=time.monotonic() - began)
    facts, sure = clash(day, oracle)
    ways = ways_out(day, facts, Oracle(began + seconds))
    return Explanation(day, "impossible", tuple(facts), sure, tuple(ways), (), time.monotonic() - began)


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
    """Find up to three concessions, each tried: single changes where one suffices, otherwise the cheapest sets of several."""
    single = concessions(day, facts, oracle)
    if single or oracle.late:
        return single
    return [way for way in cheapest_ways(day, oracle.deadline) if oracle.possible(way.applied(day)) is not False]
