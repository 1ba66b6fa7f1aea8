# SPDX-License-Identifier: EUPL-1.2
"""Why a carrousel of an area could not be planned: what stands in the way on each slot that the area could have had."""

from collections import Counter
from dataclasses import dataclass

from app.planning.quarter_calendar import Calendar
from app.planning.quarter_draft import Draft
from app.planning.remarks import Names, Remark

WHOLE = {
    "all-closed": "{area}: er is in het kwartaal geen dagdeel dat voor iedereen open is.",
    "schools-closed": "{area}: op elk dagdeel dat kan, zijn de scholen dicht.",
    "too-soon-after": "{area}: elke open datum valt te kort na de vorige keer, {previous_on}.",
    "schools-closed-or-too-soon": "{area}: elke open datum valt te kort na de vorige keer, of de scholen zijn dicht.",
    "dearer": "{area}: er is plaats, maar dan wordt het plan als geheel slechter.",
    "in-the-way": "{area}: alle {slots} dagdelen vallen af: {causes}.",
}
CAUSES = {
    "full": "de dag is vol",
    "neighbour": "een buurgebied is dan aan de beurt",
    "too-close": "te kort op een andere carrousel van dit gebied",
    "guides-absent": "te weinig gidsen aanwezig",
    "guides-busy": "de gidsen zijn elders of aan hun grens",
}


@dataclass(frozen=True, slots=True)
class Unplanned(Remark):
    """An area that got fewer carrousels than it asked. missing: how many fewer.

    causes: per key of CAUSES on how many of the slots that suit the area this is what stands in the way.
    """

    area: str = ""
    missing: int = 0
    causes: tuple[tuple[str, int], ...] = ()

    def sentence(self, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        told = [f"{CAUSES[cause]} ({number} keer)" for cause, number in self.causes]
        return WHOLE[self.code].format_map(self.words(names) | {"causes": ", ".join(told)})


def unplanned(draft: Draft) -> tuple[Unplanned, ...]:
    """Name every area that got less than it asked, each with the reason; in the order of the areas."""
    areas = range(len(draft.quarter.areas))
    return tuple(_reason(draft, a) for a in areas if draft.open_places(a) > 0)


def _reason(draft: Draft, a: int) -> Unplanned:
    calendar, area = draft.calendar, draft.quarter.areas[a]
    values = {"area": area.id, "previous_on": area.previous or draft.quarter.first, "slots": len(calendar.open_to[a])}
    if not calendar.open_to[a]:
        return Unplanned(_never(calendar, a), values, area.id, draft.open_places(a))
    causes = Counter(_cause(draft, a, s) for s in calendar.open_to[a])
    code = "dearer" if causes[""] else "in-the-way"
    del causes[""]
    return Unplanned(code, values, area.id, draft.open_places(a), tuple(causes.most_common()))


def _never(calendar: Calendar, a: int) -> str:
    area = calendar.quarter.areas[a]
    if not calendar.slots:
        return "all-closed"
    shut = [any(c.covers(slot.on, slot.part) for c in area.closed) for slot in calendar.slots]
    if all(shut):
        return "schools-closed"
    return "schools-closed-or-too-soon" if any(shut) else "too-soon-after"


def _cause(draft: Draft, a: int, s: int) -> str:
    """Say what keeps an area from a slot as the draft stands; empty when nothing does."""
    calendar, day = draft.calendar, draft.calendar.slots[s].day
    others, needed = draft.on_day.get(day, []), draft.quarter.areas[a].guides_needed
    if a in others or any(abs(calendar.slots[own].day - day) < draft.quarter.min_gap_days for own in draft.held[a]):
        return "too-close"
    if not calendar.neighbours[a].isdisjoint(others):
        return "neighbour"
    if sum(calendar.can_lead[g][s] for g in calendar.guides_of[calendar.team[a]]) < needed:
        return "guides-absent"
    if len(others) >= draft.quarter.max_per_day:
        return "full"
    return "guides-busy" if len(draft.free_guides(a, s)) < needed else ""
