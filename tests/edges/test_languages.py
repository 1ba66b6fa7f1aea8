# SPDX-License-Identifier: EUPL-1.2
"""Which language a page speaks."""

import pytest
from flask.testing import FlaskClient


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
