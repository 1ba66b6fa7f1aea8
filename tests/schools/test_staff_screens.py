# SPDX-License-Identifier: EUPL-1.2
"""What a director and a planner see and do about schools."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.edges.office import Office
from app.kernel.ids import AreaId, PersonId, SchoolId
from app.schools.read.register import school_of
from app.vault import people as vault
from tests.areas.samples import KAMPEN_FOUNDED, MIDDLE, MIDDLE_DRAWN, NORTH, NORTH_DRAWN
from tests.conftest import NOW
from tests.schools.samples import (
    IN_MIDDLE,
    IN_NORTH,
    MIRT,
    MIRT_REGISTERED,
    MO,
    REGENBOOG,
    REGENBOOG_REGISTERED,
    SANNE,
    SHARE_DEFINED,
    closed,
    details,
    figure,
    located,
    registered,
)

Planner = Callable[[AreaId], FlaskClient]
HERE = f"/team/{NORTH}/scholen/{MIRT}"
ANYWHERE = f"/team/scholen/{MIRT}"
WILD = SchoolId("99XX00")
CONTACT = {"name": "Sanne de Boer", "email": "sanne@school.nl", "phone": "038 123 45 67"}


@pytest.fixture(autouse=True)
def town(office: Office) -> None:
    told = (
        KAMPEN_FOUNDED, NORTH_DRAWN, MIDDLE_DRAWN, MIRT_REGISTERED, REGENBOOG_REGISTERED,
        located(MIRT, IN_NORTH), located(REGENBOOG, IN_MIDDLE), SHARE_DEFINED, figure(55.5),
    )  # fmt: skip
    office.log.append(told, now=NOW, by="program")


def known_of(office: Office, person_id: PersonId) -> dict[str, str]:
    with office.reading() as session:
        return vault.show(session, person_id)


def test_a_director_sees_all_schools_and_searches_them(as_director: FlaskClient):
    assert {"De Mirt", "De Regenboog"} <= set(words(as_director.get("/team/scholen").text))
    assert "De Regenboog" not in as_director.get("/team/scholen?zoek=mirt").text
    assert "De Mirt" not in as_director.get(f"/team/scholen?gebied={MIDDLE}").text
    assert "Geen school gevonden" in as_director.get("/team/scholen?gebied=geen").text
    assert "Geen school gevonden" in as_director.get("/team/scholen?zoek=%25_'").text


def words(page: str) -> list[str]:
    return [w for w in ("De Mirt", "De Regenboog") if w in page]


def test_closed_schools_stand_apart(as_director: FlaskClient, office: Office):
    office.log.append([closed(MIRT)], now=NOW, by="program")
    page = as_director.get("/team/scholen").text
    assert "De Mirt" not in page.partition("1 gesloten school")[0]
    assert "De Mirt" in page.partition("1 gesloten school")[2]
    assert "niet meer in het register" in as_director.get(ANYWHERE).text


def test_a_planner_sees_the_schools_of_their_area_only(as_staff: Planner):
    planner = as_staff(NORTH)
    assert words(planner.get(f"/team/{NORTH}/scholen").text) == ["De Mirt"]
    assert planner.get(f"/team/{MIDDLE}/scholen").status_code == 403
    assert planner.get("/team/scholen").status_code == 403
    assert planner.get(ANYWHERE).status_code == 403
    assert planner.get(f"/team/{NORTH}/scholen/{REGENBOOG}").status_code == 404
    assert planner.get("/team/scholen/inlezen").status_code == 403
    assert planner.post("/team/scholen/inlezen").status_code == 403


@pytest.mark.parametrize("act", ["gebied", "contact", "contact/weg"])
def test_a_planner_of_another_area_changes_nothing(as_staff: Planner, act: str):
    planner = as_staff(MIDDLE)
    assert planner.post(f"{HERE}/{act}", data={"area_id": MIDDLE}).status_code == 403
    assert planner.post(f"{ANYWHERE}/{act}", data={"area_id": MIDDLE}).status_code == 403
    assert planner.post(f"/team/{MIDDLE}/scholen/{MIRT}/{act}", data={"area_id": MIDDLE}).status_code == 404


def test_who_did_not_sign_in_sees_nothing(client: FlaskClient):
    for path in ("/team/scholen", HERE, ANYWHERE, f"/team/{NORTH}/scholen"):
        assert client.get(path).location.startswith("/team/inloggen")


def test_a_school_page_tells_figures_with_source_year_and_meaning(as_staff: Planner):
    page = as_staff(NORTH).get(HERE).text
    assert "55,5" in page
    assert "procent" in page
    assert "Valt in de groep van 50 tot 70." in page
    assert "Bron: Gemeente. Peiljaar 2024." in page
    assert "geen rangorde" in page


def test_a_school_page_tells_what_happened(as_staff: Planner):
    page = as_staff(NORTH).get(HERE).text.partition("Wat er gebeurde")[2]
    assert page.index("Cijfers ingelezen") < page.index("Op de kaart gezet") < page.index("In het register gekomen")


def test_a_colleague_overrules_the_map_and_hands_it_back(as_director: FlaskClient, office: Office):
    assert as_director.post(f"{ANYWHERE}/gebied", data={"area_id": MIDDLE}).status_code == 303
    with office.reading() as session:
        assert school_of(session, MIRT).area_id == MIDDLE
    page = as_director.get(ANYWHERE).text
    assert "Een collega heeft dit gebied gekozen: Midden." in page
    assert "Op de kaart ligt de school in Noord." in page
    as_director.post(f"{ANYWHERE}/gebied", data={"area_id": ""})
    with office.reading() as session:
        assert school_of(session, MIRT).area_id == NORTH


def test_a_planner_who_gives_a_school_away_is_back_at_their_own_list(as_staff: Planner):
    answer = as_staff(NORTH).post(f"{HERE}/gebied", data={"area_id": MIDDLE})
    assert answer.location == f"/team/{NORTH}/scholen"


def test_an_area_that_is_not_there_is_refused_in_words(as_director: FlaskClient):
    assert as_director.post(f"{ANYWHERE}/gebied", data={"area_id": "nergens"}).status_code == 409
    assert as_director.post(f"{ANYWHERE}/gebied", data={"area_id": "'; --"}).status_code == 400


def test_a_contact_person_stands_in_the_vault_and_not_in_the_log(as_staff: Planner, office: Office):
    planner = as_staff(NORTH)
    assert planner.post(f"{HERE}/contact", data={**CONTACT, "person_id": SANNE}).status_code == 303
    assert known_of(office, SANNE)["colleague_email"] == "sanne@school.nl"
    page = planner.get(HERE).text
    assert "Sanne de Boer" in page
    assert "tel:0381234567" in page
    assert "Sanne de Boer" in planner.get(f"/team/{NORTH}/scholen").text
    with office.reading() as session:
        assert all("Sanne" not in str(r.event) for r in office.log.everything(session))


def test_another_contact_person_makes_us_forget_the_one_before(as_staff: Planner, office: Office):
    planner = as_staff(NORTH)
    planner.post(f"{HERE}/contact", data={**CONTACT, "person_id": SANNE})
    planner.post(f"{HERE}/contact", data={"name": "Mo", "email": "mo@school.nl", "person_id": MO})
    assert known_of(office, SANNE) == {}
    assert known_of(office, MO) == {"colleague_name": "Mo", "colleague_email": "mo@school.nl"}
    planner.post(f"{HERE}/contact/weg")
    assert known_of(office, MO) == {}
    assert "nog geen contactpersoon" in planner.get(HERE).text


def test_a_forgotten_contact_person_is_shown_as_such(as_staff: Planner, office: Office):
    planner = as_staff(NORTH)
    planner.post(f"{HERE}/contact", data={**CONTACT, "person_id": SANNE})
    with office.log.writing() as session:
        vault.forget(session, SANNE)
    assert "gegevens verwijderd" in planner.get(HERE).text


def test_a_contact_form_with_mistakes_comes_back_as_it_was_typed(as_staff: Planner, office: Office):
    answer = as_staff(NORTH).post(
        f"{HERE}/contact", data={"name": "<b>Sanne</b>", "email": "geen adres", "person_id": SANNE}
    )
    assert answer.status_code == 400
    assert "Vul een e-mailadres in zoals naam@school.nl." in answer.text
    assert "&lt;b&gt;Sanne&lt;/b&gt;" in answer.text
    assert "geen adres" in answer.text
    assert known_of(office, SANNE) == {}


def test_names_from_the_register_are_shown_as_text(as_director: FlaskClient, office: Office):
    wild = details("<script>alert(1)</script>`${7*7}` {{ 7*7 }}", "<img src=x>")
    office.log.append([registered(WILD, wild), located(WILD, IN_NORTH)], now=NOW, by="program")
    for path in ("/team/scholen", f"/team/scholen/{WILD}", f"/team/{NORTH}", f"/team/{NORTH}/scholen"):
        page = as_director.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "&lt;script&gt;alert(1)" in page
