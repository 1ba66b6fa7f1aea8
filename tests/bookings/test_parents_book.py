# SPDX-License-Identifier: EUPL-1.2
"""A parent finds a tour and books it: on every page, twice, after going back, and with whatever anybody types."""

import re
from dataclasses import replace

from app.bookings.screens.parents.forms import likely_address
from app.carrousels.events import CarrouselDrafted
from app.kernel.ids import CarrouselId, TourGroupId
from app.kernel.values import Daypart, Party, Way
from app.vault.people import show_all
from tests.bookings.at_the_door import AMINA_TYPED, TWO_ADULTS, hidden, path_of
from tests.bookings.samples import (
    AMINA,
    BLUE,
    BLUE_GROUP,
    BRAM,
    BRUNNEPE,
    DEPARTS,
    FOUR,
    ON,
    PUBLISHED,
    RED,
    RED_CANCELLED,
    RED_GROUP,
    SATURDAY,
    SIX,
    TWO,
    booked,
    released,
    waits,
)


def test_the_front_page_shows_what_there_is(parent):
    page = parent.get("/")
    assert page.status_code == 200
    assert "zaterdag 6 februari" in page.text
    assert f"/aanmelden/{RED}" in page.text


def test_a_search_shows_what_fits_and_what_is_full(parent, tell):
    tell(booked(AMINA, SIX))
    page = parent.get("/?adults=2&children=1")
    assert f"/aanmelden/{BLUE}?adults=2" in page.text
    assert "Wachtlijst" in page.text


SEARCHES = {
    "way=bus": {BLUE},
    "way=bike": set(),
    "way=walk": {RED},
    "language=en": {BLUE},
    "step_free=ja": {RED},
    "area=brunnepe": {RED, BLUE},
    "area=elsewhere": set(),
}


def test_a_party_with_a_pram_is_offered_no_bikes(parent, tell):
    tell(released(2, blue=replace(BLUE_GROUP, way=Way.BIKE)))
    for path in (f"/?{WITH_A_PRAM}", f"/aanmelden/dag/{SATURDAY}/groep?{WITH_A_PRAM}"):
        page = parent.get(path).text
        assert f"/aanmelden/{RED}" in page
        assert f"/aanmelden/{BLUE}" not in page
        assert "In deze groep kan de kinderwagen niet mee." in page
    mine = parent.books(party=WITH_A_PRAM)
    assert "Geen andere groep met plaats" in parent.get(mine + "/groep").text


def test_a_page_tells_people_from_prams(parent, tell):
    tell(booked(AMINA, Party(1, 1, 2)))
    for path in (f"/?{WITH_A_PRAM}", f"/aanmelden/dag/{SATURDAY}/groep?{WITH_A_PRAM}"):
        assert "Geen plek meer voor de kinderwagen" in parent.get(path).text
    page = parent.get(f"/aanmelden/dag/{SATURDAY}/groep?{WITH_A_PRAM}").text
    assert "Er wacht nog niemand." in page
    assert "U heeft dan 48 uur om ja te zeggen." in page


def test_the_first_page_starts_with_one_adult(parent):
    for path in (f"/aanmelden/{RED}", f"/aanmelden/dag/{SATURDAY}"):
        page = parent.get(path).text
        typed = {n: re.search(rf'<input[^>]*name="{n}"[^>]*>', page)[0] for n in ("adults", "children", "prams")}
        assert 'value="1"' in typed["adults"]
        assert 'value="0"' in typed["children"]
        assert 'value="0"' in typed["prams"]
    assert 'value="3"' in parent.get(f"/aanmelden/{RED}?adults=3").text


WITH_A_PRAM = "adults=1&children=1&prams=1"


def test_a_search_narrows(parent):
    for query, groups in SEARCHES.items():
        page = parent.get(f"/?{query}")
        assert {g for g in (RED, BLUE) if f"/aanmelden/{g}" in page.text} == groups


def test_an_unknown_postcode_is_said_and_the_dates_stay(parent):
    page = parent.get("/?postcode=9999ZZ")
    assert "Deze postcode kennen we niet" in page.text
    assert f"/aanmelden/{RED}" in page.text


def test_a_known_postcode_gives_the_distance(parent, town, tmp_path):
    from app.adapters.addresses import Addresses

    file = tmp_path / "postcodes.csv"
    file.write_text("postcode,lat,lon\n8262BP,52.57,5.915\n", "utf-8")
    town.addresses = Addresses(file)
    assert "1,0 km van u" in parent.get("/?postcode=8262+bp").text


def test_a_search_that_makes_no_sense_is_explained(parent):
    for query in ("adults=veel", "adults=13", "adults=7&children=7", "way=vliegend", "language=xx"):
        page = parent.get(f"/?{query}")
        assert page.status_code == 400
        assert "Fout:" in page.text
        assert 'id="error-summary"' in page.text


def test_three_pages_when_the_group_is_chosen(parent):
    titles = [parent.get(f"/aanmelden/{RED}")]
    step = parent.client.get(f"/aanmelden/{RED}/groep?{TWO_ADULTS}")
    assert step.status_code == 303
    titles.append(parent.get(path_of(step.location)))
    titles.append(parent.to_check()[1])
    for number, page in enumerate(titles, start=1):
        assert re.search(rf"<title>[^<]*\(Stap {number} van 3\)", page.text)


def test_four_pages_when_the_group_is_still_to_be_chosen(parent):
    assert "Stap 1 van 4" in parent.get(f"/aanmelden/dag/{SATURDAY}").text
    page = parent.get(f"/aanmelden/dag/{SATURDAY}/groep?{TWO_ADULTS}")
    assert "Stap 2 van 4" in page.text
    onward = re.search(rf'href="(/aanmelden/{RED}/gegevens[^"]*)"', page.text).group(1).replace("&amp;", "&")
    assert "Stap 3 van 4" in parent.get(onward).text


def test_a_party_that_does_not_fit_chooses_another_group_or_waits(parent, tell):
    tell(booked(AMINA, SIX))
    page = parent.get(f"/aanmelden/{RED}/groep?{TWO_ADULTS}")
    assert "Stap 2 van 4" in page.text
    assert f"/aanmelden/{BLUE}/gegevens?{TWO_ADULTS}" in page.text.replace("&amp;", "&")
    assert "wait=1" in page.text
    assert "Wie niet past, houdt zijn plek in de rij." in page.text


def test_who_comes_is_asked_again_when_it_makes_no_sense(parent):
    for query in ("", "adults=0", "adults=min+een", "adults=-1x", "prams=99&adults=1"):
        page = parent.get(f"/aanmelden/{RED}/groep?{query}")
        assert page.status_code == 400
        assert 'href="#' in page.text
        assert "Fout:" in page.text


def test_what_was_typed_stays_when_something_is_missing(parent):
    page = parent.get(f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}")
    typed = {"booking": hidden(page, "booking"), "email": "amina@", "phone": "12"}
    answer = parent.client.post(f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}", data=typed)
    assert answer.status_code == 400
    assert 'value="amina@"' in answer.text
    for sentence in ("Vul uw naam in", "Kijk uw e-mailadres na", "Vul een telefoonnummer in met alle cijfers"):
        assert answer.text.count(sentence) == 2, "once in the summary, once at the field"


def test_one_way_to_be_reached_is_needed_and_enough(parent):
    page = parent.get(f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}")
    post = lambda **typed: parent.client.post(  # noqa: E731
        f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}", data={"booking": hidden(page, "booking"), "name": "Amina", **typed}
    )
    assert post().status_code == 400
    assert post(phone="06 1234 5678").status_code == 303
    assert post(email="amina+tocht@example.org").status_code == 303


def test_the_last_page_shows_every_answer_with_a_way_to_change_it(parent):
    _address, page = parent.to_check(needs=["interpreter"])
    for said in (
        "Amina el Idrissi",
        "amina@example.org",
        "Een tolk",
        "Het consultatiebureau",
        "2 volwassenen",
        "Niet ingevuld",
    ):
        assert said in page.text
    assert page.text.count("Wijzig<") >= 5


def test_booking_gives_a_number_a_route_and_a_calendar_file(parent, facts, town):
    answer = parent.press(*parent.to_check(needs=["interpreter", "child-care"]))
    page = parent.get(path_of(answer.location))
    assert "U bent aangemeld" in page.text
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", page.text)
    assert "Het Stroomdal" in page.text
    assert "agenda.ics" in page.text
    assert facts() == ["places-booked"]


def test_what_was_told_is_kept_in_the_vault_as_long_as_needed(parent, town):
    from sqlalchemy import text

    parent.books(needs=["interpreter"], phone="06 1234 5678")
    with town.reading() as session:
        rows = {r[0]: (r[1], str(r[2])) for r in session.execute(text("select field, value, keep_until from vault"))}
    assert rows == {
        "name": ("Amina el Idrissi", "2027-03-08"),
        "email": ("amina@example.org", "2027-03-08"),
        "phone": ("06 1234 5678", "2027-03-08"),
        "needs": ("interpreter", "2027-02-13"),
    }


def test_a_double_click_books_once(parent, facts):
    address, page = parent.to_check()
    cookie = parent.client.get_cookie("scholentocht").value
    first = parent.press(address, page)
    parent.client.set_cookie("scholentocht", cookie)  # the second click left before the first answer came
    second = parent.press(address, page)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert facts() == ["places-booked"]


def test_going_back_and_sending_again_says_that_it_is_done(parent, facts):
    address, page = parent.to_check()
    booked_at = path_of(parent.press(address, page).location).removesuffix("?nieuw=1")
    again = parent.press(address, page)
    assert path_of(again.location) == booked_at
    assert "U bent al aangemeld" in parent.get(booked_at).text
    assert path_of(parent.client.get(address).location) == booked_at
    assert facts() == ["places-booked"]


def test_going_back_to_an_earlier_page_keeps_the_answers(parent):
    address, _page = parent.to_check(name="Bram de Groot")
    query = address.partition("?")[2]
    assert 'value="Bram de Groot"' in parent.get(f"/aanmelden/{RED}/gegevens?{query}").text
    assert 'value="2"' in parent.get(f"/aanmelden/{RED}?{query}").text


def test_pages_cannot_be_left_out(parent, facts):
    answer = parent.client.post(f"/aanmelden/{RED}/controle?{TWO_ADULTS}", data={"booking": "1234567890abcdef"})
    assert path_of(answer.location).startswith(f"/aanmelden/{RED}?")
    assert parent.client.get(f"/aanmelden/{RED}/controle?{TWO_ADULTS}&booking=x").status_code == 303
    assert parent.client.get(f"/aanmelden/{RED}/gegevens").status_code == 404
    assert facts() == []


def test_nobody_gets_at_a_booking_by_naming_its_number(parent, app, facts):
    mine = parent.books()
    with app.extensions["office"].reading() as session:
        from app.bookings.read.bookings import bookings_of_group

        number = bookings_of_group(session, RED)[0].booking_id
    thief = app.test_client()
    data = {**AMINA_TYPED, "name": "Dief", "booking": number}
    answer = thief.post(f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}", data=data)
    assert number not in answer.location
    answer = thief.post(f"/aanmelden/{RED}/controle?{TWO_ADULTS}", data={"booking": number})
    assert mine not in (answer.location or "")
    assert facts() == ["places-booked"]


def test_full_between_page_and_button_is_a_page_with_ways_on(parent, tell, facts):
    address, page = parent.to_check()
    tell(booked(BRAM, SIX))
    answer = parent.press(address, page)
    assert answer.status_code == 409
    assert "U bent nog niet aangemeld" in answer.text
    assert f"/aanmelden/{BLUE}/controle" in answer.text
    waits_at = re.search(r'action="([^"]*wait=1[^"]*)"', answer.text).group(1).replace("&amp;", "&")
    done = parent.client.post(waits_at, data={"booking": hidden(answer, "booking")})
    assert "U staat op de wachtlijst" in parent.get(path_of(done.location)).text
    assert facts() == ["places-booked", "waiting-list-joined"]


def test_who_chose_the_waiting_list_gets_places_when_they_came_free(parent, facts):
    parent.books(party=TWO_ADULTS + "&wait=1")
    assert facts() == ["places-booked"]


def test_a_group_that_is_cancelled_or_leaves_takes_no_bookings(parent, tell, clock, facts):
    address, page = parent.to_check()
    clock.now = DEPARTS
    assert "al op pad" in parent.press(address, page).text
    tell(RED_CANCELLED)
    answer = parent.press(address, page)
    assert answer.status_code == 409
    assert "gaat niet door" in answer.text
    assert facts() == []


def test_a_robot_that_fills_in_everything_books_nothing(parent, facts):
    address, page = parent.to_check()
    answer = parent.client.post(address, data={"booking": hidden(page, "booking"), "website": "https://spam.example"})
    assert answer.location == "/"
    data = {**AMINA_TYPED, "website": "x"}
    assert parent.client.post(f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}", data=data).location == "/"
    assert facts() == []


HOSTILE = [
    "<script>alert(1)</script>",
    "x\x00y",
    "\u202egnp.exe",
    "'; DROP TABLE fact; --",
    "{{7*7}}",
    "A" * 120,
    "İstanbul\r\nBcc: x@y.z",
    "אב العربية",
]


def test_whatever_somebody_is_called_is_shown_as_text(parent, work_off, letterbox):
    for name in HOSTILE:
        where = parent.books(party="adults=1", name=name)
        data = parent.get(where + "/gegevens")
        assert data.status_code == 200
        assert "<script>alert" not in data.text
        assert 'value="49"' not in data.text
        parent.client.post(where + "/afmelden")
    work_off()
    assert {m["To"] for m in letterbox.messages} == {"amina@example.org"}
    assert all(m["Bcc"] is None for m in letterbox.messages)


FIELDS = ("name", "email", "phone", "needs", "channel", "language")
VALUES = ("A" * 5000, "\x00", "\ud800".encode("utf-8", "surrogatepass"), "<b>", "x@y@z", "-1")


def test_no_input_brings_the_page_down(parent, facts):
    page = parent.get(f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}")
    for field in FIELDS:
        for value in VALUES:
            data = {**AMINA_TYPED, field: value, "booking": hidden(page, "booking")}
            answer = parent.client.post(f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}", data=data)
            assert answer.status_code in (303, 400), (field, value)
    assert facts() == []


def test_a_mistyped_mail_house_is_asked_about_and_nothing_more(parent):
    assert likely_address("amina@gmial.com") == "amina@gmail.com"
    assert likely_address("amina@example.org") is None
    address, page = parent.to_check(email="amina@gmial.com")
    assert "Bedoelt u amina@gmail.com?" in page.text
    assert parent.press(address, page).status_code == 303


def test_a_get_changes_nothing(parent, town, tell):
    tell(booked(AMINA, FOUR), waits(BRAM, TWO))
    where = parent.books(BLUE)
    with town.reading() as session:
        before = town.log.position(session), show_all(session, [AMINA])
    for path in ("", "/wijzigen", "/groep", "/afmelden", "/gegevens", "/wissen", "/agenda.ics"):
        assert parent.get(where + path).status_code == 200
    for path in (
        f"/aanmelden/{RED}",
        f"/aanmelden/{RED}/groep?{TWO_ADULTS}",
        f"/aanmelden/{RED}/gegevens?{TWO_ADULTS}",
    ):
        parent.get(path)
    with town.reading() as session:
        assert (town.log.position(session), show_all(session, [AMINA])) == before


def test_what_is_not_there_is_not_found(parent):
    for path in (
        "/aanmelden/no-such-group",
        "/aanmelden/no-such-group/gegevens?adults=1",
        "/aanmelden/dag/no-such-day",
    ):
        assert parent.get(path).status_code == 404


def test_more_than_six_tours_are_shown_six_at_a_time(parent, tell):
    for n in range(7):
        group = replace(RED_GROUP, tour_group_id=TourGroupId(f"group-{n}"))
        new = CarrouselId(f"carrousel-{n}")
        tell(CarrouselDrafted(carrousel_id=new, area_id=BRUNNEPE, on=ON, daypart=Daypart.MORNING, changeover=5))
        tell(replace(PUBLISHED, carrousel_id=new, groups=(group,)))
    first = parent.get("/?adults=2")
    assert len(set(re.findall(r"/carrousels/([\w-]+)", first.text))) == 6
    assert "8 rondleidingen gevonden" in first.text
    (more,) = re.findall(r'href="(/\?[^"]*deel=2[^"]*)"', first.text)
    second = parent.get(more.replace("&amp;", "&").partition("#")[0])
    assert len(set(re.findall(r"/carrousels/([\w-]+)", second.text))) == 8
    assert "deel=3" not in second.text
    assert parent.get("/?adults=2&deel=-3").status_code == 200
