# SPDX-License-Identifier: EUPL-1.2
"""The view of the municipality and its areas, fact by fact."""

from collections.abc import Iterator

import pytest

from app.areas.read.areas import VIEW, all_areas, area_of, municipality, neighbours_of
from app.areas.values import outline_from
from app.eventlog.engine import make_engine
from app.eventlog.store import EventLog
from app.eventlog.tables import KEPT
from app.kernel.events import Event
from app.kernel.ids import AreaId
from app.kernel.values import GeoPoint, HolidayRegion
from tests.areas.samples import (
    KAMPEN_FOUNDED,
    MIDDLE,
    MIDDLE_DRAWN,
    NORTH,
    NORTH_CLOSED,
    NORTH_DRAWN,
    NORTH_SQUARE,
    SOUTH,
    SOUTH_DRAWN,
    SOUTH_SQUARE,
    drawn,
    redrawn,
    square,
)
from tests.story import A_MONDAY


class Told:
    """A view after facts."""

    def __init__(self) -> None:
        self.log = EventLog(make_engine("sqlite://"), (VIEW,))
        KEPT.create_all(self.log.engine)
        self.log.rebuild()

    def __call__(self, *facts: Event) -> None:
        self.log.append(facts, now=A_MONDAY, by="program")

    def neighbours(self, area_id: AreaId) -> list[str]:
        with self.log.reading() as session:
            return [a.title for a in neighbours_of(session, area_id)]


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    yield told
    assert told.log.views_that_differ() == []
    told.log.engine.dispose()


def test_there_is_no_municipality_before_one_is_founded(told):
    with told.log.reading() as session:
        assert municipality(session) is None


def test_the_municipality_is_known_once_it_is_founded(told):
    told(KAMPEN_FOUNDED)
    with told.log.reading() as session:
        found = municipality(session)
    assert (found.title, found.register_name, found.region) == ("Kampen", "KAMPEN", HolidayRegion.NORTH)


def test_drawn_areas_are_listed_by_title(told):
    told(NORTH_DRAWN, MIDDLE_DRAWN)
    with told.log.reading() as session:
        assert [a.title for a in all_areas(session)] == ["Midden", "Noord"]
        assert area_of(session, NORTH).outline == NORTH_SQUARE


def test_a_redrawn_area_has_its_new_name_border_and_year(told):
    told(NORTH_DRAWN, redrawn(NORTH, "Boven", SOUTH_SQUARE))
    with told.log.reading() as session:
        found = area_of(session, NORTH)
    assert (found.title, found.outline, found.year) == ("Boven", SOUTH_SQUARE, 2026)


def test_a_closed_area_is_gone(told):
    told(NORTH_DRAWN, MIDDLE_DRAWN, NORTH_CLOSED)
    with told.log.reading() as session:
        assert [a.title for a in all_areas(session)] == ["Midden"]
        assert area_of(session, NORTH) is None
    assert told.neighbours(MIDDLE) == []


def test_areas_with_a_shared_border_are_neighbours(told):
    told(NORTH_DRAWN, MIDDLE_DRAWN, SOUTH_DRAWN)
    assert told.neighbours(MIDDLE) == ["Noord", "Zuid"]
    assert told.neighbours(NORTH) == ["Midden"]


def test_a_strip_of_water_does_not_part_neighbours(told):
    told(MIDDLE_DRAWN, drawn(NORTH, "Noord", square(52.5702)))
    assert told.neighbours(NORTH) == ["Midden"]


def test_a_corner_does_not_make_neighbours(told):
    told(MIDDLE_DRAWN, drawn(NORTH, "Noord", square(52.57, 5.91)))
    assert told.neighbours(NORTH) == []


def test_neighbours_follow_a_redrawn_border(told):
    told(NORTH_DRAWN, MIDDLE_DRAWN, redrawn(NORTH, "Noord", square(52.9)))
    assert (told.neighbours(NORTH), told.neighbours(MIDDLE)) == ([], [])


def test_coordinates_in_whole_degrees_read_back_the_same(told):
    whole = outline_from([[[[5, 52], [6, 52], [6, 53], [5, 53], [5, 52]]]])
    told(drawn(SOUTH, "Heel", whole))
    with told.log.reading() as session:
        assert area_of(session, SOUTH).outline == whole


def test_a_point_on_a_shared_border_lies_in_exactly_one_area():
    points = [GeoPoint(52.57, 5.9 + i / 997) for i in range(1, 9)]
    for point in points:
        assert NORTH_SQUARE.holds(point) != square(52.56).holds(point)


def test_a_point_in_a_hole_lies_outside():
    hole = [[5.903, 52.573], [5.906, 52.573], [5.906, 52.576], [5.903, 52.576], [5.903, 52.573]]
    ring = [[p.lon, p.lat] for p in NORTH_SQUARE.polygons[0][0]]
    with_hole = outline_from([[ring, hole]])
    assert not with_hole.holds(GeoPoint(52.5745, 5.9045))
    assert with_hole.holds(GeoPoint(52.5715, 5.9045))
