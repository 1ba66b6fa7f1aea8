# SPDX-License-Identifier: EUPL-1.2
"""Parents see what was published, hear at the top what is off, and never a draft."""

import pytest

from tests.carrousels.samples import (
    BLUE,
    BLUE_CANCELLED,
    BRUNNEPE,
    HOUR_LATER,
    PUBLISHED,
    READY,
    RED,
    SECOND_RELEASE,
    SPRING,
    SPRING_CANCELLED,
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
    assert "Deze scholentocht gaat niet door" in client.get(DAY).text
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
