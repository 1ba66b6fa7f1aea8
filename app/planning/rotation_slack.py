# SPDX-License-Identifier: EUPL-1.2
"""The cheapest concessions for a day with several clashes: one search in which every negotiable fact may give way."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.planning.rotation_concessions import MINUTES, MOST_TIME, Change, Concession
from app.planning.rotation_cpsat import RotationModel
from app.planning.rotation_grid import Grid
from app.planning.rotation_model import RotationDay, RotationGroup, RotationSchool
from app.planning.rotation_solve import solver_for

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

GROUP_TIMES = ("latest-end", "max-duration")
SCHOOL_TIMES = ("window-later", "window-earlier")
# Three ways to look for a way out: whatever is cheapest, only the times, only what a group sees.
WAYS = ((*GROUP_TIMES, *SCHOOL_TIMES, "min-visits", "must"), (*GROUP_TIMES, *SCHOOL_TIMES), ("min-visits", "must"))


@dataclass
class Slack:
    """A model of the widened day with, per possible change, how far it goes (steps, visits) and what a unit costs."""

    day: RotationDay
    kinds: tuple[str, ...]
    amounts: "dict[Change, IntVar]" = field(default_factory=dict)
    built: RotationModel = field(init=False)

    def __post_init__(self) -> None:
        """Build the model; every change is at least what the plan needs."""
        self.built = RotationModel(Grid(widened(self.day, self.kinds)))
        for g, group in enumerate(self.day.groups):
            self._times(g, group)
            self._visits(g, group)
        for s, school in enumerate(self.day.schools):
            self._windows(s, school)
        step = self.day.step
        costs = [step * v if c.kind not in MINUTES else 60 * MINUTES[c.kind] * v for c, v in self.amounts.items()]
        self.built.model.minimize(sum(costs))

    def _variable(self, change: Change, most: int) -> "IntVar":
        variable = self.built.model.new_int_var(0, most, f"{change.kind}_{change.group}_{change.school}")
        self.amounts[change] = variable
        return variable

    def _times(self, g: int, group: RotationGroup) -> None:
        if "latest-end" not in self.kinds:
            return
        built, step, most = self.built, self.day.step, MOST_TIME // self.day.step
        away = built.away[g]
        if group.latest_end is not None:
            late = self._variable(Change("latest-end", 1, group=group.id), most)
            built.model.add(late >= built.finish[g] - group.latest_end // step).only_enforce_if(away)
        over = self._variable(Change("max-duration", 1, group=group.id), most)
        length = built.finish[g] - built.depart[g]
        built.model.add(over >= length - group.max_duration // step).only_enforce_if(away)

    def _visits(self, g: int, group: RotationGroup) -> None:
        if "min-visits" not in self.kinds:
            return
        built, numbers = self.built, {school.id: s for s, school in enumerate(self.day.schools)}
        if group.min_visits:
            fewer = self._variable(Change("min-visits", 1, group=group.id), group.min_visits)
            built.model.add(fewer >= group.min_visits - sum(v for (of, _), v in built.visit.items() if of == g))
        for school in dict.fromkeys(group.must):
            missed = self._variable(Change("must", 1, group=group.id, school=school), 1)
            built.model.add(missed >= 1 - built.visit.get((g, numbers[school]), 0))

    def _windows(self, s: int, school: RotationSchool) -> None:
        if "window-later" not in self.kinds:
            return
        built, step, most = self.built, self.day.step, MOST_TIME // self.day.step
        first = min(opens for opens, _ in school.windows)
        last = max(closes for _, closes in school.windows) - school.presentation
        later = self._variable(Change("window-later", 1, school=school.id), most)
        earlier = self._variable(Change("window-earlier", 1, school=school.id), most)
        for g in range(len(self.day.groups)):
            if (g, s) in built.visit:
                start, seen = built.start[g, s], built.visit[g, s]
                built.model.add(later >= start - last // step).only_enforce_if(seen)
                built.model.add(earlier >= -(-first // step) - start).only_enforce_if(seen)

    def solve(self, seconds: float) -> Concession | None:
        """Find the cheapest changes within so many seconds; None when none were found or these kinds do not suffice."""
        from ortools.sat.python import cp_model

        solver = solver_for(seconds, 0, 2)
        status: Any = solver.solve(self.built.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return _read({change: solver.value(variable) for change, variable in self.amounts.items()}, self.day.step)


def _read(amounts: Mapping[Change, int], step: int) -> Concession:
    changes = [replace(c, amount=n if c.kind in MINUTES else n * step) for c, n in amounts.items() if n]
    return Concession(tuple(sorted(changes, key=lambda change: -change.cost)))


def widened(day: RotationDay, kinds: tuple[str, ...]) -> RotationDay:
    """Give the same day with every fact of these kinds as wide as a change may make it."""
    return replace(
        day,
        groups=tuple(_wide_group(group, kinds) for group in day.groups),
        schools=tuple(_wide_school(school, kinds) for school in day.schools),
    )


def _wide_group(group: RotationGroup, kinds: tuple[str, ...]) -> RotationGroup:
    if "min-visits" in kinds:
        group = replace(group, min_visits=0, must=())
    if "latest-end" in kinds:
        latest = None if group.latest_end is None else group.latest_end + MOST_TIME
        group = replace(group, latest_end=latest, max_duration=group.max_duration + MOST_TIME)
    return group


def _wide_school(school: RotationSchool, kinds: tuple[str, ...]) -> RotationSchool:
    if "window-later" not in kinds:
        return school
    windows = sorted(school.windows)
    windows[0] = max(0, windows[0][0] - MOST_TIME), windows[0][1]
    windows[-1] = windows[-1][0], windows[-1][1] + MOST_TIME
    return replace(school, windows=tuple(windows))


def cheapest_ways(day: RotationDay, deadline: float) -> list[Concession]:
    """Find up to three sets of concessions until `deadline` (time.monotonic), cheapest first, of different sorts."""
    found: list[Concession] = []
    for number, kinds in enumerate(WAYS):
        left = (deadline - time.monotonic()) / (len(WAYS) - number)
        if left <= 0:
            break
        concession = Slack(day, kinds).solve(left)
        if concession is not None and concession.changes and concession not in found:
            found.append(concession)
    return sorted(found, key=lambda concession: concession.cost)
