# SPDX-License-Identifier: EUPL-1.2
"""What a plan of the quarter costs, added up from the plan alone; smaller is better."""

from collections import Counter
from dataclasses import dataclass

from app.planning.quarter_calendar import GUIDE, NOT_OUT_OF_HOURS, SAME_SLOT, TEAM_WEEK, UNPLANNED, WEEK, Calendar
from app.planning.quarter_model import Quarter, QuarterPlan


@dataclass(frozen=True, slots=True)
class QuarterCost:
    """The parts of the objective, each already weighed.

    unplanned: carrousels asked but not planned. not_out_of_hours: areas due an evening or weekend without one.
    same_slot: dayparts that an area had recently. week, team_week: above an even spread. guide: above a fair share.
    liking: what areas would rather not, and discouraged days.
    """

    unplanned: int
    not_out_of_hours: int
    same_slot: int
    week: int
    team_week: int
    guide: int
    liking: int

    @property
    def total(self) -> int:
        """All parts together."""
        spread = self.week + self.team_week + self.guide
        return self.unplanned + self.not_out_of_hours + self.same_slot + spread + self.liking


def cost(quarter: Quarter, plan: QuarterPlan) -> QuarterCost:
    """Add up what a valid plan costs. Raises KeyError for an unknown area or guide."""
    calendar = Calendar(quarter)
    areas = {area.id: area for area in quarter.areas}
    planned = Counter(c.area for c in plan.carrousels)
    in_evening = {c.area for c in plan.carrousels if c.out_of_hours}
    weeks = Counter(quarter.week_of(c.on) for c in plan.carrousels)
    teams = Counter((areas[c.area].team, quarter.week_of(c.on)) for c in plan.carrousels)
    led = Counter(guide for c in plan.carrousels for guide in c.guides)
    due = [area.id for area in quarter.areas if area.due_out_of_hours and planned[area.id]]
    return QuarterCost(
        unplanned=UNPLANNED * sum(max(0, area.required - planned[area.id]) for area in quarter.areas),
        not_out_of_hours=NOT_OUT_OF_HOURS * sum(area not in in_evening for area in due),
        same_slot=SAME_SLOT * sum(c.slot in areas[c.area].recent for c in plan.carrousels),
        week=WEEK * sum(max(0, number - calendar.per_week) for number in weeks.values()),
        team_week=TEAM_WEEK
        * sum(
            max(0, teams[team, week] - share)
            for team, share in zip(calendar.teams, calendar.per_team_week, strict=True)
            for week in calendar.open_weeks
        ),
        guide=GUIDE
        * sum(
            max(0, guide.carried + led[guide.id] - fair)
            for guide, fair in zip(quarter.guides, calendar.fair_load, strict=True)
            if fair is not None
        ),
        liking=_liking(quarter, plan),
    )


def _liking(quarter: Quarter, plan: QuarterPlan) -> int:
    likes = {area.id: area.cost for area in quarter.areas}
    own = sum(likes[c.area].get(c.slot, 0) for c in plan.carrousels)
    days = (d.cost for c in plan.carrousels for d in quarter.discouraged if d.when.covers(c.on, c.part))
    return own + sum(days)
