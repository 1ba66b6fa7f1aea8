# SPDX-License-Identifier: EUPL-1.2
"""Reads area boundaries from a GeoJSON file, and says plainly which area is wrong and how."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.adapters.boundaries import BoundaryRow, Polygon, Ring
from app.adapters.register_fields import LATITUDES, LONGITUDES
from app.adapters.table_faults import BadTable, TableFault, dutch

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_BYTES = 20_000_000
MAX_CORNERS = 300_000
MAX_AREAS = 1_000
DECIMALS = 6  # about 0.1 m

_NAMES = ("name", "naam", "statnaam", "wijknaam", "buurtnaam", "gebiedsnaam")
_CODES = ("code", "wijkcode", "buurtcode", "gebiedscode")
_YEARS = ("boundary_year", "year", "jaar")


def read_boundaries(raw: bytes, *, year: int | None = None) -> tuple[BoundaryRow, ...]:
    """Read a GeoJSON FeatureCollection of Polygons and MultiPolygons in degrees WGS84.

    Args:
        raw: UTF-8, with or without byte order mark.
        year: of codes and boundaries, for areas that do not tell it in ``boundary_year``, ``year`` or ``jaar``.

    Returns:
        In the order of the file. Outer rings run anticlockwise. An area without a code (``statcode…``, ``code``, …)
        gets one from its name.

    Raises:
        BadTable: not such a file; or areas without name or year, twice the same name or code, with a border that
            crosses itself or lies outside the Netherlands, or overlapping each other. ``line`` counts the areas.
    """
    features = _features(raw)
    faults: list[TableFault] = []
    found: list[tuple[int, BoundaryRow, BaseGeometry]] = []
    for number, feature in enumerate(features, 1):
        try:
            found.append((number, *_boundary(feature, year)))
        except _Wrong as wrong:
            faults.append(_fault(number, wrong.column, wrong.value, wrong.expected, wrong.details))
    faults.extend(_doubled(found))
    if not faults:
        faults.extend(_overlaps(found))
    if faults:
        raise BadTable(faults)
    return tuple(boundary for _, boundary, _ in found)


class _Wrong(Exception):
    """What is wrong with the area at hand."""

    def __init__(self, expected: str, column: str = "", value: object = "", **details: object) -> None:
        self.expected, self.column, self.value, self.details = expected, column, str(value), details
        super().__init__(expected)


def _fault(number: int, column: str, value: str, expected: str, details: Mapping[str, object]) -> TableFault:
    place, part = dutch("gebied %(line)d in het bestand"), dutch("eigenschap %(column)s")
    return TableFault(number, column, value, expected, details, place, part)


def _features(raw: bytes) -> list[Any]:
    if len(raw) > MAX_BYTES:
        raise BadTable.of(dutch("een bestand van hoogstens 20 MB"), value=f"{len(raw) / 1e6:.0f} MB")
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except json.JSONDecodeError as fault:
        raise BadTable.of(dutch("een GeoJSON-bestand; dit is geen JSON"), line=fault.lineno) from fault
    except (ValueError, RecursionError) as fault:  # no UTF-8; brackets without end
        raise BadTable.of(dutch("een GeoJSON-bestand in UTF-8")) from fault
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise BadTable.of(dutch("een GeoJSON-bestand met een FeatureCollection"))
    if not 1 <= len(features) <= MAX_AREAS:
        expected = dutch("%(low)d tot en met %(high)d gebieden")
        raise BadTable.of(expected, value=str(len(features)), low=1, high=MAX_AREAS)
    return features


def _boundary(feature: Any, year: int | None) -> "tuple[BoundaryRow, BaseGeometry]":
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise _Wrong(dutch("een Feature met eigenschappen (properties)"))
    properties = feature["properties"]
    name = _words(properties, _NAMES)
    if not name:
        raise _Wrong(dutch("een naam in één van deze eigenschappen: %(names)s"), names=", ".join(_NAMES))
    codes = (*_CODES, *sorted(key for key in properties if key.startswith("statcode")))
    code = _words(properties, codes) or "-".join(re.findall(r"\w+", name.casefold()))
    shape = _shape(feature.get("geometry"))
    return BoundaryRow(code, name, _rings(shape), _year(properties, year)), shape


def _words(properties: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = properties.get(key)
        if isinstance(value, str) and value.split():
            words = " ".join(value.split())
            if len(words) > 100 or not words.isprintable():
                raise _Wrong(dutch("hoogstens 100 leesbare tekens"), key, words)
            return words
    return ""


def _year(properties: Mapping[str, Any], otherwise: int | None) -> int:
    told = next((properties[key] for key in _YEARS if properties.get(key) is not None), otherwise)
    if re.fullmatch(r"(19|20)\d\d", str(told), re.ASCII):
        return int(str(told))
    raise _Wrong(dutch("het jaar van de grenzen, zoals 2025"), _YEARS[0], "" if told is None else told)


def _shape(geometry: Any) -> "BaseGeometry":
    from shapely import is_valid_reason, set_precision  # here: a quarter of a second to load
    from shapely.geometry import shape as shape_of

    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Wrong(dutch("een geometrie van de soort Polygon of MultiPolygon"), "geometry", kind or "")
    polygons = geometry.get("coordinates")
    checked = _checked(polygons if kind == "MultiPolygon" else [polygons])
    shape = shape_of({"type": "MultiPolygon", "coordinates": checked})
    if not shape.is_valid:
        raise _Wrong(dutch("een grens die zichzelf niet kruist of raakt"), "geometry", is_valid_reason(shape))
    snapped = set_precision(shape, 10**-DECIMALS)  # snaps each corner by itself: shared borders stay shared
    if snapped.is_empty:
        raise _Wrong(dutch("een gebied met een oppervlakte"), "geometry")
    return snapped


def _checked(polygons: Any) -> list[list[list[tuple[float, float]]]]:
    if not isinstance(polygons, list) or not polygons:
        raise _Wrong(dutch("coördinaten"), "geometry")
    left = MAX_CORNERS
    whole = []
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise _Wrong(dutch("coördinaten"), "geometry")
        rings = []
        for ring in polygon:
            if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
                raise _Wrong(dutch("een gesloten rand van minstens 4 punten"), "geometry")
            left -= len(ring)
            if left < 0:
                raise _Wrong(dutch("hoogstens %(most)d punten per gebied"), "geometry", most=MAX_CORNERS)
            rings.append([_corner(corner) for corner in ring])
        whole.append(rings)
    return whole


def _corner(corner: Any) -> tuple[float, float]:
    if isinstance(corner, list) and len(corner) in (2, 3) and all(type(part) in (int, float) for part in corner):
        lon, lat = corner[:2]
        if LONGITUDES[0] <= lon <= LONGITUDES[1] and LATITUDES[0] <= lat <= LATITUDES[1]:
            return float(lon), float(lat)
    expected = dutch("punten in Nederland als [lengtegraad, breedtegraad] in graden (WGS84), geen RD-coördinaten")
    raise _Wrong(expected, "geometry", json.dumps(corner, default=str)[:60])


def _rings(shape: "BaseGeometry") -> tuple[Polygon, ...]:
    from shapely.geometry.polygon import orient

    parts = getattr(shape, "geoms", [shape])
    turned = [orient(part) for part in parts]
    return tuple((_ring(part.exterior.coords), *(_ring(hole.coords) for hole in part.interiors)) for part in turned)


def _ring(corners: Any) -> Ring:
    return tuple((round(corner[0], DECIMALS), round(corner[1], DECIMALS)) for corner in corners)


def _doubled(found: "list[tuple[int, BoundaryRow, BaseGeometry]]") -> Iterator[TableFault]:
    first: dict[tuple[str, str], int] = {}
    for number, boundary, _ in found:
        for column, value in (("name", boundary.name), ("code", boundary.code)):
            earlier = first.setdefault((column, value.casefold()), number)
            if earlier != number:
                expected = dutch("elk gebied één keer; dit staat ook bij gebied %(first)d")
                yield _fault(number, column, value, expected, {"first": earlier})


def _overlaps(found: "list[tuple[int, BoundaryRow, BaseGeometry]]") -> Iterator[TableFault]:
    """Name the areas that cover more than a twentieth of an earlier one or of themselves; slivers are forgiven."""
    from shapely import STRtree

    shapes = [shape for _, _, shape in found]
    tree = STRtree(shapes)
    for place, (number, boundary, shape) in enumerate(found):
        for other in sorted(int(index) for index in tree.query(shape, predicate="intersects")):
            if other < place:
                shared = shape.intersection(shapes[other]).area
                if shared > 0.05 * min(shape.area, shapes[other].area):
                    expected = dutch("gebieden die elkaar niet bedekken; dit ligt over ‘%(other)s’")
                    yield _fault(number, "geometry", boundary.name, expected, {"other": found[other][1].name})
