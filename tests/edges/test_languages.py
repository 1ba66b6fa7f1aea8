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
    ],
)
def test_a_page_speaks_the_language_that_fits_best(
    client: FlaskClient, address: str, wish: str | None, language: str
) -> None:
    page = client.get(address, headers={"Accept-Language": wish} if wish else {}).text
    assert f'<html lang="{language}" dir="ltr"' in page


def test_a_choice_is_remembered(client: FlaskClient) -> None:
    client.get("/over/privacy?taal=en")
    assert '<html lang="en"' in client.get("/over/bronnen", headers={"Accept-Language": "nl"}).text


def test_the_switch_leads_to_the_same_page(client: FlaskClient) -> None:
    page = client.get("/over/privacy?a=%22b%22&taal=en").text
    assert 'href="/over/privacy?a=%22b%22&amp;taal=nl"' in page
