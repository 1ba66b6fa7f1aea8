# SPDX-License-Identifier: EUPL-1.2
"""Signing in through the pages, colleagues, and post that did not go."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.adapters.mail_writing import PermanentMailFailure, TemporaryMailFailure
from app.edges.office import Office
from app.people.cli.people import add_colleague
from app.people.read.colleagues import everybody, known_by
from app.people.values import Role
from tests.conftest import Clock, Letterbox
from tests.people.samples import NORTH


@pytest.fixture
def joost(app: Flask, office: Office) -> str:
    with app.app_context():
        add_colleague(office, "Joost", "joost@example.org", Role.DIRECTOR, None)
    return "joost@example.org"


def asked(client: FlaskClient, email: str) -> None:
    answer = client.post("/team/inloggen", data={"email": email})
    assert (answer.status_code, answer.location) == (303, "/team/inloggen/verstuurd")


def link_in(letterbox: Letterbox) -> str:
    text = letterbox.messages[-1].get_body(("plain",)).get_content()
    return re.search(r"http://localhost(/team/inloggen/\S+)", text).group(1)  # type: ignore[union-attr]


def test_a_colleague_signs_in_with_the_link_from_the_mail(
    client: FlaskClient, joost: str, letterbox: Letterbox, work_off: Callable[[], int]
) -> None:
    assert client.get("/team/collegas").location.startswith("/team/inloggen")
    asked(client, joost.upper())
    work_off()
    link = link_in(letterbox)
    assert letterbox.messages[-1]["To"] == joost
    assert client.get(link).status_code == 200
    assert client.get("/team/collegas").status_code == 302, "looking at the link does not sign anybody in"
    assert client.post(link).status_code == 303
    assert client.get("/team/collegas").status_code == 200
    again = client.get(link)
    assert again.status_code == 410
    assert client.post("/team/uitloggen").status_code == 303
    assert client.get("/team/collegas").status_code == 302


def test_an_address_that_nobody_has_gets_the_same_answer_and_no_letter(
    client: FlaskClient, joost: str, letterbox: Letterbox, work_off: Callable[[], int]
) -> None:
    asked(client, "nobody@example.org")
    assert work_off() == 0
    assert letterbox.messages == []


def test_a_link_works_only_in_the_browser_that_asked(
    app: Flask, client: FlaskClient, joost: str, letterbox: Letterbox, work_off: Callable[[], int]
) -> None:
    asked(client, joost)
    work_off()
    other = app.test_client()
    assert other.get(link_in(letterbox)).status_code == 403
    assert other.post(link_in(letterbox)).status_code == 403
    assert client.post(link_in(letterbox)).status_code == 303


def test_a_link_is_over_after_ten_minutes(
    client: FlaskClient, joost: str, letterbox: Letterbox, work_off: Callable[[], int], clock: Clock
) -> None:
    asked(client, joost)
    work_off()
    clock.pass_time(minutes=11)
    assert client.post(link_in(letterbox)).status_code == 410
    assert client.post("/team/inloggen/made-up").status_code == 404


def test_a_session_ends_when_nobody_uses_it_and_after_a_working_day(as_director: FlaskClient, clock: Clock) -> None:
    clock.pass_time(hours=1, minutes=59)
    assert as_director.get("/team/collegas").status_code == 200
    for _ in range(6):
        clock.pass_time(hours=1, minutes=45)
        last = as_director.get("/team/collegas")
    assert last.status_code == 302
    assert as_director.get("/team/collegas").status_code == 302


def test_nobody_is_sent_to_another_site_after_signing_in(
    client: FlaskClient, joost: str, letterbox: Letterbox, work_off: Callable[[], int]
) -> None:
    for trap in ("https://evil.example/team", "//evil.example/team", "/team\\@evil.example", "/teamx/../../x\r\nx: y"):
        client.get("/team/inloggen", query_string={"next": trap})
    asked(client, joost)
    work_off()
    target = client.post(link_in(letterbox)).location
    assert target.startswith("/team")
    assert "evil" not in target


def test_a_wrong_address_is_said_at_its_field(client: FlaskClient) -> None:
    answer = client.post("/team/inloggen", data={"email": "joost"})
    assert answer.status_code == 400
    assert "naam@gemeente.nl" in answer.text
    assert 'value="joost"' in answer.text


def test_a_planner_sees_no_page_of_a_director(as_staff: Callable[..., FlaskClient]) -> None:
    assert as_staff(NORTH).get("/team/collegas").status_code == 403


def test_a_director_adds_and_removes_a_colleague(as_director: FlaskClient, office: Office) -> None:
    person = re.search(r'name="person_id" value="(\w+)"', as_director.get("/team/collegas").text).group(1)  # type: ignore[union-attr]
    new = {"person_id": person, "name": "Bilal <b>", "email": "bilal@example.org", "role": "director"}
    assert as_director.post("/team/collegas", data={**new, "role": "planner"}).status_code == 400
    assert as_director.post("/team/collegas", data=new).status_code == 303
    assert as_director.post("/team/collegas", data=new).status_code == 303
    page = as_director.get("/team/collegas").text
    assert "Bilal &lt;b&gt;" in page
    with office.reading() as session:
        bilal = known_by(session, "BILAL@example.org")
    assert bilal == person
    assert as_director.post(f"/team/collegas/{bilal}/vergeten").status_code == 303
    with office.reading() as session:
        assert known_by(session, "bilal@example.org") is None
        assert [p.name for p in everybody(session)] == ["Collega director"]


def test_a_withdrawn_role_ends_the_session_at_once(as_director: FlaskClient, office: Office) -> None:
    with office.reading() as session:
        (me,) = everybody(session)
    as_director.post(f"/team/collegas/{me.person_id}/rol", data={"role": "director", "area_id": ""})
    assert as_director.get("/team/post").status_code == 302


def test_post_that_never_arrives_is_shown_and_can_be_tried_again(
    client: FlaskClient, as_director: FlaskClient, joost: str, letterbox: Letterbox, work_off: Callable[[], int]
) -> None:
    letterbox.fault = PermanentMailFailure("de mailserver weigert dit adres (550)")
    asked(client, joost)
    work_off()
    page = as_director.get("/team/post").text
    assert "de mailserver weigert dit adres (550)" in page
    assert joost not in page
    letterbox.fault = None
    (number,) = re.findall(r"/team/post/(\d+)/opnieuw", page)
    assert as_director.post(f"/team/post/{number}/opnieuw").status_code == 303
    work_off()
    assert len(letterbox.messages) == 1


def test_a_letter_keeps_its_message_id_on_every_try(
    client: FlaskClient, joost: str, letterbox: Letterbox, work_off: Callable[[], int], clock: Clock, office: Office
) -> None:
    letterbox.fault = TemporaryMailFailure("de mailserver is er niet")
    asked(client, joost)
    seen = []
    deliver = letterbox.deliver
    letterbox.deliver = lambda message: (seen.append(message["Message-ID"]), deliver(message))[1]  # type: ignore[method-assign]
    work_off()
    clock.pass_time(minutes=2)
    letterbox.fault = None
    work_off()
    assert len(seen) == 2
    assert len(set(seen)) == 1
