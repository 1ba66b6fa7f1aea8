# SPDX-License-Identifier: EUPL-1.2
"""The register is taken over whole: new, changed, closed and reopened schools, or nothing."""

from dataclasses import replace

import pytest

from app.schools.decide.agreement import NotAsShown, fingerprint
from app.schools.decide.import_register import (
    ImportRegister,
    NewerRegisterKnown,
    NoSchoolsInRegister,
    SchoolTwice,
)
from app.schools.state import Register
from app.schools.values import Source, place_name
from tests.schools.samples import (
    IN_2020,
    IN_2024,
    IN_MIDDLE,
    IN_NORTH,
    KAMPEN,
    MIRT,
    MIRT_REGISTERED,
    REGENBOOG,
    REGENBOOG_REGISTERED,
    THE_MIRT,
    THE_MIRT_RENAMED,
    THE_REGENBOOG,
    changed,
    closed,
    details,
    located,
    registered,
    reopened,
    row,
)
from tests.story import given


def register(*rows, as_of=IN_2024) -> ImportRegister:
    return ImportRegister(rows, as_of, Source.DUO, KAMPEN)


def test_schools_that_nobody_knew_are_registered():
    given().when(register(row(MIRT, THE_MIRT), row(REGENBOOG, THE_REGENBOOG), as_of=IN_2020)).then(
        MIRT_REGISTERED, REGENBOOG_REGISTERED
    )


def test_a_school_comes_with_its_point_when_the_register_has_it():
    given().when(register(row(MIRT, THE_MIRT, IN_NORTH), as_of=IN_2020)).then(MIRT_REGISTERED, located(MIRT, IN_NORTH))


def test_the_same_register_again_changes_nothing():
    given(MIRT_REGISTERED, located(MIRT, IN_NORTH)).when(register(row(MIRT, THE_MIRT, IN_NORTH))).then()


def test_a_school_with_other_details_is_changed():
    given(MIRT_REGISTERED).when(register(row(MIRT, THE_MIRT_RENAMED))).then(changed(MIRT, THE_MIRT_RENAMED))


def test_a_school_that_moved_is_located_again():
    given(MIRT_REGISTERED, located(MIRT, IN_NORTH)).when(register(row(MIRT, THE_MIRT, IN_MIDDLE))).then(
        located(MIRT, IN_MIDDLE)
    )


def test_a_school_that_is_no_longer_there_is_closed():
    given(MIRT_REGISTERED, REGENBOOG_REGISTERED).when(register(row(MIRT, THE_MIRT))).then(closed(REGENBOOG))


def test_a_closed_school_is_not_closed_again():
    given(MIRT_REGISTERED, REGENBOOG_REGISTERED, closed(REGENBOOG)).when(register(row(MIRT, THE_MIRT))).then()


def test_a_closed_school_that_is_back_is_reopened():
    given(MIRT_REGISTERED, closed(MIRT)).when(register(row(MIRT, THE_MIRT))).then(reopened(MIRT, THE_MIRT))


def test_schools_of_another_municipality_are_left_alone():
    elsewhere = registered(REGENBOOG, details("De Regenboog", municipality="ZWOLLE"))
    given(elsewhere, MIRT_REGISTERED).when(register(row(MIRT, THE_MIRT))).then()


def test_a_register_without_schools_is_refused():
    given(MIRT_REGISTERED).when(register()).refused(NoSchoolsInRegister)


def test_a_register_that_names_a_school_twice_is_refused():
    given().when(register(row(MIRT, THE_MIRT), row(MIRT, THE_MIRT_RENAMED))).refused(SchoolTwice, school_id=MIRT)


def test_an_older_register_than_the_newest_is_refused():
    given(registered(MIRT, THE_MIRT, IN_2024)).when(register(row(MIRT, THE_MIRT), as_of=IN_2020)).refused(
        NewerRegisterKnown, newest=IN_2024
    )


def test_what_was_shown_is_recorded_and_something_else_is_refused():
    command = register(row(MIRT, THE_MIRT), row(REGENBOOG, THE_REGENBOOG), as_of=IN_2020)
    shown = fingerprint(command.changes(Register()).facts)
    given().when(replace(command, as_shown=shown)).then(MIRT_REGISTERED, REGENBOOG_REGISTERED)
    given(MIRT_REGISTERED).when(replace(command, as_shown=shown)).refused(NotAsShown)
    given(MIRT_REGISTERED, REGENBOOG_REGISTERED).when(replace(command, as_shown=shown)).then()


@pytest.mark.parametrize(
    ("in_register", "on_screen"),
    [
        ("KAMPEN", "Kampen"),
        ("IJSSELMUIDEN", "IJsselmuiden"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("DE MEERN", "De Meern"),
        ("Wijk bij Duurstede", "Wijk bij Duurstede"),
    ],
)
def test_a_place_is_written_as_people_do(in_register, on_screen):
    assert place_name(in_register) == on_screen
