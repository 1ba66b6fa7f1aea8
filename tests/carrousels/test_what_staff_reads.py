# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a carrousel say to colleagues: who gets word, what helps, what cannot be."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask_babel import force_locale

from app.bookings.events import PlacesBooked, PlacesOffered, WaitingListJoined
from app.bookings.values import Channel, Desk
from app.carrousels.decide.form_tour_group import FormTourGroup, PramsOnBikes
from app.carrousels.events import DayPlanAdopted
from app.carrousels.screens.staff.proposal import in_order
from app.kernel.ids import BookingId
from app.kernel.values import Language, Party
from app.planning.rotation_conflicts import Explanation
from app.planning.rotation_requirements import Requirement
from app.schools.events import SchoolClosed
from app.vault import people as vault
from tests.carrousels.samples import (
    BLUE,
    BLUE_GROUP,
    BLUE_OUTING,
    BRUG,
    BRUG_WITHDREW,
    BRUNNEPE,
    HOUR_LATER,
    PUBLISHED,
    READY,
    RED,
    RED_OUTING,
    SCHAKEL,
    SPRING,
    SPRING_DRAFTED,
    release_of,
)  # fmt: skip
from tests.carrousels.test_staff_pages import BASE, HERE, date_of, hidden
from tests.story import given

NO_ROOM = {"free": 0, "free_prams": 0}
RED_LATER = DayPlanAdopted(carrousel_id=SPRING, outings=(RED_OUTING.later(10), BLUE_OUTING))


def party(kind, name, group=RED, **more):
    return kind(
        booking_id=BookingId(name), carrousel_id=SPRING, tour_group_id=group, party=Party(2, 2),
        language=Language.DUTCH, desk=Desk.WEB, channel=Channel.UNKNOWN,
        **more,
    )  # fmt: skip


@pytest.fixture
def with_parties(tell, office, staff):
    """Three parties in the red group, of which one without an e-mail address, and one in the blue group."""
    tell(
        *PUBLISHED, party(PlacesBooked, "comes"), party(WaitingListJoined, "waits", **NO_ROOM),
        party(WaitingListJoined, "waits-by-phone", **NO_ROOM), party(PlacesBooked, "by-bike", BLUE),
    )  # fmt: skip
    with office.log.writing() as session:
        for name in ("comes", "waits", "by-bike"):
            vault.keep(session, BookingId(name), {"email": f"{name}@example.org"})
        vault.keep(session, BookingId("waits-by-phone"), {"phone": "0612345678"})
    return staff


def test_the_preview_counts_the_parties_that_get_word_and_those_to_phone(with_parties, tell):
    tell(RED_LATER)
    page = with_parties.get(f"{HERE}/publiceren").text
    assert "3 gezelschappen krijgen bericht: 1 aangemeld, 2 op de wachtlijst. 1 daarvan moet u bellen" in page


def test_the_preview_says_that_nobody_gets_word_of_another_number_of_places(with_parties, tell):
    tell(replace(READY[-3], group=replace(READY[-3].group, places=15)))
    assert "Geen gezelschap krijgt bericht" in with_parties.get(f"{HERE}/publiceren").text


def test_a_party_with_an_offer_is_counted_as_such(with_parties, tell, office):
    offered = PlacesOffered(
        booking_id=BookingId("waits"), carrousel_id=SPRING, tour_group_id=RED, until=office.now(), party=Party(2, 2),
        free=4,
    )  # fmt: skip
    tell(offered, RED_LATER)
    assert "1 aangemeld, 1 met een aanbod, 1 op de wachtlijst" in with_parties.get(f"{HERE}/publiceren").text


def test_one_group_that_moved_as_a_whole_is_told_in_one_sentence_with_its_times_folded(staff, tell):
    tell(*PUBLISHED, RED_LATER)
    page = staff.get(f"{HERE}/publiceren").text
    assert "Alles is 10 minuten later dan eerst." in page
    assert page.index("Alles is 10 minuten later") < page.index("<summary>Alle tijden</summary>") < page.index("9:00<")


def test_a_day_that_moved_as_a_whole_is_told_once(staff, tell):
    tell(*PUBLISHED, HOUR_LATER)
    assert staff.get(f"{HERE}/publiceren").text.count("Alles is 1 uur later dan eerst.") == 1


def test_no_prams_go_along_by_bike():
    command = FormTourGroup(carrousel_id=SPRING, group=replace(BLUE_GROUP, prams=1))
    given(SPRING_DRAFTED).when(command).refused(PramsOnBikes)


def test_prams_by_bike_are_refused_at_their_box(staff, tell):
    tell(*READY)
    form = {
        "new_note_id": "note-of-test", "colour": "blue", "way": "bike", "language": "nl", "places": "12", "prams": "4",
        "meeting_kind": "school", "meeting_school": SCHAKEL, "depart_from": "8:45", "depart_until": "9:15",
        "back_before": "12:30", "longest": "180", "fewest": "2", "most": "3",
    }  # fmt: skip
    answer = staff.post(f"{HERE}/groepen/{BLUE}", data=form)
    assert answer.status_code == 400
    assert "Met de fiets gaan er geen kinderwagens mee." in answer.text
    assert staff.post(f"{HERE}/groepen/{BLUE}", data=form | {"prams": "0"}).status_code == 303


def test_a_group_made_before_the_schools_are_chosen_visits_three_to_five(staff, tell):
    tell(SPRING_DRAFTED)
    page = staff.get(staff.get(f"{HERE}/groepen/nieuw").location).text
    assert [hidden_or_shown(page, name) for name in ("fewest", "most")] == ["3", "5"]


def hidden_or_shown(page, name):
    tag = next(tag for tag in page.split("<input")[1:] if f'name="{name}"' in tag.split(">")[0])
    return tag.split('value="')[1].split('"')[0]


@pytest.mark.parametrize("seen", [{}, {"seen": "2020-03-09"}])
def test_a_day_that_was_is_refused_at_once(staff, seen):
    page = staff.get(f"{BASE}/nieuw").text
    data = {"carrousel_id": hidden(page, "carrousel_id"), **date_of("9", "3", "2020"), "daypart": "morning"}
    answer = staff.post(f"{BASE}/nieuw", data={**data, "changeover": "5", **seen})
    assert answer.status_code == 400
    assert "Deze dag is al geweest. Kies een dag na vandaag." in answer.text
    assert "Dit is vandaag" not in answer.text


def test_what_helps_stands_before_what_clashes_and_most_reasons_are_folded(staff, tell, office, monkeypatch):
    tell(*READY)
    form = {
        "window_1_from": "8:45", "window_1_until": "9:15", "presentation": "25", "pause": "5", "rooms": "1",
        "groups_together": "1", "visitors": "30", "step_free": "ja",
    }  # fmt: skip
    assert staff.post(f"{HERE}/scholen/{SCHAKEL}", data=form).status_code == 303
    for school in ("17AB00", "18CD00"):
        assert staff.post(f"{HERE}/scholen/{school}", data=form).status_code == 303
    page = staff.get(f"{HERE}/planning/voorstel").text
    assert "Zo past de dag niet" in page
    if "Dit helpt" in page:
        assert page.index("Dit helpt") < page.index("Wat er niet")
    shown = page.split("Wat er niet samengaat")[-1].split("</ul>")[0]
    assert 1 <= shown.count("<li") <= 5


def test_reasons_stand_group_by_group_with_the_most_troubled_group_first():
    facts = (
        Requirement("latest-end", "red"),
        Requirement("capacity", school="s"),
        Requirement("min-visits", "blue"),
        Requirement("latest-end", "blue"),
    )
    told = in_order(Explanation(None, "impossible", facts), ["red", "blue"])
    assert [fact.group for fact in told.facts] == ["blue", "blue", "red", None]


def test_the_button_to_take_a_school_out_is_an_act_and_names_the_school(staff, tell):
    tell(*READY)
    page = staff.get(HERE).text
    assert "Haal weg" in page
    assert "Doet niet mee" not in page
    assert '<span class="visually-hidden">Actie</span>' in page
    assert BRUNNEPE in page


BRUG_CLOSED = SchoolClosed(school_id=BRUG, as_of=date(2027, 1, 10))


def test_the_desk_warns_of_a_school_that_left_the_register_until_a_release_without_it(staff, tell):
    tell(*PUBLISHED, BRUG_CLOSED)
    page = staff.get(HERE).text
    assert "staat niet meer in het register" in page
    assert "Haal de school uit de carrousel en publiceer opnieuw." in page
    assert "Alles is gepubliceerd" not in page
    tell(BRUG_WITHDREW)
    assert "De school staat nog in de versie die ouders zien. Publiceer opnieuw." in staff.get(HERE).text
    without = replace(BLUE_OUTING, visits=BLUE_OUTING.visits[1:])
    changed = (*PUBLISHED, BRUG_WITHDREW, DayPlanAdopted(carrousel_id=SPRING, outings=(RED_OUTING, without)))
    tell(changed[-1], release_of(*changed))
    assert "staat niet meer in het register" not in staff.get(HERE).text


def test_the_desk_of_a_day_that_was_does_not_warn_of_closed_schools(staff, tell, office):
    tell(*PUBLISHED, replace(HOUR_LATER, on=date(2027, 1, 4)), BRUG_CLOSED)
    assert "staat niet meer in het register" not in staff.get(HERE).text


def test_the_page_of_a_closed_school_names_the_carrousel_that_still_has_it(staff, tell):
    address = f"/team/{BRUNNEPE}/scholen/{BRUG}"
    tell(BRUG_CLOSED)
    assert "Zij staat in geen carrousel die nog komt." in staff.get(address).text
    tell(*PUBLISHED)
    page = staff.get(address).text
    assert "Staat in de carrousel van 16 maart in Brunnepe" in page
    assert HERE in page


def test_the_preview_of_a_register_names_the_carrousels_of_schools_that_close(as_director, town, tell):
    tell(*PUBLISHED)
    raw = (Path(__file__).parents[1] / "adapters" / "registers" / "duo_2020.csv").read_bytes()
    boxes = {"as_of_day": "10", "as_of_month": "1", "as_of_year": "2027"}
    sent = as_director.post("/team/scholen/inlezen", data={"file": (io.BytesIO(raw), "x.csv"), **boxes})
    page = as_director.get(sent.location).text
    assert "Staat in de carrousel van 16 maart in Brunnepe" in page


COLOURS = ("rood", "blauw", "groen", "geel", "oranje", "paars", "roze", "bruin", "grijs", "turquoise")


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_no_two_groups_carry_the_same_mark(app, language):
    with app.test_request_context(), force_locale(language):
        page = app.jinja_env.get_template("parts/page.html").module
        marks = {str(page.group_mark(colour)) for colour in COLOURS}
    assert len(marks) == len(COLOURS)
