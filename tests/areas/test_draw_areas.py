# SPDX-License-Identifier: EUPL-1.2
"""Boundaries are taken over whole: new areas, redrawn ones, closed ones."""

import pytest

from app.areas.decide.draw_areas import AreasChangedMeanwhile, AreaTwice, DrawAreas, NoAreas
from app.areas.events import AreaClosed
from app.areas.state import Atlas
from app.areas.values import area_id_for
from app.kernel.commands import fold
from app.kernel.ids import AreaId
from tests.areas.samples import (
    MIDDLE,
    MIDDLE_ASKED,
    MIDDLE_DRAWN,
    MIDDLE_SQUARE,
    NORTH,
    NORTH_ASKED,
    NORTH_CLOSED,
    NORTH_DRAWN,
    NORTH_SQUARE,
    SOUTH_SQUARE,
    asked,
    drawn,
    redrawn,
)
from tests.story import given


def test_areas_that_nobody_knew_are_drawn():
    given().when(DrawAreas((NORTH_ASKED, MIDDLE_ASKED))).then(NORTH_DRAWN, MIDDLE_DRAWN)


def test_the_same_boundaries_again_change_nothing():
    given(NORTH_DRAWN, MIDDLE_DRAWN).when(DrawAreas((NORTH_ASKED, MIDDLE_ASKED))).then()


def test_the_same_boundaries_of_a_later_year_change_nothing():
    given(NORTH_DRAWN).when(DrawAreas((asked("noord", "Noord", NORTH_SQUARE, year=2030),))).then()


def test_an_area_with_another_border_is_redrawn():
    moved = asked("noord", "Noord", SOUTH_SQUARE, year=2026)
    given(NORTH_DRAWN).when(DrawAreas((moved,))).then(redrawn(NORTH, "Noord", SOUTH_SQUARE))


def test_an_area_is_known_by_its_code_whatever_it_is_called():
    known = drawn(NORTH, "Noord", NORTH_SQUARE, code="WK016601")
    renamed = asked("boven", "Boven", NORTH_SQUARE, code="WK016601", year=2026)
    given(known).when(DrawAreas((renamed,))).then(redrawn(NORTH, "Boven", NORTH_SQUARE, code="WK016601"))


def test_an_area_without_a_code_is_known_by_its_title_in_any_capitals():
    given(NORTH_DRAWN).when(DrawAreas((asked("iets", "NOORD", NORTH_SQUARE, year=2026),))).then(
        redrawn(NORTH, "NOORD", NORTH_SQUARE)
    )


def test_other_areas_stay_unless_it_is_asked_to_close_them():
    given(NORTH_DRAWN, MIDDLE_DRAWN).when(DrawAreas((NORTH_ASKED,))).then()
    given(NORTH_DRAWN, MIDDLE_DRAWN).when(DrawAreas((NORTH_ASKED,), close_others=True)).then(AreaClosed(area_id=MIDDLE))


def test_a_closed_area_is_not_closed_again():
    given(NORTH_DRAWN, NORTH_CLOSED, MIDDLE_DRAWN).when(DrawAreas((MIDDLE_ASKED,), close_others=True)).then()


def test_a_closed_area_comes_back_under_its_own_id():
    given(NORTH_DRAWN, NORTH_CLOSED).when(DrawAreas((asked("anders", "Noord", NORTH_SQUARE),))).then(NORTH_DRAWN)


def test_a_new_area_never_takes_the_id_of_another():
    other = asked("noord", "Noord!", SOUTH_SQUARE)
    given(NORTH_DRAWN).when(DrawAreas((other,))).then(drawn(AreaId("noord-2"), "Noord!", SOUTH_SQUARE))


def test_a_file_with_the_same_area_twice_is_refused():
    given().when(DrawAreas((NORTH_ASKED, asked("x-1", "noord", MIDDLE_SQUARE)))).refused(AreaTwice, title="noord")


def test_nothing_to_draw_is_refused():
    given(NORTH_DRAWN).when(DrawAreas((), close_others=True)).refused(NoAreas)


def test_what_was_shown_is_recorded():
    command = DrawAreas((NORTH_ASKED,))
    shown = command.changes(Atlas()).fingerprint
    given().when(DrawAreas((NORTH_ASKED,), as_shown=shown)).then(NORTH_DRAWN)


def test_something_else_than_was_shown_is_refused():
    command = DrawAreas((NORTH_ASKED, MIDDLE_ASKED))
    shown = command.changes(Atlas()).fingerprint
    given(MIDDLE_DRAWN).when(DrawAreas((NORTH_ASKED, MIDDLE_ASKED), as_shown=shown)).refused(AreasChangedMeanwhile)


def test_saying_yes_twice_changes_nothing_the_second_time():
    shown = DrawAreas((NORTH_ASKED,)).changes(Atlas()).fingerprint
    given(NORTH_DRAWN).when(DrawAreas((NORTH_ASKED,), as_shown=shown)).then()


def test_changes_name_what_stays_as_it_is():
    changes = DrawAreas((NORTH_ASKED, MIDDLE_ASKED)).changes(fold(Atlas(), [NORTH_DRAWN]))
    assert (changes.unchanged, changes.drawn) == (("Noord",), (MIDDLE_DRAWN,))


@pytest.mark.parametrize(
    ("title", "area_id"),
    [
        ("Leidsche Rijn", "leidsche-rijn"),
        ("Tweede Exloërmond", "tweede-exloermond"),
        ("Scholen", "gebied-scholen"),
        ("A", "gebied-a"),
        ("东", "gebied-zonder-naam"),
        ("x" * 200, "x" * 40),
    ],
)
def test_an_area_gets_a_readable_id_that_is_no_other_page(title, area_id):
    assert area_id_for(title) == area_id
