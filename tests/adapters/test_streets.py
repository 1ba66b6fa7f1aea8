# SPDX-License-Identifier: EUPL-1.2
"""Estimates of the way, and who answers when."""

import pytest

from app.adapters import streets
from app.adapters.polylines import points_of
from app.adapters.streets import Pace, StraightLine, line_m, straight_line_m, streets_from
from app.kernel.values import GeoPoint, Way
from tests.adapters.street_samples import ON_FOOT

TOWN_HALL = GeoPoint(52.0, 5.0)
HUNDREDTH_NORTH = GeoPoint(52.01, 5.0)


def test_a_degree_of_latitude_is_a_three_hundred_and_sixtieth_of_the_meridian():
    assert straight_line_m(GeoPoint(52, 5), GeoPoint(53, 5)) == pytest.approx(111_195, abs=1)


def test_a_degree_of_longitude_shrinks_with_the_cosine_of_the_latitude():
    assert straight_line_m(GeoPoint(60, 5), GeoPoint(60, 6)) == pytest.approx(111_195 / 2, rel=1e-4)


def test_the_way_around_the_world_does_not_break_the_formula():
    assert straight_line_m(GeoPoint(0, 0), GeoPoint(0, 180)) == pytest.approx(20_015_115, abs=2)


def test_a_line_is_as_long_as_its_parts_together():
    assert line_m([(52.0, 5.0), (52.01, 5.0), (52.0, 5.0)]) == pytest.approx(2 * 1111.95, abs=0.1)
    assert line_m([]) == 0


def test_an_estimate_is_a_third_longer_than_the_straight_line_at_the_group_pace():
    leg = StraightLine(Pace(walk_kmh=4.5)).leg(TOWN_HALL, HUNDREDTH_NORTH, Way.WALK)
    assert leg.metres == round(1111.95 * 1.3)
    assert leg.seconds == round(1111.95 * 1.3 / 1.25)
    assert leg.line == ((52.0, 5.0), (52.01, 5.0))
    assert leg.estimated
    assert leg.instructions == ()


def test_a_bus_takes_its_stops_on_top_of_the_ride():
    pace = Pace(bus_kmh=36, bus_stop_seconds=240)
    assert StraightLine(pace).leg(TOWN_HALL, HUNDREDTH_NORTH, Way.BUS).seconds == round(1111.95 * 1.3 / 10) + 240


def test_staying_where_one_is_takes_no_time_not_even_by_bus():
    assert StraightLine().times([TOWN_HALL, TOWN_HALL], Way.BUS).seconds == ((0, 0), (0, 0))


@pytest.mark.parametrize(("slow", "fast"), [(Way.STROLLER, Way.WALK), (Way.WALK, Way.BIKE), (Way.BIKE, Way.BUS)])
def test_prams_are_slower_than_walkers_walkers_than_cyclists_and_over_a_long_way_cyclists_than_a_bus(slow, fast):
    far = GeoPoint(52.2, 5.0)
    assert StraightLine().leg(TOWN_HALL, far, slow).seconds > StraightLine().leg(TOWN_HALL, far, fast).seconds


def test_every_pair_of_an_estimate_is_marked_and_the_diagonal_is_not():
    matrix = StraightLine().times([TOWN_HALL, HUNDREDTH_NORTH], Way.WALK)
    assert matrix.guessed == ((False, True), (True, False))
    assert matrix.estimated


def test_nothing_asked_is_nothing_answered():
    assert StraightLine().times([], Way.WALK).seconds == ()


@pytest.mark.parametrize("tiles", [None, "", "/nowhere/streets.tar"])
def test_without_tiles_the_answers_are_estimates(tiles):
    assert isinstance(streets_from(tiles), StraightLine)


def test_without_the_engine_the_answers_are_estimates(tmp_path, monkeypatch):
    (tmp_path / "streets.tar").touch()
    monkeypatch.setattr(streets, "engine_is_here", lambda: False)
    assert isinstance(streets_from(tmp_path / "streets.tar"), StraightLine)


def test_the_operator_sets_the_pace_and_prams_are_a_tenth_slower():
    pace = streets_from(None, km_per_hour=5.0).pace
    assert (pace.walk_kmh, pace.stroller_kmh) == (5.0, 4.5)


def test_a_short_line_text_is_read_to_the_metre():
    line = points_of(ON_FOOT["first_leg"]["polyline6"])
    assert [list(point) for point in line] == ON_FOOT["first_leg"]["points"]


@pytest.mark.parametrize("text", ["_", "?", "_p~iF"])
def test_a_cut_line_text_is_refused(text):
    with pytest.raises(ValueError, match="a line ends"):
        points_of(text)
