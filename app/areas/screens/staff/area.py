# SPDX-License-Identifier: EUPL-1.2
"""One area: its schools on the map and in words, its neighbours, its team, its next carrousels."""

from dataclasses import replace

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.adapters.map_words import AreaOutline, Stop
from app.adapters.maps import MapParts, area_map, school_map
from app.areas.read.areas import Area, all_areas, area_of, neighbours_of
from app.areas.screens.staff.door import door
from app.areas.values import coordinates_of
from app.carrousels.read.agenda import of_area
from app.edges.backgrounds import background
from app.edges.door import office
from app.kernel.ids import AreaId
from app.people.read.colleagues import guides_of, team_of
from app.schools.read.register import School, all_schools, open_schools_by_area, schools_in


@door.get("/team/<area:area_id>")
def area(area_id: AreaId) -> ResponseReturnValue:
    today = office().today()
    with office().reading() as session:
        found = area_of(session, area_id)
        if found is None:
            abort(404)
        schools = schools_in(session, area_id)
        return render_template(
            "areas/staff/area.html",
            area=found,
            area_name=found.title,
            schools=schools,
            neighbours=neighbours_of(session, area_id),
            team=team_of(session, area_id),
            guides=guides_of(session, area_id),
            entries=[e for e in of_area(session, area_id) if e.on >= today],
            map=_map_of(found, schools),
        )


@door.get("/team/gebieden", director=True)
def areas() -> ResponseReturnValue:
    with office().reading() as session:
        found = all_areas(session)
        counts = open_schools_by_area(session)
        homeless = [s for s in all_schools(session) if s.is_open and s.area_id is None]
    return render_template(
        "areas/staff/areas.html",
        areas=found,
        counts=counts,
        homeless=homeless,
        map=map_of_areas(found, _("Kaart van de gebieden")) if found else None,
    )


def map_of_areas(found: list[Area], label: str) -> MapParts:
    """Draw areas with their names."""
    return area_map(
        [outline_on_map(a) for a in found],
        label=label,
        language=_language(),
        basemap=background(),
        text_anchor="als-tekst",
    )


def outline_on_map(found: Area) -> AreaOutline:
    geometry = {"type": "MultiPolygon", "coordinates": coordinates_of(found.outline)}
    return AreaOutline(geometry, found.title)


def _map_of(found: Area, schools: list[School]) -> MapParts:
    stops = [
        Stop(
            s.at,
            s.title,
            details=(s.address,),
            href=url_for("schools_staff.school_in_area", area_id=found.area_id, school_id=s.school_id),
        )
        for s in schools
        if s.at is not None
    ]
    return school_map(
        stops,
        label=_("Kaart van %(title)s met de scholen", title=found.title),
        language=_language(),
        basemap=background(),
        outlines=[replace(outline_on_map(found), name="")],
        text_anchor="als-tekst",
    )


def _language() -> str:
    return str(get_locale() or "nl")
