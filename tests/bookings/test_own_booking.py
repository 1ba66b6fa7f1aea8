# SPDX-License-Identifier: EUPL-1.2
"""The page that only its own link opens: change, move, answer an offer, cancel, see and erase."""

import secrets
from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest

from app.adapters.capability import key_for
from app.bookings.react._letters import PURPOSE
from app.bookings.read.bookings import bookings_of_carrousel
from app.kernel.values import Party
from app.vault import people
from tests.bookings.at_the_door import TWO_ADULTS
from tests.bookings.samples import (
    AMINA,
    BLUE,
    BRAM,
    CHIARA,
    DEPARTS,
    FOUR,
    RED,
    RED_CANCELLED,
    RED_GROUP,
    SATURDAY,
    SIX,
    booked,
    cancelled,
    gives_back,
    released,
)


def test_a_key_opens_one_booking_and_nothing_else(parent, town, app):
    mine, other = parent.books(), parent.books(BLUE, name="Bram de Groot")
    stranger = app.test_client()
    assert "Amina" not in stranger.get(other).text
    assert stranger.get(mine).headers["X-Robots-Tag"] == "noindex, nofollow"
    assert stranger.get(mine).headers["Cache-Control"] == "no-store"


def test_ten_thousand_guesses_open_nothing(town):
    from app.adapters.capability import opened_by

    assert not any(opened_by(town.settings.key, PURPOSE, secrets.token_urlsafe(60)) for _ in range(10_000))


def test_a_spoilt_key_opens_nothing(parent):
    key = parent.books().removeprefix("/aanmelding/")
    for spoilt in (key[:-2], key + "x", key.upper(), key.split(".")[0] + ".", key.split(".")[0]):
        assert parent.get("/aanmelding/" + spoilt).status_code == 404


def test_a_key_for_another_purpose_opens_nothing(parent, town):
    parent.books()
    with town.reading() as session:
        booking_id = bookings_of_carrousel(session, SATURDAY)[0].booking_id
    wrong = key_for(town.settings.key, "guide", booking_id)
    assert parent.get(f"/aanmelding/{wrong}").status_code == 404
    assert parent.get(f"/aanmelding/{key_for('another installation' * 3, PURPOSE, booking_id)}").status_code == 404
    assert parent.get(f"/aanmelding/{key_for(town.settings.key, PURPOSE, 'no-such-booking')}").status_code == 404


def test_more_or_fewer_people(parent, facts):
    mine = parent.books()
    answer = parent.client.post(mine + "/wijzigen", data={"adults": "2", "children": "1", "prams": "1"})
    assert answer.status_code == 303
    page = parent.get(mine)
    assert "2 volwassenen, 1 kind, 1 kinderwagen" in page.text
    assert facts() == ["places-booked", "party-changed"]


def test_more_people_than_places_is_a_page_with_the_number(parent, tell, facts):
    mine = parent.books()
    tell(booked(AMINA, FOUR))
    answer = parent.client.post(mine + "/wijzigen", data={"adults": "3"})
    assert answer.status_code == 409
    assert "Er is niet genoeg plaats" in answer.text
    assert mine in answer.text
    assert parent.client.post(mine + "/wijzigen", data={"adults": "0"}).status_code == 400
    assert "party-changed" not in facts()


def test_another_group(parent, facts):
    mine = parent.books()
    assert "Groep blauw" in parent.get(mine + "/groep").text
    assert parent.client.post(mine + "/groep", data={"group": BLUE}).status_code == 303
    assert "Groep blauw" in parent.get(mine).text
    assert parent.client.post(mine + "/groep", data={"group": "!"}).status_code == 303
    assert parent.client.post(mine + "/groep", data={"group": "no-such-group"}).status_code == 409
    assert facts() == ["places-booked", "booking-moved"]


def test_cancelling_is_a_button_and_happens_once(parent, facts):
    mine = parent.books()
    assert "Ja, meld mij af" in parent.get(mine + "/afmelden").text
    for _ in range(2):
        assert parent.client.post(mine + "/afmelden").status_code == 303
    assert "U bent afgemeld" in parent.get(mine).text
    assert "Opnieuw aanmelden" in parent.get(mine).text
    assert facts() == ["places-booked", "booking-cancelled"]


def test_a_change_is_shown_with_how_it_was_until_the_party_does_something_itself(parent, tell, work_off):
    mine = parent.books()
    later = replace(RED_GROUP, departs_at=DEPARTS + timedelta(hours=1))
    tell(released(2, red=later))
    work_off()
    changed = "De tijd: 9:30 tot 11:05 uur wordt 10:30 tot 11:05 uur."
    assert changed in parent.get(mine).text
    tell(released(3, red=replace(later, step_free=False)))
    work_off()
    page = parent.get(mine).text
    assert changed in page
    assert "De route heeft nu wel drempels." in page
    parent.client.post(mine + "/wijzigen", data={"adults": "1"})
    assert "Er is iets veranderd" not in parent.get(mine).text


def test_who_books_after_a_release_is_told_of_no_change(parent, tell, work_off):
    tell(released(2, red=replace(RED_GROUP, departs_at=DEPARTS + timedelta(hours=1))))
    work_off()
    assert "Er is iets veranderd" not in parent.get(parent.books()).text


def waiting(parent, tell):
    tell(booked(AMINA, SIX))
    return parent.books(party=TWO_ADULTS + "&wait=1", name="Wachtende")


def test_who_waits_for_room_for_a_pram_reads_that(parent, tell):
    tell(booked(AMINA, Party(1, 1, 2)))
    page = parent.get(parent.books(party="adults=1&children=1&prams=1&wait=1")).text
    assert "Er is geen plek meer voor de kinderwagen." in page
    assert "Er was geen plek meer voor de kinderwagen." in page
    assert "niet genoeg plaatsen" not in page


def test_who_waits_sees_its_turn_and_can_leave(parent, tell, facts):
    mine = waiting(parent, tell)
    page = parent.get(mine).text
    assert "U bent nummer 1 in de rij" in page
    assert "Er zijn niet genoeg plaatsen voor iedereen." in page
    assert "Er waren niet genoeg plaatsen voor iedereen." in page
    assert "U heeft dan 48 uur om ja te zeggen." in page
    assert parent.get(mine + "/agenda.ics").status_code == 404
    parent.client.post(mine + "/afmelden")
    assert facts()[-1] == "waiting-list-left"


@pytest.mark.parametrize(("answer", "fact"), [("ja", "offer-accepted"), ("nee", "offer-ended")])
def test_an_offer_is_answered_with_a_button(parent, tell, town, facts, answer, fact):
    mine = waiting(parent, tell)
    town.ask(gives_back(AMINA), by="parent")
    assert "We houden de plaatsen voor u vrij tot 13 januari, 11:00 uur" in parent.get(mine).text
    assert parent.client.post(mine + "/aanbod", data={"answer": answer}).status_code == 303
    assert facts()[-1] == fact


def test_an_offer_that_is_over_says_so(parent, tell, town, clock, work_off, facts):
    mine = waiting(parent, tell)
    town.ask(gives_back(AMINA), by="parent")
    clock.pass_time(hours=49)
    assert "De tijd voor uw aanbod is voorbij" in parent.get(mine).text
    assert "Het aanbod is voorbij" in parent.client.post(mine + "/aanbod", data={"answer": "ja"}).text
    work_off()
    assert facts()[-1] == "offer-ended"
    assert "Uw aanbod is voorbij" in parent.get(mine).text


def test_a_party_with_an_offer_answers_before_it_changes(parent, tell, town):
    mine = waiting(parent, tell)
    town.ask(gives_back(AMINA), by="parent")
    assert "Zeg eerst ja of nee" in parent.client.post(mine + "/wijzigen", data={"adults": "1"}).text


def test_a_cancelled_group_is_told(parent, tell):
    mine = parent.books()
    tell(RED_CANCELLED)
    assert "de rondleider is ziek" in parent.get(mine).text


def test_data_can_be_seen_and_corrected(parent, town):
    mine = parent.books()
    assert 'value="amina@example.org"' in parent.get(mine + "/gegevens").text
    assert parent.client.post(mine + "/gegevens", data={"name": "", "email": "x"}).status_code == 400
    data = {"name": "Amina Idrissi", "phone": "06 1234 5678", "needs": ["step-free"]}
    assert parent.client.post(mine + "/gegevens", data=data).status_code == 303
    with town.reading() as session:
        booking_id = bookings_of_carrousel(session, SATURDAY)[0].booking_id
        assert people.show(session, booking_id) == {
            "name": "Amina Idrissi",
            "phone": "06 1234 5678",
            "needs": "step-free",
        }


def test_after_erasing_the_link_says_kindly_that_it_is_gone(parent, facts):
    mine = parent.books()
    assert "Dit kan niet terug" in parent.get(mine + "/wissen").text
    answer = parent.client.post(mine + "/wissen")
    assert "We weten niets meer van u" in parent.get(answer.location).text
    assert parent.get(mine).status_code == 410
    assert parent.client.post(mine + "/gegevens", data={"name": "x", "phone": "0612345678"}).status_code == 410
    assert parent.client.post(mine + "/wissen").status_code == 410
    assert facts() == ["places-booked", "booking-cancelled", "personal-data-erased"]


def test_when_retention_took_the_data_the_link_is_gone_too(parent, town):
    from datetime import date

    from app.vault.retention import let_go

    mine = parent.books()
    with town.log.writing() as session:
        let_go(session, date(2027, 3, 9))
    assert parent.get(mine).status_code == 410


def calendar_of(parent, mine):
    return icalendar.Calendar.from_ical(parent.get(mine + "/agenda.ics").data)


def event_in(calendar):
    (event,) = calendar.walk("VEVENT")
    return event


def test_the_calendar_file_says_when_and_where_and_never_holds_the_link_to_the_booking(parent):
    mine = parent.books()
    event = event_in(calendar_of(parent, mine))
    assert event["SUMMARY"] == "Scholentocht Brunnepe"
    assert event["LOCATION"] == "De Schakel, Noordweg 1, 8262 BP Kampen"
    assert event["DTSTART"].dt.isoformat() == "2027-02-06T08:30:00+00:00"
    assert event["URL"].endswith(f"/carrousels/{SATURDAY}/groepen/{RED}")
    assert parent.get(f"/carrousels/{SATURDAY}/groepen/{RED}").status_code == 200
    assert "Wijzigen of afmelden kan met de link in uw e-mail" in event["DESCRIPTION"]
    assert "/aanmelding/" not in event.to_ical().decode().replace("\r\n ", "")
    assert event["STATUS"] == "CONFIRMED"
    assert "Amina" not in parent.get(mine + "/agenda.ics").text


def test_the_same_facts_give_the_same_bytes(parent, clock):
    mine = parent.books()
    first = parent.get(mine + "/agenda.ics").data
    clock.pass_time(hours=1)
    assert parent.get(mine + "/agenda.ics").data == first


def test_every_change_raises_the_sequence_and_the_uid_stays(parent, tell):
    mine = parent.books()
    events = [event_in(calendar_of(parent, mine))]
    parent.client.post(mine + "/groep", data={"group": BLUE})
    events.append(event_in(calendar_of(parent, mine)))
    parent.client.post(mine + "/afmelden")
    events.append(event_in(calendar_of(parent, mine)))
    assert len({e["UID"] for e in events}) == 1
    numbers = [int(e["SEQUENCE"]) for e in events]
    assert numbers == sorted(set(numbers))
    assert events[-1]["STATUS"] == "CANCELLED"


def test_a_cancelled_group_is_cancelled_in_the_calendar_before_anybody_wrote(parent, tell):
    mine = parent.books()
    before = int(event_in(calendar_of(parent, mine))["SEQUENCE"])
    tell(RED_CANCELLED)
    event = event_in(calendar_of(parent, mine))
    assert (event["STATUS"], int(event["SEQUENCE"]) > before) == ("CANCELLED", True)


def test_others_are_not_touched(parent, tell, town):
    tell(booked(BRAM, FOUR, BLUE), booked(CHIARA, FOUR.__class__(1)), cancelled(CHIARA))
    parent.client.post(parent.books() + "/wissen")
    with town.reading() as session:
        states = {b.booking_id: b.state for b in bookings_of_carrousel(session, SATURDAY)}
    assert (states[BRAM], states[CHIARA]) == ("booked", "cancelled")
    assert RED in {b.tour_group_id for b in bookings_of_carrousel(session, SATURDAY)}
