# SPDX-License-Identifier: EUPL-1.2
"""Says what is wrong with a quarter before anything is planned: errors stop, warnings do not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.planning.quarter_calendar import Calendar
from app.planning.quarter_lint_words import SENTENCES
from app.planning.quarter_model import WEEKDAYS, Closure, Quarter, QuarterArea
from app.planning.remarks import Names, Remark

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding(Remark):
    """Something wrong (`error`) or doubtful (`warning`) in the input; `code` is a key of SENTENCES."""

    severity: str = ERROR

    def sentence(self, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        return SENTENCES[self.code].format_map(self.words(names))


def lint(quarter: Quarter) -> list[Finding]:
    """List what is wrong or doubtful in a quarter; without an error it can be planned, wholly or in part."""
    found = [*_basis(quarter), *_closures(quarter), *_guides(quarter)]
    found += [finding for area in quarter.areas for finding in _area(quarter, area)]
    if not any(finding.severity == ERROR for finding in found):
        found += _room(quarter)
    return found


def _error(code: str, **values: object) -> Finding:
    return Finding(code, values, ERROR)


def _warning(code: str, **values: object) -> Finding:
    return Finding(code, values, WARNING)


def _basis(quarter: Quarter) -> Iterator[Finding]:
    for area, times in Counter(area.id for area in quarter.areas).items():
        if times > 1:
            yield _error("area-twice", area=area)
    if not quarter.areas:
        yield _warning("no-areas")
    if quarter.first > quarter.last:
        yield _error("reversed", first_on=quarter.first, last_on=quarter.last)
    elif quarter.earliest > quarter.last:
        yield _error("too-late", lead=quarter.lead_days, earliest_on=quarter.earliest, last_on=quarter.last)
    if quarter.lead_days < 0:
        yield _error("lead", lead=quarter.lead_days)
    if quarter.max_per_day < 1:
        yield _error("per-day", limit=quarter.max_per_day)
    if not quarter.slots:
        yield _error("no-slots")
    for slot in quarter.slots:
        weekday, dot, part = slot.partition(".")
        if weekday not in WEEKDAYS or not dot or not part or "." in part:
            yield _error("slot", slot=slot)


def _closures(quarter: Quarter) -> Iterator[Finding]:
    closures: list[Closure] = [*quarter.closed, *(d.when for d in quarter.discouraged)]
    closures += [closure for area in quarter.areas for closure in area.closed]
    closures += [closure for guide in quarter.guides for closure in guide.absent]
    for closure in dict.fromkeys(closures):
        if closure.first > closure.last:
            yield _warning("closure-reversed", first_on=closure.first, last_on=closure.last)


def _guides(quarter: Quarter) -> Iterator[Finding]:
    for name, times in Counter(guide.id for guide in quarter.guides).items():
        if times > 1:
            yield _error("guide-twice", guide=name)
    for guide in quarter.guides:
        if not guide.teams:
            yield _error("no-team", guide=guide.id)
        if guide.max_per_week < 0 or guide.max_total < 0:
            yield _error("guide-limits", guide=guide.id)


def _area(quarter: Quarter, area: QuarterArea) -> Iterator[Finding]:
    known = {other.id: other for other in quarter.areas}
    for name in area.neighbours:
        if name not in known:
            yield _error("neighbour", area=area.id, other=name)
        elif name == area.id:
            yield _warning("own-neighbour", area=area.id)
        elif area.id not in known[name].neighbours:
            yield _warning("neighbour-one-way", area=area.id, other=name)
    if area.required < 0:
        yield _error("no-required", area=area.id, required=area.required)
    if area.guides_needed < 0:
        yield _error("no-guides", area=area.id, needed=area.guides_needed)
    guides = sum(area.team in guide.teams for guide in quarter.guides)
    if guides < area.guides_needed:
        yield _error("small-team", area=area.id, team=area.team, needed=area.guides_needed, guides=guides)
    for slot in dict.fromkeys((*area.cost, *area.recent)):
        if slot not in quarter.slots:
            yield _warning("unknown-slot", area=area.id, slot=slot)
    if area.previous is not None and area.previous >= quarter.first:
        yield _warning("previous-later", area=area.id, previous_on=area.previous)


def _room(quarter: Quarter) -> Iterator[Finding]:
    calendar = Calendar(quarter)
    room = quarter.max_per_day * len({slot.day for slot in calendar.slots})
    if room < quarter.required:
        yield _warning("no-room", required=quarter.required, room=room)
    for area, open_to in zip(quarter.areas, calendar.open_to, strict=True):
        if not open_to and area.required:
            yield _warning("nothing-open", area=area.id)
