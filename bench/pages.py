# SPDX-License-Identifier: EUPL-1.2
"""How fast public pages answer and how much they weigh; beside it the floor: a static file, and the rows in plain SQL.

python -m bench.pages [--bookings 5000] [--times 60] [--database …]; prints one JSON line. Milliseconds and bytes.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urljoin, urlsplit

from sqlalchemy import text

from app.adapters.capability import key_for
from app.eventlog.store import EventLog
from bench.quarter import quarter
from tests.sound.serving import ROOT, Server, served
from tests.sound.town import Tour

FILES = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"[^>]*>')
IN_STYLES = re.compile(r"url\([\"']?([^\"')]+)")
OF_THE_MAP = ("leaflet", "/map", "basemap", "protomaps", "pmtiles")
NOT_FETCHED = ('rel="alternate"', 'rel="canonical"', 'rel="license"')
ROWS = (
    "SELECT * FROM carrousels_published",
    "SELECT * FROM carrousels_published_group",
    "SELECT tour_group_id, state, adults, children, prams FROM booking ORDER BY arrived",
)


class Visitor:
    """One browser with one line to the server, that takes compressed answers."""

    def __init__(self, port: int) -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        self._line.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
        answer = self._line.getresponse()
        return answer, answer.read()


def timed(what: Callable[[], Any], times: int) -> dict[str, float]:
    """Do something so many times. Returns milliseconds: the median and what 95 of 100 stay within."""
    took = []
    for _ in range(times):
        started = perf_counter()
        what()
        took.append((perf_counter() - started) * 1000)
    took.sort()
    return {"median": round(took[len(took) // 2], 1), "p95": round(took[int(len(took) * 0.95)], 1)}


def plain(answer: HTTPResponse, body: bytes) -> bytes:
    return gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body


def weight(visitor: Visitor, path: str) -> dict[str, int]:
    """Weigh a page with everything that it brings along, but for the map. sent: as it travels; raw: unpacked."""
    answer, body = visitor.get(path)
    html = plain(answer, body)
    tags = [m for m in FILES.finditer(html.decode()) if not any(rel in m[0] for rel in NOT_FETCHED)]
    wanted = {urljoin(path, m[1].replace("&amp;", "&")) for m in tags}
    sent, raw, seen = len(body), len(html), set()
    while wanted := {w for w in wanted if w not in seen and w.startswith("/static") and not _of_map(w)}:
        seen |= wanted
        more: set[str] = set()
        for address in wanted:
            answer, body = visitor.get(address)
            assert answer.status == 200, address
            whole = plain(answer, body)
            sent, raw = sent + len(body), raw + len(whole)
            if urlsplit(address).path.endswith(".css"):  # fonts: those that the page itself asks for ahead of time
                names = (u for u in IN_STYLES.findall(whole.decode()) if not u.startswith("data:"))
                more |= {urljoin(address, u) for u in names if not u.endswith(".woff2")}
        wanted = more
    return {"sent": sent, "raw": raw}


def _of_map(address: str) -> bool:
    return any(word in address for word in OF_THE_MAP)


def addresses(tour: Tour, secret: str) -> dict[str, str]:
    """Name the pages that are measured."""
    group, party = f"/aanmelden/{tour.tour_group_id}", "?adults=2&children=1&prams=1"
    key = key_for(secret, "booking", "booking-0")
    return {
        "home": "/",
        "home, searched": "/?postcode=8261AB&adults=2&children=1&prams=1&language=nl&way=walk",
        "home, one area": f"/?area={tour.area_id}",
        "carrousel": f"/carrousels/{tour.carrousel_id}",
        "route": f"/carrousels/{tour.carrousel_id}/groepen/{tour.tour_group_id}",
        "who comes": group,
        "choose group": f"/aanmelden/dag/{tour.carrousel_id}/groep{party}",
        "details": f"{group}/gegevens{party}",
        "my booking": f"/aanmelding/{key}",
    }


def measure(server: Server, log: EventLog, tour: Tour, times: int) -> dict[str, Any]:
    """Visit every page, one after the other."""
    visitor, pages = Visitor(server.port), {}
    for name, path in addresses(tour, server.settings.key).items():
        answer, _body = visitor.get(path)
        assert answer.status == 200, (name, answer.status)
        pages[name] = {**timed(lambda path=path: visitor.get(path), times), **weight(visitor, path)}  # type: ignore[misc]
    feed = f"/agenda/gebied/{tour.area_id}.ics"
    answer, body = visitor.get(feed)
    assert answer.status == 200
    pages["area feed"] = {**timed(lambda: visitor.get(feed), times), "sent": len(body), "raw": len(plain(answer, body))}
    known = {"If-None-Match": answer.getheader("ETag", "")}
    assert visitor.get(feed, **known)[0].status == 304
    pages["area feed, 304"] = timed(lambda: visitor.get(feed, **known), times)
    static = timed(lambda: visitor.get("/static/img/favicon.svg"), times)
    with log.engine.connect() as connection:
        rows = timed(lambda: [connection.execute(text(question)).all() for question in ROWS], times)
    return {"pages": pages, "floor": {"static file": static, "all rows in plain sql": rows}}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bookings", type=int, default=5000)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--database")
    told = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    url = told.database or f"sqlite:///{folder}/bench.db"
    log, tours = quarter(url, told.bookings)
    with served(
        url, folder, change=lambda s: replace(s, postcodes=str(ROOT / "examples/kampen/postcodes.csv"))
    ) as server:
        found = measure(server, log, tours[0], told.times)
    slowest = max(page["median"] for page in found["pages"].values())
    heaviest = max(page.get("sent", 0) for page in found["pages"].values())
    kind = log.engine.dialect.name
    log.engine.dispose()
    head = {"bench": "pages", "database": kind, "bookings": told.bookings, "slowest": slowest, "heaviest": heaviest}
    print(json.dumps({**head, **found}))


if __name__ == "__main__":
    main()
