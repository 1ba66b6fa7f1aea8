# SPDX-License-Identifier: EUPL-1.2
"""The outline of an area, and its id."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.kernel.ids import AreaId
from app.kernel.values import GeoPoint

Ring = tuple[GeoPoint, ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Polygons of rings of points; the first is the outer one, the others holes; a ring ends where it starts."""

    polygons: tuple[Polygon, ...]

    def holds(self, point: GeoPoint) -> bool:
        """Say whether a point lies inside. Source: even-odd rule, one ray to the east."""
        return any(sum(_crosses(ring, point) for ring in polygon) % 2 == 1 for polygon in self.polygons)

    def box(self) -> tuple[float, float, float, float]:
        """Give the box around it: west, south, east, north, degrees WGS84. Raises ValueError when it has no points."""
        points = [p for polygon in self.polygons for ring in polygon for p in ring]
        lons, lats = [p.lon for p in points], [p.lat for p in points]
        return min(lons), min(lats), max(lons), max(lats)


def _crosses(ring: Ring, p: GeoPoint) -> int:
    """Count how often a ray from the point to the east crosses the ring."""
    times = 0
    for a, b in pairwise(ring):
        if (a.lat > p.lat) != (b.lat > p.lat):
            # From the low end up, so that two areas with one border agree on it to the last bit.
            low, high = (a, b) if a.lat < b.lat else (b, a)
            times += p.lon < low.lon + (p.lat - low.lat) * (high.lon - low.lon) / (high.lat - low.lat)
    return times


def outline_from(rings: Iterable[Iterable[Iterable[Iterable[float]]]]) -> Outline:
    """Make an outline of the coordinates of a GeoJSON MultiPolygon: polygons of rings of [lon, lat]."""
    return Outline(tuple(tuple(_ring(points) for points in polygon) for polygon in rings))


def _ring(points: Iterable[Iterable[float]]) -> Ring:
    return tuple(GeoPoint(lat, lon) for lon, lat in points)


def coordinates_of(outline: Outline) -> list[list[list[list[float]]]]:
    """Give the coordinates of the GeoJSON MultiPolygon of an outline: polygons of rings of [lon, lat]."""
    return [[[[float(p.lon), float(p.lat)] for p in ring] for ring in polygon] for polygon in outline.polygons]


TAKEN_WORDS = frozenset(("collegas", "gebieden", "inloggen", "post", "scholen", "uitloggen"))


def area_id_for(title: str) -> AreaId:
    """Make a readable id of an area's title; words that name another page of the team are set apart."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")
    return AreaId(f"gebied-{slug or 'zonder-naam'}" if len(slug) < 3 or slug in TAKEN_WORDS else slug)
