# SPDX-License-Identifier: EUPL-1.2
"""Why a day is impossible: a smallest set of facts that clash, found by leaving out one after another."""

import time
from dataclasses import dataclass

from app.planning.remarks import Names
from app.planning.rotation_concessions import Concession
from app.planning.rotation_conflict_words import CLASH, PERHAPS, POSSIBLE, REQUIREMENTS, UNKNOWN
from app.planning.rotation_grid import Grid
from app.planning.rotation_lint import ERROR, Finding, lint
from app.planning.rotation_model import RotationDay
from app.planning.rotation_requirements import Requirement

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
            return self.reasons(names)
        if self.status != "impossible":
            return [POSSIBLE if self.status == "possible" else UNKNOWN]
        ways_out = [concession.sentence(self.day, names) for concession in self.concessions]
        return [CLASH, *self.reasons(names), *ways_out]

    def reasons(self, names: Names | None = None) -> list[str]:
        """Tell only what cannot go together, or what is wrong in the input."""
        if self.findings:
            return [finding.sentence(names) for finding in self.findings]
        told = [*(fact.sentence(self.day, names) for fact in self.facts), *self._no_ways(names)]
        return told if self.proven_minimal or self.status != "impossible" else [*told, PERHAPS]

    def _no_ways(self, names: Names | None) -> list[str]:
        """Tell of schools where no way leads: the facts that people can change do not say so."""
        grid, told = Grid(self.day), []
        for g, group in enumerate(self.day.groups):
            for s, school in enumerate(self.day.schools):
                fact = Requirement("must", group.id, school.id)
                asked = fact in self.facts or Requirement("min-visits", group.id) in self.facts
                if asked and None in (grid.out[g][s], grid.home[g][s]):
                    told.append(REQUIREMENTS["no-way"].format_map(fact.remark(self.day).words(names)))
        return told


def why_impossible(day: RotationDay, *, seconds: float) -> Explanation:
    """Explain within so many seconds why a day cannot be planned, and what would make it possible.

    First the input itself, then each group alone, then all together. Every step is a fresh search, so the facts are
    right whatever the solver is; when time is short they may be more than needed (`proven_minimal` is false).
    """
    # imported here: arrays and solver cost the application a quarter of a second when it starts
    from app.planning.rotation_clash import clash, ways_out
    from app.planning.rotation_possible import Oracle

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
