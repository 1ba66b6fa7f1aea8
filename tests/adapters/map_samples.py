# SPDX-License-Identifier: EUPL-1.2
"""A page with a map on it, served on this machine under the strict policy, and a real browser to look at it."""

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response, send_file
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from app.adapters.map_words import Place, RouteLeg, RouteLine, Stop
from app.adapters.maps import MapParts
from tests.adapters.street_samples import ROOT, SCHOOLS

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-once'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; worker-src 'self' blob:"
)
PAGE = """<!doctype html><html lang="nl" dir="{direction}"><head><meta charset="utf-8"><title>Kaart</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">{styles}</head>
<body><main><h1>Route</h1>{html}<h2 id="as-text">Als tekst</h2><p>De Mirt</p></main>
{scripts}<script nonce="once">{script}</script></body></html>"""

HOSTILE = [
    """De "Mirt" 't Anker`""",
    "${document.title = 'gekaapt'}",
    "</script><script>document.title = 'gekaapt'</script>",
    "<img src=https://elders.example/x onerror=\"document.title='gekaapt'\">",
    "{{ 7 * 7 }} {name} {n}",
]


def two_groups(names: list[str]) -> tuple[list[RouteLine], list[Stop]]:
    """Give two groups past the same schools in opposite order, after a meeting point; the second leg is an estimate."""
    start, first, second = SCHOOLS[0], SCHOOLS[1], SCHOOLS[5]
    there = [_leg(start, first, 8), _leg(first, second, 21, estimated=True)]
    back = [_leg(start, second, 19), _leg(second, first, 21, estimated=True)]
    lines = [RouteLine(names[2], tuple(there)), RouteLine(names[3], tuple(back))]
    stops = [
        Stop(start, names[4], None, 0, ("Vertrek 09:00",), place=Place.MEETING),
        Stop(first, names[0], 1, 0, (names[1], "09:10 tot 09:35"), href="/scholen/de-mirt"),
        Stop(second, names[1], 2, 0, ("10:00 tot 10:25",)),
        Stop(second, names[1], 1, 1, ("09:25 tot 09:50",)),
        Stop(first, names[0], 2, 1, ("10:15 tot 10:40",)),
    ]
    return lines, stops


def _leg(a, b, minutes: int, estimated: bool = False) -> RouteLeg:
    return RouteLeg(((a.lat, a.lon), (b.lat, b.lon)), minutes, estimated)


@dataclass
class Seen:
    """What a browser did while it showed a page."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(url).hostname for url in self.asked if not url.startswith(("data:", "blob:"))}


@pytest.fixture
def show(browser: Browser, kampen_basemap: Path) -> Iterator[Callable[..., Seen]]:
    """Give a function that shows a map at a width in pixels and waits until the page is quiet."""
    site = Flask("map", static_folder=str(ROOT / "static"))
    server = make_server("127.0.0.1", 0, site, threaded=True)
    shown: dict[str, str] = {}
    site.add_url_rule("/", "page", lambda: shown["page"])
    site.add_url_rule("/basemap.pmtiles", "basemap", _ranges_of(kampen_basemap))

    @site.after_request
    def guard(response):
        response.headers["Content-Security-Policy"] = POLICY
        return response

    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    contexts = []

    def look(parts: MapParts, width: int = 1000, direction: str = "ltr", javascript: bool = True) -> Seen:
        shown["page"] = page_with(parts, direction)
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=javascript))
        contexts[-1].set_default_timeout(5_000)
        seen = Seen(contexts[-1].new_page())
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda fault: seen.complaints.append(str(fault)))
        seen.page.on("request", lambda request: seen.asked.append(request.url))
        seen.page.goto(f"http://127.0.0.1:{server.port}/", wait_until="networkidle")
        return seen

    yield look
    for context in contexts:
        context.close()
    server.shutdown()
    thread.join()
    server.server_close()


def _ranges_of(path: Path) -> Callable[[], Response]:
    """Answer from memory: a browser that moves on leaves files open."""
    content = path.read_bytes()
    return lambda: send_file(io.BytesIO(content), "application/octet-stream", conditional=True)


def page_with(parts: MapParts, direction: str = "ltr") -> str:
    styles = "".join(f'<link rel="stylesheet" href="/static/{style}">' for style in parts.styles)
    scripts = "".join(f'<script src="/static/{script}"></script>' for script in parts.scripts)
    return PAGE.format(direction=direction, html=parts.html, script=parts.script, styles=styles, scripts=scripts)
