# SPDX-License-Identifier: EUPL-1.2
"""The carrousels of an area."""

from datetime import date, timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from app.carrousels.read.agenda import AgendaEntry, of_area
from app.carrousels.screens.staff.door import door
from app.carrousels.screens.staff.sight import the_area
from app.edges.door import office
from app.kernel.ids import AreaId


@door.get("/team/<area:area_id>/carrousels")
def carrousels(area_id: AreaId) -> ResponseReturnValue:
    today = office().today()
    with office().reading() as session:
        area, entries = the_area(session, area_id), of_area(session, area_id)
    parts = _parts(entries, today)
    now, following = quarter_of(today), quarter_of(_next_quarter(today))
    return render_template("carrousels/staff/carrousels.html", area=area, now=now, following=following, **parts)


def _parts(entries: list[AgendaEntry], today: date) -> dict[str, list[AgendaEntry]]:
    """Sort carrousels over this quarter, the next, later and what was."""
    following = _next_quarter(today)
    later = _next_quarter(following)
    coming = [e for e in entries if e.on >= today]
    return {
        "this_quarter": [e for e in coming if e.on < following],
        "next_quarter": [e for e in coming if following <= e.on < later],
        "later": [e for e in coming if e.on >= later],
        "past": [e for e in reversed(entries) if e.on < today],
    }


def quarter_of(on: date) -> tuple[int, int]:
    """Give quarter and year of a date."""
    return (on.month - 1) // 3 + 1, on.year


def _next_quarter(on: date) -> date:
    """Give the first day of the quarter after the one of a date."""
    first = on.replace(month=3 * ((on.month - 1) // 3) + 1, day=1)
    return (first + timedelta(days=95)).replace(day=1)
