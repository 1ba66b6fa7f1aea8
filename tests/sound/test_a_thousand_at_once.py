# SPDX-License-Identifier: EUPL-1.2
"""A thousand people press the button at the same moment, two processes answer, there are thirty places."""

from pathlib import Path

import pytest

from tests.sound.browsing import apart
from tests.sound.crowd import faults, rush, the_tour
from tests.sound.serving import served
from tests.sound.town import opened

pytestmark = pytest.mark.slow
PEOPLE, RIVALS = 1000, 64


def tried(url: str, folder: Path, app: str, many: int) -> list[str]:
    """Let so many come at once. Returns what is wrong afterwards; how long they wait, bench/booking.py tells."""
    log = opened(url)
    try:
        tour = the_tour(log)
        with served(url, folder, app) as server:
            requests, answers = apart(rush(server.port, tour, many))
        return faults(log, tour, requests, answers)
    finally:
        log.engine.dispose()


def test_exactly_thirty_are_placed_and_the_rest_waits_in_order(town_url: str, tmp_path: Path) -> None:
    assert tried(town_url, tmp_path, "wsgi:app", PEOPLE) == []


def test_nobody_is_overtaken_when_all_have_read_before_one_writes(town_url: str, tmp_path: Path) -> None:
    assert tried(town_url, tmp_path, "tests.sound.rivals:careful", RIVALS) == []


def test_with_the_lock_switched_off_more_people_are_placed_than_fit(town_url: str, tmp_path: Path) -> None:
    """The negative control: the same rivals, the same check, and a log that looks at nothing."""
    wrong = tried(town_url, tmp_path, "tests.sound.rivals:careless", RIVALS)
    assert any("people were placed where" in fault for fault in wrong), wrong
