# SPDX-License-Identifier: EUPL-1.2
"""A carrousel and its routes for parents: what was published, never a draft."""

from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlmodel import Session

from app.adapters.map_words import Place, RouteLeg, RouteLine, Stop
from app.adapters.maps import MapParts, route_map
from app.adapters.streets import Leg
from app.areas.read.areas import area_of
from app.bookings.read.places_left import places_left
from app.carrousels.read.changes import Difference, difference
from app.carrousels.read.published import PublishedCarrousel, ShownGroup, carrousel_of, upcoming
from app.carrousels.read.releases import Release, releases_of
from app.edges.backgrounds import background
from app.edges.door import office
from app.edges.parents import ParentsDoor
from app.kernel.ids import AreaId, CarrouselId, NoteId, SchoolId, TourGroupId
from app.kernel.values import GeoPoint
from app.people.read.colleagues import names_of
from app.schools.read.register import School, schools_by_id
from app.vault import people as vault

door = ParentsDoor("carrousels")
SPOKEN = {"nl": "nl-NL", "en": "en-GB"}  # whole sentences; Valhalla's Arabic is half English


@door.get("/carrousels/<carrousel:carrousel_id>")
def carrousel(carrousel_id: CarrouselId) -> ResponseReturnValue:
    with office().reading() as session:
        shown = carrousel_of(session, carrousel_id) or abort(404)
        words = _words(session, shown)
        left = places_left(session, carrousel_id)
    over = shown.on < office().today()
    return render_template("carrousels/parents/carrousel.html", left=left, over=over, **words)


@door.get("/carrousels/<carrousel:carrousel_id>/groepen/<group:tour_group_id>")
def route(carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> ResponseReturnValue:
    with office().reading() as session:
        shown = carrousel_of(session, carrousel_id) or abort(404)
        group = next((g for g in shown.groups if g.tour_group_id == tour_group_id), None) or abort(404)
        words = _words(session, shown)
        left = places_left(session, carrousel_id).get(tour_group_id)
    legs = _legs(group, words["schools"])
    drawn = _drawn(group, words["schools"], legs) if legs else None
    over = group.departs_at < office().now()
    found = next((f for f in words["differs"].groups if f.group.tour_group_id == tour_group_id), None)
    changed, shift = (found.changes, found.shift) if found else ((), None)
    return render_template(
        "carrousels/parents/route.html", group=group, left=left, drawn=drawn, over=over, changed=changed, shift=shift,
        legs=[leg.instructions for leg in legs], directions_in=None if _language() in SPOKEN else "nl", **words,
    )  # fmt: skip


@door.get("/gebieden/<area:area_id>/agenda")
def subscribe(area_id: AreaId) -> ResponseReturnValue:
    with office().reading() as session:
        area = area_of(session, area_id) or abort(404)
        coming = upcoming(session, office().today(), [area_id])
    feed = office().links.page("carrousels_api.area_feed", area_id=area_id)
    return render_template(
        "carrousels/parents/subscribe.html", area=area, coming=coming, feed=feed, webcal=webcal(feed)
    )


def webcal(feed: str) -> str:
    """Turn the address of a feed into one that opens a calendar program."""
    return "webcal:" + feed.removeprefix(urlsplit(feed).scheme + ":")


def _words(session: Session, shown: PublishedCarrousel) -> dict[str, Any]:
    """Read what a page about a published carrousel names."""
    points = [g.meeting_point for g in shown.groups]
    releases = releases_of(session, shown.carrousel_id)
    differs = _last_difference(releases)
    schools = {*shown.school_ids, *(p.school_id for p in points if p.school_id), *_named(differs)}
    notes = vault.show_all(session, [p.note_id for p in points if p.note_id])
    feed = office().links.page("carrousels_api.carrousel_feed", carrousel_id=shown.carrousel_id)
    return {
        "carrousel": shown,
        "area": area_of(session, shown.area_id),
        "schools": schools_by_id(session, schools),
        "notes": {NoteId(tag.partition(":")[2]): kept["note"] for tag, kept in notes.items() if "note" in kept},
        "guides": names_of(session, {p for found in differs.groups for p in _guides(found.changes)}),
        "differs": differs,
        "said_at": releases[-1].said_at,
        "feed": feed,
        "webcal": webcal(feed),
        "closed": not shown.going or shown.on < office().today(),
    }


def _last_difference(releases: list[Release]) -> Difference:
    """Compare the newest release with the one before; nothing differs when it is the first."""
    if len(releases) < 2:
        return Difference(None, (), (), ())
    return difference(releases[-2], releases[-1])


def _named(differs: Difference) -> set[SchoolId]:
    changes = [c for found in differs.groups for c in found.changes]
    points = [p.school_id for c in changes if c.what == "meeting-point" for p in (c.before, c.after) if p.school_id]
    return {c.school_id for c in changes if c.school_id} | set(points)


def _guides(changes: Any) -> list[Any]:
    return [p for c in changes if c.what == "guide" for p in (c.before, c.after) if p]


def _language() -> str:
    return str(get_locale() or "nl").partition("_")[0]


def _legs(group: ShownGroup, schools: dict[SchoolId, School]) -> list[Leg]:
    """Find the way from stop to stop and back; empty when a school does not stand on the map any more."""
    points: list[GeoPoint | None] = [group.meeting_point.at]
    points += [schools[v.school_id].at if v.school_id in schools else None for v in group.visits]
    known = [p for p in (*points, group.meeting_point.at) if p is not None]
    if len(known) != len(points) + 1:
        return []
    language = SPOKEN.get(_language(), SPOKEN["nl"])
    return [office().streets.leg(a, b, group.way, language) for a, b in pairwise(known)]


def _drawn(group: ShownGroup, schools: dict[SchoolId, School], legs: list[Leg]) -> MapParts:
    minutes = [*(v.travel for v in group.visits), group.travel_back]
    line = RouteLine(
        _("Route"),
        tuple(RouteLeg(leg.line, m, leg.estimated) for leg, m in zip(legs, minutes, strict=True) if leg.metres),
        group.colour.value,
    )
    stops = [Stop(group.meeting_point.at, _("Startpunt"), None, 0, place=Place.MEETING)]
    for number, visit in enumerate(group.visits, 1):
        school = schools[visit.school_id]
        if school.at is not None:
            stops.append(Stop(school.at, school.title, number, 0, (school.address,)))
    label = _("Kaart met de route van deze groep")
    known: dict[str, Any] = {
        "label": label,
        "language": _language(),
        "basemap": background(),
        "text_anchor": "route-als-tekst",
    }
    return route_map([line], stops, name="route", **known)
