# SPDX-License-Identifier: EUPL-1.2
"""A crowd before one tour group: everybody is ready, everybody presses at once; and what must be true afterwards."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from app.bookings.events import PlacesBooked, WaitingListJoined
from app.bookings.read.bookings import bookings_of_group
from app.bookings.read.places_left import places_left
from app.bookings.read.waiting_list import waiting_list
from app.bookings.state import OF_A_GROUP
from app.carrousels.read.published import upcoming
from app.eventlog.store import EventLog
from app.eventlog.tables import ErrandRow
from app.eventlog.views import Recorded
from app.kernel.commands import Boundary
from app.kernel.values import Party
from app.vault.tables import VaultRow
from tests.sound.browsing import Answer, Request, prepare
from tests.sound.town import Plan, Tour, build, days_from, opened

PLACES = 30
AT_A_TIME = 24  # people who are filling in forms


def lay_town(database_url: str) -> None:
    """Furnish a database with one published group of thirty places."""
    log, now = opened(database_url), datetime.now(UTC)
    build(log, Plan(days_from(now, 1), places=PLACES), now)
    log.engine.dispose()


def the_tour(log: EventLog) -> Tour:
    """Find the one group of the town."""
    with log.reading() as session:
        (carrousel,) = upcoming(session, datetime.now(UTC).date())
    return Tour(carrousel.area_id, carrousel.carrousel_id, carrousel.groups[0].tour_group_id)


def parties(many: int, seed: int) -> list[Party]:
    """Draw parties of one to six people."""
    draw = random.Random(seed)
    return [Party(adults := draw.randint(1, 3), draw.randint(0, 6 - adults) // 2) for _ in range(many)]


async def ready(port: int, tour: Tour, many: int, seed: int = 1) -> list[Request]:
    """Let so many people fill in everything but the last button."""
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(n: int, party: Party) -> Request:
        async with gate:
            return await prepare(port, tour.tour_group_id, party, f"Ouder {n}", look=n % 10 == 0)

    return await asyncio.gather(*(one(n, party) for n, party in enumerate(parties(many, seed))))


async def rush(port: int, tour: Tour, many: int) -> tuple[list[Request], list[Answer]]:
    """Let so many people press the last button at the same moment."""
    requests = await ready(port, tour, many)
    return requests, list(await asyncio.gather(*(request.send() for request in requests)))


def percentile(answers: Sequence[Answer], share: float) -> float:
    """Give the seconds within which this share of the answers came."""
    return sorted(a.seconds for a in answers)[int(share * (len(answers) - 1))]


def faults(log: EventLog, tour: Tour, requests: list[Request], answers: list[Answer]) -> list[str]:
    """Say in words what is not as it must be; empty when all is well."""
    facts = log.read(Boundary.about(tour.tour_group_id, types=OF_A_GROUP))
    statuses = Counter(a.status for a in answers)
    times = Counter(r.event.booking_id for r in facts)  # type: ignore[attr-defined]
    found = [f"{count} answers {status}" for status, count in statuses.items() if status != 303]
    found += [f"{b} is there {n} times" for b, n in times.items() if n > 1]
    found += _missing(facts, requests)
    found += by_the_rule(facts)
    found += _overtaken(facts, requests, answers)
    with log.reading() as session:
        found += _views(session, tour, facts)
        found += half_written(session, facts)
    found += [f"the view {name} is not the replay" for name in log.views_that_differ()]
    return found + ([] if log.first_broken() is None else ["the chain is broken"])


def _missing(facts: list[Recorded], requests: list[Request]) -> list[str]:
    wanted = {r.booking_id: r.party for r in requests}
    recorded = {r.event.booking_id: r.event.party for r in facts}  # type: ignore[attr-defined]
    lost, strange = wanted.keys() - recorded.keys(), recorded.keys() - wanted.keys()
    changed = [b for b in wanted.keys() & recorded.keys() if wanted[b] != recorded[b]]
    return [
        f"{len(some)} {what}" for some, what in ((lost, "lost"), (strange, "unasked"), (changed, "changed")) if some
    ]


def by_the_rule(facts: list[Recorded]) -> list[str]:
    """Count again, apart from the program: whoever fits when its turn comes is placed, the others wait."""
    free, found = PLACES, []
    for r in facts:
        people = r.event.party.people  # type: ignore[attr-defined]
        fits = people <= free
        match r.event:
            case PlacesBooked():
                free -= people
                if not fits:
                    found.append(f"{people} people were placed where {free + people} fit")
            case WaitingListJoined():
                if fits:
                    found.append(f"{people} people had to wait though {free} places were free")
            case _:
                found.append(f"nobody asked for {r.event.name}")
    return found if free == 0 else [*found, f"{PLACES - free} people on {PLACES} places"]


def _overtaken(facts: list[Recorded], requests: list[Request], answers: list[Answer]) -> list[str]:
    """Whoever had an answer before another one asked comes before that other one."""
    place = {r.event.booking_id: r.position for r in facts}  # type: ignore[attr-defined]
    pairs = [(a, place[r.booking_id]) for r, a in zip(requests, answers, strict=True) if r.booking_id in place]
    done, last, wrong = sorted(pairs, key=lambda p: p[0].answered_at), 0, 0
    served = iter(done)
    following = next(served, None)
    for answer, position in sorted(pairs, key=lambda p: p[0].asked_at):
        while following is not None and following[0].answered_at < answer.asked_at:
            last, following = max(last, following[1]), next(served, None)
        wrong += position < last
    return [f"{wrong} parties overtook others"] if wrong else []


def _views(session: Session, tour: Tour, facts: list[Recorded]) -> list[str]:
    left = places_left(session, tour.carrousel_id)[tour.tour_group_id]
    queue = [(line.turn, line.booking.booking_id) for line in waiting_list(session, tour.tour_group_id)]
    waiting = [r.event.booking_id for r in facts if isinstance(r.event, WaitingListJoined)]
    shown = len(bookings_of_group(session, tour.tour_group_id))
    found = [] if left.booked == PLACES else [f"the page shows {left.booked} people on {PLACES} places"]
    found += [] if queue == list(enumerate(waiting, start=1)) else ["the waiting list is not in the order of arrival"]
    return found + ([] if shown == len(facts) else [f"{shown} parties are shown, {len(facts)} are recorded"])


def half_written(session: Session, facts: list[Recorded]) -> list[str]:
    """Nothing half-written: with every fact its name in the vault and its letter, and neither without a fact."""
    named = select(col(VaultRow.subject)).where(col(VaultRow.subject).like("booking:%"), col(VaultRow.field) == "name")
    letters = select(col(ErrandRow.position)).where(col(ErrandRow.reaction).like("bookings.%"))
    names, told = set(session.execute(named).scalars()), set(session.execute(letters).scalars())
    whole = {r.event.booking_id.tag for r in facts}  # type: ignore[attr-defined]
    counted = (
        ("facts without a name in the vault", whole - names),
        ("names in the vault without a fact", names - whole),
        ("facts without a letter", {r.position for r in facts} - told),
    )
    return [f"{len(some)} {what}" for what, some in counted if some]
