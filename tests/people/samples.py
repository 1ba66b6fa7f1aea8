# SPDX-License-Identifier: EUPL-1.2
"""Colleagues in tests: Samira directs, Joost plans in the north."""

from datetime import timedelta

from app.kernel.ids import AreaId, PersonId, SignInId
from app.people.events import (
    PersonForgotten,
    RoleGranted,
    RoleWithdrawn,
    SignedIn,
    SignedOut,
    SignInAsked,
    SignInRefused,
)
from app.people.values import Role
from tests.story import A_MONDAY

NORTH = AreaId("north")
SAMIRA, JOOST = PersonId("samira"), PersonId("joost")
FIRST_LINK, SECOND_LINK = SignInId("first-link"), SignInId("second-link")
TEN_PAST = A_MONDAY + timedelta(minutes=10)

SAMIRA_DIRECTS = RoleGranted(person_id=SAMIRA, role=Role.DIRECTOR, area_id=None)
JOOST_PLANS = RoleGranted(person_id=JOOST, role=Role.PLANNER, area_id=NORTH)
JOOST_STOPS = RoleWithdrawn(person_id=JOOST, role=Role.PLANNER, area_id=NORTH)
JOOST_FORGOTTEN = PersonForgotten(person_id=JOOST)
JOOST_ASKS = SignInAsked(person_id=JOOST, sign_in_id=FIRST_LINK, until=TEN_PAST, bound=True)
JOOST_ASKS_AGAIN = SignInAsked(person_id=JOOST, sign_in_id=SECOND_LINK, until=TEN_PAST, bound=True)
SOMEBODY_REFUSED = SignInRefused(sign_in_id=FIRST_LINK)
JOOST_IN = SignedIn(person_id=JOOST, sign_in_id=FIRST_LINK)
JOOST_IN_ELSEWHERE = SignedIn(person_id=JOOST, sign_in_id=SECOND_LINK)
JOOST_OUT = SignedOut(person_id=JOOST, sign_in_id=FIRST_LINK)
