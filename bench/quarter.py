# SPDX-License-Identifier: EUPL-1.2
"""A quarter of a large town, the same at every run, made through commands: areas, carrousels, groups and bookings."""

import random
from datetime import UTC, datetime

from app.eventlog.store import EventLog
from app.kernel.ids import BookingId
from app.kernel.values import Party
from tests.sound.town import Plan, Tour, book, build, days_from, opened

AREAS, DAYS, GROUPS, PLACES = 20, 2, 5, 60


def quarter(database_url: str, bookings: int) -> tuple[EventLog, list[Tour]]:
    """Furnish an empty database. Returns the log and its groups; booking number n has the id booking-n."""
    log, now = opened(database_url), datetime.now(UTC)
    log.engine = log.engine.execution_options(sqlite_synchronous="OFF")  # nobody minds if a power cut ends a benchmark
    plan = Plan(days_from(now, DAYS, every=42), areas=AREAS, groups=GROUPS, places=PLACES)
    tours, draw = build(log, plan, now), random.Random(5000)
    for n in range(bookings):
        party = Party(draw.randint(1, 2), draw.choice((0, 0, 0, 1, 1, 2)), draw.choice((0, 0, 1)))
        book(log, tours[n % len(tours)], BookingId(f"booking-{n}"), party)
    return log, tours
