# SPDX-License-Identifier: EUPL-1.2
"""A parent at the screen: goes through the pages as a browser would, and remembers where it is."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.bookings.samples import RED

AMINA_TYPED = {"name": "Amina el Idrissi", "email": "amina@example.org", "channel": "clinic", "language": "nl"}
TWO_ADULTS = "adults=2&children=0&prams=0"


def hidden(page: TestResponse, name: str) -> str:
    """Give the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found is not None, f"no hidden field {name}"
    return found.group(1)


def path_of(location: str) -> str:
    parts = urlsplit(location)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@dataclass
class Parent:
    client: FlaskClient
    visited: list[str] = field(default_factory=list)

    def get(self, path: str) -> TestResponse:
        self.visited.append(path)
        return self.client.get(path)

    def to_check(self, group: str = RED, party: str = TWO_ADULTS, **typed: Any) -> tuple[str, TestResponse]:
        """Fill in everything up to the last page. Returns its address and itself."""
        page = self.get(f"/aanmelden/{group}/gegevens?{party}")
        data = {**AMINA_TYPED, **typed, "booking": hidden(page, "booking")}
        answer = self.client.post(f"/aanmelden/{group}/gegevens?{party}", data=data)
        assert answer.status_code == 303, answer.text
        address = path_of(answer.location)
        return address, self.get(address)

    def press(self, address: str, page: TestResponse) -> TestResponse:
        """Press the button of the last page."""
        return self.client.post(address.split("&booking=")[0], data={"booking": hidden(page, "booking")})

    def books(self, group: str = RED, party: str = TWO_ADULTS, **typed: Any) -> str:
        """Book, and give the address of the booking's own page."""
        answer = self.press(*self.to_check(group, party, **typed))
        assert answer.status_code == 303, answer.text
        return path_of(answer.location).removesuffix("?nieuw=1")
