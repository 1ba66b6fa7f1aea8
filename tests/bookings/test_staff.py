# SPDX-License-Identifier: EUPL-1.2
"""What an area team can do, and what it cannot: overbooking is as impossible for staff as for anybody."""

import re
from datetime import timedelta

import pytest

from app.bookings.read.bookings import booking_of, bookings_of_carrousel
from app.kernel.ids import AreaId, BookingId
from app.vault import people
from tests.bookings.at_the_door import hidden
from tests.bookings.samples import (
    AMINA,
    BLUE,
    BRAM,
    BRUNNEPE,
    CHIARA,
    DEPARTS,
    FOUR,
    MONDAY,
    RED,
    SATURDAY,
    SIX,
    TWO,
    booked,
    cancelled,
    gives_back,
    waits,
)

HERE = f"/team/{BRUNNEPE}/aanmeldingen"
JAN = {"group": RED, "adults": "2", "name": "Jan Bakker", "phone": "06 1234 5678", "desk": "phone", "language": "nl"}


@pytest.fixture
def staff(town, as_staff):
    return as_staff(BRUNNEPE)


@pytest.fixture
def of(town):
    """Give a booking as it stands."""

    def found(booking_id):
        with town.reading() as session:
            return booking_of(session, booking_id)

    return found


def new_for(staff, **typed):
    page = staff.get(f"{HERE}/{SATURDAY}/nieuw")
    return staff.post(f"{HERE}/{SATURDAY}/nieuw", data={**JAN, "booking": hidden(page, "booking"), **typed})


def test_the_overview_counts(staff, tell):
    tell(booked(AMINA, FOUR), waits(BRAM, SIX))
    page = staff.get(HERE)
    assert "4 van 6" in page.text
    assert "Het consultatiebureau" in page.text


def test_who_comes_with_names_and_reasons(staff, tell, town):
    with town.log.writing() as session:
        people.keep(session, AMINA, {"name": "Amina el Idrissi", "needs": "interpreter"})
    tell(booked(AMINA, FOUR), waits(BRAM, SIX))
    page = staff.get(f"{HERE}/{SATURDAY}")
    for said in (
        "Amina el Idrissi",
        "Een tolk",
        "gegevens verwijderd",
        "Er waren niet genoeg plaatsen voor iedereen",
        "Wie niet past",
    ):
        assert said in page.text


def test_booking_for_somebody_without_an_email_address(staff, town, facts):
    answer = new_for(staff)
    assert answer.status_code == 303
    assert "Jan Bakker" in staff.get(answer.location).text
    with town.reading() as session:
        (booking,) = bookings_of_carrousel(session, SATURDAY)
    assert (booking.desk, booking.party) == ("phone", TWO)
    assert facts() == ["places-booked"]


def test_somebody_must_be_reached_or_come_by(staff, facts):
    assert new_for(staff, phone="").status_code == 400
    assert new_for(staff, phone="", comes_by="ja").status_code == 303
    assert new_for(staff, phone="", email="jan@example.org").status_code == 303
    assert new_for(staff, adults="0").status_code == 400
    assert new_for(staff, group="").status_code == 400
    assert new_for(staff, group="!!").status_code == 400
    assert new_for(staff, group="another-group").status_code == 404
    assert facts() == ["places-booked", "places-booked"]


def test_a_double_click_of_staff_books_once(staff, facts):
    page = staff.get(f"{HERE}/{SATURDAY}/nieuw")
    data = {**JAN, "booking": hidden(page, "booking")}
    first, second = (staff.post(f"{HERE}/{SATURDAY}/nieuw", data=data) for _ in range(2))
    assert first.location == second.location
    assert facts() == ["places-booked"]


def test_staff_cannot_overbook(staff, tell, facts):
    tell(booked(AMINA, SIX))
    answer = new_for(staff)
    assert answer.status_code == 409
    assert "niet genoeg plaats" in answer.text
    assert new_for(staff, or_wait="ja").status_code == 303
    assert facts() == ["places-booked", "waiting-list-joined"]


def test_staff_cannot_overbook_by_changing_or_moving(staff, tell, of):
    tell(booked(AMINA, TWO), booked(BRAM, FOUR), booked(CHIARA, FOUR, BLUE))
    assert staff.post(f"{HERE}/boeking/{AMINA}/aantal", data={"adults": "3"}).status_code == 409
    assert staff.post(f"{HERE}/boeking/{AMINA}/aantal", data={"adults": "zes"}).status_code == 400
    assert staff.post(f"{HERE}/boeking/{AMINA}/groep", data={"group": BLUE}).status_code == 409
    assert staff.post(f"{HERE}/boeking/{AMINA}/groep", data={"group": "?"}).status_code == 303
    assert of(AMINA).party == TWO


def test_change_move_and_cancel_for_somebody(staff, tell, of):
    tell(booked(AMINA, TWO))
    assert staff.post(f"{HERE}/boeking/{AMINA}/aantal", data={"adults": "3"}).status_code == 303
    assert of(AMINA).party.people == 3
    assert staff.post(f"{HERE}/boeking/{AMINA}/groep", data={"group": BLUE}).status_code == 303
    assert of(AMINA).tour_group_id == BLUE
    assert staff.post(f"{HERE}/boeking/{AMINA}/afmelden").status_code == 303
    assert (of(AMINA).state, of(AMINA).why) == ("cancelled", "staff")


def test_an_offer_and_the_waiting_list_for_somebody(staff, tell, town, of):
    tell(booked(AMINA, SIX), waits(BRAM, TWO), waits(CHIARA, SIX))
    town.ask(gives_back(AMINA), by="parent")
    assert "Ouder zegt ja op het aanbod" in staff.get(f"{HERE}/boeking/{BRAM}").text
    assert staff.post(f"{HERE}/boeking/{BRAM}/aanbod").status_code == 303
    assert of(BRAM).state == "booked"
    staff.post(f"{HERE}/boeking/{CHIARA}/afmelden")
    assert of(CHIARA).state == "left"


def test_saying_no_to_an_offer_for_somebody(staff, tell, town, of):
    tell(booked(AMINA, SIX), waits(BRAM, TWO))
    town.ask(gives_back(AMINA), by="parent")
    staff.post(f"{HERE}/boeking/{BRAM}/afmelden")
    assert (of(BRAM).state, of(BRAM).why) == ("lapsed", "staff")


def signed_in_later(town, app, clock, now):
    """Sign in at another moment: a session of weeks ago is over."""
    from app.people.values import Role
    from tests.conftest import signed_in

    clock.now = now
    return signed_in(app, Role.PLANNER, BRUNNEPE)


def test_late_on_staff_place_who_waits_by_phone(town, tell, of, app, clock):
    tell(booked(AMINA, SIX), waits(BRAM, TWO), cancelled(AMINA))
    staff = signed_in_later(town, app, clock, DEPARTS - timedelta(hours=2))
    assert "Ouder zegt ja aan de telefoon" in staff.get(f"{HERE}/boeking/{BRAM}").text
    assert staff.post(f"{HERE}/boeking/{BRAM}/plaatsen").status_code == 303
    assert of(BRAM).state == "booked"


def test_in_time_the_queue_goes_by_itself(staff, tell):
    tell(booked(AMINA, SIX), waits(BRAM, TWO))
    answer = staff.post(f"{HERE}/boeking/{BRAM}/plaatsen")
    assert answer.status_code == 409
    assert "vanzelf" in answer.text


def test_the_list_of_the_day_and_who_was_there(town, tell, of, app, clock):
    tell(booked(AMINA, FOUR))
    staff = signed_in_later(town, app, clock, MONDAY)
    assert "Op de dag zelf" in staff.get(f"{HERE}/{SATURDAY}/groepen/{RED}").text
    assert staff.post(f"{HERE}/{SATURDAY}/groepen/{RED}", data={AMINA: "3"}).status_code == 409
    staff = signed_in_later(town, app, clock, DEPARTS)
    assert staff.post(f"{HERE}/{SATURDAY}/groepen/{RED}", data={AMINA: "dertien"}).status_code == 400
    assert staff.post(f"{HERE}/{SATURDAY}/groepen/{RED}", data={AMINA: "3"}).status_code == 303
    assert of(AMINA).came == 3
    assert re.search(r'value="3"', staff.get(f"{HERE}/{SATURDAY}/groepen/{RED}").text)


def test_data_are_corrected_and_an_old_link_stops_working(staff, parent, town):
    mine = parent.books()
    with town.reading() as session:
        number = bookings_of_carrousel(session, SATURDAY)[0].booking_id
    assert staff.post(f"{HERE}/boeking/{number}/gegevens", data={"name": ""}).status_code == 400
    data = {"name": "Amina Idrissi", "comes_by": "ja"}
    assert staff.post(f"{HERE}/boeking/{number}/gegevens", data=data).status_code == 303
    assert "Amina Idrissi" in staff.get(f"{HERE}/boeking/{number}").text
    assert staff.post(f"{HERE}/boeking/{number}/link").status_code == 303
    assert parent.get(mine).status_code == 404
    fresh = re.search(r'href="http://localhost(/aanmelding/[^"]+)"', staff.get(f"{HERE}/boeking/{number}").text).group(
        1
    )
    assert parent.get(fresh).status_code == 200


def test_another_team_sees_and_changes_nothing(town, tell, as_staff, as_director):
    tell(booked(AMINA, FOUR))
    others = as_staff(AreaId("hagen"))
    for path in ("", f"/{SATURDAY}", f"/boeking/{AMINA}", "/bellen", f"/{SATURDAY}/groepen/{RED}"):
        assert others.get(HERE + path).status_code == 403
        assert as_director.get(HERE + path).status_code == 200
    elsewhere = "/team/hagen/aanmeldingen"
    for path in (f"/{SATURDAY}", f"/boeking/{AMINA}", f"/{SATURDAY}/nieuw", f"/{SATURDAY}/groepen/{RED}"):
        assert others.get(elsewhere + path).status_code == 404
    for act in ("aantal", "groep", "afmelden", "aanbod", "plaatsen", "gebeld", "gegevens", "link", "wissen"):
        assert others.post(f"{elsewhere}/boeking/{AMINA}/{act}", data={"adults": "1", "group": BLUE}).status_code == 404


def test_what_is_not_there_is_not_found(staff):
    assert staff.get(f"{HERE}/boeking/{BookingId('nobody')}").status_code == 404
    assert staff.get(f"{HERE}/no-such-day").status_code == 404
    assert staff.post(f"{HERE}/{SATURDAY}/nieuw", data={**JAN, "booking": "!"}).status_code == 400


def test_without_signing_in_nothing_is_shown(client, town):
    assert client.get(HERE).status_code == 302
