# SPDX-License-Identifier: EUPL-1.2
"""Maps as a browser shows them: names as text, nothing asked elsewhere, everything by keyboard."""

from dataclasses import replace

import pytest

from app.adapters.map_words import AreaOutline, own_basemap
from app.adapters.maps import area_map, route_map, school_map
from tests.adapters.map_samples import HOSTILE, show, two_groups
from tests.adapters.street_samples import ROOT, kampen_basemap

__all__ = ["kampen_basemap", "show"]
pytestmark = pytest.mark.browser

NAMES = ["De Mirt", "De Morgenster", "Groep 1", "Groep 2", "Buurthuis"]
TILES = own_basemap("/basemap.pmtiles")
AXE = ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js"


def route(names=NAMES, **options):
    return route_map(*two_groups(names), label="Kaart met twee routes", basemap=TILES, **options)


def test_hostile_names_are_shown_as_text_and_do_nothing(show):
    seen = show(route(HOSTILE))
    title = seen.page.title()
    for sign in seen.page.locator(".map-place").all():
        sign.focus()
        seen.page.keyboard.press("Enter")
        assert seen.page.locator(".map-popup-name").inner_text() in HOSTILE
        seen.page.keyboard.press("Escape")
    assert [button.inner_text() for button in seen.page.locator(".map-route").all()] == HOSTILE[2:4]
    assert seen.page.title() == title
    assert seen.page.locator("main img, main script").count() == 0
    assert seen.complaints == []
    assert seen.hosts == {"127.0.0.1"}


def test_the_street_map_is_drawn_from_our_own_file_without_a_complaint(show):
    seen = show(route())
    drawn = """() => [...document.querySelectorAll(".leaflet-tile-pane canvas")].some((tile) => {
        const dots = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height).data;
        return new Set(new Uint32Array(dots.buffer)).size > 20;
    })"""
    seen.page.wait_for_function(drawn)
    assert any(url.endswith("/basemap.pmtiles") for url in seen.asked)
    assert seen.complaints == []
    assert seen.hosts == {"127.0.0.1"}


def test_the_makers_of_the_map_are_named_and_nobody_else(show):
    assert show(route()).page.locator(".leaflet-control-attribution").inner_text() == "© OpenStreetMap contributors"


def test_a_stop_says_who_comes_when_and_a_shared_school_has_one_sign(show):
    seen = show(route())
    labels = [sign.get_attribute("aria-label") for sign in seen.page.get_by_role("region").locator(".map-place").all()]
    assert labels == [
        "Buurthuis. Groep 1: Hier begint de route, Vertrek 09:00",
        "De Mirt. Groep 1, stop 1, De Morgenster, 09:10 tot 09:35. Groep 2, stop 2, 10:15 tot 10:40",
        "De Morgenster. Groep 1, stop 2, 10:00 tot 10:25. Groep 2, stop 1, 09:25 tot 09:50",
    ]


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_pop_up_opens_by_key_takes_the_focus_and_gives_it_back(show, key):
    page = show(route()).page
    page.get_by_role("button", name="De Mirt.").focus()
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="De Mirt")
    assert dialog.evaluate("box => box === document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Meer over deze school"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("De Mirt.")
    dialog.wait_for(state="detached")


def test_the_keyboard_reaches_the_map_its_stops_in_order_its_buttons_and_its_routes(show):
    page = show(route()).page
    reached = []
    for _ in range(10):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText")
        )
    assert [words.split(".")[0] for words in reached] == [
        "Ga verder na de kaart: hetzelfde als tekst",
        "Kaart met twee routes",
        "Buurthuis",
        "De Mirt",
        "De Morgenster",
        "Kaart groter",
        "Kaart kleiner",
        "© OpenStreetMap contributors",
        "Groep 1",
        "Groep 2",
    ]


def test_a_route_can_be_left_out_and_comes_back(show):
    page = show(route()).page
    choice = page.get_by_role("button", name="Groep 1", exact=True)
    choice.click()
    assert choice.get_attribute("aria-pressed") == "false"
    assert page.locator(".map-place").count() == 2
    assert [badge.get_attribute("data-number") for badge in page.locator(".map-sign .map-badge").all()] == ["1", "2"]
    choice.click()
    assert page.locator(".map-place").count() == 3


def test_a_route_has_the_colour_of_its_groups_name_and_its_signs_too(show):
    lines, stops = two_groups(NAMES)
    lines = [replace(lines[0], colour="yellow"), replace(lines[1], colour="red")]
    page = show(route_map(lines, stops, label="Kaart")).page
    drawn = page.locator(".leaflet-overlay-pane path").evaluate_all("all => all.map(p => p.getAttribute('stroke'))")
    assert set(drawn) == {"#f6c945", "#6f5300", "#b3261e"}
    badges = page.locator(".map-sign .map-badge")
    paint = "all => all.map(b => [getComputedStyle(b).backgroundColor, getComputedStyle(b).color])"
    yellow, red = ["rgb(246, 201, 69)", "rgb(27, 42, 45)"], ["rgb(179, 38, 30)", "rgb(255, 255, 255)"]
    assert badges.evaluate_all(paint) == [yellow, yellow, red, yellow, red]


@pytest.mark.parametrize("whole", [True, False])
def test_a_map_of_an_area_shows_all_of_it_unless_it_is_only_the_background(show, whole):
    ring = [[5.80, 52.50], [6.00, 52.50], [6.00, 52.60], [5.80, 52.60], [5.80, 52.50]]
    outline = AreaOutline({"type": "Polygon", "coordinates": [ring]}, "Brunnepe", whole)
    school = replace(two_groups(NAMES)[1][1], route=None, number=None)
    page = show(school_map([school], label="Scholen", outlines=[outline])).page
    frame, boundary = (
        page.locator(where).bounding_box() for where in (".leaflet-container", ".leaflet-overlay-pane path")
    )
    inside = frame["x"] < boundary["x"] and boundary["x"] + boundary["width"] < frame["x"] + frame["width"]
    assert inside is whole


def test_minutes_stand_along_the_way_and_estimates_say_so(show):
    words = show(route()).page.locator(".map-minutes").all_text_contents()
    assert words == ["8 min", "± 21 min", "19 min", "± 21 min"]


def test_signs_never_cover_each_other(show):
    page = show(route(), width=320).page
    boxes = [sign.bounding_box() for sign in page.locator(".map-sign").all()]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart_x = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            apart_y = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
            assert apart_x or apart_y


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_small_screen_needs_no_scrolling_sideways_in_either_direction(show, direction):
    page = show(route(), width=320, direction=direction).page
    page.locator(".map-place").nth(1).click()
    page.locator(".map-popup").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("open_pop_up", [False, True])
def test_axe_finds_nothing(show, open_pop_up):
    page = show(route()).page
    if open_pop_up:
        page.locator(".map-place").nth(1).click()
        page.locator(".map-popup").wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_without_javascript_there_is_no_empty_box_but_a_way_to_the_text(show):
    page = show(route(), javascript=False).page
    assert page.locator(".folium-map").bounding_box()["height"] < 3
    assert page.get_by_role("link", name="lees verder").is_visible()


def test_schools_and_the_boundary_of_their_area_are_drawn_without_routes(show):
    ring = [[5.89, 52.54], [5.93, 52.54], [5.93, 52.57], [5.89, 52.57], [5.89, 52.54]]
    outline = AreaOutline({"type": "Polygon", "coordinates": [ring]}, HOSTILE[3])
    schools = [stop for stop in two_groups(NAMES)[1] if stop.number == 1]
    plain = [type(stop)(stop.point, stop.name, details=stop.details) for stop in schools]
    seen = show(school_map(plain, label="Scholen", basemap=TILES, outlines=[outline]))
    assert seen.page.locator(".map-area-name").inner_text() == HOSTILE[3]
    assert seen.page.locator(".leaflet-overlay-pane path").count() == 1
    assert seen.page.locator(".map-place").count() == 2
    assert seen.page.locator(".map-routes").count() == 0
    assert seen.complaints == []


def test_areas_alone_are_drawn_on_a_plain_background(show):
    ring = [[5.89, 52.54], [5.93, 52.54], [5.93, 52.57], [5.89, 52.57], [5.89, 52.54]]
    seen = show(area_map([AreaOutline({"type": "Polygon", "coordinates": [ring]}, "Binnenstad")], label="Gebieden"))
    assert seen.page.locator(".map-area-name").inner_text() == "Binnenstad"
    assert not any(url.endswith(".pmtiles") for url in seen.asked)
    assert seen.complaints == []
