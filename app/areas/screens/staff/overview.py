# SPDX-License-Identifier: EUPL-1.2
"""What a colleague sees first: their areas with the carrousels of a quarter; an area that has none stands out."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.areas.read.areas import Area, all_areas, municipality
from app.areas.screens.staff.door import door
from app.carrousels.read.agenda import AgendaEntry, Stage, of_quarter
from app.edges.door import office
from app.edges.staff import Colleague, colleague
from app.kernel.ids import AreaId
from app.schools.read.register import all_schools, open_schools_by_area


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year. number: 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.next().first - timedelta(days=1)

    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)


@dataclass(frozen=True, slots=True)
class AreaCard:
    """An area on the overview. works: whether this colleague plans there; schools: how many are open."""

    area: Area
    schools: int
    entries: list[AgendaEntry]
    works: bool

    @property
    def has_none(self) -> bool:
        return all(entry.stage is Stage.CANCELLED for entry in self.entries)


@door.get("/team", everyone=True)
def overview() -> ResponseReturnValue:
    today = office().today()
    this = Quarter.of(today)
    # Invitations need time: late in a quarter there is nothing left to plan in it, and the next one is what matters.
    still_open = Quarter.of(today + timedelta(days=office().settings.lead_days))
    shown = _asked(request.args.get("kwartaal", ""), still_open)
    with office().reading() as session:
        entries = of_quarter(session, shown.first, shown.last)
        counts = open_schools_by_area(session)
        areas = [a for a in all_areas(session) if _sees(colleague(), a.area_id)]
        homeless = sum(s.is_open and s.area_id is None for s in all_schools(session)) if colleague().director else 0
        founded = municipality(session) is not None
    cards = [
        AreaCard(a, counts.get(a.area_id, 0), entries.get(a.area_id, []), colleague().works_in(a.area_id))
        for a in areas
    ]
    cards.sort(key=lambda c: not c.has_none)
    return render_template(
        "areas/staff/overview.html",
        cards=cards,
        without=[c for c in cards if c.has_none],
        quarter=shown,
        this=this,
        still_open=still_open,
        today=today,
        homeless=homeless,
        founded=founded,
    )


def _sees(who: Colleague, area_id: AreaId) -> bool:
    return who.works_in(area_id) or area_id in who.guides


def _asked(words: str, otherwise: Quarter) -> Quarter:
    """Read 2027-1; anything else shows the other one given."""
    year, _, number = words.partition("-")
    if year.isascii() and year.isdigit() and number in ("1", "2", "3", "4") and 2000 <= int(year) < 2100:
        return Quarter(int(year), int(number))
    return otherwise
