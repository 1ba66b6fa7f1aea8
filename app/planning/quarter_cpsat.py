# SPDX-License-Identifier: EUPL-1.2
"""The quarter as a constraint model: an area on a slot, and the guides of a team on a slot, counted together.

Who of the guides goes to which area of the same team on the same slot changes nothing, so the model only says who works
for the team; `plan` hands them out. OR-Tools is imported only when a model is built.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.planning.quarter_calendar import GUIDE, NOT_OUT_OF_HOURS, TEAM_WEEK, UNPLANNED, WEEK, Calendar
from app.planning.quarter_draft import Draft
from app.planning.quarter_model import QuarterArea

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Var = cp_model.IntVar
    Expression = cp_model.LinearExprT


class QuarterModel:
    """Variables of one quarter. held: area on slot. leads: guide for team on slot."""

    def __init__(self, calendar: Calendar) -> None:
        """Build the model with all hard rules and the objective."""
        from ortools.sat.python import cp_model

        self.calendar, self.quarter = calendar, calendar.quarter
        self.model = cp_model.CpModel()
        self.held: dict[tuple[int, int], Var] = {}
        self.leads: dict[tuple[int, int, int], Var] = {}
        self.terms: list[Expression] = []
        self.over: list[tuple[Var, list[Var], int]] = []
        for a, slots in enumerate(calendar.open_to):
            for s in slots:
                self.held[a, s] = self.model.new_bool_var(f"held_{a}_{s}")
        self._areas()
        self._days()
        self._guides()
        self._spread()
        self.model.minimize(sum(self.terms))

    def _areas(self) -> None:
        for a, area in enumerate(self.quarter.areas):
            own = {s: self.held[a, s] for s in self.calendar.open_to[a]}
            self.model.add(sum(own.values()) <= area.required)
            self.terms += [self.calendar.cost[a][s] * var for s, var in own.items()]
            self.terms.append(UNPLANNED * (area.required - sum(own.values())))
            if area.required > 1:
                self._apart(own)
            if area.due_out_of_hours:
                self._due(a, area, own)

    def _apart(self, own: dict[int, "Var"]) -> None:
        slots = self.calendar.slots
        gap = max(1, self.quarter.min_gap_days)
        for day in sorted({slots[s].day for s in own}):
            window = [var for s, var in own.items() if day <= slots[s].day < day + gap]
            if len(window) > 1:
                self.model.add_at_most_one(window)

    def _due(self, a: int, area: QuarterArea, own: dict[int, "Var"]) -> None:
        inside = [var for s, var in own.items() if not self.calendar.slots[s].out_of_hours]
        if area.required == 1:
            self.terms += [NOT_OUT_OF_HOURS * var for var in inside]
            return
        missed = self.model.new_bool_var(f"missed_{a}")
        outside = sum(var for s, var in own.items() if self.calendar.slots[s].out_of_hours)
        for var in inside:
            self.model.add(missed >= var - outside)
        self.terms.append(NOT_OUT_OF_HOURS * missed)

    def _days(self) -> None:
        on: dict[int, dict[int, list[Var]]] = defaultdict(lambda: defaultdict(list))
        for (a, s), var in self.held.items():
            on[self.calendar.slots[s].day][a].append(var)
        cliques = list(_cliques(self.calendar.neighbours))
        for areas in on.values():
            self.model.add(sum(var for own in areas.values() for var in own) <= self.quarter.max_per_day)
            for clique in cliques:
                together = [var for a in clique for var in areas.get(a, ())]
                if len(together) > 1:
                    self.model.add_at_most_one(together)

    def _guides(self) -> None:
        calendar, asked = self.calendar, defaultdict[tuple[int, int], list["Expression"]](list)
        for (a, s), var in self.held.items():
            asked[calendar.team[a], s].append(self.quarter.areas[a].guides_needed * var)
        for (team, s), needed in asked.items():
            there = [g for g in calendar.guides_of[team] if calendar.can_lead[g][s]]
            for g in there:
                self.leads[g, team, s] = self.model.new_bool_var(f"leads_{g}_{team}_{s}")
            self.model.add(sum(self.leads[g, team, s] for g in there) == sum(needed))
        led: dict[int, dict[int, list[Var]]] = defaultdict(lambda: defaultdict(list))
        for (g, _, s), var in self.leads.items():
            led[g][calendar.slots[s].day].append(var)
        for g in range(len(self.quarter.guides)):
            self._load(g, led[g])

    def _load(self, g: int, days: dict[int, list["Var"]]) -> None:
        guide, fair = self.quarter.guides[g], self.calendar.fair_load[g]
        weeks: dict[int, list[Var]] = defaultdict(list)
        for day, own in days.items():
            self.model.add_at_most_one(own)
            weeks[day // 7] += own
        for own in weeks.values():
            self.model.add(sum(own) <= guide.max_per_week)
        everything = [var for own in days.values() for var in own]
        self.model.add(sum(everything) <= guide.max_total)
        if fair is not None:
            self._above(everything, fair - guide.carried, GUIDE)

    def _spread(self) -> None:
        calendar = self.calendar
        weeks: dict[int, list[Var]] = defaultdict(list)
        teams: dict[tuple[int, int], list[Var]] = defaultdict(list)
        for (a, s), var in self.held.items():
            weeks[calendar.slots[s].week].append(var)
            teams[calendar.team[a], calendar.slots[s].week].append(var)
        for own in weeks.values():
            self._above(own, calendar.per_week, WEEK)
        for (team, week), own in teams.items():
            if week in calendar.open_weeks:
                self._above(own, calendar.per_team_week[team], TEAM_WEEK)

    def _above(self, own: list["Var"], share: int, weight: int) -> None:
        """Pay for every one above a share; a share below nought is paid for whatever happens."""
        if share < 0:
            self.terms.append(-weight * share)
        if len(own) > share:
            over = self.model.new_int_var(0, len(own) - max(0, share), f"over_{len(self.over)}")
            self.model.add(over >= sum(own) - max(0, share))
            self.terms.append(weight * over)
            self.over.append((over, own, max(0, share)))

    def hint(self, draft: Draft) -> None:
        """Begin at a draft."""
        for (a, s), var in self.held.items():
            self.model.add_hint(var, s in draft.held[a])
        for (g, team, s), var in self.leads.items():
            self.model.add_hint(var, draft.duty.get((g, s)) == team)

    def draft(self, value: "cp_model.CpSolver | cp_model.CpSolverSolutionCallback") -> Draft:
        """Read a solution, handing out the guides of a team on a slot to its areas in order."""
        held: dict[int, list[int]] = defaultdict(list)
        free: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (g, team, s), var in self.leads.items():
            if value.value(var):
                free[team, s].append(g)
        draft = Draft(self.calendar)
        for (a, s), var in self.held.items():
            if value.value(var):
                held[s].append(a)
        for s in sorted(held):
            for a in held[s]:
                pool = free[self.calendar.team[a], s]
                needed = self.quarter.areas[a].guides_needed
                draft.place(a, s, tuple(pool[:needed]))
                del pool[:needed]
        return draft


def _cliques(neighbours: Iterable[frozenset[int]]) -> Iterable[tuple[int, ...]]:
    """Cover every pair of neighbours with sets in which all are neighbours of each other."""
    near = list(neighbours)
    left = {(a, b) for a, others in enumerate(near) for b in others if a < b}
    while left:
        a, b = min(left)
        clique = [a, b]
        for c in sorted(near[a] & near[b]):
            if all(c in near[member] for member in clique):
                clique.append(c)
        clique.sort()
        left -= {(x, y) for x in clique for y in clique if x < y}
        yield tuple(clique)
