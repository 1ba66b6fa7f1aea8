# SPDX-License-Identifier: EUPL-1.2
"""Lists of schools: all of the municipality for a director, those of one area for its team."""

import unicodedata

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.areas.read.areas import all_areas, area_of
from app.edges.door import office
from app.kernel.ids import AreaId, PersonId
from app.people.read.colleagues import names_of
from app.schools.read.register import School, all_schools, schools_in
from app.schools.screens.staff.door import door

NOWHERE = "geen"


@door.get("/team/scholen", director=True)
def schools() -> ResponseReturnValue:
    wanted, words = request.args.get("gebied", ""), request.args.get("zoek", "").strip()[:100]
    with office().reading() as session:
        areas = all_areas(session)
        found = [s for s in all_schools(session) if _in(s, wanted) and _says(s, words)]
    return render_template(
        "schools/staff/schools.html",
        open_schools=[s for s in found if s.is_open],
        closed_schools=[s for s in found if not s.is_open],
        titles={a.area_id: a.title for a in areas},
        area_options=[(a.area_id, a.title) for a in areas],
        wanted=wanted,
        words=words,
        nowhere=NOWHERE,
    )


@door.get("/team/<area:area_id>/scholen")
def schools_in_area(area_id: AreaId) -> ResponseReturnValue:
    with office().reading() as session:
        area = area_of(session, area_id)
        if area is None:
            abort(404)
        found = schools_in(session, area_id)
        contacts = [s.contact_id for s in found if s.contact_id]
        return render_template(
            "schools/staff/schools_in_area.html",
            area=area,
            area_name=area.title,
            schools=found,
            contacts=names_of(session, [PersonId(c) for c in contacts]),
        )


def _in(school: School, wanted: str) -> bool:
    if wanted == NOWHERE:
        return school.area_id is None
    return not wanted or school.area_id == wanted


def _says(school: School, words: str) -> bool:
    """Find every word somewhere in what the register says; capitals and accents do not count."""
    told = _plain(f"{school.title} {school.address} {school.denomination} {school.school_id} {school.postcode}")
    return all(word in told for word in _plain(words).split())


def _plain(words: str) -> str:
    flat = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))
