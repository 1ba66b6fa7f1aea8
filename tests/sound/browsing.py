# SPDX-License-Identifier: EUPL-1.2
"""A browser that asks for pages and fills in forms, small enough to have a thousand at once."""

import asyncio
import re
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from app.kernel.values import Party

T = TypeVar("T")

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back.

    status: 0 when the line broke before there was an answer; seconds: from asking to the last byte.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    asked_at: float = 0.0
    answered_at: float = 0.0

    @property
    def seconds(self) -> float:
        return self.answered_at - self.asked_at

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def goes_to(self) -> str:
        """Give the address that it sends on to, without the machine."""
        there = urlsplit(self.headers.get("location", ""))
        return there.path + (f"?{there.query}" if there.query else "")

    def hidden(self) -> dict[str, str]:
        """Give the hidden fields of its forms, the first of each name."""
        found: dict[str, str] = {}
        for tag in HIDDEN.findall(self.text):
            said = dict(ATTRIBUTE.findall(tag))
            found.setdefault(said.get("name", ""), unescape(said.get("value", "")))
        return found


@dataclass
class Browser:
    """One person's browser: keeps cookies, opens a line for every question."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path, b"")

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        return await self._ask("POST", path, urlencode(fields).encode())

    async def _ask(self, method: str, path: str, body: bytes) -> Answer:
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        asked_at = time.monotonic()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
                raw = await reader.read()
            finally:
                writer.close()
        except OSError:
            raw = b""
        return self._read(raw, asked_at)

    def _read(self, raw: bytes, asked_at: float) -> Answer:
        top, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = top.decode("latin-1").split("\r\n")
        if not first.startswith("HTTP/1."):
            return Answer(0, asked_at=asked_at, answered_at=time.monotonic())
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self.cookies |= {k: m.value for k, m in SimpleCookie(value).items()}
            headers[name.lower()] = value
        if int(headers.get("content-length", len(body))) != len(body):
            return Answer(0, asked_at=asked_at, answered_at=time.monotonic())
        return Answer(int(first.split()[1]), headers, body, asked_at, time.monotonic())


@dataclass(frozen=True)
class Request:
    """A booking that waits for one more press of the button."""

    browser: Browser
    booking_id: str
    party: Party
    path: str
    fields: dict[str, str]

    async def send(self) -> Answer:
        return await self.browser.post(self.path, self.fields)


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Run on a thread of its own: a browser of other tests in this process may keep a loop on the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def prepare(port: int, tour_group_id: str, party: Party, name: str, *, look: bool = True) -> Request:
    """Go through the pages of a booking up to the last button, as a person does who is willing to wait for a place.

    look: also read the page with that button. Raises ConnectionError when a line breaks.
    """
    browser, here = Browser(port), f"/aanmelden/{tour_group_id}"
    query = urlencode({"adults": party.adults, "children": party.children, "prams": party.prams, "wait": 1})
    form = _whole(await browser.get(f"{here}/gegevens?{query}"), 200)
    typed = {**form.hidden(), "name": name, "email": f"{name.replace(' ', '.').lower()}@example.org", "language": "nl"}
    sent = _whole(await browser.post(f"{here}/gegevens?{query}", typed), 303)
    fields = typed
    if look:
        fields = _whole(await browser.get(sent.goes_to), 200).hidden()
    booking_id = sent.goes_to.rpartition("booking=")[2].partition("&")[0]
    last = {"csrf_token": fields["csrf_token"], "booking": booking_id}
    return Request(browser, booking_id, party, f"{here}/controle?{query}", last)


def _whole(answer: Answer, status: int) -> Answer:
    if answer.status == 0:
        raise ConnectionError
    assert answer.status == status, answer
    return answer
