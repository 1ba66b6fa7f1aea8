# SPDX-License-Identifier: EUPL-1.2
"""Pages and files travel light, and what is fetched once need not be fetched again."""

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.edges.transfer import A_YEAR

PAGE = "/over/privacy"
READS_GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def fetch(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    with client.get(address, headers=headers) as found:
        found.get_data()
        return found


def style(app: Flask) -> str:
    with app.test_request_context():
        from flask import url_for

        return url_for("static", filename="css/scholentocht.css")


def test_a_page_is_compressed_for_who_can_read_it_and_keeps_its_headers(client: FlaskClient) -> None:
    plain, small = client.get(PAGE), client.get(PAGE, headers=READS_GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data) / 2
    assert "</html>" in gzip.decompress(small.data).decode()
    assert int(small.headers["Content-Length"]) == len(small.data)
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in small.headers["Vary"]
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert name in small.headers
    assert small.headers["Cache-Control"] == "no-store"


def test_who_refuses_compression_gets_plain_text(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get(PAGE, headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_a_file_in_its_own_version_may_be_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    address = style(app)
    assert re.search(r"\?v=[0-9a-f]{10}$", address)
    found = fetch(client, address, **READS_GZIP)
    assert found.cache_control.max_age == A_YEAR
    assert found.cache_control.immutable
    assert found.cache_control.public
    assert gzip.decompress(found.data) == fetch(client, address).data


@pytest.mark.parametrize("asked", ["", "?v=0123456789"])
def test_a_file_in_another_version_is_asked_for_again(client: FlaskClient, asked: str) -> None:
    found = fetch(client, "/static/css/scholentocht.css" + asked)
    assert found.cache_control.max_age == 0
    assert not found.cache_control.immutable


def test_a_file_that_is_known_is_not_sent_again(app: Flask, client: FlaskClient) -> None:
    first = fetch(client, style(app), **READS_GZIP)
    again = fetch(client, style(app), **READS_GZIP, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_font_has_one_address_for_page_and_stylesheet(app: Flask, client: FlaskClient) -> None:
    page, sheet = client.get(PAGE).text, fetch(client, style(app)).text
    fonts = set(re.findall(r'href="[^"]*?([^/"]+\.woff2[^"]*)"', page))
    assert fonts
    assert fonts <= set(re.findall(r"([^/\"'(]+\.woff2[^\"')]*)", sheet))
    font = fetch(client, "/static/vendor/figtree/latin-400.woff2", **READS_GZIP)
    assert "Content-Encoding" not in font.headers
