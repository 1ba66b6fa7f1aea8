# SPDX-License-Identifier: EUPL-1.2
"""Which language a page speaks."""

import pytest
from flask import Flask, render_template, render_template_string
from flask.testing import FlaskClient
from flask_babel import force_locale


@pytest.mark.parametrize(
    ("address", "wish", "language"),
    [
        ("/over/privacy", None, "nl"),
        ("/over/privacy", "en-GB,en;q=0.9", "en"),
        ("/over/privacy", "fr", "nl"),
        ("/over/privacy?taal=en", "nl", "en"),
        ("/over/privacy?taal=xx", None, "nl"),
        ("/over/privacy?taal=ar", None, "ar"),
        ("/team/inloggen?taal=ar", None, "nl"),
        ("/team/inloggen", "ar,en;q=0.5", "en"),
    ],
)
def test_a_page_speaks_the_language_that_fits_best(
    client: FlaskClient, address: str, wish: str | None, language: str
) -> None:
    page = client.get(address, headers={"Accept-Language": wish} if wish else {}).text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page


def test_a_choice_is_remembered(client: FlaskClient) -> None:
    client.get("/over/privacy?taal=en")
    assert '<html lang="en"' in client.get("/over/bronnen", headers={"Accept-Language": "nl"}).text


def test_the_switch_leads_to_the_same_page(client: FlaskClient) -> None:
    page = client.get("/over/privacy?a=%22b%22&taal=en").text
    assert 'href="/over/privacy?a=%22b%22&amp;taal=nl"' in page


def test_staff_pages_offer_no_language_that_only_parents_pages_have(client: FlaskClient) -> None:
    assert 'lang="ar"' in client.get("/?taal=ar").text
    page = client.get("/team/inloggen").text
    assert '<html lang="nl"' in page
    assert "taal=en" in page
    assert "taal=ar" not in page
    assert '<html lang="ar"' in client.get("/").text


@pytest.mark.parametrize(("language", "number"), [("nl", "14 038"), ("ar", "\u206614 038\u2069")])
def test_a_telephone_number_in_a_letter_as_text_keeps_its_order(app: Flask, language: str, number: str) -> None:
    with app.test_request_context(), force_locale(language):
        letter = render_template("layouts/letter.txt", help_phone="14 038")
    assert f" {number}\n" in letter


def test_directions_in_another_language_than_the_page_say_so(app: Flask) -> None:
    stops = [{"time": "9:00", "name": "A"}, {"time": "9:10", "name": "B", "walk_minutes": 5, "directions": ["Ga"]}]
    page = "{% from 'parts/page.html' import stop_list with context %}{{ stop_list(stops, directions_in='nl') }}"
    with app.test_request_context("/?taal=ar"):
        shown = render_template_string(page, stops=stops)
    assert '<ol class="directions" lang="nl" dir="ltr"><li>Ga</li></ol>' in shown
    assert "5 دقائق مشيًا" in shown


def test_the_parts_of_a_list_stand_apart_as_the_language_wants(app: Flask) -> None:
    page = "{% from 'bookings/words.html' import promises_words with context %}{{ promises_words(['date', 'time']) }}"
    said = []
    for language in ("nl", "en", "ar"):
        with app.test_request_context(), force_locale(language):
            said.append(render_template_string(page))
    assert said == ["de datum en de tijd", "the date and the time", "التاريخ والوقت"]
