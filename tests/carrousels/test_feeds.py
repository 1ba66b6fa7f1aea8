# SPDX-License-Identifier: EUPL-1.2
"""Calendars follow the facts: same log, same bytes; what moves moves, what is cancelled says so and stays."""

from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest

from app.carrousels.events import DayPlanAdopted
from app.carrousels.read.feed_keys import key_of
from tests.carrousels.samples import (
    BLUE,
    BLUE_CANCELLED,
    BLUE_OUTING,
    BRUG,
    BRUNNEPE,
    FIRST_RELEASE,
    HANNAH,
    HOSTILE,
    HOUR_LATER,
    PUBLISHED,
    READY,
    RED,
    RED_OUTING,
    SCHAKEL,
    SECOND_RELEASE,
    SPRING,
    SPRING_CANCELLED,
    release_of,
)  # fmt: skip

AREA, DAY, SCHOOL = f"/agenda/gebied/{BRUNNEPE}.ics", f"/agenda/carrousel/{SPRING}.ics", f"/agenda/school/{SCHAKEL}.ics"


@pytest.fixture
def guide(settings) -> str:
    return f"/agenda/rondleider/{key_of(settings.key, HANNAH)}.ics"


def events(answer):
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.data)
    assert not calendar.errors
    return {str(e["UID"]).partition("@")[0]: e for e in calendar.walk("VEVENT")}


def test_every_feed_holds_its_own_appointments(client, town, tell, guide):
    tell(*PUBLISHED)
    assert set(events(client.get(AREA))) == {SPRING}
    assert set(events(client.get(DAY))) == {RED, BLUE}
    assert set(events(client.get(SCHOOL))) == {f"{RED}.{SCHAKEL}", f"{BLUE}.{SCHAKEL}"}
    assert set(events(client.get(guide))) == {f"{RED}.{HANNAH}"}


def test_an_appointment_takes_its_clock_from_the_facts(client, town, tell, clock):
    tell(*READY)
    clock.pass_time(hours=3)
    tell(FIRST_RELEASE)
    clock.pass_time(days=2)
    red = events(client.get(DAY))[RED]
    assert red["DTSTART"].dt == datetime(2027, 3, 16, 7, 50, tzinfo=UTC)
    assert red["DTSTAMP"].dt == red["LAST-MODIFIED"].dt == datetime(2027, 1, 11, 13, 0, tzinfo=UTC)
    assert red["STATUS"] == "CONFIRMED"


def test_the_same_log_gives_the_same_bytes(client, town, tell, office, clock, guide):
    tell(*PUBLISHED, HOUR_LATER, SECOND_RELEASE, BLUE_CANCELLED)
    before = {feed: client.get(feed).data for feed in (AREA, DAY, SCHOOL, guide)}
    office.log.rebuild()
    clock.pass_time(days=9)
    assert {feed: client.get(feed, headers={"Accept-Language": "en"}).data for feed in before} == before


def test_a_moved_carrousel_moves_and_counts_on(client, town, tell):
    tell(*PUBLISHED)
    before = events(client.get(DAY))[RED]
    tell(HOUR_LATER)
    assert events(client.get(DAY))[RED] == before
    tell(SECOND_RELEASE)
    after = events(client.get(DAY))[RED]
    assert (after["DTSTART"].dt - before["DTSTART"].dt).total_seconds() == 3600
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["UID"] == before["UID"]


def test_what_is_cancelled_stays_and_says_so(client, town, tell, guide):
    tell(*PUBLISHED, BLUE_CANCELLED)
    found = events(client.get(DAY))
    assert {key: str(e["STATUS"]) for key, e in found.items()} == {RED: "CONFIRMED", BLUE: "CANCELLED"}
    assert events(client.get(AREA))[SPRING]["STATUS"] == "CONFIRMED"
    tell(SPRING_CANCELLED)
    for feed in (AREA, DAY, SCHOOL, guide):
        assert {str(e["STATUS"]) for e in events(client.get(feed)).values()} == {"CANCELLED"}


def test_a_visit_that_a_release_takes_away_stays_as_cancelled(client, town, tell):
    tell(*PUBLISHED)
    elsewhere = replace(BLUE_OUTING, visits=BLUE_OUTING.visits[1:])
    planned = DayPlanAdopted(carrousel_id=SPRING, outings=(RED_OUTING, elsewhere))
    tell(planned, release_of(*PUBLISHED, planned))
    found = events(client.get(f"/agenda/school/{BRUG}.ics"))
    assert [str(e["STATUS"]) for e in found.values()] == ["CANCELLED"]


def test_an_unchanged_feed_is_not_sent_again(client, town, tell, clock):
    tell(*PUBLISHED)
    first = client.get(DAY)
    again = client.get(DAY, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(DAY, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    clock.pass_time(minutes=1)
    tell(BLUE_CANCELLED)
    assert client.get(DAY, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_hostile_name_makes_no_lines_of_its_own(client, town, tell):
    tell(*PUBLISHED)
    found = events(client.get(f"/agenda/school/{BRUG}.ics"))
    assert HOSTILE in str(next(iter(found.values()))["LOCATION"])


@pytest.mark.parametrize("of", ["gebied/nowhere", "carrousel/none-there", "school/none", "rondleider/made-up"])
def test_a_feed_about_nothing_is_not_there(client, town, of):
    assert client.get(f"/agenda/{of}.ics").status_code == 404


def test_a_draft_stands_in_no_feed(client, town, tell):
    tell(*READY)
    assert client.get(DAY).status_code == 404
    assert events(client.get(AREA)) == {}
    assert events(client.get(SCHOOL)) == {}
