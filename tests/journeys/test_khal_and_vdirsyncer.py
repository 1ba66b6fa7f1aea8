# SPDX-License-Identifier: EUPL-1.2
"""Somebody else's calendar programs follow our feeds: vdirsyncer fetches them, khal shows them."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.carrousels.decide.cancel_carrousel import CancelCarrousel
from app.carrousels.decide.move_carrousel import MoveCarrousel
from app.carrousels.decide.publish_carrousel import PublishCarrousel
from app.carrousels.values import Reason
from app.kernel.values import Daypart
from tests.browser import program
from tests.conftest import Clock
from tests.journeys.town import NORTH, Town, schools_of

pytestmark = pytest.mark.slow
KHAL = """[calendars]
[[tours]]
path = {home}/tours
type = calendar
readonly = True
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""
VDIRSYNCER = """[general]
status_path = "{home}/status"
[pair tours]
a = "site"
b = "mine"
collections = null
conflict_resolution = "a wins"
[storage site]
type = "http"
url = "{feed}"
[storage mine]
type = "filesystem"
path = "{home}/tours"
fileext = ".ics"
"""
SHOWN = "{start-long}|{end-time}|{title}|{status}|{location}"
ON = date(2027, 3, 2)


@pytest.fixture
def subscribed(tmp_path: Path, address: str) -> Callable[[str], Callable[[], list[str]]]:
    """Give a function that subscribes to a feed and gives what shows the calendar of the day anew."""
    khal, vdirsyncer = program("khal"), program("vdirsyncer")

    def run(home: Path, *command: str) -> str:
        told = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CONFIG_HOME": str(home), "LC_ALL": "C.UTF-8"}
        told |= {"XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home), "TZ": "Europe/Amsterdam"}
        done = subprocess.run(
            command, env=told, cwd=home, input="y\n", capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def subscribe(feed: str) -> Callable[[], list[str]]:
        home = tmp_path / "home" / feed.strip("/").replace("/", "-")
        (home / "tours").mkdir(parents=True)
        (home / "khal").write_text(KHAL.format(home=home))
        (home / "sync").write_text(VDIRSYNCER.format(home=home, feed=address + feed))
        run(home, vdirsyncer, "-c", "sync", "discover")

        def show() -> list[str]:
            run(home, vdirsyncer, "-c", "sync", "sync")
            said = run(home, khal, "-c", "khal", "list", "--day-format", "", "--format", SHOWN, "2027-03-01", "7d")
            return sorted(line.replace(" |", "|") for line in said.splitlines() if line)

        return show

    return subscribe


def test_khal_sees_a_day_come_move_and_go(town: Town, subscribed: Callable, clock: Clock):
    calendar = subscribed(f"/agenda/gebied/{NORTH}.ics")
    assert calendar() == []
    tours = town.publish("tours", NORTH, ON, (12, 8))
    [added] = calendar()
    assert added.startswith("2027-03-02 09:00|")
    assert "|CONFIRMED|" in added
    clock.pass_time(hours=1)
    later = MoveCarrousel(carrousel_id=tours, on=ON.replace(day=4), daypart=Daypart.MORNING, later=60, nth=1)
    town.ask(later)
    assert calendar() == [added]
    town.ask(PublishCarrousel(carrousel_id=tours, release=2))
    [moved] = calendar()
    assert moved == added.replace("2027-03-02 09:00", "2027-03-04 10:00").replace(
        added.split("|")[1], _hour_later(added)
    )
    clock.pass_time(hours=1)
    town.ask(CancelCarrousel(carrousel_id=tours, reason=Reason.WEATHER))
    assert calendar() == [moved.replace("|CONFIRMED|", "|CANCELLED|")]


def _hour_later(shown: str) -> str:
    hour, minute = shown.split("|")[1].split(":")
    return f"{int(hour) + 1:02d}:{minute}"


def test_a_school_sees_its_visits_and_only_those(town: Town, subscribed: Callable):
    town.publish("tours", NORTH, ON, (12, 8))
    for school_id in schools_of(NORTH)[1:4]:
        visits = subscribed(f"/agenda/school/{school_id}.ics")()
        assert len(visits) == 2, visits


def test_a_carrousel_shows_every_group(town: Town, subscribed: Callable):
    town.publish("tours", NORTH, ON, (12, 8, 10))
    shown = subscribed("/agenda/carrousel/tours.ics")()
    assert len(shown) == 3
    assert all(line.startswith("2027-03-02 09:00|") for line in shown)
