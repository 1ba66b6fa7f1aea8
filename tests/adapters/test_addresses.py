# SPDX-License-Identifier: EUPL-1.2
"""A postcode gives a point, from a file, with the four digits as a fallback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.addresses import Addresses, read_postcodes
from app.adapters.table_faults import BadTable
from app.kernel.values import GeoPoint

TOWN = b"postcode,lat,lon\n8265EA,52.551,5.900\n8265KA,52.549,5.894\n8261,52.558,5.916\n8261CB,52.562,5.913\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "postcodes.csv"
    path.write_bytes(TOWN)
    return Addresses(path)


@pytest.mark.parametrize(
    ("postcode", "point"),
    [
        ("8265EA", GeoPoint(52.551, 5.9)),
        (" 8265 ea ", GeoPoint(52.551, 5.9)),
        ("8265", GeoPoint(52.55, 5.897)),  # the middle of the two that are known
        ("8265ZZ", GeoPoint(52.55, 5.897)),
        ("8261", GeoPoint(52.558, 5.916)),  # told in the file
        ("8261XX", GeoPoint(52.558, 5.916)),
        ("9999AA", None),
        ("0265EA", None),
        ("8265E", None),
        ("", None),
        ("Kampen", None),
        ("８２６５", None),
    ],
)
def test_a_postcode_gives_its_point_or_the_middle_of_its_digits(postcode, point, town):
    found = town.point_of(postcode)
    assert (found and (round(found.lat, 6), round(found.lon, 6))) == (point and (point.lat, point.lon))


@given(text=st.text(max_size=12))
def test_any_text_is_answered(town, text):
    assert town.point_of(text) is None or text.strip()[:4].isdigit()


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"postcode,lat\n8265EA,52.5\n", 1, ""),
        (b"postcode,lat,lon\n82650,52.5,5.9\n", 2, "POSTCODE"),
        (b"postcode,lat,lon\n8265EA,52.5,5.9\n8265 ea,52.5,5.9\n", 3, "POSTCODE"),
        (b"postcode,lat,lon\n8265EA,5.9,5.9\n", 2, "LAT"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(raw, line, column):
    with pytest.raises(BadTable) as caught:
        read_postcodes(raw, name="x")
    assert (caught.value.faults[0].line, caught.value.faults[0].column) == (line, column)


def test_an_absent_file_knows_no_postcode(tmp_path):
    assert Addresses(tmp_path / "nothing.csv").point_of("8265EA") is None
    assert Addresses(None).point_of("8265EA") is None


def test_the_file_is_read_once_and_only_when_asked(tmp_path):
    path = tmp_path / "postcodes.csv"
    addresses = Addresses(str(path))
    path.write_bytes(TOWN)
    assert addresses.point_of("8265EA") == GeoPoint(52.551, 5.9)
    path.unlink()
    assert addresses.point_of("8265KA") == GeoPoint(52.549, 5.894)
