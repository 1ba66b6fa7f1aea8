# SPDX-License-Identifier: EUPL-1.2
"""The views of schools, fact by fact: the register with the areas on the map, the figures, and the history of one."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.areas.events import AreaClosed, AreaDrawn, AreaRedrawn
from app.eventlog.engine import make_engine
from app.eventlog.store import EventLog
from app.eventlog.tables import KEPT
from app.kernel.events import Event
from app.kernel.ids import AreaId, SchoolId
from app.kernel.values import PublicText
from app.schools.events import ContactNamed, SchoolAssignedToArea
from app.schools.read import figures, register
from app.schools.read.history import FieldChange, history_of
from tests.areas.samples import (
    MIDDLE,
    MIDDLE_DRAWN,
    MIDDLE_SQUARE,
    NORTH,
    NORTH_DRAWN,
    NORTH_SQUARE,
    redrawn,
    square,
)
from tests.schools.samples import (
    IN_2020,
    IN_2024,
    IN_MIDDLE,
    IN_NORTH,
    MIRT,
    MIRT_REGISTERED,
    REGENBOOG_REGISTERED,
    SANNE,
    SANNE_NAMED,
    SHARE,
    SHARE_DEFINED,
    THE_MIRT,
    THE_MIRT_RENAMED,
    changed,
    closed,
    figure,
    located,
    registered,
    reopened,
)
from tests.story import A_MONDAY

NORTH_FIRST: AreaDrawn = NORTH_DRAWN
NORTH_ELSEWHERE: AreaRedrawn = redrawn(NORTH, "Noord", square(52.9))
NORTH_GONE = AreaClosed(area_id=NORTH)
GIVEN_MIDDLE = SchoolAssignedToArea(school_id=MIRT, area_id=MIDDLE)


class Told:
    """The views of this room after facts."""

    def __init__(self) -> None:
        self.log = EventLog(make_engine("sqlite://"), (register.VIEW, figures.VIEW))
        KEPT.create_all(self.log.engine)
        self.log.rebuild()

    def __call__(self, *facts: Event) -> None:
        self.log.append(facts, now=A_MONDAY, by="program")

    @property
    def mirt(self) -> register.School:
        with self.log.reading() as session:
            found = register.school_of(session, MIRT)
        assert found is not None
        return found

    def titles_in(self, area_id: AreaId) -> list[str]:
        with self.log.reading() as session:
            return [s.title for s in register.schools_in(session, area_id)]


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    yield told
    assert told.log.views_that_differ() == []
    told.log.engine.dispose()


def test_a_registered_school_is_open_with_its_address(told):
    told(MIRT_REGISTERED)
    mirt = told.mirt
    assert (mirt.title, mirt.address, mirt.is_open) == ("De Mirt", "Rolklaver 1, 8265 EA Kampen", True)
    assert (mirt.at, mirt.area_id, mirt.as_of) == (None, None, IN_2020)


def test_changed_details_are_shown(told):
    told(MIRT_REGISTERED, changed(MIRT, THE_MIRT_RENAMED))
    assert (told.mirt.title, told.mirt.as_of) == ("Kindcentrum De Mirt", IN_2024)


def test_a_closed_school_stays_but_is_not_open(told):
    told(MIDDLE_DRAWN, MIRT_REGISTERED, located(MIRT, IN_MIDDLE), closed(MIRT))
    assert not told.mirt.is_open
    assert told.titles_in(MIDDLE) == []
    with told.log.reading() as session:
        assert [s.title for s in register.all_schools(session)] == ["De Mirt"]


def test_a_reopened_school_is_open_again(told):
    told(MIRT_REGISTERED, closed(MIRT), reopened(MIRT, THE_MIRT_RENAMED))
    assert (told.mirt.is_open, told.mirt.title) == (True, "Kindcentrum De Mirt")


def test_a_school_lies_in_the_area_that_holds_its_point(told):
    told(NORTH_DRAWN, MIDDLE_DRAWN, MIRT_REGISTERED, located(MIRT, IN_NORTH))
    assert (told.mirt.at, told.mirt.area_id) == (IN_NORTH, NORTH)
    told(located(MIRT, IN_MIDDLE))
    assert told.mirt.area_id == MIDDLE


def test_a_school_that_was_there_first_gets_its_area_when_that_is_drawn(told):
    told(MIRT_REGISTERED, located(MIRT, IN_NORTH), NORTH_FIRST)
    assert told.titles_in(NORTH) == ["De Mirt"]


def test_a_redrawn_border_takes_and_gives_schools(told):
    told(NORTH_DRAWN, MIDDLE_DRAWN, MIRT_REGISTERED, located(MIRT, IN_NORTH))
    told(NORTH_ELSEWHERE, redrawn(MIDDLE, "Midden", NORTH_SQUARE))
    assert told.mirt.area_id == MIDDLE
    told(redrawn(MIDDLE, "Midden", MIDDLE_SQUARE))
    assert told.mirt.area_id is None


def test_a_closed_area_lets_its_schools_go(told):
    told(NORTH_DRAWN, MIRT_REGISTERED, located(MIRT, IN_NORTH), NORTH_GONE)
    assert told.mirt.area_id is None


def test_staff_overrule_the_map_and_can_hand_it_back(told):
    told(NORTH_DRAWN, MIDDLE_DRAWN, MIRT_REGISTERED, located(MIRT, IN_NORTH), GIVEN_MIDDLE)
    assert (told.mirt.area_id, told.mirt.point_area_id, told.mirt.overruled) == (MIDDLE, NORTH, True)
    assert (told.titles_in(NORTH), told.titles_in(MIDDLE)) == ([], ["De Mirt"])
    told(SchoolAssignedToArea(school_id=MIRT, area_id=None))
    assert (told.mirt.area_id, told.mirt.overruled) == (NORTH, False)


def test_what_staff_said_ends_with_the_area(told):
    given_north = replace(GIVEN_MIDDLE, area_id=NORTH)
    told(NORTH_DRAWN, MIDDLE_DRAWN, MIRT_REGISTERED, located(MIRT, IN_MIDDLE), given_north, NORTH_GONE, NORTH_DRAWN)
    assert (told.mirt.area_id, told.mirt.overruled) == (MIDDLE, False)


def test_a_school_that_moved_waits_for_a_new_point(told):
    elsewhere = replace(THE_MIRT, street=PublicText("Akelei"))
    told(MIRT_REGISTERED, located(MIRT, IN_NORTH), changed(MIRT, elsewhere))
    assert told.mirt.address_is_newer
    told(located(MIRT, IN_MIDDLE))
    assert not told.mirt.address_is_newer


def test_a_contact_person_is_known_by_an_id_only(told):
    told(MIRT_REGISTERED, SANNE_NAMED)
    assert told.mirt.contact_id == SANNE
    told(ContactNamed(school_id=MIRT, person_id=None))
    assert told.mirt.contact_id is None


def test_schools_are_counted_per_area_and_found_by_id(told):
    told(NORTH_DRAWN, MIRT_REGISTERED, REGENBOOG_REGISTERED, located(MIRT, IN_NORTH))
    with told.log.reading() as session:
        assert register.open_schools_by_area(session) == {NORTH: 1}
        assert set(register.schools_by_id(session, [MIRT, SchoolId("99ZZ00")])) == {MIRT}
        assert register.school_of(session, SchoolId("99ZZ00")) is None


def test_a_figure_stands_with_what_it_means_the_newest_year_first(told):
    told(MIRT_REGISTERED, SHARE_DEFINED, figure(12.0, 2023), figure(55.5, 2024))
    with told.log.reading() as session:
        found = figures.figures_of(session, MIRT)
    assert [(f.year, f.value) for f in found] == [(2024, 55.5), (2023, 12.0)]
    assert [f.indicator.bounds(f.value) for f in found] == [(50.0, 70.0), (None, 20.0)]
    assert found[0].indicator.bounds(70.0) == (70.0, None)


def test_a_corrected_figure_takes_the_place_of_the_first(told):
    told(MIRT_REGISTERED, SHARE_DEFINED, figure(12.0), figure(13.0))
    with told.log.reading() as session:
        assert [f.value for f in figures.figures_of(session, MIRT)] == [13.0]


def test_an_indicator_that_is_said_otherwise_changes_all_its_figures(told):
    told(MIRT_REGISTERED, SHARE_DEFINED, figure(12.0), replace(SHARE_DEFINED, thresholds=(10.0,)))
    with told.log.reading() as session:
        assert figures.figures_of(session, MIRT)[0].indicator.bounds(12.0) == (10.0, None)
        assert [i.indicator_id for i in figures.indicators(session)] == [SHARE]


def test_the_history_of_a_school_is_told_the_newest_first(told):
    told(MIRT_REGISTERED, located(MIRT, IN_NORTH), changed(MIRT, THE_MIRT_RENAMED), closed(MIRT))
    told(reopened(MIRT, THE_MIRT), GIVEN_MIDDLE, SANNE_NAMED, REGENBOOG_REGISTERED)
    with told.log.reading() as session:
        happened = history_of(told.log, session, MIRT)
    assert [h.event.name.partition(".")[2] for h in happened] == [
        "contact-named", "school-assigned-to-area", "school-reopened", "school-closed", "school-details-changed",
        "school-located", "school-registered",
    ]  # fmt: skip
    assert happened[4].changes == (FieldChange("title", "De Mirt", "Kindcentrum De Mirt"),)


def test_figures_that_came_together_are_one_happening(told):
    told(SHARE_DEFINED, registered(MIRT, THE_MIRT), figure(12.0, 2023), figure(13.0, 2024))
    with told.log.reading() as session:
        happened = history_of(told.log, session, MIRT)
    assert [h.times for h in happened] == [2, 1]
