# SPDX-License-Identifier: EUPL-1.2
"""Knows areas by their boundary: which area holds a point, and which areas are neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from app.kernel.values import GeoPoint

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]

METRES_PER_DEGREE = 111_195.0  # along a meridian, mean earth radius 6371.0 km
NEAR_M = 30.0
SHARED_M = 100.0


@dataclass(frozen=True, slots=True)
class BoundaryRow:
    """The boundary of one area.

    code: of Statistics Netherlands (CBS) or the municipality's own. year: to which the code and the boundary belong.
    rings: polygons; of each the outer ring, then its holes; of each ring the corners as (lon, lat) in degrees WGS84,
    six decimals, the last equal to the first.
    """

    code: str
    name: str
    rings: tuple[Polygon, ...]
    year: int


def holds(boundary: BoundaryRow, point: GeoPoint) -> bool:
    """Say whether a point lies in an area.

    A point on a border that two areas share lies in exactly one of them; a point in a hole lies outside.

    Source: even-odd rule; M. Shimrat, Algorithm 112, Communications of the ACM 5 (1962).
    """
    inside = False
    for polygon in boundary.rings:
        for ring in polygon:
            for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
                if (lat_a > point.lat) != (lat_b > point.lat):
                    # From the lower corner up, so that both neighbours compute the very same crossing.
                    if lat_a > lat_b:
                        lon_a, lat_a, lon_b, lat_b = lon_b, lat_b, lon_a, lat_a
                    crossing = lon_a + (point.lat - lat_a) * (lon_b - lon_a) / (lat_b - lat_a)
                    inside ^= point.lon < crossing
    return inside


def holder_of(boundaries: Sequence[BoundaryRow], point: GeoPoint) -> BoundaryRow | None:
    """Give the first area that holds a point; None when it lies in none of them."""
    return next((boundary for boundary in boundaries if holds(boundary, point)), None)


def neighbours(boundaries: Sequence[BoundaryRow]) -> dict[str, tuple[str, ...]]:
    """Give the codes of the areas that border on each area.

    Two areas are neighbours when at least 100 m of the border of the one runs within 30 m of the other: a strip of
    water or a carelessly drawn border does not part them, a single corner does not join them.

    Returns:
        For each code its neighbours' codes, sorted; empty when it lies alone.
    """
    from shapely import STRtree  # here: a quarter of a second to load, needed at import of boundaries only
    from shapely.geometry import MultiPolygon
    from shapely.geometry import Polygon as Shape

    if not boundaries:
        return {}
    middle = boundaries[0].rings[0][0][0][1]
    scale = (METRES_PER_DEGREE * cos(radians(middle)), METRES_PER_DEGREE)

    def in_metres(ring: Ring) -> list[tuple[float, float]]:
        return [(lon * scale[0], lat * scale[1]) for lon, lat in ring]

    shapes = [
        MultiPolygon(
            [Shape(in_metres(polygon[0]), [in_metres(hole) for hole in polygon[1:]]) for polygon in each.rings]
        )
        for each in boundaries
    ]
    found: dict[str, set[str]] = {each.code: set() for each in boundaries}
    tree = STRtree(shapes)
    for one, shape in enumerate(shapes):
        around = shape.buffer(NEAR_M)
        for other in tree.query(around):
            if other != one and shapes[other].boundary.intersection(around).length >= SHARED_M:
                found[boundaries[one].code].add(boundaries[other].code)
                found[boundaries[other].code].add(boundaries[one].code)
    return {code: tuple(sorted(codes)) for code, codes in found.items()}
