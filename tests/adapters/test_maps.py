# SPDX-License-Identifier: EUPL-1.2
"""What a map hands to the page."""

import json
import re

import pytest

from app.adapters.map_texts import MAP_TEXTS
from app.adapters.map_words import COLOURS, AreaOutline, RouteLeg, RouteLine, Stop, own_basemap, pdok_basemap
from app.adapters.maps import area_map, route_map, school_map
from app.carrousels.values import Colour
from app.kernel.values import GeoPoint
from tests.adapters.map_samples import HOSTILE, two_groups
from tests.adapters.street_samples import ROOT

STATIC = ROOT / "static"
SQUARE = {"type": "Polygon", "coordinates": [[[5.8, 52.5], [5.9, 52.5], [5.9, 52.6], [5.8, 52.5]]]}
HERE = GeoPoint(52.55, 5.9)
LINE = ((52.55, 5.9), (52.56, 5.91))


def test_names_reach_the_page_as_data_that_no_browser_takes_for_markup_or_script():
    script = str(route_map(*two_groups(HOSTILE), label="Kaart").script)
    handed_over = re.search(r"scholentocht\.drawMap\(map_route, (\{.*\})\);", script)
    assert [stop["name"] for stop in json.loads(handed_over[1])["stops"]][:2] == [HOSTILE[4], HOSTILE[0]]
    assert "<" not in script
    assert "document.title" not in script.replace(handed_over[1], "")


def test_a_name_is_not_run_as_a_template_on_our_side():
    words = ["{{ 7 * 7 }}", "{% raw %}", "{# gone #}", "{{ cycler.__init__.__globals__ }}", "\\{{ 7 * 7 }}"]
    script = str(route_map(*two_groups(words), label="{{ 7 * 7 }}").script)
    handed_over = json.loads(re.search(r"drawMap\(map_route, (\{.*\})\);", script)[1])
    assert handed_over["label"] == "{{ 7 * 7 }}"
    assert {stop["name"] for stop in handed_over["stops"]} == {words[0], words[1], words[4]}


def test_a_map_names_no_other_host_but_in_its_credits():
    parts = route_map(*two_groups(["a"] * 5), label="Kaart", basemap=own_basemap("/basemap.pmtiles"))
    named = {credit["href"] for credit in parts.data["credits"]}
    assert set(re.findall(r"https?://[^\"]+", f"{parts.html}{parts.script}")) <= named


def test_the_same_map_is_drawn_with_the_same_bytes():
    first, second = (route_map(*two_groups(["a"] * 5), label="Kaart") for _ in range(2))
    assert (first.html, first.script) == (second.html, second.script)


def test_every_script_and_style_that_a_map_needs_is_there():
    parts = route_map((), (), label="Kaart", basemap=own_basemap("/basemap.pmtiles"))
    assert all((ROOT / "static" / name).is_file() for name in (*parts.scripts, *parts.styles))


def test_the_tile_script_is_left_out_where_no_tiles_are_drawn():
    assert not any("protomaps" in name for name in school_map([Stop(HERE, "De Mirt")], label="Kaart").scripts)


def test_openstreetmap_is_named_where_a_route_follows_its_streets():
    line = RouteLine("Groep 1", (RouteLeg(LINE, 8),))
    named = [credit["text"] for credit in route_map([line], [], label="Kaart", basemap=pdok_basemap()).data["credits"]]
    assert named == ["Kaartgegevens © Kadaster", "© OpenStreetMap contributors"]


def test_nobody_is_named_for_a_straight_line_on_a_plain_background():
    line = RouteLine("Groep 1", (RouteLeg(LINE, 8, estimated=True),))
    assert route_map([line], [], label="Kaart").data["credits"] == []


def test_without_javascript_a_sentence_leads_to_the_text():
    html = str(route_map((), (), label="Kaart", text_anchor="route-as-text").html)
    assert re.search(r"<noscript><p>.+<a href=\"#route-as-text\">", html)


def test_the_words_of_a_map_follow_the_language_and_are_dutch_where_there_are_none():
    said = [route_map((), (), label="Map", language=code).data["texts"]["close"] for code in ("en-US", "ar", "fr")]
    assert said == ["Close", "إغلاق", "Sluiten"]


def test_all_languages_of_a_map_say_the_same_things():
    keys = [set(texts) for texts in MAP_TEXTS.values()]
    assert all(one == keys[0] for one in keys)


def test_an_area_map_hands_over_boundaries_and_names():
    outlines = area_map([AreaOutline(SQUARE, "Binnenstad")], label="Gebieden").data["outlines"]
    assert outlines == [{"geometry": SQUARE, "name": "Binnenstad", "whole": True}]


def test_pdok_is_asked_for_images_in_web_map_tiles():
    assert "EPSG:3857/{z}/{x}/{y}.png" in pdok_basemap().url


@pytest.mark.parametrize("href", ["https://elders.example", "//elders.example", "/\\elders.example", "javascript:x()"])
def test_a_stop_leads_to_our_own_pages_only(href):
    with pytest.raises(ValueError, match="our own"):
        Stop(HERE, "De Mirt", href=href)


def test_a_route_has_one_of_the_colours_that_groups_are_called_by():
    assert set(COLOURS) == {colour.value for colour in Colour}
    with pytest.raises(ValueError, match="not a colour"):
        RouteLine("Groep 1", (), "beige")


def test_the_map_paints_each_group_as_the_pages_do_and_no_two_share_a_dash_or_a_sign():
    names = ["rood", "blauw", "groen", "geel", "oranje", "paars", "roze", "bruin", "grijs", "turquoise"]
    on_pages = dict(re.findall(r"\.group--(\w+) \{ --group: (#\w+);", (STATIC / "css/src/50-groups.css").read_text()))
    style = r'(\w+): \{ colour: "(#\w+)",.* dash: (.+), shape: "(\w+)" \}'
    on_map = re.findall(style, (STATIC / "js/map-signs.js").read_text())
    assert [(colour, paint) for colour, paint, _dash, _shape in on_map] == [
        (colour, on_pages[name]) for colour, name in zip(COLOURS, names, strict=True)
    ]
    assert len({dash for *_others, dash, _shape in on_map}) == len({shape for *_others, shape in on_map}) == 10


def test_a_stop_of_a_route_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="not on this map"):
        route_map((), [Stop(HERE, "De Mirt", 1, 0)], label="Kaart")


@pytest.mark.parametrize("name", ["", "Route", 'x" onload="', "1a"])
def test_a_name_that_is_no_id_is_refused(name):
    with pytest.raises(ValueError, match="not an id"):
        route_map((), (), label="Kaart", name=name)
