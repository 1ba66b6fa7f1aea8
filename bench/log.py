# SPDX-License-Identifier: EUPL-1.2
"""Append facts and replay them; beside it the floor: the same rows in plain SQL.

python bench/log.py [--facts 2000] [--database sqlite:///…|postgresql://…]; prints one JSON line.
"""

import argparse
import json
import secrets
import tempfile
from datetime import UTC, datetime
from time import perf_counter

from sqlalchemy import text

from app import wiring
from app.bookings.events import PlacesBooked
from app.bookings.values import Channel, Desk
from app.eventlog.cli import upgrade_database
from app.eventlog.engine import make_engine
from app.eventlog.store import EventLog
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Language, Party


def booking(group: TourGroupId) -> PlacesBooked:
    """Make a booking fact with a fresh id."""
    return PlacesBooked(
        booking_id=BookingId.new(),
        carrousel_id=CarrouselId("bench"),
        tour_group_id=group,
        party=Party(2, 1),
        language=Language.DUTCH,
        desk=Desk.WEB,
        channel=Channel.LETTER,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, default=2000)
    parser.add_argument("--database", default=f"sqlite:///{tempfile.mkdtemp()}/bench.db")
    told = parser.parse_args()
    wiring.load_facts()
    log = EventLog(make_engine(told.database))
    upgrade_database(log)
    now, n = datetime.now(UTC), told.facts

    started = perf_counter()
    for i in range(n):
        log.append([booking(TourGroupId(f"group-{i % 100}"))], now=now, by="parent")
    append = perf_counter() - started

    with log.engine.begin() as connection:
        connection.execute(text("CREATE TABLE floor (position INTEGER PRIMARY KEY, data TEXT)"))
    data = "x" * 300
    started = perf_counter()
    for i in range(n):
        with log.engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
            connection.execute(text("INSERT INTO floor VALUES (:p, :d)"), {"p": i, "d": data})
    floor = perf_counter() - started

    started = perf_counter()
    with log.reading() as session:
        read = sum(1 for _ in log.everything(session))
    replay = perf_counter() - started
    started = perf_counter()
    with log.engine.connect() as connection:
        rows = len(connection.execute(text("SELECT * FROM fact ORDER BY position")).all())
    replay_floor = perf_counter() - started
    started = perf_counter()
    whole = log.first_broken() is None
    verify = perf_counter() - started
    assert read == rows == n
    assert whole
    with log.engine.begin() as connection:
        connection.execute(text("DROP TABLE floor"))
    print(
        json.dumps(
            {
                "bench": "log",
                "run": secrets.token_hex(3),
                "database": log.engine.dialect.name,
                "facts": n,
                "append_per_second": round(n / append),
                "append_floor_per_second": round(n / floor),
                "replay_per_second": round(n / replay),
                "replay_floor_per_second": round(n / replay_floor),
                "verify_per_second": round(n / verify),
            }
        )
    )


if __name__ == "__main__":
    main()
