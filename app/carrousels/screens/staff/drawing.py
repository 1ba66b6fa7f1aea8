# SPDX-License-Identifier: EUPL-1.2
"""The map of a plan: every group's way in order, with numbered stops."""

from flask import current_app
from flask_babel import gettext as _

from app.adapters.map_words import Place, RouteLeg, RouteLine, Stop
from app.adapters.maps import MapParts, route_map
from app.carrousels.screens.staff.sight import Sight
from app.carrousels.values import Outing
from app.edges.backgrounds import background
from app.edges.door import office
from app.kernel.values import clock


def day_map(sight: Sight, outings: tuple[Outing, ...], language: str) -> MapParts:
    """Draw a plan of the day."""
    shown = sorted(
        (o for o in outings if o.tour_group_id in sight.draft.groups),
        key=lambda o: (o.departs, sight.draft.groups[o.tour_group_id].colour),
    )
    lines = [_line(sight, outing) for outing in shown]
    stops = [stop for route, outing in enumerate(shown) for stop in _stops(sight, outing, route)]
    label = _("Kaart met de routes van alle groepen")
    return route_map(
        lines, stops, label=label, language=language, basemap=background(), name="day", text_anchor="per-groep"
    )


def _line(sight: Sight, outing: Outing) -> RouteLine:
    colour = sight.draft.groups[outing.tour_group_id].colour
    words = current_app.jinja_env.get_template("carrousels/words.html").module
    return RouteLine(str(words.group_word(colour)), _legs(sight, outing), colour.value)  # type: ignore[attr-defined]


def _legs(sight: Sight, outing: Outing) -> tuple[RouteLeg, ...]:
    group = sight.draft.groups[outing.tour_group_id]
    start = group.meeting_point.at
    known = [(v.travel, sight.schools[v.school_id].at) for v in outing.visits if v.school_id in sight.schools]
    points = [start, *(at for _minutes, at in known if at is not None), start]
    minutes = [*(m for m, at in known if at is not None), outing.travel_back]
    legs = []
    for here, there, travel in zip(points, points[1:], minutes, strict=False):
        if here != there:
            leg = office().streets.leg(here, there, group.way)
            legs.append(RouteLeg(leg.line, travel, leg.estimated))
    return tuple(legs)


def _stops(sight: Sight, outing: Outing, route: int) -> list[Stop]:
    group = sight.draft.groups[outing.tour_group_id]
    start = Stop(group.meeting_point.at, _("Startpunt"), None, route, (clock(outing.departs),), place=Place.MEETING)
    stops = [start]
    for number, visit in enumerate(outing.visits, 1):
        school = sight.schools.get(visit.school_id)
        if school is not None and school.at is not None:
            times = f"{clock(visit.starts)} – {clock(visit.ends)}"
            stops.append(Stop(school.at, school.title, number, route, (times, school.address)))
    return stops
