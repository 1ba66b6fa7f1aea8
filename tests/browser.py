# SPDX-License-Identifier: EUPL-1.2
"""A real Chromium, an application that it can reach on this machine, and what a page did wrong while it was shown."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async rules => {
    const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    const words = (found, node) => `${found.id}: ${node.target.join(" ")}: ${node.failureSummary}`;
    return violations.flatMap(found => found.nodes.map(node => words(found, node)));
}"""


def missing(what: str) -> None:
    """Leave a test out on a machine without a program; a continuous-integration machine must have it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed on this machine")
    pytest.skip(f"{what} is not installed on this machine")


def program(name: str) -> str:
    """Find a program that a test cannot do without."""
    found = shutil.which(name)
    if found is None:
        missing(name)
    return str(found)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("SCHOLENTOCHT_CHROMIUM") or program("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


class _Quiet(WSGIRequestHandler):
    # A browser that keeps its connections open holds a thread each; closing them lets the server stop at once.
    protocol_version = "HTTP/1.0"

    def log(self, *_words: Any) -> None:
        pass


class Front:
    """What listens on a port before the application is there that must know the port."""

    def __init__(self) -> None:
        self.app: Flask | None = None

    def __call__(self, environ: Any, start_response: Any) -> Any:
        assert self.app is not None
        return self.app.wsgi_app(environ, start_response)


@contextmanager
def serving() -> Iterator[tuple[Front, str]]:
    """Listen on a free port of this machine. Gives the front on which to hang an application, and its address."""
    front = Front()
    server = make_server("127.0.0.1", 0, front, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield front, f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Visitor:
    """Somebody with a browser, who remembers everything that went wrong on the pages that were shown."""

    context: BrowserContext
    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def new(cls, browser: Browser, site: str, *, width: int = 1280, language: str = "nl", **options: Any) -> "Visitor":
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale=language, timezone_id="Europe/Amsterdam", **options
        )
        context.set_default_timeout(10_000)
        visitor = cls(context, context.new_page(), site)
        visitor.page.on("console", visitor._hear)
        visitor.page.on("pageerror", lambda fault: visitor.complaints.append(f"script: {fault}"))
        visitor.page.on("request", visitor._note)
        return visitor

    def _hear(self, message: Any) -> None:
        # Chromium itself writes a line about every answer of 400 and more; that a form is refused is no fault here.
        if not message.text.startswith("Failed to load resource: the server responded with a status of 4"):
            self.complaints.append(f"console: {message.text}")

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"asked another host: {request.url}")

    def go(self, address: str) -> Response:
        """Open a page of the site and wait until it is quiet."""
        answer = self.page.goto(self.site + address, wait_until="load")
        assert answer is not None
        return answer

    def sign_in(self, link: str) -> None:
        """Follow a sign-in link and press its one button."""
        self.go(link.removeprefix(self.site))
        self.page.locator("main form button[type=submit]").click()
        assert urlsplit(self.page.url).path == "/team"

    def wrong_with_page(self, *, status: int, language: str, axe: bool = True) -> list[str]:
        """Say everything that is wrong with the page as it stands, and forget it."""
        found = [*self.complaints, *_shape(self.page, language, status)]
        self.complaints.clear()
        return found + (self.axe() if axe else [])

    def axe(self) -> list[str]:
        """Say what the accessibility rules find."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE)
        found: list[str] = self.page.evaluate(RUN_AXE, RULES)
        return [f"axe {sentence}" for sentence in found]

    def too_wide(self, width: int) -> list[str]:
        """Say whether the page must be moved sideways at a width in pixels."""
        self.page.set_viewport_size({"width": width, "height": 800})
        sizes = self.page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        return [] if sizes[0] <= sizes[1] else [f"at {width} px the page is {sizes[0]} px wide"]


SHAPE = """() => ({
    headings: document.querySelectorAll("h1").length,
    heading: document.querySelector("h1")?.textContent.trim() ?? "",
    title: document.title,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    inline: document.querySelectorAll("[style], style, [onclick], [onchange]").length,
    markup: /&lt;|&amp;|&#\\d|\\{%|%\\((?!naam)\\w+\\)[sd]/.test(document.body.innerText),
    twice: [...document.querySelectorAll("[id]")].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n),
})"""


def _shape(page: Page, language: str, status: int) -> list[str]:
    seen = page.evaluate(SHAPE)
    wrong = []
    if seen["headings"] != 1 or not seen["heading"]:
        wrong.append(f"{seen['headings']} headings of the first rank")
    if " – " not in seen["title"] or seen["title"].startswith(" – "):
        wrong.append(f"title: {seen['title']!r}")
    if seen["lang"] != language or seen["dir"] != ("rtl" if language in ("ar", "fa", "ur") else "ltr"):
        wrong.append(f"language {seen['lang']} {seen['dir']}")
    if seen["markup"]:
        wrong.append("markup or an open place is shown as text")
    if seen["twice"]:
        wrong.append(f"ids that stand there twice: {seen['twice']}")
    if status >= 500:
        wrong.append(f"answered {status}")
    return wrong
