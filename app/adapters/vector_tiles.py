# SPDX-License-Identifier: EUPL-1.2
"""Map tiles as browsers read them: layers of shapes with a few words each, packed as Mapbox Vector Tiles 2.1."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

EXTENT = 4096

_POINT, _LINE, _POLYGON = 1, 2, 3
_MOVE, _DRAW, _CLOSE = 1, 2, 7


@dataclass(frozen=True, slots=True)
class Shape:
    """Something to draw. geometry: points, lines or polygons in tile units; x east, y south, 0 to EXTENT."""

    words: Mapping[str, str]
    geometry: shapely.Geometry


def tile(layers: Mapping[str, Sequence[Shape]]) -> bytes:
    """Pack the layers of one tile; shapes that vanish when rounded to whole units are left out, as are empty layers.

    Returns: the bytes of the tile, empty when nothing is left.
    Source: Mapbox Vector Tile Specification 2.1, sections 4.2 to 4.4.
    """
    packed = ((name, _layer(name, shapes)) for name, shapes in layers.items())
    return b"".join(_field(3, layer) for _, layer in packed if layer)


def _layer(name: str, shapes: Sequence[Shape]) -> bytes:
    keys: dict[str, int] = {}
    values: dict[str, int] = {}
    features = b""
    for shape in shapes:
        kind, commands = _commands(shape.geometry)
        if commands:
            pairs = ((keys.setdefault(k, len(keys)), values.setdefault(v, len(values))) for k, v in shape.words.items())
            tags = [number for pair in pairs for number in pair]
            feature = _field(2, _packed(tags)) + _number(3, kind) + _field(4, _packed(commands))
            features += _field(2, feature)
    if not features:
        return b""
    words = b"".join(_field(3, key.encode()) for key in keys)
    words += b"".join(_field(4, _field(1, value.encode())) for value in values)
    return _field(1, name.encode()) + features + words + _number(5, EXTENT) + _number(15, 2)


def _commands(geometry: shapely.Geometry) -> tuple[int, list[int]]:
    parts = shapely.get_parts(geometry).tolist()
    kind = {"Point": _POINT, "LineString": _LINE, "Polygon": _POLYGON}[parts[0].geom_type] if parts else _POINT
    pen = _Pen()
    for part in parts:
        if kind == _POINT:
            pen.dot(_whole(part.coords))
        elif kind == _LINE:
            pen.line(_whole(part.coords))
        else:
            pen.polygon(shapely.orient_polygons(part, exterior_cw=False))
    return kind, pen.commands


class _Pen:
    """Writes moves and strokes relative to where it was left, as the format asks."""

    def __init__(self) -> None:
        self.commands: list[int] = []
        self._x = self._y = 0

    def dot(self, points: list[tuple[int, int]]) -> None:
        self._stroke(_MOVE, points)

    def line(self, points: list[tuple[int, int]]) -> None:
        if len(points) > 1:
            self._stroke(_MOVE, points[:1])
            self._stroke(_DRAW, points[1:])

    def polygon(self, polygon: Any) -> None:
        outer = _whole(polygon.exterior.coords[:-1])
        if _encloses(outer):
            rings = [outer, *(_whole(hole.coords[:-1]) for hole in polygon.interiors)]
            for ring in filter(_encloses, rings):
                self.line(ring)
                self.commands.append(1 << 3 | _CLOSE)

    def _stroke(self, command: int, points: list[tuple[int, int]]) -> None:
        self.commands.append(len(points) << 3 | command)
        for x, y in points:
            self.commands += (_zigzag(x - self._x), _zigzag(y - self._y))
            self._x, self._y = x, y


def _whole(points: Iterable[Sequence[float]]) -> list[tuple[int, int]]:
    """Round to whole units and drop points that fall together with the one before."""
    rounded = [(round(point[0]), round(point[1])) for point in points]
    return [point for i, point in enumerate(rounded) if i == 0 or point != rounded[i - 1]]


def _encloses(ring: list[tuple[int, int]]) -> bool:
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))
    return len(ring) > 2 and twice != 0


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _packed(numbers: list[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
