# SPDX-License-Identifier: EUPL-1.2
"""Guides and schools hear their times; at a later release only those whom it changes."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from app.carrousels.events import TourGroupFormed
from app.eventlog.outbox import GiveUp, HoldBack, parked
from app.eventlog.tables import ErrandRow
from tests.carrousels.samples import (
    BLUE_CANCELLED,
    BLUE_GROUP,
    HANNAH,
    HOUR_LATER,
    PUBLISHED,
    RED_GROUP,
    SCHAKEL,
    SECOND_RELEASE,
    SPRING,
    SPRING_CANCELLED,
    release_of,
)  # fmt: skip


@dataclass
class Read:
    subject: str
    text: str


@pytest.fixture
def post(letterbox, work_off, town, tell):
    """Tell facts, let the worker work, give the new letters by address."""

    def send(*facts):
        tell(*facts)
        letterbox.messages.clear()
        work_off()
        return {m["To"]: Read(m["Subject"], m.get_body(("plain",)).get_content()) for m in letterbox.messages}

    return send


def test_the_first_release_tells_guide_and_school_their_times(post):
    letters = post(*PUBLISHED)
    assert set(letters) == {"hannah@example.org", "joop@example.org"}
    assert "8:50" in letters["hannah@example.org"].text
    assert "Het Stroomdal" in letters["hannah@example.org"].text
    assert "/agenda/rondleider/" in letters["hannah@example.org"].text
    assert "8:50 - 9:15: Groep rood" in letters["joop@example.org"].text
    assert "Uw groep op dinsdag 16 maart 2027" in letters["hannah@example.org"].subject


def test_a_move_tells_them_what_changes(post):
    post(*PUBLISHED)
    letters = post(HOUR_LATER, SECOND_RELEASE)
    assert "Wat verandert er voor u" in letters["hannah@example.org"].subject
    assert "9:50" in letters["joop@example.org"].text
    assert "8:50" in letters["joop@example.org"].text


def test_only_those_affected_hear_of_a_release(post):
    post(*PUBLISHED)
    bigger = TourGroupFormed(carrousel_id=SPRING, group=replace(BLUE_GROUP, prams=6))
    letters = post(bigger, release_of(*PUBLISHED, bigger))
    assert letters == {}


def test_a_guide_who_no_longer_leads_hears_so(post):
    post(*PUBLISHED)
    nobody = TourGroupFormed(carrousel_id=SPRING, group=replace(RED_GROUP, guide_id=None))
    letters = post(nobody, release_of(*PUBLISHED, nobody))
    assert set(letters) == {"hannah@example.org"}
    assert "U leidt Groep rood niet meer" in letters["hannah@example.org"].text


def test_a_cancelled_group_is_told_to_its_schools_and_not_to_others(post):
    post(*PUBLISHED)
    letters = post(BLUE_CANCELLED)
    assert set(letters) == {"joop@example.org"}
    text = letters["joop@example.org"].text
    assert "de rondleider is ziek" in text
    assert text.index("Groep blauw") < text.index("Wie er wel komt") < text.index("Groep rood")


def test_a_cancelled_carrousel_is_told_to_all(post):
    post(*PUBLISHED)
    letters = post(SPRING_CANCELLED)
    assert set(letters) == {"hannah@example.org", "joop@example.org"}
    assert all("Afgelast" in m.subject for m in letters.values())


def test_who_cannot_be_reached_is_tried_again_alone_and_with_the_same_message_id(post, letterbox, work_off, clock):
    deliver, seen = letterbox.deliver, []

    def deliver_to_joop_at_the_third_try(message):
        seen.append((message["To"], message["Message-ID"]))
        if message["To"] == "joop@example.org" and len(seen) < 4:
            raise HoldBack("not now")
        deliver(message)

    letterbox.deliver = deliver_to_joop_at_the_third_try
    first = post(*PUBLISHED)
    for minutes in (2, 10):
        clock.pass_time(minutes=minutes)
        work_off()
    assert set(first) == {"hannah@example.org"}
    assert [to for to, _id in seen].count("hannah@example.org") == 1
    assert [to for to, _id in seen].count("joop@example.org") == 3
    assert len({message_id for to, message_id in seen if to == "joop@example.org"}) == 1
    assert len({message_id for _to, message_id in seen}) == 2


def test_a_worker_that_died_while_it_split_an_errand_makes_no_second_letter(post, letterbox, office, work_off, clock):
    post(*PUBLISHED)
    whole = (col(ErrandRow.about) == SPRING.tag, col(ErrandRow.reaction).contains("then_tell_guides_and_schools"))
    with Session(office.log.engine) as session:
        session.execute(update(ErrandRow).where(*whole).values(done_at=None))
        session.commit()
    letterbox.messages.clear()
    clock.pass_time(minutes=5)
    work_off()
    with Session(office.log.engine) as session:
        assert all(session.execute(select(col(ErrandRow.done_at)).where(*whole)).scalars())
    assert letterbox.messages == []


def test_what_cannot_be_delivered_names_whom_it_is_for(post, letterbox, office):
    def refuse(_message):
        raise GiveUp("no such address")

    letterbox.deliver = refuse
    post(*PUBLISHED)
    assert {stuck.about for stuck in parked(office.log.engine)} == {HANNAH.tag, SCHAKEL.tag}


def test_a_letter_as_text_has_no_gaps_and_no_blanks_at_the_ends(post):
    letters = [*post(*PUBLISHED).values(), *post(HOUR_LATER, SECOND_RELEASE).values()]
    letters += [*post(BLUE_CANCELLED).values(), *post(SPRING_CANCELLED).values()]
    assert len(letters) == 7
    for letter in letters:
        assert "\n\n\n" not in letter.text
        assert not [line for line in letter.text.splitlines() if line != line.rstrip() and line != "-- "]
