# SPDX-License-Identifier: EUPL-1.2
"""The main job: a team publishes a day, parents book it on a phone, the day moves, a place is passed on."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from app.bookings.decide.book_places import BookPlaces
from app.bookings.values import Channel, Desk
from app.edges.office import Office
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Language, Party
from app.people.cli.people import add_colleague, console_link
from app.people.values import Role
from tests.browser import Visitor
from tests.conftest import Letterbox
from tests.journeys.letters import appointment_in, events_of, last_to, letters_to, link_in, minute_of, words_of
from tests.journeys.town import NORTH, SOUTH, Town, keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MAIN = "main form.form .utrecht-button--primary-action"


def plan_and_publish(visitor: Visitor) -> str:
    """Make a carrousel with five schools and four groups of four places. Gives the path of its desk."""
    page = visitor.page
    visitor.go(f"/team/{NORTH}/carrousels/nieuw")
    page.fill("[name=on_day]", "16")
    page.fill("[name=on_month]", "maart")
    page.fill("[name=on_year]", "2027")
    page.click(MAIN)
    desk = urlsplit(page.url).path
    page.locator("form[action$='/scholen'] button").click()
    assert page.locator("#scholen tbody tr").count() == 5
    page.locator("a[href$='/groepen/nieuw']").click()
    page.fill("[name=places]", "4")
    page.fill("[name=prams]", "2")
    page.select_option("[name=guide_id]", label="Fatima")
    page.click(MAIN)
    page.locator("#groepen .card a").first.click()
    page.fill("[name=number]", "3")
    page.locator("form[action$='/meer'] button").click()
    assert page.locator("#groepen .card").count() == 4
    page.locator("#planning a[href$='/planning/voorstel']").click()
    page.click(MAIN)
    publish(visitor, desk)
    return desk


def publish(visitor: Visitor, desk: str) -> None:
    visitor.go(desk)
    visitor.page.locator("#publiceren a[href$='/publiceren']").click()
    visitor.page.click(MAIN)
    assert urlsplit(visitor.page.url).path == desk


def book(visitor: Visitor, carrousel: str, name: str) -> str:
    """Book for two adults and a pram on the first group that fits, from the home page on. Gives the booking's path."""
    page = visitor.page
    visitor.go("/")
    page.locator("details summary", has_text="?").first.click()
    page.fill("[name=adults]", "2")
    page.fill("[name=prams]", "1")
    page.locator("main form [type=submit]").first.click()
    pages = 0
    page.locator(f"li:has(a[href^='/carrousels/{carrousel}']) a[href^='/aanmelden/']").first.click()
    while not urlsplit(page.url).path.startswith("/aanmelding/"):
        pages += 1
        assert page.locator("h1").count() == 1
        if page.locator("[name=name]").count():
            page.fill("[name=name]", name)
            page.fill("[name=email]", f"{name.lower()}@ouders.example")
        page.click(MAIN)
    assert pages <= 4
    return urlsplit(page.url).path


def clock_on(page: Page) -> int:
    """Give the minute of the day at which the tour of a booking leaves, as its page says it."""
    hour, minute = page.locator(".stops__time").first.inner_text().split(":")
    return int(hour) * 60 + int(minute)


def feed(client: FlaskClient, carrousel: str) -> dict[str, tuple[int, int, str]]:
    """Read the carrousel's feed: minute of departure, sequence and status by id."""
    answer = client.get(f"/agenda/carrousel/{carrousel}.ics")
    assert answer.status_code == 200
    found = {}
    for event in events_of(answer.data):
        found[str(event["UID"])] = (minute_of(event), int(event["SEQUENCE"]), str(event["STATUS"]))
    return found


def wait_for(office: Office, carrousel: str, group: str, name: str) -> None:
    """Let another party of two stand on the waiting list."""
    command = BookPlaces(
        booking_id=BookingId(name.lower()), carrousel_id=CarrouselId(carrousel), tour_group_id=TourGroupId(group),
        party=Party(2, 0, 1), language=Language.DUTCH, desk=Desk.WEB, channel=Channel.LETTER, closes_minutes=60,
        or_wait=True,
    )  # fmt: skip
    known = keep(command.booking_id, name=name, email=f"{name.lower()}@ouders.example")
    office.ask(command, by="parent", also=[known])


def test_from_planning_a_day_to_passing_on_a_place(
    town: Town,
    office: Office,
    address: str,
    browser: Browser,
    client: FlaskClient,
    letterbox: Letterbox,
    work_off: Callable[[], int],
):
    # Another area has a carrousel too, with a party that nothing of this concerns.
    town.publish("elsewhere", SOUTH, date(2027, 3, 9), (8,))
    town.book(town.groups["elsewhere"][0], "Onbekommerd", Party(2), email="onbekommerd@ouders.example")
    work_off()

    # The team plans five schools and four groups, takes the program's plan over and publishes it.
    team = Visitor.new(browser, address)
    joost = add_colleague(office, "Joost", "joost@example.org", Role.PLANNER, NORTH)
    team.sign_in(console_link(office, joost))
    desk = plan_and_publish(team)
    carrousel = desk.rpartition("/")[2]

    # A parent books for two adults and a pram on a phone without scripts, in Dutch; another one in English.
    phones = {
        language: Visitor.new(browser, address, width=390, language=language, java_script_enabled=False)
        for language in ("nl", "en")
    }
    amina = book(phones["nl"], carrousel, "Amina")
    grace = book(phones["en"], carrousel, "Grace")
    assert phones["nl"].page.locator("html").get_attribute("lang") == "nl"
    assert phones["en"].page.locator("html").get_attribute("lang") == "en"
    assert "U bent aangemeld" in phones["nl"].page.locator("main").inner_text()
    assert "You are booked" in phones["en"].page.locator("main").inner_text()
    work_off()
    letter = last_to(letterbox, "amina@")
    assert "Beste Amina" in words_of(letter)
    assert "Dear Grace" in words_of(last_to(letterbox, "grace@"))
    assert link_in(letter, address) == amina
    assert link_in(last_to(letterbox, "grace@"), address) == grace
    assert last_to(letterbox, "grace@")["Content-Language"] == "en"
    first = appointment_in(letter)
    before = clock_on(phones["nl"].page)
    assert minute_of(first) == before
    reference = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", phones["nl"].page.locator("main").inner_text())
    assert reference is not None
    assert reference[0] in words_of(letter)

    # Both chose the group that leaves first, so it is full now; a third party waits for it.
    group = phones["nl"].page.locator("a[href*='/groepen/']").first.get_attribute("href")
    assert group == phones["en"].page.locator("a[href*='/groepen/']").first.get_attribute("href")
    wait_for(office, carrousel, str(group).rpartition("/")[2], "Esra")
    work_off()
    shown = feed(client, carrousel)
    assert len(shown) == 4
    assert before in {minute for minute, _sequence, _status in shown.values()}

    # The team moves the day an hour; nobody hears of it until release 2.
    sent = len(letterbox.messages)
    team.go(f"{desk}/verplaatsen")
    team.page.fill("[name=later]", "60")
    team.page.click(MAIN)
    work_off()
    assert len(letterbox.messages) == sent
    assert feed(client, carrousel) == shown
    publish(team, desk)
    work_off()

    # The parent's page, letter and calendar follow; the party elsewhere hears nothing.
    phones["nl"].go(amina)
    assert clock_on(phones["nl"].page) == before + 60
    second = appointment_in(last_to(letterbox, "amina@"))
    assert second["UID"] == first["UID"]
    assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])
    assert minute_of(second) == before + 60
    moved = feed(client, carrousel)
    assert moved.keys() == shown.keys()
    for key, (minute, sequence, status) in moved.items():
        assert (minute, status) == (shown[key][0] + 60, "CONFIRMED")
        assert sequence > shown[key][1]
    assert len(letters_to(letterbox, "onbekommerd@")) == 1

    # The parent cancels; who waited first gets the offer, and takes it.
    phones["nl"].page.locator("a[href$='/afmelden']").click()
    phones["nl"].page.locator("main form [type=submit]").first.click()
    work_off()
    assert str(appointment_in(last_to(letterbox, "amina@"))["STATUS"]) == "CANCELLED"
    offer = link_in(last_to(letterbox, "esra@"), address)
    phones["en"].go(f"{offer}?taal=nl")
    phones["en"].page.locator("button[name=answer][value=ja]").click()
    work_off()
    assert appointment_in(last_to(letterbox, "esra@"))["DTSTART"].dt == second["DTSTART"].dt
    assert [visitor.complaints for visitor in (team, *phones.values())] == [[], [], []]
    for visitor in (team, *phones.values()):
        visitor.context.close()
