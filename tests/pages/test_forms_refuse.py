# SPDX-License-Identifier: EUPL-1.2
"""A form that cannot be taken says so at the top, and leads to the field; where there is no page, a page helps on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from app.edges.settings import Settings
from tests.browser import Visitor, serving
from tests.conftest import Clock, Letterbox, built
from tests.pages.site import DRAFT, FULL, Site, site
from tests.pages.test_every_page import NARROW, addresses

__all__ = ["site"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

EMPTY = """form => {
    for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = false;
        else if (field.name !== "website") field.value = "";
    }
}"""
WRONG = "form => form.querySelectorAll('input[inputmode=numeric]').forEach(field => field.value = 'twee')"
PRESS = """form =>
    (form.querySelector(".utrecht-button--primary-action") ?? form.querySelector("[type=submit]")).click()"""
FOCUSED = "#error-summary:focus"
STATE = """() => {
    const box = document.getElementById("error-summary");
    const links = box ? [...box.querySelectorAll("a")] : [];
    return {
        title: document.title,
        links: links.length,
        loose: links.map(a => a.getAttribute("href")).filter(href => !document.querySelector(href)),
        unnamed: links.filter(a => {
            const field = document.querySelector(a.getAttribute("href"));
            return field && !field.closest("[aria-describedby]") && !field.closest("fieldset");
        }).length,
    };
}"""
# Who fills in what: the page, the address to which the form is sent (its end), and what is done to it.
FORMS: dict[str, tuple[str, str, str, str]] = {
    "bookings_parents.who_comes": ("parent", "GET", "/groep", EMPTY),
    "bookings_parents.details_submitted": ("parent", "bookings_parents.details", "", EMPTY),
    "bookings_parents.change_party_submitted": ("parent", "bookings_parents.change_party", "", EMPTY),
    "bookings_parents.my_data_submitted": ("parent", "bookings_parents.my_data", "", EMPTY),
    "people_staff.sign_in_submitted": ("parent", "people_staff.sign_in", "", EMPTY),
    "people_staff.colleagues_submitted": ("director", "people_staff.colleagues", "", EMPTY),
    "areas_staff.import_boundaries_submitted": ("director", "areas_staff.import_boundaries", "", EMPTY),
    "schools_staff.import_schools_submitted": ("director", "schools_staff.import_schools", "", EMPTY),
    "schools_staff.contact_submitted": ("planner", "schools_staff.school_in_area", "/contact", EMPTY),
    "carrousels_staff.draft_carrousel_submitted": ("planner", "carrousels_staff.draft_carrousel", "", EMPTY),
    "carrousels_staff.move_carrousel_submitted": ("planner", "carrousels_staff.move_carrousel", "", EMPTY),
    "carrousels_staff.school_submitted": ("planner", "carrousels_staff.school", "", EMPTY),
    "carrousels_staff.tour_group_submitted": ("planner", "carrousels_staff.tour_group", "", EMPTY),
    "carrousels_staff.cancel_carrousel_submitted": ("planner", "carrousels_staff.cancel_carrousel", "", EMPTY),
    "carrousels_staff.cancel_tour_group_submitted": ("planner", "carrousels_staff.cancel_tour_group", "", EMPTY),
    "bookings_staff.book_for_somebody_submitted": ("planner", "bookings_staff.book_for_somebody", "", EMPTY),
    "bookings_staff.correct_data_submitted": ("planner", "bookings_staff.booking", "/gegevens", EMPTY),
    "bookings_staff.change_party_submitted": ("planner", "bookings_staff.booking", "/aantal", EMPTY),
    "bookings_staff.attendance_submitted": ("planner", "bookings_staff.attendance", "", WRONG),
}
# Buttons, and forms of which every answer is an answer.
NOTHING_TO_REFUSE = {
    "areas_staff.preview_boundaries_submitted",
    "bookings_parents.answer_offer_submitted",
    "bookings_parents.check_submitted",
    "bookings_parents.erase_my_data_submitted",
    "bookings_parents.give_booking_back_submitted",
    "bookings_parents.move_booking_submitted",
    "bookings_staff.accept_offer_submitted",
    "bookings_staff.erase_party_submitted",
    "bookings_staff.give_booking_back_submitted",
    "bookings_staff.move_booking_submitted",
    "bookings_staff.place_waiting_party_submitted",
    "bookings_staff.renew_link_submitted",
    "bookings_staff.tell_party_submitted",
    "carrousels_staff.adopt_day_plan_submitted",
    "carrousels_staff.all_schools_submitted",
    "carrousels_staff.discard_draft_submitted",
    "carrousels_staff.drop_tour_group_submitted",
    "carrousels_staff.more_groups_submitted",
    "carrousels_staff.publish_carrousel_submitted",
    "carrousels_staff.withdraw_school_submitted",
    "people_staff.forget_person_submitted",
    "people_staff.post_again_submitted",
    "people_staff.sign_out_submitted",
    "people_staff.use_link_submitted",
    "people_staff.withdraw_role_submitted",
    "schools_staff.area_of_any_school_submitted",
    "schools_staff.area_of_school_submitted",
    "schools_staff.contact_of_any_school_submitted",
    "schools_staff.no_contact_of_any_school_submitted",
    "schools_staff.no_contact_submitted",
    "schools_staff.preview_schools_submitted",
}


def address_of(site: Site, endpoint: str, language: str) -> str:
    """The page's last address in the table of pages: for a booking and a participants list the one that stands."""
    return addresses(site, endpoint, language)[-1]


def test_every_form_is_tried(site: Site):
    app = site.town.office.links.app
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    tried = set(FORMS) - {"bookings_parents.who_comes"}
    assert sorted(tried | NOTHING_TO_REFUSE) == sorted(posts)
    assert not tried & NOTHING_TO_REFUSE


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_a_form_that_is_refused_leads_to_what_is_wrong(site: Site, endpoint: str, language: str):
    who, page, ends, spoil = FORMS[endpoint]
    visitor: Visitor = getattr(site, who)
    address = addresses(site, endpoint, language)[0] if page == "GET" else address_of(site, page, language)
    assert visitor.go(address).status == 200
    visitor.page.set_viewport_size({"width": NARROW, "height": 800})
    form = visitor.page.locator(f'main form[action$="{ends}"]' if ends else "main form.form").first
    form.evaluate(spoil)
    with visitor.page.expect_navigation() as went:
        form.evaluate(PRESS)
    answer = went.value
    assert answer is not None
    assert answer.status == 400, visitor.page.url
    visitor.page.locator(FOCUSED).wait_for()  # a browser gives the focus with its first picture of the page
    seen = visitor.page.evaluate(STATE)
    wrong = visitor.too_wide(NARROW) + visitor.wrong_with_page(status=400, language=language)
    assert not wrong, "\n".join(wrong)
    assert seen["links"], "the summary names no field"
    assert seen["loose"] == []
    assert ": " in seen["title"].split(" – ")[0], seen["title"]
    if language == "nl":
        assert seen["title"].startswith("Fout: ")


NOT_THERE: dict[str, tuple[str, int, Callable[[Site], str]]] = {
    "a page that never was": ("parent", 404, lambda site: "/nergens"),
    "a carrousel that is a draft": ("parent", 404, lambda site: f"/carrousels/{DRAFT}"),
    "a link that somebody made up": ("parent", 404, lambda site: "/aanmelding/verzonnen"),
    "a sign-in link that was made up": ("parent", 404, lambda site: "/team/inloggen/verzonnen"),
    "a page of the director": ("planner", 403, lambda site: "/team/collegas"),
    "an area that is not theirs": ("planner", 403, lambda site: "/team/elders/carrousels"),
    "a file that was sent too long ago": ("director", 410, lambda site: "/team/scholen/inlezen/weg"),
}


@pytest.mark.parametrize("case", sorted(NOT_THERE))
def test_a_page_that_is_not_there_helps_on(site: Site, case: str):
    who, status, address = NOT_THERE[case]
    visitor: Visitor = getattr(site, who)
    for language in ("nl", "en"):
        answer = visitor.go(f"{address(site)}?taal={language}")
        wrong = visitor.too_wide(NARROW) + visitor.wrong_with_page(status=answer.status, language=language)
        assert answer.status == status
        assert not wrong, "\n".join(wrong)
        assert visitor.page.locator("main a[href]").count() >= 1


def test_a_full_group_that_filled_up_meanwhile_is_a_page_with_ways_on(site: Site):
    visitor = site.parent
    group = site.town.groups[FULL][0]
    visitor.go(f"/aanmelden/{group}/gegevens?adults=2&children=0&prams=0&taal=nl")
    visitor.page.fill("[name=name]", "Esra")
    visitor.page.fill("[name=phone]", "06 1234 5678")
    visitor.page.locator("main form.form [type=submit]").first.click()
    with visitor.page.expect_navigation() as went:
        visitor.page.locator("main form.form .utrecht-button--primary-action").first.click()
    assert went.value.status == 409
    wrong = visitor.too_wide(NARROW) + visitor.wrong_with_page(status=409, language="nl")
    assert not wrong, "\n".join(wrong)
    assert visitor.page.locator("main form").count() >= 1


def test_who_asks_too_often_is_told_to_wait(browser: Browser, settings: Settings, clock: Clock, letterbox: Letterbox):
    with serving() as (front, address):
        strict = replace(settings, base_url=address, sign_in_limit="1 per hour")
        front.app = built(strict, clock, letterbox, tokens=True)
        visitor = Visitor.new(browser, address)
        for status in (400, 429):
            visitor.go("/team/inloggen")
            with visitor.page.expect_navigation() as went:
                visitor.page.locator("main form [type=submit]").click()
            assert went.value.status == status
        wrong = visitor.too_wide(NARROW) + visitor.wrong_with_page(status=429, language="nl")
        assert not wrong, "\n".join(wrong)
        visitor.context.close()
    front.app.extensions["office"].log.engine.dispose()
