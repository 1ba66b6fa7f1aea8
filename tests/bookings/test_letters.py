# SPDX-License-Identifier: EUPL-1.2
"""Who is written to, when, and what: whole letters are compared with the files in letters/.

To write the files anew after a change of words: WRITE_LETTERS=1 pytest tests/bookings/test_letters.py, and read them.
"""

import os
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest

from app.bookings.decide.lapse_offer import LapseOffer
from app.bookings.values import Why
from app.carrousels.values import MeetingPoint
from app.eventlog.outbox import HoldBack
from app.kernel.ids import BookingId
from app.kernel.values import GeoPoint, Language, Party, Way
from app.vault import people
from tests.bookings.samples import (
    ALL_CANCELLED,
    BLUE,
    DEPARTS,
    RED,
    RED_CANCELLED,
    RED_GROUP,
    SATURDAY,
    SIX,
    STROOM,
    TERMS,
    TWO,
    UNTIL,
    booked,
    books,
    changes,
    gives_back,
    moves,
    released,
)

SHELF = Path(__file__).parent / "letters"
FATMA, JAN = BookingId("fatma-0000"), BookingId("jan-0000")


@pytest.fixture
def ask(town):
    """Ask something for a party that left its name and, if wanted, its e-mail address."""

    def asked(command, name="Fatma", email="fatma@example.org", phone=None):
        def keep(session):
            people.keep(session, command.booking_id, {"name": name, "email": email, "phone": phone})

        town.ask(command, by="parent", also=[keep])

    return asked


@pytest.fixture
def post(work_off, letterbox):
    """Carry out what is due, and give the letters that went since the last time."""

    def went():
        work_off()
        new, letterbox.messages[:] = list(letterbox.messages), []
        return new

    return went


def text_of(message):
    body = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    body = re.sub(r"/aanmelding/[\w.-]+", "/aanmelding/KEY", body)
    return f"Subject: {message['Subject']}\nTo: {message['To']}\n\n{body}"


def is_on_the_shelf(message, name):
    file, text = SHELF / f"{name}.txt", text_of(message)
    if os.environ.get("WRITE_LETTERS"):
        SHELF.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
    html = message.get_body(("html",)).get_content()
    assert "Fatma" in html
    assert "{{" not in html


def calendar_in(message):
    (part,) = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(part.get_content())
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


def test_a_confirmation_with_an_invitation(ask, post):
    ask(books(FATMA, Party(2, 1, 1)))
    (letter,) = post()
    is_on_the_shelf(letter, "confirmation")
    method, event = calendar_in(letter)
    assert (method, event["STATUS"], event["DTSTART"].dt) == ("REQUEST", "CONFIRMED", DEPARTS)
    assert post() == []


def test_the_waiting_list(ask, tell, post):
    tell(booked(JAN, SIX))
    ask(books(FATMA, TWO, or_wait=True))
    (letter,) = post()
    is_on_the_shelf(letter, "waiting")


def test_the_waiting_list_says_that_it_is_the_pram(ask, tell, post):
    tell(booked(JAN, Party(2, 0, 2)))
    ask(books(FATMA, Party(2, 0, 1), or_wait=True))
    text = text_of(post()[0])
    assert "Er is geen plek meer voor de kinderwagen." in text
    assert "niet genoeg plaatsen" not in text


@pytest.fixture
def with_an_offer(ask, tell, town, post):
    tell(booked(JAN, SIX))
    ask(books(FATMA, TWO, or_wait=True))
    post()
    town.ask(gives_back(JAN), by="parent")


def test_an_offer_says_until_when(with_an_offer, post):
    (letter,) = post()
    is_on_the_shelf(letter, "offer")


def test_an_offer_that_lapsed(with_an_offer, town, clock, post):
    post()
    clock.now = UNTIL
    (letter,) = post()
    is_on_the_shelf(letter, "offer_lapsed")
    assert not town.ask(LapseOffer(FATMA, SATURDAY, RED, TERMS), by="program").changed


def test_a_changed_party_and_a_moved_one_get_it_in_writing(ask, post, town):
    ask(books(FATMA, TWO))
    post()
    town.ask(changes(FATMA, Party(1)), by="parent")
    (letter,) = post()
    is_on_the_shelf(letter, "changed")
    town.ask(moves(FATMA), by="parent")
    (letter,) = post()
    is_on_the_shelf(letter, "moved")
    assert int(calendar_in(letter)[1]["SEQUENCE"]) == 3


def test_a_waiting_party_that_changes(ask, tell, town, post):
    tell(booked(JAN, SIX))
    ask(books(FATMA, TWO, or_wait=True))
    post()
    town.ask(changes(FATMA, Party(3)), by="parent")
    (letter,) = post()
    is_on_the_shelf(letter, "changed_waiting")


LATER = timedelta(hours=1)
AN_HOUR_LATER = replace(
    RED_GROUP,
    departs_at=DEPARTS + LATER,
    back_at=RED_GROUP.back_at + LATER,
    visits=tuple(replace(v, starts_at=v.starts_at + LATER, ends_at=v.ends_at + LATER) for v in RED_GROUP.visits),
)


def test_a_new_release_is_told_to_whom_it_affects_and_to_nobody_else(ask, tell, post):
    ask(books(FATMA, TWO))
    ask(books(JAN, TWO, BLUE), name="Jan", email="jan@example.org")
    post()
    tell(released(2, red=AN_HOUR_LATER))
    (letter,) = post()
    is_on_the_shelf(letter, "promise_changed")
    method, event = calendar_in(letter)
    assert (method, event["DTSTART"].dt, int(event["SEQUENCE"])) == ("REQUEST", DEPARTS + LATER, 3)


def test_who_waits_hears_of_a_new_release_as_one_who_waits(ask, tell, post):
    tell(booked(JAN, SIX))
    ask(books(FATMA, TWO, or_wait=True))
    post()
    tell(released(2, red=AN_HOUR_LATER))
    (letter,) = post()
    is_on_the_shelf(letter, "promise_changed_waiting")
    assert not [p for p in letter.walk() if p.get_content_type() == "text/calendar"]


def test_who_has_an_offer_hears_of_a_new_release_as_one_without_a_place(with_an_offer, tell, post):
    post()
    tell(released(2, red=AN_HOUR_LATER))
    (letter,) = post()
    is_on_the_shelf(letter, "promise_changed_offered")
    assert not [p for p in letter.walk() if p.get_content_type() == "text/calendar"]


def test_a_letter_says_how_each_promise_was_and_how_it_is(ask, tell, post):
    other = replace(
        RED_GROUP,
        departs_at=DEPARTS + timedelta(days=7),
        back_at=RED_GROUP.back_at + timedelta(days=7),
        visits=RED_GROUP.visits[1:],
        meeting_point=MeetingPoint(GeoPoint(52.563, 5.918), STROOM),
        way=Way.BIKE,
        language=Language.ENGLISH,
        step_free=False,
    )
    ask(books(FATMA, TWO))
    post()
    tell(released(2, red=other))
    text = text_of(post()[0])
    for line in (
        "- De datum: zaterdag 6 februari wordt zaterdag 13 februari.",
        "- De scholen: De Schakel, Het Stroomdal worden Het Stroomdal.",
        "- Het startpunt: De Schakel, Noordweg 1, 8262 BP Kampen wordt Het Stroomdal, Noordweg 2, 8262 BP Kampen.",
        "- Lopen of fietsen: Lopend wordt Met de fiets.",
        "- De taal van de groep: Nederlands wordt Engels.",
        "- De route heeft nu wel drempels.",
    ):
        assert line in text


def test_two_releases_at_once_are_compared_with_what_was_told_before(ask, tell, post):
    ask(books(FATMA, TWO))
    post()
    tell(released(2, red=AN_HOUR_LATER), released(3, red=replace(AN_HOUR_LATER, step_free=False)))
    text = text_of(post()[0])
    assert "- De tijd: 9:30 tot 11:05 uur wordt 10:30 tot 12:05 uur." in text
    assert "- De route heeft nu wel drempels." in text


def test_a_bigger_group_in_a_new_release_is_offered(ask, tell, post):
    tell(booked(JAN, SIX))
    ask(books(FATMA, TWO, or_wait=True))
    post()
    tell(released(2, red=replace(RED_GROUP, places=8)))
    (letter,) = post()
    assert letter["Subject"] == "Er is plaats voor u op zaterdag 6 februari"


def test_cancelling_is_acknowledged_and_leaves_the_calendar(ask, town, post):
    ask(books(FATMA, TWO))
    post()
    town.ask(gives_back(FATMA), by="parent")
    (letter,) = post()
    is_on_the_shelf(letter, "cancelled")
    method, event = calendar_in(letter)
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")


def test_a_cancelled_group_is_told_with_what_else_there_is(ask, tell, post, facts):
    ask(books(FATMA, TWO))
    post()
    tell(RED_CANCELLED)
    (letter,) = post()
    is_on_the_shelf(letter, "group_cancelled")
    assert calendar_in(letter)[0] == "CANCEL"
    assert facts()[-1] == "booking-cancelled"


def test_a_cancelled_day_with_nothing_else(ask, tell, post):
    ask(books(FATMA, TWO))
    tell(ALL_CANCELLED)
    letters = post()
    is_on_the_shelf(letters[-1], "carrousel_cancelled")


def test_a_reminder_two_days_before(ask, clock, post, facts):
    ask(books(FATMA, TWO))
    post()
    clock.now = DEPARTS - timedelta(days=2, hours=1)
    assert post() == []
    clock.now = DEPARTS - timedelta(days=2)
    (letter,) = post()
    is_on_the_shelf(letter, "reminder")
    assert facts()[-1] == "party-reminded"


def test_who_has_no_email_is_not_written_to_but_phoned(ask, tell, post, as_staff, town):
    ask(books(FATMA, TWO), email=None, phone="06 1234 5678")
    tell(released(2, red=AN_HOUR_LATER))
    assert post() == []
    staff = as_staff(SATURDAY.__class__("brunnepe"))
    page = staff.get("/team/brunnepe/aanmeldingen/bellen")
    assert "06 1234 5678" in page.text
    assert "de tijd" in page.text
    assert staff.post(f"/team/brunnepe/aanmeldingen/boeking/{FATMA}/gebeld").status_code == 303
    assert "Niemand om te bellen" in staff.get("/team/brunnepe/aanmeldingen/bellen").text


def test_a_letter_in_the_language_of_the_party(town, ask, post):
    ask(replace(books(FATMA, TWO), language=Language.ENGLISH))
    (letter,) = post()
    assert letter["Content-Language"] == "en"


def test_who_was_forgotten_gets_no_letter(ask, town, post):
    ask(books(FATMA, TWO))
    with town.log.writing() as session:
        people.forget(session, FATMA)
    assert post() == []


def test_a_letter_that_is_overtaken_is_not_sent(ask, town, post):
    ask(books(FATMA, TWO))
    town.ask(gives_back(FATMA), by="parent")
    (letter,) = post()
    assert "afgemeld" in letter["Subject"]


def test_a_retry_carries_the_same_message_id(ask, town, letterbox, clock, work_off):
    seen = []

    class Sluggish(type(letterbox)):
        def deliver(self, message):
            seen.append(message["Message-ID"])
            if len(seen) == 1:
                raise HoldBack("not now")

    object.__setattr__(town.post, "post", Sluggish())
    ask(books(FATMA, TWO))
    work_off()
    clock.pass_time(minutes=2)
    work_off()
    assert len(seen) == 2
    assert len(set(seen)) == 1


def test_staff_who_end_a_booking_are_acknowledged_too(ask, town, post):
    ask(books(FATMA, TWO))
    post()
    town.ask(replace(gives_back(FATMA), why=Why.STAFF), by="program")
    assert len(post()) == 1


def test_a_moved_day_keeps_data_longer(ask, tell, town, post):
    from sqlalchemy import text

    ask(books(FATMA, TWO))
    week = timedelta(days=7)
    later = replace(RED_GROUP, departs_at=DEPARTS + week, back_at=RED_GROUP.back_at + week)
    tell(replace(released(2, red=later), on=(DEPARTS + week).date()))
    post()
    with town.reading() as session:
        assert {
            str(r[0]) for r in session.execute(text("select keep_until from vault where subject like 'booking:%'"))
        } == {"2027-03-15"}


def test_waiting_for_a_cancelled_group_ends_with_a_letter(ask, tell, post):
    tell(booked(JAN, SIX))
    ask(books(FATMA, TWO, or_wait=True))
    post()
    tell(RED_CANCELLED)
    (letter,) = post()
    assert "gaat niet door" in letter["Subject"]
