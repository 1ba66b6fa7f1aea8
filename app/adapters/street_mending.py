# SPDX-License-Identifier: EUPL-1.2
"""Water whose shore leaves the extract: the cut ring is closed straight, or a river would be drawn as land."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import osmium
import shapely


@dataclass(frozen=True, slots=True)
class Cut:
    """What misses points or members. ways, relations: ids in OpenStreetMap of closed ways and of multipolygons."""

    ways: set[int]
    relations: set[int]


def mended(extract: Path, cut: Cut) -> Iterator[shapely.Geometry]:
    """Give the part of each cut shape that lies in the extract, in the order of ids; nothing where no ring is left.

    Returns: polygons or multipolygons of (lon, lat) in degrees.
    """
    if not cut.ways and not cut.relations:
        return
    members = _members(extract, cut.relations) | {-way: [(way, "outer")] for way in cut.ways}
    lines = _lines(extract, {way for ways in members.values() for way, _ in ways})
    for thing in sorted(members):
        outer = _rings([lines[way] for way, role in members[thing] if role != "inner" and way in lines])
        inner = _rings([lines[way] for way, role in members[thing] if role == "inner" and way in lines])
        shape = shapely.difference(shapely.union_all(outer), shapely.union_all(inner))
        if not shape.is_empty:
            yield shape


def closed_straight(points: Sequence[tuple[float, float]]) -> shapely.Geometry | None:
    """Close a ring that was cut, by a straight line between its ends. Returns: None for fewer than three points."""
    return shapely.make_valid(shapely.Polygon(points)) if len(points) > 2 else None


def _members(extract: Path, broken: set[int]) -> dict[int, list[tuple[int, str]]]:
    relations: Any = osmium.FileProcessor(str(extract), osmium.osm.RELATION)
    return {
        thing.id: [(member.ref, member.role) for member in thing.members if member.type == "w"]
        for thing in relations
        if thing.id in broken
    }


def _lines(extract: Path, wanted: set[int]) -> dict[int, list[tuple[float, float]]]:
    ways: Any = osmium.FileProcessor(str(extract), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    return {
        thing.id: [(node.lon, node.lat) for node in thing.nodes if node.location.valid()]
        for thing in ways
        if thing.is_way() and thing.id in wanted
    }


def _rings(lines: list[list[tuple[float, float]]]) -> list[shapely.Geometry]:
    whole = [shapely.LineString(line) for line in lines if len(line) > 1]
    joined = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(whole)))
    rings = (closed_straight(list(line.coords)) for line in joined)
    return [ring for ring in rings if ring is not None]
