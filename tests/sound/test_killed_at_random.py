# SPDX-License-Identifier: EUPL-1.2
"""Processes die without a word while people book; whoever had an answer has a booking, and nothing is half-written."""

import asyncio
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.bookings.state import OF_A_GROUP
from app.kernel.commands import Boundary
from app.kernel.values import Party
from tests.sound.browsing import apart, prepare
from tests.sound.crowd import by_the_rule, half_written, the_tour
from tests.sound.serving import Server, served
from tests.sound.town import Tour, opened

pytestmark = pytest.mark.slow
PEOPLE = 8  # who book one after the other, side by side
WHOLE = 20  # once in so many deaths it is the whole server instead of one worker


@dataclass
class Ledger:
    """What people know. acknowledged: bookings that were confirmed to them; asked: presses of the last button."""

    acknowledged: set[str] = field(default_factory=set)
    strange: list[int] = field(default_factory=list)
    asked: int = 0
    broken: int = 0
    over: bool = False
    somebody_asks: asyncio.Event = field(default_factory=asyncio.Event)


async def keep_booking(port: int, tour: Tour, ledger: Ledger, draw: random.Random) -> None:
    """Book, again and again, whatever happens."""
    while not ledger.over:
        try:
            request = await prepare(port, tour.tour_group_id, Party(draw.randint(1, 6)), "Ouder", look=False)
        except ConnectionError:
            continue
        ledger.asked += 1
        ledger.somebody_asks.set()
        answer = await request.send()
        if answer.status == 303:
            ledger.acknowledged.add(request.booking_id)
        elif answer.status == 0:
            ledger.broken += 1
        else:
            ledger.strange.append(answer.status)


async def kill_again_and_again(server: Server, ledger: Ledger, draw: random.Random, times: int) -> None:
    """Kill a worker, or now and then all of them, some milliseconds after somebody pressed a button."""
    for death in range(1, times + 1):
        wanted = ledger.asked + draw.randint(1, PEOPLE)
        while ledger.asked < wanted:
            ledger.somebody_asks.clear()
            await ledger.somebody_asks.wait()
        moment = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(draw.uniform(0, 0.04), moment.set_result, None)
        await moment
        if death % WHOLE != WHOLE // 2:
            server.kill_worker(draw.randint(0, 1))
        else:
            server.kill()
            await asyncio.to_thread(server.start)
    ledger.over = True


async def live_through(server: Server, tour: Tour, times: int, seed: int) -> Ledger:
    ledger, draw = Ledger(), random.Random(seed)
    people = [keep_booking(server.port, tour, ledger, random.Random(seed + n)) for n in range(PEOPLE)]
    await asyncio.gather(kill_again_and_again(server, ledger, draw, times), *people)
    return ledger


def test_no_acknowledged_booking_is_lost_and_none_is_half_written(town_url: str, tmp_path: Path) -> None:
    log = opened(town_url)
    tour = the_tour(log)
    times = 50 if town_url.startswith("sqlite") else 10
    with served(town_url, tmp_path, preload=True) as server:
        ledger = apart(live_through(server, tour, times, seed=2027))
    facts = log.read(Boundary.about(tour.tour_group_id, types=OF_A_GROUP))
    booked = [r.event.booking_id for r in facts]  # type: ignore[attr-defined]
    assert ledger.strange == []
    assert ledger.broken > 0, "nobody was hit: the deaths proved nothing"
    assert len(ledger.acknowledged) >= times
    assert ledger.acknowledged - set(booked) == set()
    assert len(booked) == len(set(booked))
    with log.reading() as session:
        assert half_written(session, facts) == []
    assert by_the_rule(facts) == []
    assert log.views_that_differ() == []
    assert log.first_broken() is None
    log.engine.dispose()
