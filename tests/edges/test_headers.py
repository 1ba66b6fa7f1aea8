# SPDX-License-Identifier: EUPL-1.2
"""What goes with every answer, errors and files too."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.edges.settings import Settings
from app.factory import create_app

ADDRESSES = ["/over/privacy", "/team/inloggen", "/niet-hier", "/static/css/scholentocht.css", "/static/niet-hier.css"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_security_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_fault_of_ours_is_a_page_without_details(client: FlaskClient) -> None:
    app = client.application
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["about"] = lambda what: 1 / 0
    answer = client.get("/over/privacy")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "Traceback" not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_a_page_is_not_kept_by_the_browser(client: FlaskClient) -> None:
    assert client.get("/over/privacy").headers["Cache-Control"] == "no-store"


def test_over_https_the_cookie_and_the_connection_are_bound_to_it(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://scholentocht.example"))
    with app.test_client().get("/static/css/scholentocht.css", base_url="https://scholentocht.example") as answer:
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_HTTPONLY"]


def test_a_method_that_is_not_there_says_which_are(client: FlaskClient) -> None:
    answer = client.delete("/team/inloggen")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_pdok_is_reached_only_when_the_operator_says_so(settings: Settings) -> None:
    app = create_app(replace(settings, pdok=True))
    with app.test_client().get("/static/css/scholentocht.css") as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "img-src 'self' data: blob: https://service.pdok.nl" in policy


def test_who_finds_a_weakness_can_read_whom_to_tell(client: FlaskClient) -> None:
    text = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:scholentocht@example.org\n" in text
    assert "Expires: 2027-11-07T10:00:00Z\n" in text
