# SPDX-License-Identifier: EUPL-1.2
"""The front page: what this is, and which tours there are near a postcode or in an area."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from app.adapters.streets import straight_line_m
from app.areas.read.areas import all_areas
from app.bookings.react._tour import COLOURS
from app.bookings.read.places_left import PlacesLeft, places_left_of
from app.bookings.screens.parents.door import door
from app.bookings.screens.parents.forms import SearchForm
from app.carrousels.read.published import PublishedCarrousel, ShownGroup, upcoming
from app.edges.door import office
from app.edges.forms import Form, read_form
from app.kernel.ids import TourGroupId
from app.kernel.values import GeoPoint, Language, Party, Way

ASKED = ("postcode", "area", "adults", "children", "prams", "language", "way", "step_free")
AT_A_TIME = 6
WALKING = (Way.WALK, Way.STROLLER)


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A group on a results page. fits: this party can book it now; wait: it can wait for it."""

    group: ShownGroup
    colour: str
    left: PlacesLeft
    fits: bool
    wait: bool


@dataclass(frozen=True, slots=True)
class FoundCarrousel:
    """A carrousel on a results page. km: to the nearest start, as the crow flies; None when nobody asked from where."""

    carrousel: PublishedCarrousel
    area: str
    groups: tuple[FoundGroup, ...]
    km: float | None

    @property
    def on(self) -> date:
        return self.carrousel.on


@door.get("/")
def home() -> ResponseReturnValue:
    form = read_form(SearchForm(), request.args)
    searched = any(request.args.get(name) for name in ASKED)
    here = _point(form)
    with office().reading() as session:
        areas = all_areas(session)
        found = _found(session, form, here) if form.ok else []
    if searched and here is not None:
        found = sorted(found, key=lambda f: (f.km if f.km is not None else 0.0, f.on))
    part = _part()
    shown = found[: AT_A_TIME * part]
    page = render_template(
        "bookings/parents/home.html",
        form=form,
        searched=searched,
        areas=areas,
        found=shown,
        found_in_all=len(found),
        more_url=_with_part(part + 1) if len(found) > len(shown) else None,
        party=_party(form),
        languages_of_groups=sorted({g.group.language for f in found for g in f.groups} | {Language.DUTCH}),
        postcode_unknown=bool(form.ok and form.data.get("postcode") and here is None),
        query=_query(form),
    )
    return page, 200 if form.ok else 400


def _part() -> int:
    """Read how far somebody asked on: 1 shows the first six, 2 the first twelve."""
    asked = request.args.get("deel", "1")
    return min(int(asked), 100) if asked.isdecimal() and int(asked) > 0 else 1


def _with_part(part: int) -> str:
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "deel"]
    return f"{request.path}?{urlencode([*asked, ('deel', part)])}#resultaten"


def _party(form: Form) -> Party | None:
    if not form.ok or form.data["adults"] + form.data["children"] == 0:
        return None
    return Party(form.data["adults"], form.data["children"], form.data["prams"])


def _query(form: Form) -> dict[str, int]:
    party = _party(form)
    return {} if party is None else {"adults": party.adults, "children": party.children, "prams": party.prams}


def _point(form: Form) -> GeoPoint | None:
    addresses, postcode = office().addresses, form.data.get("postcode")
    return addresses.point_of(postcode) if addresses is not None and postcode else None


def _found(session: Session, form: Form, here: GeoPoint | None) -> list[FoundCarrousel]:
    carrousels = [c for c in upcoming(session, office().today()) if form.data.get("area") in (None, c.area_id)]
    left = places_left_of(session, [c.carrousel_id for c in carrousels])
    titles = {a.area_id: a.title for a in all_areas(session)}
    party = _party(form) or Party(1)
    found = []
    for carrousel in carrousels:
        groups = tuple(_group(g, left, party) for g in carrousel.going if g.tour_group_id in left and _wanted(g, form))
        if groups:
            km = _km(here, groups)
            found.append(FoundCarrousel(carrousel, titles.get(carrousel.area_id, ""), groups, km))
    return found


def _wanted(group: ShownGroup, form: Form) -> bool:
    data, way = form.data, form.data.get("way")
    return (
        group.departs_at > office().now()
        and (data.get("language") in (None, group.language))
        and (way is None or group.way is way or (way is Way.WALK and group.way in WALKING))
        and (not data.get("step_free") or group.step_free)
    )


def _group(group: ShownGroup, left: dict[TourGroupId, PlacesLeft], party: Party) -> FoundGroup:
    places = left[group.tour_group_id]
    return FoundGroup(group, COLOURS[group.colour], places, places.fits(party), places.could_ever_fit(party))


def _km(here: GeoPoint | None, groups: tuple[FoundGroup, ...]) -> float | None:
    if here is None:
        return None
    return min(straight_line_m(here, g.group.meeting_point.at) for g in groups) / 1000
