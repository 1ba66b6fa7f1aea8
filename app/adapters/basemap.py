# SPDX-License-Identifier: EUPL-1.2
"""The street map that the application serves itself: one file of tiles, cut from an OpenStreetMap extract."""

import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import pi
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.affinity import translate

from app.adapters.street_extract import Drawn, drawn_from
from app.adapters.vector_tiles import EXTENT, Shape, tile

FIRST_ZOOM = 10
# Browsers stretch the last zoom: its unit is 0.4 m in the Netherlands, finer than a street needs at any zoom.
LAST_ZOOM = 14
# Neighbouring tiles overlap a little, so that a wide stroke is not cut at the seam.
MARGIN = 96
UNITS_PER_PIXEL = EXTENT / 256
ATTRIBUTION = "© OpenStreetMap contributors"

Tiles = dict[tuple[int, int], dict[str, list[Shape]]]


def build_basemap(extract: Path, out: Path) -> Path:
    """Cut an extract into a file of map tiles (PMTiles 3), zoom 10 to 14. Equal extracts give equal files.

    extract: .osm.pbf. out: the file to write; it appears whole or not at all. Returns: out.
    Raises RuntimeError when the extract cannot be read, ValueError when nothing in it can be drawn.
    """
    things = list(drawn_from(extract))
    if not things:
        raise ValueError(f"nothing to draw in {extract}")
    world = shapely.transform(np.array([thing.shape for thing in things]), _to_world)
    tiles = {(z, x, y): layers for z in _zooms() for (x, y), layers in _cut(things, world, z).items()}
    half = out.with_suffix(".half")
    _write(half, tiles, shapely.total_bounds(np.array([thing.shape for thing in things])))
    half.replace(out)
    return out


def _zooms() -> range:
    return range(FIRST_ZOOM, LAST_ZOOM + 1)


def _to_world(degrees: np.ndarray) -> np.ndarray:
    """Project to the square world of web maps: 0 to 1, x to the east, y to the south.

    degrees: (n, 2) float64, lon and lat.
    Source: EPSG:3857 (WGS 84 / Pseudo-Mercator), scaled to one.
    """
    north = np.log(np.tan(pi / 4 + np.radians(degrees[:, 1]) / 2))
    return np.column_stack([degrees[:, 0] / 360 + 0.5, 0.5 - north / (2 * pi)])


def _cut(things: Sequence[Drawn], world: np.ndarray, zoom: int) -> Tiles:
    """Give the layers of every tile of one zoom. world: (n,) shapes, each 0 to 1."""
    units = 2**zoom * EXTENT
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = defaultdict(list)
    for i, thing in enumerate(things):
        if thing.from_zoom <= zoom:
            alike[thing.layer, thing.words].append(i)
    tiles: Tiles = defaultdict(lambda: defaultdict(list))
    for (layer, words), members in sorted(alike.items()):
        shapes = _plainer(shapely.transform(world[members], lambda xy: xy * units), zoom)
        for at, geometry in _per_tile(shapes):
            tiles[at][layer].append(Shape(dict(words), geometry))
    return tiles


def _plainer(shapes: np.ndarray, zoom: int) -> np.ndarray:
    """Leave out what the eye cannot see at this zoom, and join lines that go on. shapes: (n,), in tile units."""
    if shapely.get_dimensions(shapes[0]) == 1:
        shapes = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapes.tolist())))
    finest = zoom == LAST_ZOOM
    if shapely.get_dimensions(shapes[0]) == 2 and not finest:
        shapes = shapes[shapely.area(shapes) > (3 * UNITS_PER_PIXEL) ** 2]
    return shapely.make_valid(shapely.simplify(shapes, 1.0 if finest else UNITS_PER_PIXEL / 2))


def _per_tile(shapes: np.ndarray) -> Iterator[tuple[tuple[int, int], shapely.Geometry]]:
    """Give, per tile that the shapes touch, what lies in it as one geometry in that tile's own units."""
    if not len(shapes):
        return
    tree, dimensions = STRtree(shapes), int(np.max(shapely.get_dimensions(shapes)))
    left, top, right, bottom = (shapely.total_bounds(shapes) // EXTENT).astype(int)
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            box = (x * EXTENT - MARGIN, y * EXTENT - MARGIN, (x + 1) * EXTENT + MARGIN, (y + 1) * EXTENT + MARGIN)
            near = np.sort(tree.query(shapely.box(*box)))
            parts = _same_kind(shapely.clip_by_rect(shapes[near], *box), dimensions)
            if len(parts):
                yield (x, y), translate(_together(parts), -x * EXTENT, -y * EXTENT)


def _same_kind(shapes: np.ndarray, dimensions: int) -> np.ndarray:
    """Take shapes apart and keep the parts with that many dimensions: clipping leaves stray points and lines."""
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return parts[(shapely.get_dimensions(parts) == dimensions) & ~shapely.is_empty(parts)]


def _together(parts: np.ndarray) -> shapely.Geometry:
    joined: Any = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
    return joined[shapely.get_dimensions(parts[0])](parts.tolist())


def _write(path: Path, tiles: dict[tuple[int, int, int], dict[str, list[Shape]]], bounds: np.ndarray) -> None:
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import write

    packed = {zxy_to_tileid(*at): tile(layers) for at, layers in tiles.items()}
    west, south, east, north = (int(edge * 10_000_000) for edge in bounds)
    header = {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": LAST_ZOOM - 1,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }
    with write(str(path)) as writer:
        for number in sorted(packed):
            if packed[number]:
                writer.write_tile(number, gzip.compress(packed[number], mtime=0))
        writer.finalize(header, {"name": "streets", "attribution": ATTRIBUTION})
