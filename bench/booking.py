# SPDX-License-Identifier: EUPL-1.2
"""Bookings over HTTP with people side by side; beside it the floor: as many rows in plain SQL, each written through.

python -m bench.booking [--bookings 400] [--people 16] [--groups 8] [--database …]; prints one JSON line.
Only the last button is timed. A rush: --bookings 1000 --people 1000 --groups 1.
"""

import argparse
import asyncio
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine, text

from app.eventlog.engine import in_turn
from tests.sound.browsing import Answer, Request, prepare
from tests.sound.crowd import AT_A_TIME, parties, percentile
from tests.sound.serving import Server, served
from tests.sound.town import Plan, Tour, build, days_from, opened


async def side_by_side(server: Server, tours: list[Tour], many: int, people: int) -> tuple[list[Answer], float, float]:
    """Let so many people book. Returns the answers, the seconds that they took and those of the processor."""
    gate, sizes = asyncio.Semaphore(AT_A_TIME), parties(many, seed=4)

    async def filled_in(n: int) -> Request:
        async with gate:
            tour = tours[n % len(tours)]
            return await prepare(server.port, tour.tour_group_id, sizes[n], f"Ouder {n}", look=False)

    async def sent(request: Request) -> Answer:
        async with pressing:
            return await request.send()

    pressing = asyncio.Semaphore(people)
    requests = await asyncio.gather(*(filled_in(n) for n in range(many)))
    started, busy = perf_counter(), server.busy()
    answers = await asyncio.gather(*(sent(request) for request in requests))
    return list(answers), perf_counter() - started, server.busy() - busy


def floor(engine: Engine, many: int) -> float:
    """Write so many rows of a fact's size, each in a transaction of its own. Returns seconds."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE floor (position INTEGER PRIMARY KEY, data TEXT)"))
    options, started = engine.execution_options(sqlite_begin="IMMEDIATE"), perf_counter()
    for n in range(many):
        with in_turn(engine), options.begin() as connection:
            connection.execute(text("INSERT INTO floor VALUES (:n, :data)"), {"n": n, "data": "x" * 300})
    return perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bookings", type=int, default=400)
    parser.add_argument("--people", type=int, default=16)
    parser.add_argument("--groups", type=int, default=8, choices=range(1, 9))
    parser.add_argument("--database")
    told = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    url, now = told.database or f"sqlite:///{folder}/bench.db", datetime.now(UTC)
    log = opened(url)
    tours = build(log, Plan(days_from(now, 1), groups=told.groups, places=60), now)
    with served(url, folder) as server:
        answers, seconds, busy = asyncio.run(side_by_side(server, tours, told.bookings, told.people))
    assert {answer.status for answer in answers} == {303}
    found = {
        "bench": "booking",
        "database": log.engine.dialect.name,
        "bookings": told.bookings,
        "people": told.people,
        "groups": told.groups,
        "per_second": round(told.bookings / seconds),
        "median_ms": round(percentile(answers, 0.5) * 1000),
        "p95_ms": round(percentile(answers, 0.95) * 1000),
        "p99_ms": round(percentile(answers, 0.99) * 1000),
        "server_cpu_ms": round(busy / told.bookings * 1000, 1),
        "floor_per_second": round(told.bookings / floor(log.engine, told.bookings)),
    }
    log.engine.dispose()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
