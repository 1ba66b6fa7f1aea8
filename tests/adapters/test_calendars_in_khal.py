# SPDX-License-Identifier: EUPL-1.2
"""A real calendar program takes our files: khal imports them and shows the right local times."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.adapters.calendars import Entry, calendar_file

KHAL = shutil.which("khal")
LOCAL = ZoneInfo("Europe/Amsterdam")
STAMP = datetime(2026, 9, 1, 8, tzinfo=UTC)
TOUR = Entry(
    uid="tour-7@scholentocht.example",
    summary="Groep 2; te voet, rustig \\ مدرسة 🚸",
    description="Verzamelen om 9:00 uur.\nBEGIN:VEVENT",
    location="Reyersdam 4, Kampen",
    starts_at=datetime(2026, 10, 6, 9, tzinfo=LOCAL),
    ends_at=datetime(2026, 10, 6, 11, 30, tzinfo=LOCAL),
    stamped_at=STAMP,
    modified_at=STAMP,
    url="https://example.org/b/abc",
    alarm_minutes=60,
)
CONFIG = """[calendars]
[[tours]]
path = {folder}/tours
type = calendar
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = tours
[sqlite]
path = {folder}/khal.db
"""


@pytest.fixture
def khal(tmp_path):
    (tmp_path / "tours").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(folder=tmp_path))
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "TZ": "Europe/Amsterdam"}

    def run(*words: str) -> str:
        command = [KHAL, "-c", str(tmp_path / "config"), *words]
        done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def take(*entries: Entry) -> None:
        (tmp_path / "feed.ics").write_bytes(calendar_file("Kampen", entries, language="nl"))
        run("import", "--batch", "-a", "tours", "feed.ics")

    run.take = take
    return run


pytestmark = pytest.mark.skipif(KHAL is None, reason="khal is not installed on this machine")
SHOWN = "{start-long}|{end-long}|{title}|{location}|{description}|{status}|{url}"


def test_khal_shows_a_tour_as_it_was_given(khal):
    khal.take(TOUR)
    shown = khal("list", "--day-format", "", "--format", SHOWN, "2026-10-06", "1d")
    assert f"2026-10-06 09:00|2026-10-06 11:30|{TOUR.summary}|{TOUR.location}" in shown
    assert TOUR.description in shown
    assert TOUR.url in shown


def test_khal_shows_a_moved_and_then_cancelled_tour(khal):
    khal.take(TOUR)
    later = replace(TOUR, starts_at=datetime(2026, 10, 6, 10, tzinfo=LOCAL), sequence=1)
    khal.take(later)
    assert "2026-10-06 10:00|" in khal("list", "--day-format", "", "--format", SHOWN, "2026-10-06", "1d")
    khal.take(replace(later, status="CANCELLED", sequence=2))
    shown = khal("list", "--day-format", "", "--format", SHOWN, "2026-10-06", "1d")
    assert shown.count("Groep 2") == 1
    assert "CANCELLED" in shown


def test_khal_shows_the_right_times_on_the_nights_the_clock_changes(khal):
    khal.take(
        replace(
            TOUR,
            uid="spring",
            starts_at=datetime(2026, 3, 29, 1, 30, tzinfo=LOCAL),
            ends_at=datetime(2026, 3, 29, 3, 30, tzinfo=LOCAL),
        ),
        replace(
            TOUR,
            uid="autumn",
            starts_at=datetime(2026, 10, 25, 1, 30, tzinfo=LOCAL),
            ends_at=datetime(2026, 10, 25, 3, 30, tzinfo=LOCAL),
        ),
    )
    assert "2026-03-29 01:30|2026-03-29 03:30|" in khal(
        "list", "--day-format", "", "--format", SHOWN, "2026-03-29", "1d"
    )
    assert "2026-10-25 01:30|2026-10-25 03:30|" in khal(
        "list", "--day-format", "", "--format", SHOWN, "2026-10-25", "1d"
    )
