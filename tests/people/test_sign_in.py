# SPDX-License-Identifier: EUPL-1.2
"""A link to sign in: once, in time, and only the newest."""

from datetime import timedelta

from app.people.decide.ask_to_sign_in import AskToSignIn
from app.people.decide.sign_in import LinkOver, LinkUsed, SignIn
from app.people.decide.sign_out import SignOut
from tests.people.samples import (
    FIRST_LINK,
    JOOST,
    JOOST_ASKS,
    JOOST_ASKS_AGAIN,
    JOOST_IN,
    JOOST_IN_ELSEWHERE,
    JOOST_OUT,
    SECOND_LINK,
    SOMEBODY_REFUSED,
    TEN_PAST,
)
from tests.story import given


def test_who_works_here_gets_a_link_for_ten_minutes() -> None:
    given().when(AskToSignIn(JOOST, FIRST_LINK)).then(JOOST_ASKS)


def test_an_unknown_address_leaves_a_trace_without_a_person() -> None:
    given().when(AskToSignIn(None, FIRST_LINK)).then(SOMEBODY_REFUSED)


def test_a_repeated_request_asks_once() -> None:
    given(JOOST_ASKS).when(AskToSignIn(JOOST, FIRST_LINK)).then()


def test_a_link_opens_the_door_within_its_ten_minutes() -> None:
    given(JOOST_ASKS).when(SignIn(JOOST, FIRST_LINK), now=TEN_PAST).then(JOOST_IN)
    given(JOOST_ASKS).when(SignIn(JOOST, FIRST_LINK), now=TEN_PAST + timedelta(seconds=1)).refused(LinkOver)


def test_a_link_works_once() -> None:
    given(JOOST_ASKS, JOOST_IN).when(SignIn(JOOST, FIRST_LINK)).refused(LinkUsed)
    given(JOOST_ASKS, JOOST_IN, JOOST_OUT).when(SignIn(JOOST, FIRST_LINK)).refused(LinkUsed)


def test_an_older_link_is_over_when_a_newer_was_asked_for() -> None:
    given(JOOST_ASKS, JOOST_ASKS_AGAIN).when(SignIn(JOOST, FIRST_LINK)).refused(LinkOver)


def test_a_link_that_nobody_asked_for_opens_nothing() -> None:
    given().when(SignIn(JOOST, FIRST_LINK)).refused(LinkOver)


def test_signing_out_ends_this_session_and_no_other() -> None:
    both = (JOOST_ASKS, JOOST_IN, JOOST_ASKS_AGAIN, JOOST_IN_ELSEWHERE)
    given(*both).when(SignOut(JOOST, FIRST_LINK)).then(JOOST_OUT)
    given(*both, JOOST_OUT).when(SignOut(JOOST, FIRST_LINK)).then()


def test_without_a_session_all_of_them_end() -> None:
    both = (JOOST_ASKS, JOOST_IN, JOOST_ASKS_AGAIN, JOOST_IN_ELSEWHERE)
    ended = [e.sign_in_id for e in given(*both).when(SignOut(JOOST)).answer()]  # type: ignore[attr-defined]
    assert ended == [FIRST_LINK, SECOND_LINK]
