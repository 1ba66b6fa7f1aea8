# SPDX-License-Identifier: EUPL-1.2
"""Every page, as everybody who may see it, narrow and wide, in every language: nothing is wrong with it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.browser import Visitor
from tests.journeys.town import NORTH, SOUTH
from tests.pages.site import BARE, DRAFT, FULL, HALTED, IMPOSSIBLE, MOVED, SPRING, TODAY, Site, site

__all__ = ["site"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

Params = dict[str, Any] | Callable[[Site], dict[str, Any]]
NARROW, WIDE = 320, 1280
PARTY = {"adults": 2, "children": 1, "prams": 1}


def _of(area: str, carrousel: str, group: int | None = None, **more: Any) -> Params:
    def params(site: Site) -> dict[str, Any]:
        named = {"area_id": area} if area else {}
        chosen = {} if group is None else {"tour_group_id": site.town.groups[carrousel][group]}
        return {**named, "carrousel_id": carrousel, **chosen, **more}

    return params


def _group(carrousel: str, **more: Any) -> Params:
    return lambda site: {"tour_group_id": site.town.groups[carrousel][0], **more}


def _booking(name: str, **more: Any) -> Params:
    return lambda site: {"token": site.token(name), **more}


def _noted(name: str, area: str) -> Params:
    return lambda site: {"area_id": area, "booking_id": site.bookings[name]}


# Pages that anybody may open.
OPEN: dict[str, tuple[Params, ...]] = {
    "about": tuple({"what": what} for what in ("toegankelijkheid", "privacy", "bronnen")),
    "bookings_parents.home": ({}, {"area": SOUTH, **PARTY}, {"postcode": "9999", "adults": 12, "step_free": "ja"}),
    "bookings_parents.who_comes": (_group(SPRING), _group(HALTED)),
    "bookings_parents.who_comes_that_day": (_of("", SPRING),),
    "bookings_parents.choose_group": (_group(FULL, **PARTY),),
    "bookings_parents.choose_group_that_day": (_of("", SPRING, **PARTY), _of("", FULL, **PARTY)),
    "bookings_parents.details": (_group(SPRING, **PARTY), _group(FULL, wait=1, steps=4, **PARTY)),
    "bookings_parents.erased": ({},),
    "bookings_parents.my_booking": (
        *(_booking(name) for name in ("booked", "offered", "waiting", "second", "halted", "there", "moved")),
        _booking("booked", nieuw=1),
        _booking("waiting", nieuw=1),
    ),
    "bookings_parents.change_party": (_booking("booked"),),
    "bookings_parents.give_booking_back": (_booking("booked"), _booking("waiting")),
    "bookings_parents.move_booking": (_booking("booked"),),
    "bookings_parents.my_data": (_booking("booked"),),
    "bookings_parents.erase_my_data": (_booking("booked"),),
    "carrousels_parents.carrousel": tuple(_of("", name) for name in (SPRING, FULL, HALTED, TODAY, MOVED)),
    "carrousels_parents.route": (_of("", SPRING, 0), _of("", HALTED, 0), _of("", MOVED, 1)),
    "carrousels_parents.subscribe": ({"area_id": NORTH},),
    "people_staff.sign_in": ({},),
    "people_staff.link_sent": ({},),
    "people_staff.use_link": (lambda site: {"token": site.link("planner").rpartition("/")[2]},),
}
# Pages for who works in an area: seen by its planner, and by the director.
OF_AN_AREA: dict[str, tuple[Params, ...]] = {
    "areas_staff.overview": ({},),
    "areas_staff.area": ({"area_id": NORTH}, {"area_id": SOUTH}),
    "bookings_staff.bookings": ({"area_id": NORTH}, {"area_id": SOUTH}),
    "bookings_staff.bookings_of_one": (_of(NORTH, SPRING), _of(SOUTH, FULL), _of(SOUTH, HALTED)),
    "bookings_staff.attendance": (_of(NORTH, SPRING, 0), _of(SOUTH, TODAY, 0)),
    "bookings_staff.book_for_somebody": (_of(NORTH, SPRING),),
    "bookings_staff.calls": ({"area_id": NORTH}, {"area_id": SOUTH}),
    "bookings_staff.booking": (
        *(_noted(name, SOUTH) for name in ("offered", "waiting", "second", "halted", "there")),
        _noted("booked", NORTH),
    ),
    "carrousels_staff.carrousels": ({"area_id": NORTH}, {"area_id": SOUTH}),
    "carrousels_staff.carrousel": (
        *(_of(NORTH, name) for name in (SPRING, DRAFT, BARE, MOVED)),
        *(_of(SOUTH, name) for name in (HALTED, IMPOSSIBLE)),
    ),
    "carrousels_staff.draft_carrousel": ({"area_id": NORTH},),
    "carrousels_staff.move_carrousel": (_of(NORTH, DRAFT), _of(NORTH, MOVED)),
    "carrousels_staff.discard_draft": (_of(NORTH, DRAFT),),
    "carrousels_staff.school": (_of(NORTH, DRAFT, school_id="12NA00"),),
    "carrousels_staff.tour_group": (_of(NORTH, DRAFT, 0),),
    "carrousels_staff.new_tour_group": (_of(NORTH, DRAFT),),
    "carrousels_staff.day_plan": (_of(NORTH, DRAFT), _of(NORTH, BARE)),
    "carrousels_staff.proposed_plan": (_of(NORTH, DRAFT), _of(NORTH, BARE), _of(SOUTH, IMPOSSIBLE)),
    "carrousels_staff.publish_carrousel": (
        *(_of(NORTH, name) for name in (DRAFT, MOVED, SPRING, BARE)),
        _of(SOUTH, HALTED),
    ),
    "carrousels_staff.releases": (_of(NORTH, MOVED), _of(SOUTH, HALTED)),
    "carrousels_staff.playbook": (_of(NORTH, SPRING),),
    "carrousels_staff.cancel_carrousel": (_of(NORTH, SPRING),),
    "carrousels_staff.cancel_tour_group": (_of(NORTH, SPRING, 0),),
    "people_staff.post": ({},),
    "schools_staff.schools_in_area": ({"area_id": NORTH},),
    "schools_staff.school_in_area": ({"area_id": NORTH, "school_id": "12NA00"},),
}
# Pages for the director.
DIRECTORS: dict[str, tuple[Params, ...]] = {
    "areas_staff.areas": ({},),
    "areas_staff.import_boundaries": ({},),
    "areas_staff.preview_boundaries": (lambda site: {"upload_id": site.uploads["areas.geojson"]},),
    "people_staff.colleagues": ({},),
    "schools_staff.schools": ({},),
    "schools_staff.school": ({"school_id": "13NA00"},),
    "schools_staff.import_schools": ({},),
    "schools_staff.preview_schools": (lambda site: {"upload_id": site.uploads["schools.csv"]},),
}
# What answers a GET but is no page: files, and calendars, which tests of their own read.
NO_PAGES = {
    "static",
    "basemap",
    "bookings_parents.calendar_of_my_booking",
    "carrousels_api.area_feed",
    "carrousels_api.carrousel_feed",
    "carrousels_api.guide_feed",
    "carrousels_api.school_feed",
    "security_txt",
}
# Reached only by way of another page; walked below.
ON_THE_WAY = {"bookings_parents.check"}
RIGHT_TO_LEFT = (
    "bookings_parents.home",
    "bookings_parents.who_comes",
    "bookings_parents.details",
    "bookings_parents.my_booking",
    "carrousels_parents.carrousel",
    "carrousels_parents.route",
)


def addresses(site: Site, endpoint: str, language: str) -> list[str]:
    tables = {**OPEN, **OF_AN_AREA, **DIRECTORS}
    made = []
    for params in tables[endpoint]:
        given = params(site) if callable(params) else params
        made.append(site.town.office.links.page(endpoint, **given, taal=language).removeprefix(site.address))
    return made


def look(visitor: Visitor, address: str, language: str) -> list[str]:
    """Open a page and say everything that is wrong with it, at both widths; by the rules of axe in Dutch and narrow."""
    answer = visitor.go(address)
    wrong = visitor.too_wide(WIDE) + visitor.too_wide(NARROW)
    wrong += visitor.wrong_with_page(status=answer.status, language=language, axe=language != "en")
    if answer.status != 200:
        wrong.append(f"answered {answer.status}")
    return [f"{language} {address}: {sentence}" for sentence in wrong]


def test_every_page_is_looked_at(site: Site):
    app = site.town.office.links.app
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    listed = [*OPEN, *OF_AN_AREA, *DIRECTORS, *ON_THE_WAY]
    assert sorted(listed) == sorted(pages - NO_PAGES)


@pytest.mark.parametrize("endpoint", sorted(OPEN))
def test_nothing_is_wrong_with_a_page_for_everybody(site: Site, endpoint: str):
    wrong = [found for language in ("nl", "en") for a in addresses(site, endpoint, language)
             for found in look(site.parent, a, language)]  # fmt: skip
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("endpoint", sorted(OF_AN_AREA))
def test_nothing_is_wrong_with_a_page_of_an_area(site: Site, endpoint: str):
    wrong = [found for a in addresses(site, endpoint, "nl") for found in look(site.planner, a, "nl")]
    wrong += [found for a in addresses(site, endpoint, "en") for found in look(site.director, a, "en")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("endpoint", sorted(DIRECTORS))
def test_nothing_is_wrong_with_a_page_for_the_director(site: Site, endpoint: str):
    wrong = [found for language in ("nl", "en") for a in addresses(site, endpoint, language)
             for found in look(site.director, a, language)]  # fmt: skip
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("endpoint", RIGHT_TO_LEFT)
def test_a_page_stands_as_well_from_right_to_left(site: Site, endpoint: str):
    wrong = [found for a in addresses(site, endpoint, "ar") for found in look(site.parent, a, "ar")]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_wrong_with_the_last_page_before_booking(site: Site):
    visitor = site.parent
    for language in ("nl", "en"):
        visitor.go(addresses(site, "bookings_parents.details", language)[0])
        page = visitor.page
        page.fill("[name=name]", "Amina <b>de Vries</b>")
        page.fill("[name=email]", "amina@gmial.com")
        main_form(visitor).locator("[type=submit]").first.click()
        assert "/controle" in page.url
        wrong = [*visitor.too_wide(NARROW), *visitor.wrong_with_page(status=200, language=language)]
        assert wrong + visitor.too_wide(WIDE) == []


def main_form(visitor: Visitor) -> Locator:
    return visitor.page.locator("main form.form").first


def test_a_page_reads_as_well_four_times_as_large(site: Site):
    """WCAG 1.4.10 and 1.4.4: 1280 pixels at 400 per cent are 320; and letters alone twice as large break nothing."""
    visitor = site.visitor()
    for endpoint in ("bookings_parents.home", "bookings_parents.my_booking", "carrousels_parents.route"):
        visitor.go(addresses(site, endpoint, "nl")[0])
        visitor.page.evaluate("() => document.documentElement.style.setProperty('font-size', '200%')")
        visitor.complaints.clear()
        assert visitor.too_wide(640) == [], endpoint
