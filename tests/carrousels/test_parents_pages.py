# SPDX-License-Identifier: EUPL-1.2
"""Parents see what was published, hear at the top what is off, and never a draft."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from app.carrousels.events import TourGroupFormed
from app.carrousels.values import Colour
from app.kernel.ids import TourGroupId
from tests.carrousels.samples import (
    BLUE,
    BLUE_CANCELLED,
    BLUE_OUTING,
    BRUNNEPE,
    HOUR_LATER,
    PLAN_ADOPTED,
    PUBLISHED,
    READY,
    RED,
    RED_GROUP,
    RED_OUTING,
    SECOND_RELEASE,
    SPRING,
    SPRING_CANCELLED,
    release_of,
)  # fmt: skip

DAY = f"/carrousels/{SPRING}"
ROUTE = f"{DAY}/groepen/{RED}"


@pytest.fixture
def shown(client, town, tell):
    def tell_and_get(*facts):
        tell(*facts)
        return client

    return tell_and_get


def test_a_draft_is_not_there(shown):
    client = shown(*READY)
    assert client.get(DAY).status_code == 404
    assert client.get(ROUTE).status_code == 404


def test_the_day_shows_its_groups_with_places_and_times(shown):
    page = shown(*PUBLISHED).get(DAY).text
    assert "Groep rood" in page
    assert "8:50 – 10:00" in page
    assert "Nog 12 plaatsen" in page
    assert "Arabisch" in page


def test_a_draft_that_moved_changes_nothing_for_parents(shown):
    page = shown(*PUBLISHED, HOUR_LATER).get(ROUTE).text
    assert "8:50 – 10:00" in page
    assert "9:50" not in page


def test_a_release_that_changes_times_says_so_on_the_route(shown):
    page = shown(*PUBLISHED, HOUR_LATER, SECOND_RELEASE).get(ROUTE).text
    assert "Deze route is veranderd" in page
    assert "9:50 – 11:00" in page


def test_a_day_that_moves_as_a_whole_says_by_how_much(shown):
    client = shown(*PUBLISHED, HOUR_LATER, SECOND_RELEASE)
    for address in (DAY, ROUTE):
        page = client.get(address).text
        assert "Alles is 1 uur later dan eerst." in page
        assert "veranderd op 11 januari" in page
    assert "Bezoek aan" not in client.get(ROUTE).text


def test_a_change_of_one_group_sends_parents_to_their_own(shown):
    later = replace(RED_OUTING.later(5), tour_group_id=RED)
    one_moves = replace(PLAN_ADOPTED, outings=(later, BLUE_OUTING))
    client = shown(*PUBLISHED, one_moves, release_of(*PUBLISHED, one_moves))
    assert "Kijk goed naar uw groep" in client.get(DAY).text
    assert "Alles is 5 minuten later dan eerst." in client.get(ROUTE).text
    assert "veranderd" not in client.get(f"{DAY}/groepen/{BLUE}").text


def test_more_groups_ask_the_database_no_more_questions(shown, office):
    client = shown(*PUBLISHED)
    few = {address: questions(office, client, address) for address in (DAY, ROUTE)}
    more = [colour for colour in Colour if colour not in (Colour.RED, Colour.BLUE)]
    groups = [replace(RED_GROUP, tour_group_id=TourGroupId(f"group-{c}"), colour=c, guide_id=None) for c in more]
    formed = [TourGroupFormed(carrousel_id=SPRING, group=group) for group in groups]
    outings = [replace(RED_OUTING, tour_group_id=group.tour_group_id) for group in groups]
    plan = replace(PLAN_ADOPTED, outings=(RED_OUTING, BLUE_OUTING, *outings))
    shown(*formed, plan, release_of(*PUBLISHED, *formed, plan))
    assert "Groep turquoise" in client.get(DAY).text
    for address, asked in few.items():
        assert questions(office, client, address) <= asked, address


def questions(office, client, address):
    asked = []

    def note(*words):
        asked.append(words[2])

    event.listen(office.log.engine, "before_cursor_execute", note)
    assert client.get(address).status_code == 200
    event.remove(office.log.engine, "before_cursor_execute", note)
    return len(asked)


def test_the_route_is_text_beside_the_map(shown):
    page = shown(*PUBLISHED).get(ROUTE).text
    assert "ongeveer" in page
    assert "Het Stroomdal" in page
    assert "Kerkstraat 1, 8261 AB Kampen" in page
    assert "6 minuten lopen" in page
    assert "Bij het &lt;b&gt;hek" in page


def test_a_hostile_name_is_shown_as_text(shown):
    client = shown(*PUBLISHED)
    for address in (DAY, f"{DAY}/groepen/{BLUE}"):
        page = client.get(address).text
        assert "<script>alert(2)" not in page
        assert "&lt;script&gt;alert(2)" in page


def test_a_cancelled_group_says_so_and_takes_no_bookings(shown):
    client = shown(*PUBLISHED, BLUE_CANCELLED)
    page = client.get(f"{DAY}/groepen/{BLUE}").text
    assert "Deze groep gaat niet door" in page
    assert "de rondleider is ziek" in page
    assert f"/aanmelden/{BLUE}" not in page
    assert "Gaat niet door" in client.get(DAY).text


def test_a_cancelled_carrousel_says_so(shown):
    client = shown(*PUBLISHED, SPRING_CANCELLED)
    page = client.get(DAY).text
    assert "Deze scholentocht gaat niet door" in page
    assert "Zoek een andere scholentocht" in page
    assert ">Kies een groep<" not in page
    assert "Deze groep gaat niet door" in client.get(ROUTE).text


def test_the_pages_are_there_in_english(shown):
    client = shown(*PUBLISHED)
    assert client.get(ROUTE, headers={"Accept-Language": "en"}).status_code == 200


def test_a_group_of_another_day_is_not_found(shown):
    client = shown(*PUBLISHED)
    assert client.get(f"/carrousels/another-day/groepen/{RED}").status_code == 404
    assert client.get(f"{DAY}/groepen/another-group").status_code == 404


def test_an_area_has_a_page_about_its_calendar(shown):
    page = shown(*PUBLISHED).get(f"/gebieden/{BRUNNEPE}/agenda").text
    assert f"webcal://localhost/agenda/gebied/{BRUNNEPE}.ics" in page
