# SPDX-License-Identifier: EUPL-1.2
"""What a director and a planner see and do about areas."""

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.adapters.boundary_files import read_boundaries
from app.areas.decide.draw_areas import DrawAreas, boundaries_from
from app.areas.read.areas import all_areas
from app.carrousels.events import CarrouselDrafted
from app.edges.office import Office
from app.kernel.ids import AreaId, CarrouselId
from app.kernel.values import Daypart
from app.people.values import Role
from tests.areas.samples import (
    KAMPEN_FOUNDED,
    MIDDLE,
    MIDDLE_SQUARE,
    NORTH,
    NORTH_SQUARE,
    geojson,
)
from tests.conftest import NOW, Clock, signed_in

TOWN = geojson(("Noord", NORTH_SQUARE), ("Midden", MIDDLE_SQUARE))
Planner = Callable[[AreaId], FlaskClient]
IMPORT = "/team/gebieden/inlezen"
DRAFT = CarrouselDrafted(
    carrousel_id=CarrouselId.new(), area_id=NORTH, on=NOW.date().replace(month=3), daypart=Daypart.MORNING, changeover=5
)


@pytest.fixture(autouse=True)
def town(office: Office) -> None:
    office.log.append([KAMPEN_FOUNDED], now=NOW, by="program")
    office.ask(DrawAreas(boundaries_from(read_boundaries(TOWN))), by="program")
    office.log.append([DRAFT], now=NOW, by="program")


def sent(client: FlaskClient, raw: bytes, filename: str = "grenzen.geojson", **fields: str):
    return client.post(IMPORT, data={"file": (io.BytesIO(raw), filename), **fields})


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(as_shown|year|close_others)" value="([^"]*)"', page))


def test_a_director_sees_all_areas_and_the_one_that_has_none_stands_out(as_director: FlaskClient):
    page = as_director.get("/team").text
    assert "Noord" in page
    assert "1 gebied heeft nog geen carrousel in het 1e kwartaal van 2027" in page
    notice = page.split("nog geen carrousel in het 1e kwartaal")[1].split("</ul>")[0]
    assert "Midden" in notice
    assert "Noord" not in notice


def test_late_in_a_quarter_the_overview_opens_on_the_next(app: Flask, clock: Clock):
    clock.pass_time(days=50)
    page = signed_in(app, Role.DIRECTOR, None).get("/team").text
    assert "2e kwartaal van 2027" in page
    assert 'href="/team?kwartaal=2027-1"' in page
    assert "2 gebieden hebben nog geen carrousel in het 2e kwartaal van 2027" in page
    late = signed_in(app, Role.DIRECTOR, None).get("/team?kwartaal=2027-1").text
    assert "is het te laat" in late
    assert "is het te laat" not in page


def test_another_quarter_has_other_carrousels(as_director: FlaskClient):
    assert "2 gebieden hebben nog geen carrousel" in as_director.get("/team?kwartaal=2027-2").text
    assert "1e kwartaal van 2027" in as_director.get("/team?kwartaal=onzin").text
    assert "2 gebieden hadden geen carrousel in het 4e kwartaal" in as_director.get("/team?kwartaal=2026-4").text


def test_a_planner_sees_only_their_own_areas(as_staff: Planner):
    page = as_staff(NORTH).get("/team").text
    assert "Noord" in page
    assert "Midden" not in page


def test_an_area_shows_its_neighbours_and_next_carrousels(as_staff: Planner):
    page = as_staff(NORTH).get(f"/team/{NORTH}").text
    assert "Midden" in page.split("Buurgebieden")[1]
    assert "maart" in page.split("Komende carrousels")[1]


@pytest.mark.parametrize("path", [f"/team/{MIDDLE}", "/team/gebieden", IMPORT, f"{IMPORT}/00"])
def test_a_planner_of_another_area_is_turned_away(as_staff: Planner, path: str):
    assert as_staff(NORTH).get(path).status_code == 403


def test_a_planner_cannot_send_boundaries(as_staff: Planner, office: Office):
    planner = as_staff(NORTH)
    assert sent(planner, geojson(("Zuid", NORTH_SQUARE))).status_code == 403
    assert planner.post(f"{IMPORT}/00", data={"as_shown": "x"}).status_code == 403


def test_an_area_that_does_not_exist_is_not_found(as_director: FlaskClient):
    assert as_director.get("/team/nergens").status_code == 404


def test_nothing_is_recorded_before_the_director_says_yes(as_director: FlaskClient, office: Office):
    answer = sent(as_director, geojson(("Noord", NORTH_SQUARE), ("Zuid", MIDDLE_SQUARE)), close_others="ja")
    page = as_director.get(answer.location).text
    assert answer.status_code == 303
    assert list(re.findall(r'figures__value">(\d+)<', page)) == ["1", "0", "1", "1"]
    with office.reading() as session:
        assert [a.title for a in all_areas(session)] == ["Midden", "Noord"]
    assert as_director.post(answer.location.partition("?")[0], data=hidden(page)).status_code == 303
    with office.reading() as session:
        assert [a.title for a in all_areas(session)] == ["Noord", "Zuid"]


def test_saying_yes_twice_is_harmless(as_director: FlaskClient, office: Office):
    answer = sent(as_director, geojson(("Zuid", NORTH_SQUARE)))
    data = hidden(as_director.get(answer.location).text)
    codes = [as_director.post(answer.location, data=data).status_code for _ in range(2)]
    with office.reading() as session:
        assert (codes, [a.title for a in all_areas(session)]) == ([303, 303], ["Midden", "Noord", "Zuid"])


def test_when_areas_changed_meanwhile_the_director_looks_again(as_director: FlaskClient, office: Office):
    answer = sent(as_director, geojson(("Zuid", NORTH_SQUARE), ("Oost", MIDDLE_SQUARE)))
    data = hidden(as_director.get(answer.location).text)
    other = sent(as_director, geojson(("Zuid", NORTH_SQUARE)))
    as_director.post(other.location, data=hidden(as_director.get(other.location).text))
    again = as_director.post(answer.location, data=data)
    assert again.status_code == 409
    assert "intussen veranderd" in again.text
    with office.reading() as session:
        assert "Oost" not in [a.title for a in all_areas(session)]
    assert as_director.post(answer.location, data=hidden(again.text)).status_code == 303


def test_a_bad_file_is_shown_with_area_property_value_and_what_was_expected(as_director: FlaskClient):
    answer = sent(as_director, geojson(("Noord", NORTH_SQUARE), ("Noord", MIDDLE_SQUARE)))
    assert answer.status_code == 400
    assert "elk gebied één keer" in answer.text
    assert "Er is niets veranderd" in answer.text


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"PK\x03\x04zip", b"[" * 100_000, b'{"type": "FeatureCollection"}']
)
def test_any_other_file_gets_a_sentence_and_no_fault_of_ours(as_director: FlaskClient, raw: bytes):
    answer = sent(as_director, raw)
    assert answer.status_code == 400
    assert "Er is niets veranderd" in answer.text


def test_no_file_and_a_year_in_words_are_asked_for_again(as_director: FlaskClient):
    answer = as_director.post(IMPORT, data={"year": "vorig jaar"})
    assert answer.status_code == 400
    assert "Kies een bestand." in answer.text
    assert "Vul een jaar in, zoals 2025." in answer.text
    assert "vorig jaar" in answer.text


def test_names_with_tags_are_shown_as_text(as_director: FlaskClient):
    name = '<script>alert(1)</script>`${7*7}` "x"'
    answer = sent(as_director, geojson((name, NORTH_SQUARE)), filename="<img src=x>.geojson")
    page = as_director.get(answer.location).text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;.geojson" in page


def test_a_file_opens_only_for_who_sent_it_and_only_for_an_hour(
    as_director: FlaskClient, as_staff: Planner, clock: Clock
):
    answer = sent(as_director, geojson(("Zuid", NORTH_SQUARE)))
    assert as_director.get(answer.location).status_code == 200
    assert as_director.get(f"{IMPORT}/0123").status_code == 410
    clock.pass_time(minutes=61)
    assert as_director.get(answer.location).status_code == 410
