# SPDX-License-Identifier: EUPL-1.2
"""Who may do which work."""

from app.people.decide.forget_person import ForgetPerson
from app.people.decide.grant_role import GrantRole, PersonIsForgotten, RoleNeedsArea
from app.people.decide.withdraw_role import WithdrawRole
from app.people.values import Role
from tests.people.samples import (
    JOOST,
    JOOST_FORGOTTEN,
    JOOST_PLANS,
    JOOST_STOPS,
    NORTH,
    SAMIRA,
    SAMIRA_DIRECTS,
)
from tests.story import given


def test_somebody_gets_work_to_do() -> None:
    given().when(GrantRole(JOOST, Role.PLANNER, NORTH)).then(JOOST_PLANS)
    given(JOOST_PLANS).when(GrantRole(SAMIRA, Role.DIRECTOR, None)).then(SAMIRA_DIRECTS)


def test_the_same_work_twice_is_said_once() -> None:
    given(JOOST_PLANS).when(GrantRole(JOOST, Role.PLANNER, NORTH)).then()


def test_work_that_was_withdrawn_can_be_given_again() -> None:
    given(JOOST_PLANS, JOOST_STOPS).when(GrantRole(JOOST, Role.PLANNER, NORTH)).then(JOOST_PLANS)


def test_a_planner_has_an_area_and_a_director_has_none() -> None:
    given().when(GrantRole(JOOST, Role.PLANNER, None)).refused(RoleNeedsArea)
    given().when(GrantRole(SAMIRA, Role.DIRECTOR, NORTH)).refused(RoleNeedsArea)


def test_who_was_forgotten_gets_no_work_under_the_old_name() -> None:
    given(JOOST_FORGOTTEN).when(GrantRole(JOOST, Role.PLANNER, NORTH)).refused(PersonIsForgotten)


def test_a_role_ends_once() -> None:
    given(JOOST_PLANS).when(WithdrawRole(JOOST, Role.PLANNER, NORTH)).then(JOOST_STOPS)
    given(JOOST_PLANS, JOOST_STOPS).when(WithdrawRole(JOOST, Role.PLANNER, NORTH)).then()


def test_somebody_is_forgotten_once() -> None:
    given(JOOST_PLANS).when(ForgetPerson(JOOST)).then(JOOST_FORGOTTEN)
    given(JOOST_PLANS, JOOST_FORGOTTEN).when(ForgetPerson(JOOST)).then()
