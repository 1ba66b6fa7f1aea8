# SPDX-License-Identifier: EUPL-1.2
"""Maps for our pages: a group's route with numbered stops, the schools of an area, the areas of a town."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from app.adapters.map_texts import map_texts
from app.adapters.map_words import OPENSTREETMAP, AreaOutline, Basemap, Credit, RouteLeg, RouteLine, Stop

OUR_SCRIPTS = ("js/basemap.js", "js/map-signs.js", "js/map-lines.js", "js/map-layout.js", "js/map.js")
LEAFLET = "vendor/leaflet/leaflet.js"
TILE_SCRIPT = "vendor/protomaps-leaflet/protomaps-leaflet.js"
STYLES = ("vendor/leaflet/leaflet.css", "css/map.css")
PAGE_TEXTS = ("past", "no_script", "to_text")
# The middle of the Netherlands, for a map on which nothing stands.
NOWHERE = (52.2, 5.3)


@dataclass(frozen=True, slots=True)
class MapParts:
    """A map in the parts that a page places: styles in the head, html where it stands, scripts and script at the end.

    html, script: safe to place as they are; the script needs the page's nonce.
    scripts, styles: file names under static/, in the order in which they must load.
    data: what the script hands to the browser, for tests and for pages that fetch it.
    """

    html: Markup
    script: Markup
    data: dict[str, Any]
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = STYLES


def route_map(
    lines: Sequence[RouteLine],
    markers: Sequence[Stop],
    *,
    label: str,
    language: str = "nl",
    basemap: Basemap | None = None,
    outlines: Sequence[AreaOutline] = (),
    text_anchor: str = "as-text",
    name: str = "route",
    tall: bool = True,
) -> MapParts:
    """Draw routes with their stops.

    Args:
        lines: at most one per group.
        markers: in the order in which the keyboard visits them.
        label: what the map shows, as its name for those who do not see it.
        basemap: None for a plain background. outlines: boundaries behind the routes.
        text_anchor: id of the element on the page that says the same in words. name: letters and dashes, once per page.

    Raises: ValueError when a stop names a route that is not there, or the name or anchor is not an id.
    """
    if any(stop.route is not None and not 0 <= stop.route < len(lines) for stop in markers):
        raise ValueError("a stop names a route that is not on this map")
    texts = map_texts(language)
    data = {
        "label": label,
        "texts": {key: text for key, text in texts.items() if key not in PAGE_TEXTS},
        "basemap": {"kind": basemap.kind, "url": basemap.url} if basemap else None,
        "credits": [asdict(credit) for credit in _credits(lines, basemap)],
        "outlines": [asdict(outline) for outline in outlines],
        "lines": [_line(line) for line in lines],
        "stops": [_stop(stop) for stop in markers],
    }
    return _parts(data, texts, text_anchor=text_anchor, name=name, tall=tall)


def school_map(
    schools: Sequence[Stop],
    *,
    label: str,
    language: str = "nl",
    basemap: Basemap | None = None,
    outlines: Sequence[AreaOutline] = (),
    text_anchor: str = "as-text",
    name: str = "schools",
    tall: bool = False,
) -> MapParts:
    """Draw schools, with the boundary of their area when it is known. Arguments and errors as for route_map."""
    return route_map(
        (),
        schools,
        label=label,
        language=language,
        basemap=basemap,
        outlines=outlines,
        text_anchor=text_anchor,
        name=name,
        tall=tall,
    )


def area_map(
    areas: Sequence[AreaOutline],
    *,
    label: str,
    language: str = "nl",
    basemap: Basemap | None = None,
    text_anchor: str = "as-text",
    name: str = "areas",
    tall: bool = False,
) -> MapParts:
    """Draw the boundaries of areas with their names. Arguments and errors as for route_map."""
    return route_map(
        (),
        (),
        label=label,
        language=language,
        basemap=basemap,
        outlines=areas,
        text_anchor=text_anchor,
        name=name,
        tall=tall,
    )


def _credits(lines: Sequence[RouteLine], basemap: Basemap | None) -> list[Credit]:
    """Give whom to name: the makers of the background, and those of the streets that a route follows."""
    followed = any(not leg.estimated for line in lines for leg in line.legs)
    named = [*([basemap.credit] if basemap else []), *([OPENSTREETMAP] if followed else [])]
    return list(dict.fromkeys(named))


def _line(line: RouteLine) -> dict[str, Any]:
    return {"name": line.name, "colour": line.colour, "legs": [_leg(leg) for leg in line.legs]}


def _leg(leg: RouteLeg) -> dict[str, Any]:
    # Five decimals are about a metre; more only make the page heavier.
    points = [[round(lat, 5), round(lon, 5)] for lat, lon in leg.line]
    return {"line": points, "minutes": leg.minutes, "estimated": leg.estimated}


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "lat": stop.point.lat,
        "lon": stop.point.lon,
        "name": stop.name,
        "number": stop.number,
        "route": stop.route,
        "details": list(stop.details),
        "href": stop.href,
        "place": stop.place.value,
    }


def _parts(data: dict[str, Any], texts: dict[str, str], *, text_anchor: str, name: str, tall: bool) -> MapParts:
    if not all(re.fullmatch(r"[a-z][a-z0-9-]*", word) for word in (text_anchor, name)):
        raise ValueError(f"not an id: {text_anchor!r} or {name!r}")
    # folium takes a second and a half to load: only when a map is drawn.
    from app.adapters.plain_map import script_and_frame

    script, frame = script_and_frame(name.replace("-", "_"), _centre(data), data)
    words = {key: texts[key] for key in PAGE_TEXTS}
    html = Markup(
        '<div class="map{size}"><p class="map-past"><a href="#{anchor}">{past}</a></p>'
        '<div class="map-frame" dir="ltr">{frame}</div>'
        '<noscript><p>{no_script} <a href="#{anchor}">{to_text}</a>.</p></noscript></div>'
    ).format(size=" map--tall" if tall else "", anchor=text_anchor, frame=Markup(frame.strip()), **words)  # noqa: S704
    tiles = (TILE_SCRIPT,) if data["basemap"] and data["basemap"]["kind"] == "tiles" else ()
    # Safe: all that is ours in folium's script is JSON, with every < and & written as an escape.
    return MapParts(html, Markup(script), data, (LEAFLET, *tiles, *OUR_SCRIPTS))  # noqa: S704


def _centre(data: dict[str, Any]) -> tuple[float, float]:
    """Give a first middle; the browser then fits the map around all that stands on it."""
    points = [(stop["lat"], stop["lon"]) for stop in data["stops"]]
    points += [tuple(leg["line"][0]) for line in data["lines"] for leg in line["legs"]]
    return points[0] if points else NOWHERE
