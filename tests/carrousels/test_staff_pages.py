# SPDX-License-Identifier: EUPL-1.2
"""Colleagues plan a carrousel from the first date to the last release, page by page."""

import html
import re

import pytest

from app.carrousels.read.drafts import draft_of
from app.carrousels.read.published import carrousel_of
from app.kernel.ids import CarrouselId
from tests.carrousels.samples import (
    BLUE,
    BLUE_CANCELLED,
    BRUG,
    BRUNNEPE,
    HOUR_LATER,
    PUBLISHED,
    READY,
    RED,
    SCHAKEL,
    SECOND_RELEASE,
    SPRING,
    SPRING_DRAFTED,
    STROOM,
    TOOK_PART,
)  # fmt: skip

BASE = f"/team/{BRUNNEPE}/carrousels"
HERE = f"{BASE}/{SPRING}"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


def date_of(day="16", month="maart", year="2027"):
    return {"on_day": day, "on_month": month, "on_year": year}


def test_a_carrousel_is_planned_and_published_by_hand(staff, office):
    page = staff.get(f"{BASE}/nieuw").text
    ids = {"carrousel_id": hidden(page, "carrousel_id")}
    answer = staff.post(f"{BASE}/nieuw", data={**ids, **date_of(), "daypart": "morning", "changeover": "5"})
    assert answer.status_code == 303, answer.text
    desk = answer.location
    assert staff.post(f"{desk}/scholen").status_code == 303
    first = staff.get(f"{desk}/groepen/nieuw").location
    form = {
        "new_note_id": hidden(staff.get(first).text, "new_note_id"), "colour": "red", "way": "walk", "language": "nl",
        "guide_id": "hannah", "places": "12", "prams": "4", "meeting_kind": "school", "meeting_school": SCHAKEL,
        "note": "Bij de poort", "depart_from": "8:45", "depart_until": "9.15", "back_before": "1230", "longest": "180",
        "fewest": "2", "most": "3", f"school_{STROOM}": "must",
    }  # fmt: skip
    assert staff.post(first, data=form).status_code == 303
    more = hidden(staff.get(first).text, "batch")
    for _twice in (1, 2):
        assert staff.post(f"{first}/meer", data={"number": "2", "batch": more}).status_code == 303
    proposal = staff.get(f"{desk}/planning/voorstel")
    assert proposal.status_code == 200
    assert staff.post(f"{desk}/planning", data={"plan": hidden(proposal.text, "plan")}).status_code == 303
    preview = staff.get(f"{desk}/publiceren").text
    for _twice in (1, 2):
        looked = {"release": hidden(preview, "release"), "seen": hidden(preview, "seen")}
        assert staff.post(f"{desk}/publiceren", data=looked).status_code == 303
    with office.reading() as session:
        carrousel = carrousel_of(session, CarrouselId(ids["carrousel_id"]))
    assert carrousel is not None
    assert (carrousel.release, len(carrousel.groups)) == (1, 3)
    assert all(any(v.school_id == STROOM for v in g.visits) for g in carrousel.groups)
    assert "Alles is gepubliceerd" in staff.get(desk).text


PAGES = (
    BASE, HERE, f"{BASE}/nieuw", f"{HERE}/verplaatsen", f"{HERE}/weggooien", f"{HERE}/scholen/{SCHAKEL}",
    f"{HERE}/groepen/{RED}", f"{HERE}/groepen/a-new-group", f"{HERE}/planning", f"{HERE}/planning/voorstel",
    f"{HERE}/publiceren", f"{HERE}/versies",
)  # fmt: skip
LATER_PAGES = (f"{HERE}/afgelasten", f"{HERE}/groepen/{RED}/afgelasten", f"{HERE}/draaiboek")


@pytest.mark.parametrize(
    "facts", [(SPRING_DRAFTED,), (SPRING_DRAFTED, *TOOK_PART), READY], ids=["new", "some", "ready"]
)
def test_every_page_of_a_draft_opens(staff, tell, facts):
    tell(*facts)
    for page in PAGES:
        assert staff.get(page).status_code == 200, page


def test_every_page_of_a_published_carrousel_opens_and_shows_names_as_text(staff, tell):
    tell(*PUBLISHED, HOUR_LATER, SECOND_RELEASE, BLUE_CANCELLED)
    for page in (*PAGES, *LATER_PAGES):
        answer = staff.get(page)
        assert answer.status_code == 200, page
        assert "<script>alert(2)" not in answer.text, page
        assert "<b>hek" not in answer.text, page


def test_a_carrousel_of_another_area_is_not_found(as_staff, town, tell):
    tell(*READY)
    other = as_staff("elsewhere")
    assert other.get(f"/team/elsewhere/carrousels/{SPRING}").status_code == 404
    assert other.post(f"/team/elsewhere/carrousels/{SPRING}/publiceren", data={"release": "1"}).status_code == 404


def test_a_date_in_a_holiday_is_warned_of_and_may_be_chosen(staff, office):
    page = staff.get(f"{BASE}/nieuw").text
    data = {"carrousel_id": hidden(page, "carrousel_id"), **date_of("27", "4"), "daypart": "evening", "changeover": "5"}
    warned = staff.post(f"{BASE}/nieuw", data=data)
    assert warned.status_code == 200
    assert "Koningsdag" in warned.text
    assert staff.post(f"{BASE}/nieuw", data={**data, "seen": hidden(warned.text, "seen")}).status_code == 303


@pytest.mark.parametrize("typed", [date_of("31", "februari"), date_of("9", "maart", "2020"), date_of("", "", "")])
def test_a_date_that_cannot_be_gets_a_sentence(staff, typed):
    page = staff.get(f"{BASE}/nieuw").text
    data = {"carrousel_id": hidden(page, "carrousel_id"), **typed, "daypart": "morning", "changeover": "5"}
    answer = staff.post(f"{BASE}/nieuw", data={**data, "seen": "2020-03-09"})
    assert answer.status_code == 400
    assert "error-summary" in answer.text


def test_a_bad_availability_comes_back_with_what_was_typed(staff, tell):
    tell(*READY)
    answer = staff.post(f"{HERE}/scholen/{SCHAKEL}", data={"window_1_from": "kwart", "presentation": "veel"})
    assert answer.status_code == 400
    assert 'value="kwart"' in answer.text


def test_a_day_that_cannot_be_says_which_group_or_school_stands_in_the_way(staff, tell, office):
    tell(*READY)
    form = {
        "window_1_from": "8:45", "window_1_until": "9:15", "presentation": "25", "pause": "5", "rooms": "1",
        "groups_together": "1", "visitors": "5", "step_free": "ja",
    }  # fmt: skip
    for school in (SCHAKEL, STROOM, BRUG):
        assert staff.post(f"{HERE}/scholen/{school}", data=form).status_code == 303
    page = staff.get(f"{HERE}/planning/voorstel").text
    assert "Zo past de dag niet" in page
    assert f"{HERE}/scholen/" in page or f"{HERE}/groepen/" in page
    assert "Deze planning klopt niet meer" in staff.get(HERE).text


def test_a_plan_of_another_carrousel_is_not_taken(staff, tell, office):
    tell(*READY)
    staff.post(f"{HERE}/planning", data={"plan": "made-up"})
    with office.reading() as session:
        draft = draft_of(session, SPRING)
    assert draft is not None
    assert draft.outings == READY[-1].outings


def test_moving_a_published_carrousel_waits_for_a_release(staff, tell, office):
    tell(*PUBLISHED)
    page = staff.get(f"{HERE}/verplaatsen").text
    data = {"nth": hidden(page, "nth"), **date_of(), "daypart": "morning", "later": "60"}
    for _twice in (1, 2):
        assert staff.post(f"{HERE}/verplaatsen", data=data).status_code == 303
    with office.reading() as session:
        before = carrousel_of(session, SPRING)
    assert before.groups[0].departs_at == PUBLISHED[-1].groups[0].departs_at
    assert "Er is iets veranderd na de laatste publicatie" in staff.get(HERE).text
    seen = hidden(staff.get(f"{HERE}/publiceren").text, "seen")
    assert staff.post(f"{HERE}/publiceren", data={"release": "2", "seen": seen}).status_code == 303
    with office.reading() as session:
        after = carrousel_of(session, SPRING)
    assert (after.groups[0].departs_at - before.groups[0].departs_at).seconds == 3600


def test_what_a_colleague_changed_between_a_look_and_a_click_is_looked_at_first(staff, tell, office):
    tell(*READY)
    looked = {"release": "1", "seen": hidden(staff.get(f"{HERE}/publiceren").text, "seen")}
    tell(HOUR_LATER)
    answer = staff.post(f"{HERE}/publiceren", data=looked)
    assert answer.status_code == 409
    assert "Een collega veranderde deze carrousel" in answer.text
    assert "9:50" in answer.text
    with office.reading() as session:
        assert carrousel_of(session, SPRING) is None
    looked["seen"] = hidden(answer.text, "seen")
    assert staff.post(f"{HERE}/publiceren", data=looked).status_code == 303
    with office.reading() as session:
        assert carrousel_of(session, SPRING).release == 1


def test_publishing_without_a_look_shows_the_preview(staff, tell):
    tell(*READY)
    assert staff.post(f"{HERE}/publiceren", data={"release": "1"}).location.endswith("/publiceren")


def test_cancelling_asks_why_and_says_so(staff, tell, office):
    tell(*PUBLISHED)
    assert staff.post(f"{HERE}/groepen/{BLUE}/afgelasten", data={}).status_code == 400
    assert staff.post(f"{HERE}/groepen/{BLUE}/afgelasten", data={"reason": "guide-ill"}).status_code == 303
    assert staff.post(f"{HERE}/afgelasten", data={"reason": "weather"}).status_code == 303
    page = staff.get(HERE).text
    assert "Deze carrousel is afgelast" in page
    assert page.index("Groep blauw") < page.index("de rondleider is ziek")
    assert "Haal weg" not in page
    assert "Maak een" not in page
    with office.reading() as session:
        assert carrousel_of(session, SPRING).going == ()


def test_what_cannot_be_gets_a_page_with_the_way_back(staff, tell):
    tell(*PUBLISHED)
    answer = staff.post(f"{HERE}/weggooien")
    assert answer.status_code == 409
    assert HERE in answer.text
    assert "niet weggooien" in answer.text


def test_a_group_that_parents_never_saw_is_taken_away(staff, tell, office):
    tell(*READY)
    assert staff.post(f"{HERE}/groepen/{BLUE}/weg").status_code == 303
    assert staff.post(f"{HERE}/scholen/{BRUG}/eruit").status_code == 303
    with office.reading() as session:
        draft = draft_of(session, SPRING)
    assert set(draft.groups) == {RED}
    assert BRUG not in draft.schools
