# SPDX-License-Identifier: EUPL-1.2
"""Times, lines and directions over real streets."""

import os
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.adapters.street_network import StreetNetwork
from app.adapters.streets import Pace, StraightLine, line_m, streets_from
from app.kernel.values import GeoPoint, Way
from tests.adapters.street_samples import (
    AT_SEA,
    ISLET,
    ISLET_TOO,
    NORTH_STREET,
    ON_FOOT,
    SCHOOLS,
    SOUTH_STREET,
    kampen_tiles,
    village_tiles,
)

__all__ = ["kampen_tiles", "village_tiles"]
# The pace of the recorded figures.
ALONE = Pace(walk_kmh=5.1)


@pytest.fixture
def kampen(kampen_tiles) -> StreetNetwork:
    return StreetNetwork(kampen_tiles, ALONE)


@pytest.fixture
def village(village_tiles) -> StreetNetwork:
    return StreetNetwork(village_tiles)


def test_where_tiles_and_engine_are_there_the_streets_answer(kampen_tiles):
    assert isinstance(streets_from(kampen_tiles), StreetNetwork)


def test_times_between_ten_schools_are_as_recorded(kampen):
    matrix = kampen.times(SCHOOLS, Way.WALK)
    for found, recorded in zip(matrix.seconds, ON_FOOT["on_foot"]["seconds"], strict=True):
        assert found == pytest.approx(recorded, rel=0.05, abs=60)
    for found, recorded in zip(matrix.metres, ON_FOOT["on_foot"]["metres"], strict=True):
        assert found == pytest.approx(recorded, rel=0.05, abs=85)
    assert not matrix.estimated


def test_a_group_takes_longer_than_one_person_by_the_ratio_of_their_pace(kampen_tiles):
    alone = StreetNetwork(kampen_tiles, Pace(walk_kmh=5.0)).leg(SCHOOLS[0], SCHOOLS[1], Way.WALK)
    group = StreetNetwork(kampen_tiles, Pace(walk_kmh=2.5)).leg(SCHOOLS[0], SCHOOLS[1], Way.WALK)
    assert group.seconds == pytest.approx(2 * alone.seconds, rel=0.02)
    assert group.metres == alone.metres


def test_a_leg_is_as_recorded_with_directions_in_dutch(kampen):
    leg = kampen.leg(SCHOOLS[0], SCHOOLS[1], Way.WALK)
    assert leg.seconds == pytest.approx(ON_FOOT["first_leg"]["seconds"], rel=0.05)
    assert leg.metres == pytest.approx(ON_FOOT["first_leg"]["metres"], rel=0.05)
    said = [re.sub(r" \(\d+ meter\)", "", words) for words in leg.instructions]
    *turns, _arrival = ON_FOOT["first_leg"]["instructions_nl"]
    assert said == [*turns, "Uw bestemming ligt rechts."]
    assert all(re.search(r" \(\d+ meter\)\.$", words) for words in leg.instructions[:-1])
    assert not leg.estimated


def test_directions_come_in_english_when_asked_for(kampen):
    assert kampen.leg(SCHOOLS[0], SCHOOLS[1], Way.WALK, "en-US").instructions[0].startswith("Walk southeast on Winde (")


def test_the_line_of_a_leg_runs_from_door_to_door_and_is_as_long_as_the_leg_says(kampen):
    leg = kampen.leg(SCHOOLS[0], SCHOOLS[1], Way.WALK)
    assert leg.line[0] == pytest.approx((SCHOOLS[0].lat, SCHOOLS[0].lon), abs=1e-5)
    assert leg.line[-1] == pytest.approx((SCHOOLS[1].lat, SCHOOLS[1].lon), abs=1e-5)
    assert line_m(leg.line[1:-1]) == pytest.approx(leg.metres, rel=0.02)


def test_cycling_is_faster_than_walking(kampen):
    assert (
        kampen.leg(SCHOOLS[0], SCHOOLS[5], Way.BIKE).seconds < kampen.leg(SCHOOLS[0], SCHOOLS[5], Way.WALK).seconds / 2
    )


def test_a_bus_ride_is_an_estimate_even_where_the_streets_are_known(kampen):
    assert kampen.leg(SCHOOLS[0], SCHOOLS[5], Way.BUS).estimated
    assert kampen.times(SCHOOLS[:2], Way.BUS) == StraightLine(ALONE).times(SCHOOLS[:2], Way.BUS)


def test_a_point_off_the_network_is_estimated_and_leaves_the_other_pairs_alone(kampen):
    matrix = kampen.times([SCHOOLS[0], AT_SEA, SCHOOLS[1]], Way.WALK)
    assert matrix.guessed == ((False, True, False), (True, False, True), (False, True, False))
    assert matrix.seconds[0][2] == kampen.times([SCHOOLS[0], SCHOOLS[1]], Way.WALK).seconds[0][1]
    assert kampen.leg(SCHOOLS[0], AT_SEA, Way.WALK).estimated


def test_places_that_no_street_joins_are_estimated_pair_by_pair(village):
    matrix = village.times([NORTH_STREET, SOUTH_STREET, ISLET, ISLET_TOO], Way.WALK)
    assert matrix.guessed == (
        (False, False, True, True),
        (False, False, True, True),
        (True, True, False, False),
        (True, True, False, False),
    )
    assert village.leg(NORTH_STREET, ISLET, Way.WALK).estimated


def test_a_walker_takes_the_steps_and_a_pram_goes_round(village):
    assert "Neem de trap" in " ".join(village.leg(NORTH_STREET, SOUTH_STREET, Way.WALK).instructions)
    around = village.leg(NORTH_STREET, SOUTH_STREET, Way.STROLLER)
    assert "Neem de trap" not in " ".join(around.instructions)
    assert around.metres > 1_800


def test_staying_where_one_is_takes_no_time(kampen):
    assert kampen.leg(SCHOOLS[0], SCHOOLS[0], Way.WALK).seconds == 0
    assert kampen.times([SCHOOLS[0], SCHOOLS[0]], Way.WALK).seconds == ((0, 0), (0, 0))


def test_an_equal_question_within_a_metre_is_answered_once(kampen):
    first = kampen.times(SCHOOLS[:3], Way.WALK)
    nearly = [GeoPoint(school.lat + 1e-7, school.lon) for school in SCHOOLS[:3]]
    assert kampen.times(nearly, Way.WALK) is first


def test_many_threads_get_the_same_answer(kampen):
    with ThreadPoolExecutor(8) as pool:
        legs = list(pool.map(lambda i: kampen.leg(SCHOOLS[i % 5], SCHOOLS[5], Way.WALK), range(40)))
    assert len({leg.seconds for leg in legs}) == 5


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_worker_starts_an_engine_of_its_own(kampen):
    expected = kampen.leg(SCHOOLS[0], SCHOOLS[1], Way.WALK).seconds
    kampen._locks[os.getpid()].acquire()
    child = os.fork()
    if child == 0:
        os._exit(0 if kampen._ask_route(SCHOOLS[0], SCHOOLS[1], Way.WALK, "nl-NL").seconds == expected else 1)
    kampen._locks[os.getpid()].release()
    assert os.waitpid(child, 0)[1] == 0
