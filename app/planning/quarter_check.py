# SPDX-License-Identifier: EUPL-1.2
"""Checks a plan of the quarter against everything that must hold; pure, fast and free of any optimiser."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from app.planning.quarter_model import Closure, Quarter, QuarterArea, QuarterCarrousel, QuarterPlan
from app.planning.remarks import Names, Remark

SENTENCES = {
    "other-quarter": "Dit plan hoort bij een ander kwartaal ({wrong}).",
    "unknown-area": "Het plan noemt een gebied dat er niet is: {area}.",
    "outside-quarter": "{area}: {moment_on} valt buiten het kwartaal.",
    "too-soon": "{area}: {moment_on} is te vroeg; uitnodigen lukt op zijn vroegst voor {earliest_on}.",
    "no-slot": "{area}: op {moment_on} wordt in dit dagdeel niet gepland ({slot}).",
    "closed": "{area}: {moment_on} is voor iedereen dicht ({why}).",
    "area-closed": "{area}: op {moment_on} kunnen de scholen niet ({why}).",
    "after-previous": "{area}: {moment_on} is te kort na de vorige keer, {previous_on}.",
    "guide-twice-in-one": "{area}: {guide} staat twee keer bij {moment_on}.",
    "guides": "{area}: op {moment_on} gaan {guides} gidsen mee; dat moeten er {needed} zijn.",
    "unknown-guide": "{area}: een gids die er niet is: {guide}.",
    "other-team": "{area}: {guide} hoort niet bij team {team}.",
    "guide-absent": "{area}: {guide} kan niet op {moment_on} ({why}).",
    "guide-twice-a-day": "{guide} heeft twee carrousels op {moment_on}.",
    "guide-week": "{guide} heeft {carrousels} carrousels in week {week}; dat mogen er {limit} zijn.",
    "guide-total": "{guide} heeft {carrousels} carrousels in het kwartaal; dat mogen er {limit} zijn.",
    "full-day": "Op {moment_on} zijn {carrousels} carrousels; dat mogen er {limit} zijn.",
    "area-twice-a-day": "{area} staat twee keer op {moment_on}.",
    "neighbours": "De buren {area} en {other} zijn allebei op {moment_on}.",
    "too-many": "{area} heeft {carrousels} carrousels; er zijn er {limit} gevraagd.",
    "too-close": "{area}: tussen {moment_on} en {next_on} zitten minder dan {gap} dagen.",
}


class Violation(Remark):
    """One thing in a plan that may not be; `code` is a key of SENTENCES."""

    __slots__ = ()

    def sentence(self, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        return SENTENCES[self.code].format_map(self.words(names))


def check(quarter: Quarter, plan: QuarterPlan) -> list[Violation]:
    """List everything that a plan breaks, in a fixed order; empty when the plan is valid.

    The quarter itself must be sound (`lint` finds no error). Milliseconds for any real quarter.
    """
    known = {area.id: area for area in quarter.areas}
    found = [] if plan.instance == quarter.id else [_broken("other-quarter", wrong=plan.instance)]
    found += [_broken("unknown-area", area=c.area) for c in plan.carrousels if c.area not in known]
    carrousels = [c for c in plan.carrousels if c.area in known]
    for c in carrousels:
        found += [*_moment(quarter, known[c.area], c), *_guides(quarter, known[c.area], c)]
    return [*found, *_loads(quarter, carrousels), *_days(quarter, carrousels), *_areas(quarter, carrousels)]


def _broken(code: str, **values: object) -> Violation:
    return Violation(code, values)


def _hit(closures: Sequence[Closure], on: date, part: str) -> Closure | None:
    return next((closure for closure in closures if closure.covers(on, part)), None)


def _moment(quarter: Quarter, area: QuarterArea, c: QuarterCarrousel) -> Iterator[Violation]:
    at = {"area": area.id, "moment_on": c.on}
    if not quarter.first <= c.on <= quarter.last:
        yield _broken("outside-quarter", **at)
    if c.on < quarter.earliest:
        yield _broken("too-soon", **at, earliest_on=quarter.earliest)
    if c.slot not in quarter.slots:
        yield _broken("no-slot", **at, slot=c.slot)
    if shut := _hit(quarter.closed, c.on, c.part):
        yield _broken("closed", **at, why=shut.why)
    if shut := _hit(area.closed, c.on, c.part):
        yield _broken("area-closed", **at, why=shut.why)
    if area.previous is not None and (c.on - area.previous).days < quarter.min_gap_days:
        yield _broken("after-previous", **at, previous_on=area.previous)


def _guides(quarter: Quarter, area: QuarterArea, c: QuarterCarrousel) -> Iterator[Violation]:
    known = {guide.id: guide for guide in quarter.guides}
    at = {"area": area.id, "moment_on": c.on}
    for name, times in Counter(c.guides).items():
        if times > 1:
            yield _broken("guide-twice-in-one", **at, guide=name)
    if len(c.guides) != area.guides_needed:
        yield _broken("guides", **at, guides=len(c.guides), needed=area.guides_needed)
    for name in c.guides:
        guide = known.get(name)
        if guide is None:
            yield _broken("unknown-guide", area=area.id, guide=name)
            continue
        if area.team not in guide.teams:
            yield _broken("other-team", area=area.id, guide=name, team=area.team)
        if away := _hit(guide.absent, c.on, c.part):
            yield _broken("guide-absent", **at, guide=name, why=away.why)


def _loads(quarter: Quarter, carrousels: Sequence[QuarterCarrousel]) -> Iterator[Violation]:
    led = [(guide, c.on) for c in carrousels for guide in c.guides]
    for (name, on), times in sorted(Counter(led).items()):
        if times > 1:
            yield _broken("guide-twice-a-day", guide=name, moment_on=on)
    weeks = Counter((name, quarter.week_of(on)) for name, on in led)
    totals = Counter(name for name, _ in led)
    for guide in quarter.guides:
        for (name, week), number in sorted(weeks.items()):
            if name == guide.id and number > guide.max_per_week:
                yield _broken("guide-week", guide=name, week=week + 1, carrousels=number, limit=guide.max_per_week)
        if totals[guide.id] > guide.max_total:
            yield _broken("guide-total", guide=guide.id, carrousels=totals[guide.id], limit=guide.max_total)


def _days(quarter: Quarter, carrousels: Sequence[QuarterCarrousel]) -> Iterator[Violation]:
    near = {frozenset((area.id, other)) for area in quarter.areas for other in area.neighbours}
    days: dict[date, list[str]] = {}
    for c in carrousels:
        days.setdefault(c.on, []).append(c.area)
    for on, names in sorted(days.items()):
        if len(names) > quarter.max_per_day:
            yield _broken("full-day", moment_on=on, carrousels=len(names), limit=quarter.max_per_day)
        for one, other in combinations(sorted(names), 2):
            if one == other:
                yield _broken("area-twice-a-day", area=one, moment_on=on)
            elif frozenset((one, other)) in near:
                yield _broken("neighbours", area=one, other=other, moment_on=on)


def _areas(quarter: Quarter, carrousels: Sequence[QuarterCarrousel]) -> Iterator[Violation]:
    for area in quarter.areas:
        dates = sorted(c.on for c in carrousels if c.area == area.id)
        if len(dates) > area.required:
            yield _broken("too-many", area=area.id, carrousels=len(dates), limit=area.required)
        for one, following in pairwise(dates):
            if (following - one).days < quarter.min_gap_days:
                yield _broken("too-close", area=area.id, moment_on=one, next_on=following, gap=quarter.min_gap_days)
