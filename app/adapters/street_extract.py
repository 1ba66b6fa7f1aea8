# SPDX-License-Identifier: EUPL-1.2
"""What an OpenStreetMap extract holds for our basemap: sorted into a few layers, each from the zoom where it helps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import osmium
import shapely

from app.adapters.street_mending import Cut, closed_straight, mended

GREEN = {
    "landuse": {
        "forest": "wood", "grass": "grass", "village_green": "grass", "recreation_ground": "grass", "cemetery": "grass",
        "allotments": "grass", "meadow": "field", "orchard": "field", "farmland": "field",
    },
    "natural": {"wood": "wood", "scrub": "wood", "grassland": "field", "heath": "field", "wetland": "field"},
    "leisure": {"park": "grass", "garden": "grass", "pitch": "grass", "playground": "grass", "golf_course": "grass"},
}  # fmt: skip
ROADS = {
    "motorway": ("major", 9), "trunk": ("major", 9), "primary": ("major", 9), "secondary": ("middle", 11),
    "tertiary": ("middle", 11), "unclassified": ("minor", 13), "residential": ("minor", 13),
    "living_street": ("minor", 13), "pedestrian": ("minor", 13), "service": ("service", 14), "footway": ("path", 14),
    "cycleway": ("path", 14), "path": ("path", 14), "steps": ("path", 14), "track": ("path", 14),
}  # fmt: skip
PLACES = {
    "city": 9, "town": 9, "village": 10, "suburb": 12, "quarter": 13, "neighbourhood": 13, "hamlet": 13,
}  # fmt: skip
WATERWAYS = {"river": 10, "canal": 11, "stream": 13, "ditch": 14, "drain": 14}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing to draw.

    words: its kind and, where it has one, its name. from_zoom: the first zoom that shows it. shape: (lon, lat) degrees.
    """

    layer: str
    words: tuple[tuple[str, str], ...]
    from_zoom: int
    shape: shapely.Geometry


def drawn_from(extract: Path) -> Iterator[Drawn]:
    """Give everything that the basemap draws, in the order of the file; shapes that miss their points are left out.

    extract: an .osm.pbf file. Raises RuntimeError when it cannot be read as one.
    """
    keys = osmium.filter.KeyFilter(
        "highway", "building", "natural", "landuse", "leisure", "waterway", "railway", "place", "amenity"
    )
    shapes, cut = osmium.geom.WKBFactory(), Cut(set(), set())
    things: Any = osmium.FileProcessor(str(extract)).with_locations().with_areas().with_filter(keys)
    for thing in things:
        found = _sort(thing)
        if found is not None:
            shape = _shape(shapes, thing, found[0])
            if shape is not None:
                yield Drawn(*found, shape)
            elif found[0] == "water" and thing.is_area():
                (cut.ways if thing.from_way() else cut.relations).add(thing.orig_id())
    for shape in mended(extract, cut):
        yield Drawn("water", _words("water"), 9, shape)


def _sort(thing: Any) -> tuple[str, tuple[tuple[str, str], ...], int] | None:
    tags = {tag.k: tag.v for tag in thing.tags}
    if thing.is_area():
        return _area(tags)
    if thing.is_way():
        if tags.get("natural") == "water":
            # A whole ring also comes as an area; an open one was cut at the edge of the extract.
            return None if thing.is_closed() else _area(tags)
        return _line(tags) if not (thing.is_closed() and tags.get("area") == "yes") else None
    return _point(tags) if thing.is_node() else None


def _area(tags: Mapping[str, str]) -> tuple[str, tuple[tuple[str, str], ...], int] | None:
    landuse = tags.get("landuse")
    if tags.get("natural") == "water" or tags.get("waterway") == "riverbank" or landuse in ("basin", "reservoir"):
        return "water", _words("water"), 9
    if "building" in tags:
        return "buildings", _words("building"), 14
    if tags.get("amenity") == "school":
        return "grounds", _words("school"), 13
    for key, kinds in GREEN.items():
        if tags.get(key) in kinds:
            kind = kinds[tags[key]]
            return "green", _words(kind), 9 if kind == "wood" else 12
    if landuse in ("residential", "commercial", "retail", "industrial"):
        return "built", _words("built"), 9
    if tags.get("highway") == "pedestrian":
        return "built", _words("square"), 13
    return None


def _line(tags: Mapping[str, str]) -> tuple[str, tuple[tuple[str, str], ...], int] | None:
    if tags.get("highway", "").removesuffix("_link") in ROADS:
        kind, zoom = ROADS[tags["highway"].removesuffix("_link")]
        return "roads", _words(kind, "" if tags["highway"].endswith("_link") else tags.get("name", "")), zoom
    if tags.get("railway") in ("rail", "light_rail", "tram"):
        return "rails", _words("rail"), 11
    if tags.get("waterway") in WATERWAYS:
        zoom = WATERWAYS[tags["waterway"]]
        return "waterways", _words("wide" if zoom < 12 else "narrow", tags.get("name", "")), zoom
    return None


def _point(tags: Mapping[str, str]) -> tuple[str, tuple[tuple[str, str], ...], int] | None:
    if "name" not in tags:
        return None
    if tags.get("place") in PLACES:
        return "places", _words(tags["place"], tags["name"]), PLACES[tags["place"]]
    if tags.get("railway") == "station":
        return "places", _words("station", tags["name"]), 13
    return None


def _words(kind: str, name: str = "") -> tuple[tuple[str, str], ...]:
    return (("kind", kind), ("name", name)) if name else (("kind", kind),)


def _shape(shapes: Any, thing: Any, layer: str) -> shapely.Geometry | None:
    """Give the shape of a thing, or None when too many of its points lie outside the extract."""
    try:
        if thing.is_area():
            return shapely.from_wkb(shapes.create_multipolygon(thing))
        if layer == "water":
            return closed_straight([(node.lon, node.lat) for node in thing.nodes if node.location.valid()])
        return shapely.from_wkb(shapes.create_linestring(thing) if thing.is_way() else shapes.create_point(thing))
    except (RuntimeError, osmium.InvalidLocationError):
        return None
