# SPDX-License-Identifier: EUPL-1.2
"""The way over real streets, worked out by Valhalla inside this process; what no street joins is estimated."""

import copy
import os
import weakref
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, permutations
from pathlib import Path
from threading import Lock
from typing import Any

from app.adapters.directions import directions
from app.adapters.polylines import points_of
from app.adapters.streets import Leg, Matrix, Pace, StraightLine
from app.kernel.values import GeoPoint, Way

CACHED_MATRICES = 256
CACHED_LEGS = 4096
# The engine's own limit of 2,500 pairs is fifty places; a city has two hundred schools.
MOST_PAIRS = 250_000
# Steps are not closed to a pram, only dear: where no other way exists the route still comes.
STEPS_ARE_DEAR = 43_200

# (row, column) to (seconds, metres), for the pairs that the streets join.
Known = dict[tuple[int, int], tuple[int, int]]


class StreetNetwork:
    """Answers from street tiles. One engine per process, one question at a time; equal questions are answered once.

    tiles: the tar file of street tiles.
    Points are rounded to five decimals (about a metre), so that near-equal questions share an answer.
    """

    def __init__(self, tiles: Path, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self._tiles = tiles
        self._guess = StraightLine(self.pace)
        self._engines: dict[int, Any] = {}
        # An engine that outlives the interpreter is reported as a leak.
        weakref.finalize(self, self._engines.clear)
        self._locks: dict[int, Lock] = {}
        self._matrix = lru_cache(maxsize=CACHED_MATRICES)(self._ask_matrix)
        self._route = lru_cache(maxsize=CACHED_LEGS)(self._ask_route)

    def times(self, points: Sequence[GeoPoint], way: Way) -> Matrix:
        """Give times and distances between all points; a bus ride is always an estimate."""
        if way is Way.BUS or not points:
            return self._guess.times(points, way)
        return self._matrix(tuple(_rounded(point) for point in points), way)

    def leg(self, a: GeoPoint, b: GeoPoint, way: Way, language: str = "nl-NL") -> Leg:
        """Give the way from a to b with its line and what to do; an estimate when the streets do not join them."""
        if way is Way.BUS or _rounded(a) == _rounded(b):
            return self._guess.leg(a, b, way)
        return self._route(_rounded(a), _rounded(b), way, language)

    def _ask_matrix(self, points: tuple[GeoPoint, ...], way: Way) -> Matrix:
        reached = [i for i, near in enumerate(self._near_a_street(points, way)) if near]
        known = self._ask_pairs(points, reached, reached, way) if len(reached) > 1 else {}
        if known is None:
            # One pair that no street joins makes the engine refuse the whole question, so ask about each pair alone.
            alone = (self._ask_pairs(points, [i], [j], way) or {} for i, j in permutations(reached, 2))
            known = {pair: found for answer in alone for pair, found in answer.items()}
        return _completed(self._guess.times(points, way), known)

    def _ask_pairs(self, points: Sequence[GeoPoint], rows: list[int], columns: list[int], way: Way) -> Known | None:
        sources, targets = ([self._location(points[i]) for i in side] for side in (rows, columns))
        question = {"sources": sources, "targets": targets, "units": "kilometers"}
        answer = self._ask("matrix", question | self._costing(way))
        if answer is None:
            return None
        return {
            (rows[pair["from_index"]], columns[pair["to_index"]]): (pair["time"], round(pair["distance"] * 1000))
            for row in answer["sources_to_targets"]
            for pair in row
            if pair.get("time") is not None
        }

    def _near_a_street(self, points: Sequence[GeoPoint], way: Way) -> list[bool]:
        places = [self._location(point) for point in points]
        answer = self._ask("locate", {"locations": places, "verbose": False} | self._costing(way))
        return [bool(place.get("edges")) for place in answer] if answer is not None else [False] * len(points)

    def _ask_route(self, a: GeoPoint, b: GeoPoint, way: Way, language: str) -> Leg:
        question = {"locations": [self._location(a), self._location(b)], "units": "kilometers", "language": language}
        answer = self._ask("route", question | self._costing(way))
        if answer is None:
            return self._guess.leg(a, b, way)
        leg = answer["trip"]["legs"][0]
        return Leg(
            seconds=round(leg["summary"]["time"]),
            metres=round(leg["summary"]["length"] * 1000),
            line=tuple(point for point, _ in groupby(((a.lat, a.lon), *points_of(leg["shape"]), (b.lat, b.lon)))),
            instructions=directions(leg["maneuvers"], language),
            estimated=False,
        )

    def _ask(self, action: str, question: dict[str, Any]) -> Any:
        from valhalla import ValhallaError

        # Kept per process: a forked worker must share neither its parent's memory maps nor a lock left closed.
        process = os.getpid()
        with self._locks.setdefault(process, Lock()):
            if process not in self._engines:
                self._engines.clear()
                self._engines[process] = _start_engine(self._tiles)
            try:
                return getattr(self._engines[process], action)(question)
            except ValhallaError:
                return None

    def _location(self, point: GeoPoint) -> dict[str, Any]:
        return {"lat": point.lat, "lon": point.lon, "search_cutoff": self.pace.reach_m}

    def _costing(self, way: Way) -> dict[str, Any]:
        if way is Way.BIKE:
            return {"costing": "bicycle", "costing_options": {"bicycle": {"cycling_speed": self.pace.bike_kmh}}}
        steps = {"step_penalty": STEPS_ARE_DEAR} if way is Way.STROLLER else {}
        options = {"walking_speed": self.pace.kmh(way), **steps}
        return {"costing": "pedestrian", "costing_options": {"pedestrian": options}}


def _completed(guess: Matrix, known: Known) -> Matrix:
    """Put what the streets say into an estimate, pair by pair."""
    size = range(len(guess.seconds))
    return Matrix(
        seconds=tuple(tuple(known.get((i, j), (guess.seconds[i][j],))[0] for j in size) for i in size),
        metres=tuple(tuple(known.get((i, j), (0, guess.metres[i][j]))[1] for j in size) for i in size),
        guessed=tuple(tuple(i != j and (i, j) not in known for j in size) for i in size),
    )


def _start_engine(tiles: Path) -> Any:
    import valhalla
    from valhalla.config import get_config

    settings = copy.deepcopy(get_config(tile_extract=str(tiles), tile_dir=""))
    for costing in ("pedestrian", "bicycle"):
        settings["service_limits"][costing]["max_matrix_location_pairs"] = MOST_PAIRS
    return valhalla.Actor(settings)


def _rounded(point: GeoPoint) -> GeoPoint:
    return GeoPoint(round(point.lat, 5), round(point.lon, 5))
