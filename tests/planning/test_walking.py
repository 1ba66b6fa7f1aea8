# SPDX-License-Identifier: EUPL-1.2
"""Walking times from straight lines: a known distance, ways of travelling, and the shape of a matrix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.walking import Pace, TravelSettings, straight_line, travel_matrices, travel_matrix, travel_seconds

STADSBRUG, STATION = (52.5585, 5.9185), (52.5525, 5.9290)
POINTS = st.tuples(st.floats(50.7, 53.6), st.floats(3.3, 7.3))


def test_a_minute_of_latitude_is_a_nautical_mile():
    assert straight_line((52.0, 5.0), (52.0 + 1 / 60, 5.0)) == pytest.approx(1853, abs=2)


def test_a_minute_of_longitude_is_shorter_up_north():
    assert straight_line((60.0, 5.0), (60.0, 5.0 + 1 / 60)) == pytest.approx(1853 / 2, abs=2)


def test_a_walk_takes_the_straight_line_times_the_detour_at_the_pace_of_a_group():
    metres = straight_line(STADSBRUG, STATION)
    assert travel_seconds(STADSBRUG, STATION, "walk") == pytest.approx(metres * 1.3 / 1.25, abs=1)


def test_prams_go_slower_and_bicycles_faster_than_walkers():
    pram, walk, bike = (travel_seconds(STADSBRUG, STATION, mode) for mode in ("stroller", "walk", "bike"))
    assert pram > walk > bike


def test_a_municipality_sets_its_own_paces():
    settings = TravelSettings(detour=1.0, paces={"ferry": Pace(2.0, fixed=60)})
    seconds = travel_seconds(STADSBRUG, STATION, "ferry", settings)
    assert seconds == pytest.approx(straight_line(STADSBRUG, STATION) / 2 + 60, abs=1)
    assert set(travel_matrices([STADSBRUG, STATION], settings)) == {"ferry"}


def test_a_way_of_travelling_without_a_pace_is_refused():
    with pytest.raises(KeyError):
        travel_seconds(STADSBRUG, STATION, "boat")


@given(st.lists(POINTS, max_size=5))
def test_a_matrix_is_square_whole_symmetric_and_zero_on_the_spot(points):
    matrix = travel_matrix(points, "bus")
    assert [len(row) for row in matrix] == [len(points)] * len(points)
    for i, row in enumerate(matrix):
        assert row[i] == 0
        assert all(isinstance(seconds, int) and seconds >= 0 for seconds in row)
        assert all(seconds == matrix[j][i] for j, seconds in enumerate(row))
