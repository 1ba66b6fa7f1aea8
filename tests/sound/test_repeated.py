# SPDX-License-Identifier: EUPL-1.2
"""The same booking asked for fifty times at once is one booking, and everybody hears the same."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from app.bookings.state import OF_A_GROUP
from app.kernel.commands import Boundary
from app.kernel.ids import BookingId
from app.kernel.values import Party
from tests.sound.browsing import Answer, apart, prepare
from tests.sound.crowd import the_tour
from tests.sound.serving import served
from tests.sound.town import Tour, opened

pytestmark = pytest.mark.slow
TIMES = 50


async def pressed_again_and_again(port: int, tour: Tour) -> tuple[str, list[Answer]]:
    once = await prepare(port, tour.tour_group_id, Party(2, 1), "Amina")
    browsers = [replace(once.browser, cookies=dict(once.browser.cookies)) for _ in range(TIMES)]
    same = [replace(once, browser=browser) for browser in browsers]
    return once.booking_id, list(await asyncio.gather(*(request.send() for request in same)))


def test_fifty_times_the_same_request_is_one_booking(town_url: str, tmp_path: Path) -> None:
    log = opened(town_url)
    tour = the_tour(log)
    with served(town_url, tmp_path) as server:
        booking_id, answers = apart(pressed_again_and_again(server.port, tour))
    facts = log.read(Boundary.about(BookingId(booking_id), types=OF_A_GROUP))
    log.engine.dispose()
    assert [r.event.name for r in facts] == ["bookings.places-booked"]
    assert {answer.status for answer in answers} == {303}
    assert len({(answer.goes_to, answer.text) for answer in answers}) == 1
