# SPDX-License-Identifier: EUPL-1.2
"""Calendar files: valid, repeatable, safe for any text, right on the nights that the clock changes."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.adapters.calendars import Contact, Entry, calendar_file
from app.kernel.values import GeoPoint

LOCAL = ZoneInfo("Europe/Amsterdam")
TEAM = Contact("Gebiedsteam Kampen; Zuid, 'West'", "kampen@example.org")
AMINA = Contact("Amina", "amina@example.org")
STAMP = datetime(2026, 9, 1, 8, tzinfo=UTC)
TOUR = Entry(
    uid="tour-7@scholentocht.example",
    summary="Scholentocht Brunnepe; groep 2, te voet",
    description="Verzamelen om 9:00 uur.\nNeem een paraplu mee.",
    location="Buurthuis Reyersdam, Reyersdam 4, Kampen",
    geo=GeoPoint(52.562374, 5.904158),
    starts_at=datetime(2026, 10, 6, 9, tzinfo=LOCAL),
    ends_at=datetime(2026, 10, 6, 11, 30, tzinfo=LOCAL),
    status="CONFIRMED",
    sequence=3,
    stamped_at=STAMP,
    modified_at=STAMP,
    url="https://example.org/b/abc?x=1;y=2,3",
    categories=("Kampen, Noord", "carrousel"),
    alarm_minutes=60,
)

# What people type, and what parsers stumble over: line ends of every kind, escapes, half pairs, right-to-left.
ODD = st.sampled_from(
    ["\r", "\n", "\r\n", "\x00", "\u2028", "\u2029", "\x85", "\x0b", "\x1c", ";", ",", "\\", ":", '"', "\\n"]
)
ODD |= st.sampled_from(["🚸", "مدرسة", "ş", "BEGIN:VEVENT", "END:VCALENDAR", " ", "\t", "x" * 80, "\ud800"])
TEXT = st.lists(ODD | st.characters(), max_size=12).map("".join)


def read(raw: bytes) -> Calendar:
    return Calendar.from_ical(raw)


def only_event(raw: bytes):
    (event,) = read(raw).walk("VEVENT")
    assert event.errors == []
    return event


def expected_text(text: str) -> str:
    """What a reader should get back, said in another way than the code under test does."""
    out = text.replace("\r\n", "\n")
    for end in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        out = out.replace(end, "\n")
    kept = (letter for letter in out if letter in "\n\t" or not (ord(letter) < 32 or 127 <= ord(letter) < 160))
    return "".join("\ufffd" if 0xD800 <= ord(letter) < 0xE000 else letter for letter in kept)


def property_names(raw: bytes) -> list[str]:
    """The properties as a plain reading of RFC 5545 finds them: unfold, split at CRLF, cut at ; or :"""
    lines = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert lines.pop() == ""
    return [line.replace(":", ";").split(";")[0] for line in lines]


def test_a_tour_is_read_back_as_it_was_given():
    event = only_event(calendar_file("Kampen", [TOUR], language="nl"))
    assert str(event["SUMMARY"]) == TOUR.summary
    assert str(event["DESCRIPTION"]) == TOUR.description
    assert str(event["LOCATION"]) == TOUR.location
    assert (event["GEO"].latitude, event["GEO"].longitude) == (52.562374, 5.904158)
    assert event["DTSTART"].dt == TOUR.starts_at
    assert event["DTEND"].dt == TOUR.ends_at
    assert (event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt, event["SEQUENCE"]) == (STAMP, STAMP, 3)
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CONFIRMED", "OPAQUE")
    assert str(event["URL"]) == TOUR.url
    assert sorted(str(word) for word in event["CATEGORIES"].cats) == sorted(TOUR.categories)
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt.total_seconds() == -3600


def test_a_strict_second_reader_finds_the_calendar_valid():
    calendar = vobject.readOne(calendar_file("Kampen", [TOUR], language="nl").decode())
    assert calendar.validate(raiseException=True)
    assert calendar.vevent.summary.value == TOUR.summary


def test_every_line_ends_in_crlf_and_has_at_most_75_octets():
    long = replace(TOUR, description="مدرسة 🚸 " * 200)
    raw = calendar_file("Kampen", [long], language="nl")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    for line in raw.split(b"\r\n"):
        line.decode()
    assert str(only_event(raw)["DESCRIPTION"]) == long.description


def test_alarms_stand_after_the_properties_and_the_method_before_the_events():
    names = property_names(calendar_file("Kampen", [TOUR], language="nl", method="PUBLISH"))
    assert names.index("METHOD") < names.index("BEGIN", 1)
    assert names[-4:] == ["DESCRIPTION", "END", "END", "END"]


def test_feeds_say_how_often_to_look_again():
    calendar = read(calendar_file("Kampen; Noord, 2026", [TOUR], language="en", refresh_hours=12))
    assert calendar["REFRESH-INTERVAL"].dt.total_seconds() == 12 * 3600
    assert str(calendar["X-WR-CALNAME"]) == "Kampen Noord 2026"
    assert str(calendar["X-WR-TIMEZONE"]) == "Europe/Amsterdam"
    assert str(calendar["PRODID"]).endswith("//EN")
    assert "METHOD" not in calendar


def test_a_feed_without_tours_is_still_a_calendar():
    assert read(calendar_file("Kampen", [], language="nl")).walk("VEVENT") == []


def test_a_cancelled_tour_stays_in_the_feed_frees_the_time_and_rings_no_bell():
    event = only_event(calendar_file("Kampen", [replace(TOUR, status="CANCELLED", sequence=4)], language="nl"))
    assert (str(event["STATUS"]), str(event["TRANSP"]), event["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", 4)
    assert event.walk("VALARM") == []


def test_an_invitation_names_organizer_and_attendee_even_with_commas_in_the_name():
    raw = calendar_file("Kampen", [TOUR], language="nl", method="REQUEST", organizer=TEAM, attendee=AMINA)
    event = only_event(raw)
    assert str(read(raw)["METHOD"]) == "REQUEST"
    assert event["ORGANIZER"].params["CN"] == TEAM.name
    assert str(event["ORGANIZER"]) == "mailto:kampen@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert vobject.readOne(raw.decode()).vevent.organizer.params["CN"] == [TEAM.name]


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        (datetime(2026, 10, 25, 2, 30, tzinfo=LOCAL, fold=0), "20261025T003000Z"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=LOCAL, fold=1), "20261025T013000Z"),
        (datetime(2026, 3, 29, 1, 59, tzinfo=LOCAL), "20260329T005900Z"),
        (datetime(2026, 3, 29, 3, 0, tzinfo=LOCAL), "20260329T010000Z"),
    ],
)
def test_times_are_right_on_the_nights_the_clock_changes(start, utc):
    raw = calendar_file(
        "Nacht", [replace(TOUR, starts_at=start, ends_at=datetime(2026, 12, 1, tzinfo=UTC))], language="nl"
    )
    assert f"DTSTART:{utc}".encode() in raw


def test_entries_keep_the_order_given():
    tours = [replace(TOUR, uid=f"tour-{number}") for number in (5, 1, 9, 3, 7, 2)]
    raw = calendar_file("Kampen", tours, language="nl")
    assert [str(event["UID"]) for event in read(raw).walk("VEVENT")] == [tour.uid for tour in tours]


def test_the_same_tours_give_the_same_bytes_in_every_process():
    program = (
        "from tests.adapters.test_calendars import TOUR; from dataclasses import replace; import sys;"
        "from app.adapters.calendars import calendar_file;"
        "sys.stdout.buffer.write(calendar_file('K', [replace(TOUR, uid=f'u{n}',"
        "categories=('a','b','c','d')) for n in range(20)], language='nl'))"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(outcomes) == 1
    assert outcomes.pop().count(b"BEGIN:VEVENT") == 20


@given(summary=TEXT, description=TEXT, location=TEXT, category=TEXT, name=TEXT)
def test_no_text_can_inject_a_line_or_get_lost(summary, description, location, category, name):
    entry = replace(TOUR, summary=summary, description=description, location=location, categories=(category,))
    raw = calendar_file(
        name, [entry], language="nl", method="REQUEST", organizer=replace(TEAM, name=name), attendee=AMINA
    )
    plain = replace(
        TOUR, description=description and "x", summary=summary and "x", location=location and "x", categories=("x",)
    )
    benign = calendar_file("x", [plain], language="nl", method="REQUEST", organizer=TEAM, attendee=AMINA)
    wanted = property_names(benign)
    for text, label in ((summary, "SUMMARY"), (description, "DESCRIPTION"), (location, "LOCATION")):
        if text and not expected_text(text):
            wanted.remove(label)  # nothing printable was left
    assert property_names(raw) == wanted
    event = only_event(raw)
    assert len(read(raw).walk()) == 3
    for text, label in ((summary, "SUMMARY"), (description, "DESCRIPTION"), (location, "LOCATION")):
        assert str(event.get(label, "")) == expected_text(text)
    assert len(vobject.readOne(raw.decode()).vevent_list) == 1


@pytest.mark.parametrize("uid", ["a\r\nX:1", "a b", "", "é", "a;b", "x" * 201])
def test_a_uid_that_is_not_ours_is_refused(uid):
    with pytest.raises(ValueError, match="uid"):
        calendar_file("K", [replace(TOUR, uid=uid)], language="nl")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a\r\nX:1", "https://a b", 'https://a"b', "https://é"])
def test_an_address_that_is_not_a_web_address_is_refused(url):
    with pytest.raises(ValueError, match="web address"):
        calendar_file("K", [replace(TOUR, url=url)], language="nl")


@pytest.mark.parametrize("address", ["a@b\r\nX:1", "nobody", "a b@c.nl", '"a"@b.nl'])
def test_a_mail_address_that_could_break_a_line_is_refused(address):
    with pytest.raises(ValueError, match="mail address"):
        calendar_file("K", [TOUR], language="nl", organizer=Contact("x", address))


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": datetime(2026, 10, 6, 9)},
        {"ends_at": TOUR.starts_at},
        {"status": "MOVED"},
        {"sequence": -1},
        {"alarm_minutes": 0},
    ],
)
def test_an_entry_that_a_calendar_cannot_hold_is_refused(change):
    with pytest.raises(ValueError, match=r"time zone|not after|status|sequence|alarm"):
        replace(TOUR, **change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"method": "REPLY"}, "method"),
        ({"method": "REQUEST"}, "organizer"),
        ({"method": "CANCEL"}, "organizer"),
        ({"method": "REQUEST", "organizer": TEAM}, "attendee"),
        ({"language": "nl\r\nX:1"}, "language"),
        ({"refresh_hours": 0}, "refresh_hours"),
    ],
)
def test_a_calendar_that_would_be_invalid_is_refused(change, says):
    with pytest.raises(ValueError, match=says):
        calendar_file("K", [TOUR], **{"language": "nl", **change})


def test_the_same_uid_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        calendar_file("K", [TOUR, TOUR], language="nl")
