# SPDX-License-Identifier: EUPL-1.2
"""The example towns can be taken in by the same readers that staff use, and hang together."""

from functools import cache
from pathlib import Path

import pytest

from app.adapters.addresses import Addresses
from app.adapters.boundaries import holder_of, neighbours
from app.adapters.boundary_files import read_boundaries
from app.adapters.school_register import figure_rows, location_rows, read_table, register_rows
from app.kernel.values import GeoPoint

EXAMPLES = Path(__file__).parents[2] / "examples"
# Streets of Kampen are there within these degrees.
STREETS = (52.524, 52.584, 5.841, 5.989)


def table(town: str, name: str):
    return read_table((EXAMPLES / town / name).read_bytes(), name=name)


@cache
def areas(town: str):
    return read_boundaries((EXAMPLES / town / "areas.geojson").read_bytes())


def schools_per_area(town: str) -> dict[str, list[GeoPoint]]:
    held: dict[str, list[GeoPoint]] = {area.name: [] for area in areas(town)}
    for row in location_rows(table(town, "coordinates.csv")):
        area = holder_of(areas(town), GeoPoint(row.lat, row.lon))
        assert area is not None, row
        held[area.name].append(GeoPoint(row.lat, row.lon))
    return held


@pytest.mark.parametrize(("town", "register", "own"), [("kampen", 30, 30), ("utrecht", 99, 101)])
def test_a_town_is_read_whole(town, register, own):
    raw = register_rows(table(town, "duo_vestigingen_bo_2020.csv"), municipality=town)
    ours = register_rows(table(town, f"schools_{town}.csv"), municipality=town)
    assert (len(raw), len(ours)) == (register, own)
    placed = {row.brin6 for row in location_rows(table(town, "coordinates.csv"))}
    assert placed == {row.brin6 for row in ours}
    assert {row.brin6 for row in figure_rows(table(town, "achterstandsscores_2019.csv"))} <= placed


def test_each_area_of_kampen_has_schools_and_four_have_enough_within_the_streets():
    held = schools_per_area("kampen")
    assert {name: len(points) for name, points in held.items()} == {
        "Brunnepe en Binnenstad": 4,
        "Kampen West": 6,
        "Kampen Zuid": 7,
        "IJsselmuiden": 6,
        "Grafhorst, Wilsum en 's-Heerenbroek": 4,
        "Zalk en Kamperveen": 3,
    }
    south, north, west, east = STREETS
    within = [sum(south < at.lat < north and west < at.lon < east for at in points) for points in held.values()]
    assert [count for count in within if count >= 4] == [4, 6, 7, 6]


def test_utrecht_has_ten_areas_that_hold_its_schools():
    held = schools_per_area("utrecht")
    assert len(held) == 10
    assert min(len(points) for points in held.values()) >= 4


@pytest.mark.parametrize("town", ["kampen", "utrecht"])
def test_every_area_borders_on_another(town):
    assert all(neighbours(areas(town)).values())


@pytest.mark.parametrize("town", ["kampen", "utrecht"])
def test_the_postcode_of_every_school_is_known(town):
    postcodes = Addresses(EXAMPLES / town / "postcodes.csv")
    for row in register_rows(table(town, f"schools_{town}.csv")):
        assert postcodes.point_of(row.postcode) is not None, row
