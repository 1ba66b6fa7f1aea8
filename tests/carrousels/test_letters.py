# SPDX-License-Identifier: EUPL-1.2
"""Guides and schools hear their times; at a later release only those whom it changes."""

from dataclasses import dataclass, replace

import pytest

from app.carrousels.events import TourGroupFormed
from app.eventlog.outbox import HoldBack
from tests.carrousels.samples import (
    BLUE_CANCELLED,
    BLUE_GROUP,
    HOUR_LATER,
    PUBLISHED,
    RED_GROUP,
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


def test_one_letter_that_does_not_go_keeps_no_other_back(post, letterbox, office):
    sent = []
    deliver = letterbox.deliver

    def deliver_but_one(message):
        if message["To"] == "joop@example.org":
            raise HoldBack("not now")
        sent.append(message["To"])
        deliver(message)

    letterbox.deliver = deliver_but_one
    post(*PUBLISHED)
    assert sent == ["hannah@example.org"]


def test_a_repeat_has_the_same_message_id(post, letterbox, work_off, clock):
    deliver, refused, seen = letterbox.deliver, [], []

    def deliver_at_the_second_try(message):
        seen.append((message["To"], message["Message-ID"]))
        if message["To"] == "joop@example.org" and not refused:
            refused.append(message)
            raise HoldBack("not now")
        deliver(message)

    letterbox.deliver = deliver_at_the_second_try
    post(*PUBLISHED)
    clock.pass_time(minutes=2)
    work_off()
    joop = [message_id for to, message_id in seen if to == "joop@example.org"]
    assert len(joop) == 2
    assert len(set(joop)) == 1
