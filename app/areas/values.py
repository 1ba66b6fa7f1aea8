# SPDX-License-Identifier: EUPL-1.2
"""The outline of an area."""

from dataclasses import dataclass

from app.kernel.values import GeoPoint

Ring = tuple[GeoPoint, ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Polygons of rings of points, first ring the outer one, the others holes; first and last point of a ring are equal."""

    polygons: tuple[Polygon, ...]

    def holds(self, point: GeoPoint) -> bool:
        """Say whether a point lies inside. Source: even-odd rule, one ray to the east."""
        return any(sum(_crosses(ring, point) for ring in polygon) % 2 == 1 for polygon in self.polygons)


def _crosses(ring: Ring, p: GeoPoint) -> int:
    """Count how often a ray from the point to the east crosses the ring."""
    times = 0
    for a, b in zip(ring, ring[1:], strict=False):
        if (a.lat > p.lat) != (b.lat > p.lat) and p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon):
            times += 1
    return times
