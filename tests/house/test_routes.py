# SPDX-License-Identifier: EUPL-1.2
"""Closed by default: every page hangs on a door; the pages that need no key are a list that somebody had to write."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.edges.api import ApiDoor
from app.edges.door import Door
from app.edges.parents import ParentsDoor
from app.edges.staff import StaffDoor
from app.kernel.ids import AreaId

# Pages that belong to no room.
OUTSIDE_THE_ROOMS = {
    "static",
    "about",
    "security_txt",
}

# Pages of a room that anybody may open. Adding one here is a decision about who may see what.
OPEN = {
    "people_staff.sign_in",
    "people_staff.sign_in_submitted",
    "people_staff.link_sent",
    "people_staff.use_link",
    "people_staff.use_link_submitted",
    "bookings_parents.answer_offer_submitted",
    "bookings_parents.calendar_of_my_booking",
    "bookings_parents.change_party",
    "bookings_parents.change_party_submitted",
    "bookings_parents.check",
    "bookings_parents.check_submitted",
    "bookings_parents.choose_group",
    "bookings_parents.choose_group_that_day",
    "bookings_parents.details",
    "bookings_parents.details_submitted",
    "bookings_parents.erase_my_data",
    "bookings_parents.erase_my_data_submitted",
    "bookings_parents.erased",
    "bookings_parents.give_booking_back",
    "bookings_parents.give_booking_back_submitted",
    "bookings_parents.home",
    "bookings_parents.move_booking",
    "bookings_parents.move_booking_submitted",
    "bookings_parents.my_booking",
    "bookings_parents.my_data",
    "bookings_parents.my_data_submitted",
    "bookings_parents.who_comes",
    "bookings_parents.who_comes_that_day",
    "carrousels_parents.carrousel",
    "carrousels_parents.route",
    "carrousels_parents.subscribe",
    "carrousels_api.area_feed",
    "carrousels_api.carrousel_feed",
    "carrousels_api.school_feed",
    "carrousels_api.guide_feed",
}

HOME = AreaId("the-area-of-the-planner")
ELSEWHERE = AreaId("an-area-of-somebody-else")


def door_of(app: Flask, rule: Rule) -> Door | None:
    """The door that guards this page, as the application itself would ask it."""
    for guard in app.before_request_funcs.get(rule.endpoint.rpartition(".")[0], []):
        if isinstance(owner := getattr(guard, "__self__", None), Door):
            return owner
    return None


def pages(app: Flask) -> Iterator[tuple[Rule, Door]]:
    for rule in app.url_map.iter_rules():
        if door := door_of(app, rule):
            yield rule, door


def is_open(rule: Rule, door: Door) -> bool:
    page = rule.endpoint.rpartition(".")[2]
    return isinstance(door, ParentsDoor | ApiDoor) or getattr(door, "open_to", {}).get(page) == "signed_out"


def address(app: Flask, rule: Rule, area_id: AreaId) -> str:
    """An address of this page about things that do not exist."""
    made: dict[str, object] = {}
    for name in rule.arguments:
        kind = type(rule._converters[name]).__name__
        made[name] = area_id if name == "area_id" else 1 if kind == "IntegerConverter" else "no-such-thing-0001"
    return app.url_map.bind("localhost").build(rule.endpoint, made, method=method(rule))


def method(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def test_every_page_hangs_on_a_door(app: Flask):
    loose = {rule.endpoint for rule in app.url_map.iter_rules() if door_of(app, rule) is None}
    assert loose == OUTSIDE_THE_ROOMS


def test_the_pages_that_anybody_may_open_are_these(app: Flask):
    assert {rule.endpoint for rule, door in pages(app) if is_open(rule, door)} == OPEN


def test_a_page_answers_to_one_method_only(app: Flask):
    for rule, _door in pages(app):
        assert len((rule.methods or set()) - {"HEAD", "OPTIONS"}) == 1, rule.rule


def test_a_page_that_changes_something_is_named_for_it(app: Flask):
    for rule, _door in pages(app):
        assert (method(rule) == "POST") == rule.endpoint.endswith("_submitted"), rule.endpoint


def test_who_did_not_sign_in_is_shown_the_way_in(app: Flask, client: FlaskClient):
    closed = [rule for rule, door in pages(app) if not is_open(rule, door)]
    assert closed
    for rule in closed:
        answer = client.open(address(app, rule, HOME), method=method(rule))
        assert answer.status_code in (302, 303), rule.rule
        assert answer.location.startswith("/team/inloggen"), rule.rule


def test_a_planner_is_turned_away_from_another_area(app: Flask, as_staff):
    planner = as_staff(HOME)
    about_an_area = [rule for rule, door in pages(app) if isinstance(door, StaffDoor) and "area_id" in rule.arguments]
    assert about_an_area
    for rule in about_an_area:
        assert planner.open(address(app, rule, ELSEWHERE), method=method(rule)).status_code == 403, rule.rule


def test_a_planner_is_turned_away_from_what_only_a_director_may(app: Flask, as_staff):
    planner = as_staff(HOME)
    for rule, door in pages(app):
        if isinstance(door, StaffDoor) and door.open_to.get(rule.endpoint.rpartition(".")[2]) == "director":
            assert planner.open(address(app, rule, HOME), method=method(rule)).status_code == 403, rule.rule


def test_a_door_refuses_a_page_that_does_not_say_for_whom_it_is():
    with pytest.raises(ValueError, match="say everyone, director or signed_out"):
        StaffDoor("people").get("/team/iets")(lambda: "")


def test_an_unguarded_page_would_be_found(app: Flask):
    app.add_url_rule("/achterdeur", "back_door", lambda: "")
    loose = {rule.endpoint for rule in app.url_map.iter_rules() if door_of(app, rule) is None}
    assert "back_door" in loose - OUTSIDE_THE_ROOMS
