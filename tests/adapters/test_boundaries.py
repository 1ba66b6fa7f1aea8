# SPDX-License-Identifier: EUPL-1.2
"""Area boundaries: read or refused with a reason, every point in at most one area, neighbours found."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point
from shapely.geometry import Polygon as Shape

from app.adapters.boundaries import BoundaryRow, holder_of, holds, neighbours
from app.adapters.boundary_files import read_boundaries
from app.adapters.table_faults import BadTable
from app.kernel.values import GeoPoint

# Two squares of about 680 by 1100 m side by side, one with a lake, and one far away in two parts.
WEST = [[[5.90, 52.55], [5.91, 52.55], [5.91, 52.56], [5.90, 52.56], [5.90, 52.55]]]
LAKE = [[5.913, 52.553], [5.916, 52.553], [5.916, 52.556], [5.913, 52.556], [5.913, 52.553]]
EAST = [[[5.91, 52.55], [5.92, 52.55], [5.92, 52.56], [5.91, 52.56], [5.91, 52.55]], LAKE]
FAR = [
    [[[5.95, 52.55], [5.96, 52.55], [5.96, 52.56], [5.95, 52.56], [5.95, 52.55]]],
    [[[5.97, 52.55], [5.98, 52.55], [5.98, 52.56], [5.97, 52.55]]],
]


def feature(name: object, coordinates: object, **more: object) -> dict:
    kind = more.pop("kind", "Polygon")
    properties = {"name": name, "boundary_year": 2025, **more}
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def file_of(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


TOWN = file_of(
    feature("West", WEST, code="K1"),
    feature("Oost", EAST, statcode_2014="WK016601"),
    feature("Ver weg", FAR, kind="MultiPolygon"),
)


def faults_of(raw: bytes, **more):
    with pytest.raises(BadTable) as caught:
        read_boundaries(raw, **more)
    return caught.value.faults


def test_areas_are_read_with_code_name_year_and_rings():
    west, east, far = read_boundaries(TOWN)
    assert (west.code, west.name, west.year) == ("K1", "West", 2025)
    assert (east.code, far.code) == ("WK016601", "ver-weg")
    assert [len(polygon) for polygon in east.rings] == [2]
    assert len(far.rings) == 2
    assert hash(west) == hash(read_boundaries(TOWN)[0])
    for ring in (ring for row in (west, east, far) for polygon in row.rings for ring in polygon):
        assert ring[0] == ring[-1]


def test_the_year_may_be_told_for_the_whole_file():
    raw = file_of(feature("West", WEST, boundary_year=None))
    assert read_boundaries(raw, year=2014)[0].year == 2014
    assert "het jaar" in faults_of(raw)[0].expected


def test_a_point_lies_in_its_area_and_not_in_a_lake_or_beside():
    west, east, far = read_boundaries(TOWN)
    assert holds(west, GeoPoint(52.555, 5.905))
    assert not holds(east, GeoPoint(52.555, 5.905))
    assert not holds(east, GeoPoint(52.5545, 5.9145))
    assert holder_of([west, east, far], GeoPoint(52.551, 5.978)) == far
    assert holder_of([west, east, far], GeoPoint(52.7, 5.9)) is None


@given(st.floats(52.5501, 52.5599))
def test_a_point_on_a_shared_border_lies_in_exactly_one_area(lat):
    west, east, _ = read_boundaries(TOWN)
    assert holds(west, GeoPoint(lat, 5.91)) != holds(east, GeoPoint(lat, 5.91))


@given(st.floats(52.549, 52.561), st.floats(5.899, 5.981))
@example(52.55, 5.9)
def test_holding_agrees_with_another_geometry_library(lat, lon):
    for row in read_boundaries(TOWN):
        shape = MultiPolygon([Shape(polygon[0], polygon[1:]) for polygon in row.rings])
        if shape.boundary.distance(Point(lon, lat)) > 1e-9:
            assert holds(row, GeoPoint(lat, lon)) == shape.contains(Point(lon, lat))


def test_areas_with_a_common_border_are_neighbours():
    assert neighbours(read_boundaries(TOWN)) == {"K1": ("WK016601",), "WK016601": ("K1",), "ver-weg": ()}
    assert neighbours([]) == {}


def square(west: float, south: float, code: str) -> BoundaryRow:
    ring = ((west, south), (west + 0.01, south), (west + 0.01, south + 0.01), (west, south + 0.01), (west, south))
    return BoundaryRow(code, code, ((ring,),), 2025)


@pytest.mark.parametrize(
    ("west", "south", "near"),
    [(5.9103, 52.55, True), (5.911, 52.55, False), (5.91, 52.56, False), (5.91, 52.557, True)],
)
def test_a_ditch_does_not_part_neighbours_and_a_corner_does_not_make_them(west, south, near):
    found = neighbours([square(5.90, 52.55, "a"), square(west, south, "b")])
    assert found == ({"a": ("b",), "b": ("a",)} if near else {"a": (), "b": ()})


BOW = [[[5.90, 52.55], [5.91, 52.56], [5.91, 52.55], [5.90, 52.56], [5.90, 52.55]]]
RD = [[[191000, 507000], [192000, 507000], [192000, 508000], [191000, 507000]]]
SWAPPED = [[[lat, lon] for lon, lat in ring] for ring in WEST]


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (b"", 1, "geen JSON"),
        (b'{"type":\n"Feature', 2, "geen JSON"),
        (b"\xff\xfe\x00", 0, "UTF-8"),
        (b"[" * 100_000, 0, "UTF-8"),
        (b"[]", 0, "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', 0, "FeatureCollection"),
        (file_of(), 0, "gebieden"),
        (file_of(feature("A", WEST), 7), 2, "eigenschappen"),
        (file_of(feature("A", WEST, boundary_year="ooit")), 1, "het jaar"),
        (file_of(feature("", WEST)), 1, "een naam"),
        (file_of(feature(7, WEST)), 1, "een naam"),
        (file_of(feature("a\u202eb", WEST)), 1, "leesbare tekens"),
        (file_of(feature("A", [5.9, 52.5], kind="Point")), 1, "Polygon"),
        (file_of(feature("A", [])), 1, "coördinaten"),
        (file_of(feature("A", None)), 1, "coördinaten"),
        (file_of(feature("A", [WEST[0][:3]])), 1, "rand van minstens 4"),
        (file_of(feature("A", [WEST[0][:4]])), 1, "rand van minstens 4"),
        (file_of(feature("A", BOW)), 1, "kruist"),
        (file_of(feature("A", RD)), 1, "geen RD"),
        (file_of(feature("A", SWAPPED)), 1, "lengtegraad"),
        (file_of(feature("A", [[[float("nan"), 52.5], *WEST[0][1:4], [float("nan"), 52.5]]])), 1, "rand|lengtegraad"),
        (file_of(feature("A", [[[True, 52.5], *WEST[0][1:4], [True, 52.5]]])), 1, "lengtegraad"),
        (file_of(feature("A", WEST), feature("a", FAR, kind="MultiPolygon", code="x")), 2, "één keer"),
        (file_of(feature("A", WEST, code="x"), feature("B", FAR, kind="MultiPolygon", code="X")), 2, "één keer"),
        (file_of(feature("A", WEST), feature("B", WEST)), 2, "niet bedekken"),
    ],
)
def test_a_bad_file_is_refused_with_the_number_of_the_area(raw, line, says):
    fault = faults_of(raw)[0]
    assert fault.line == line
    assert any(part in fault.expectation() for part in says.split("|")), fault.sentence()


def test_a_fault_reads_as_a_sentence_about_an_area():
    (fault,) = faults_of(file_of(feature("A", WEST), feature("B", WEST)))
    assert fault.sentence() == (
        "gebied 2 in het bestand, eigenschap geometry, ‘B’: verwacht: "
        "gebieden die elkaar niet bedekken; dit ligt over ‘A’"
    )


def test_a_sliver_of_overlap_is_forgiven():
    wider = [[[lon + 0.0001 if lon == 5.91 else lon, lat] for lon, lat in WEST[0]]]
    assert len(read_boundaries(file_of(feature("A", wider), feature("B", EAST)))) == 2


CHUNK = st.sampled_from(
    [b"", b"null", b"[]", b"{}", b"1e999", b"NaN", b'"', b"[", b"}", b"-", b"9" * 50, b"\x00", b"true"]
)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 30), CHUNK), min_size=1, max_size=3))
def test_a_damaged_file_gives_areas_or_faults_and_nothing_else(changes):
    raw = TOWN
    for at, length, chunk in changes:
        start = at % (len(raw) + 1)
        raw = raw[:start] + chunk + raw[start + length :]
    try:
        outcome = [row.name for row in read_boundaries(raw)]
    except BadTable as bad:
        outcome = [fault.sentence() for fault in bad.faults]
    assert outcome
