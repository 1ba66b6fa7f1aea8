# SPDX-License-Identifier: EUPL-1.2
"""How long it takes from place to place: over the streets where they are known, else an honest estimate."""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Protocol

from app.kernel.values import GeoPoint, Way

EARTH_RADIUS_M = 6_371_008.8

Numbers = tuple[tuple[int, ...], ...]
Flags = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a guided group travels: settings, slower than a person alone because a group waits for itself.

    walk_kmh, stroller_kmh, bike_kmh, bus_kmh: km/h while moving. bus_stop_seconds: getting in and out, per leg.
    detour: metres over the street per metre in a straight line, used where no street is known.
    reach_m: a point further than so many metres from any street is not on the network.
    """

    walk_kmh: float = 4.5
    stroller_kmh: float = 4.0
    bike_kmh: float = 14.0
    bus_kmh: float = 20.0
    bus_stop_seconds: int = 240
    detour: float = 1.3
    reach_m: int = 250

    def kmh(self, way: Way) -> float:
        """Give the speed of a way of travelling in km/h."""
        match way:
            case Way.WALK:
                return self.walk_kmh
            case Way.STROLLER:
                return self.stroller_kmh
            case Way.BIKE:
                return self.bike_kmh
            case Way.BUS:
                return self.bus_kmh


@dataclass(frozen=True, slots=True)
class Matrix:
    """Times and distances between n points, row to column.

    seconds, metres: (n, n) int, diagonal 0, may be asymmetric. guessed: (n, n) bool, this pair is an estimate.
    """

    seconds: Numbers
    metres: Numbers
    guessed: Flags

    @property
    def estimated(self) -> bool:
        """Say whether any pair is an estimate."""
        return any(any(row) for row in self.guessed)


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one place to the next.

    seconds, metres: of the whole leg. line: (lat, lon) degrees WGS84, at least the two ends.
    instructions: what to do, in order, in the language asked for; none for an estimate. estimated: follows no street.
    """

    seconds: int
    metres: int
    line: tuple[tuple[float, float], ...]
    instructions: tuple[str, ...]
    estimated: bool


class Streets(Protocol):
    """Whoever can tell how long the way is."""

    def times(self, points: Sequence[GeoPoint], way: Way) -> Matrix:
        """Give times and distances between all points."""
        ...

    def leg(self, a: GeoPoint, b: GeoPoint, way: Way, language: str = "nl-NL") -> Leg:
        """Give the way from a to b. language: BCP 47, such as nl-NL or en-US."""
        ...


class StraightLine:
    """Estimates by the straight line, longer by a detour factor, at the group's pace."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()

    def times(self, points: Sequence[GeoPoint], way: Way) -> Matrix:
        """Estimate times and distances between all points; every pair but the diagonal is marked as guessed."""
        pairs = [[self._guess(a, b, way) for b in points] for a in points]
        return Matrix(
            seconds=tuple(tuple(seconds for seconds, _ in row) for row in pairs),
            metres=tuple(tuple(metres for _, metres in row) for row in pairs),
            guessed=tuple(tuple(i != j for j in range(len(points))) for i in range(len(points))),
        )

    def leg(self, a: GeoPoint, b: GeoPoint, way: Way, language: str = "nl-NL") -> Leg:
        """Estimate the way from a to b as one straight line without instructions."""
        seconds, metres = self._guess(a, b, way)
        return Leg(seconds, metres, ((a.lat, a.lon), (b.lat, b.lon)), (), estimated=True)

    def _guess(self, a: GeoPoint, b: GeoPoint, way: Way) -> tuple[int, int]:
        if a == b:
            return 0, 0
        metres = straight_line_m(a, b) * self.pace.detour
        stop = self.pace.bus_stop_seconds if way is Way.BUS else 0
        return round(metres / (self.pace.kmh(way) / 3.6)) + stop, round(metres)


def straight_line_m(a: GeoPoint, b: GeoPoint) -> float:
    """Give the metres between two points over a round earth.

    Source: haversine formula (R. W. Sinnott, Virtues of the Haversine, Sky and Telescope, 1984); mean radius of IUGG.
    """
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b.lon - a.lon) / 2
    chord = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


def line_m(line: Sequence[tuple[float, float]]) -> float:
    """Give the metres along a line of (lat, lon) in degrees WGS84; 0 for fewer than two points."""
    return sum(straight_line_m(GeoPoint(*a), GeoPoint(*b)) for a, b in pairwise(line))


def engine_is_here() -> bool:
    """Say whether the street engine is installed: it has no build for Python 3.11."""
    return importlib.util.find_spec("valhalla") is not None


def streets_from(tiles: Path | str | None, *, km_per_hour: float = 4.5) -> Streets:
    """Give the best answers of this machine: over the streets when tiles and engine are there, else estimates.

    tiles: the file that `flask streets build` made, or None. The engine itself starts at the first question.
    km_per_hour: how fast a guided group walks; with prams it goes a tenth slower.
    """
    pace = Pace(walk_kmh=km_per_hour, stroller_kmh=0.9 * km_per_hour)
    if not tiles or not Path(tiles).is_file() or not engine_is_here():
        return StraightLine(pace)
    from app.adapters.street_network import StreetNetwork

    return StreetNetwork(Path(tiles), pace)
