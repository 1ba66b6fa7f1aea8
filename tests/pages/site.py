# SPDX-License-Identifier: EUPL-1.2
"""A site with something of everything on it, and three people who look at it: a parent, a planner and a director."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.adapters.mail_writing import PermanentMailFailure
from app.bookings.decide.give_booking_back import GiveBookingBack
from app.bookings.react._terms import terms_of
from app.bookings.values import Why
from app.carrousels.decide.cancel_carrousel import CancelCarrousel
from app.carrousels.decide.draft_carrousel import DraftCarrousel
from app.carrousels.decide.move_carrousel import MoveCarrousel
from app.carrousels.decide.publish_carrousel import PublishCarrousel
from app.carrousels.values import Reason
from app.edges.settings import Settings
from app.edges.uploads import keep_upload
from app.eventlog.outbox import work
from app.kernel.ids import BookingId, CarrouselId, PersonId
from app.kernel.values import Daypart, Party
from app.people.cli.people import add_colleague, console_link
from app.people.values import Role
from tests.browser import Visitor, serving
from tests.conftest import Clock, Letterbox, built
from tests.journeys.town import NORTH, SOUTH, Town

EARLY, NOW = datetime(2027, 1, 4, 9, tzinfo=UTC), datetime(2027, 1, 12, 18, tzinfo=UTC)
SPRING, FULL, DRAFT, BARE, MOVED, HALTED, TODAY, IMPOSSIBLE = (
    CarrouselId(name) for name in ("spring", "full", "draft", "bare", "moved", "halted", "today", "impossible")
)
PLACES = "brin6;lat;lon\n10NA00;52.026;5.011\n99XX00;52.0;5.0\n"
SQUARE = '{"type":"Polygon","coordinates":[[[5,52],[5.02,52],[5.02,52.03],[5,52.03],[5,52]]]}'
BOUNDARIES = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"naam":"Oost","boundary_year":2026},"geometry":'
    + SQUARE
    + "}]}"
)


@dataclass
class Site:
    """The site, its address and what stands on it by name."""

    town: Town
    address: str
    browser: Browser
    bookings: dict[str, BookingId] = field(default_factory=dict)
    people: dict[str, PersonId] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)
    visitors: list[Visitor] = field(default_factory=list)

    def visitor(self) -> Visitor:
        visitor = Visitor.new(self.browser, self.address)
        self.visitors.append(visitor)
        return visitor

    @cached_property
    def parent(self) -> Visitor:
        return self.visitor()

    @cached_property
    def planner(self) -> Visitor:
        return self._signed_in("planner")

    @cached_property
    def director(self) -> Visitor:
        return self._signed_in("director")

    def _signed_in(self, who: str) -> Visitor:
        visitor = self.visitor()
        visitor.sign_in(self.link(who))
        return visitor

    def link(self, who: str) -> str:
        """Make a sign-in link that works in any browser."""
        return console_link(self.town.office, self.people[who])

    def token(self, booking: str) -> str:
        return self.town.link(self.bookings[booking]).rpartition("/")[2]


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder, clock, letterbox = tmp_path_factory.mktemp("site"), Clock(EARLY), Letterbox()
    with serving() as (front, address):
        front.app = built(_settings(folder, address), clock, letterbox, tokens=True)
        town = Town(front.app.extensions["office"])
        site = Site(town, address, browser)
        office = town.office
        _settle(site)
        clock.now = NOW
        _bookings(site)
        letterbox.fault = PermanentMailFailure("550 no such mailbox")
        work(office.log.engine, office.log.reactions, office, office.clock)
        yield site
        for visitor in site.visitors:
            visitor.context.close()
        assert office.log.views_that_differ() == []
    office.log.engine.dispose()


def _settings(folder: Path, address: str) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder}/site.db",
        instance=str(folder),
        secret_key="a key for tests only, thirty-two characters or more",
        base_url=address,
        booking_limit="100000 per hour",
        sign_in_limit="100000 per hour",
        plan_seconds=1.0,
        languages=("nl", "en", "ar"),
        testing=True,
    )


def _settle(site: Site) -> None:
    town, office = site.town, site.town.office
    town.settle()
    site.people["director"] = add_colleague(office, "Samira", "samira@example.org", Role.DIRECTOR, None)
    site.people["planner"] = add_colleague(office, "Joost", "joost@example.org", Role.PLANNER, NORTH)
    add_colleague(office, "Joost", "joost@example.org", Role.PLANNER, SOUTH)
    _carrousels(town)
    _book(site, "there", TODAY, 2)
    with office.log.writing() as session:
        for name, text in (("schools.csv", PLACES), ("areas.geojson", BOUNDARIES)):
            site.uploads[name] = keep_upload(session, site.people["director"], name, text.encode(), NOW)


def _carrousels(town: Town) -> None:
    town.publish(SPRING, NORTH, date(2027, 3, 2), (12, 10, 8))
    town.publish(FULL, SOUTH, date(2027, 3, 9), (4,))
    town.draft(DRAFT, NORTH, date(2027, 3, 16), (12, 12))
    town.ask(DraftCarrousel(carrousel_id=BARE, area_id=NORTH, on=date(2027, 3, 18), daypart=Daypart.EVENING))
    town.publish(HALTED, SOUTH, date(2027, 3, 25), (6,))
    town.publish(TODAY, SOUTH, NOW.date(), (6,))
    town.draft(IMPOSSIBLE, SOUTH, date(2027, 4, 13), (40, 40), plan=False)
    town.publish(MOVED, NORTH, date(2027, 4, 6), (12, 12))


def _book(site: Site, name: str, carrousel: CarrouselId, people: int) -> None:
    known = {"email": f"{name}@ouders.example", "needs": "interpreter step-free"}
    site.bookings[name] = site.town.book(site.town.groups[carrousel][0], name, Party(people, 0, 1), **known)


def _bookings(site: Site) -> None:
    town = site.town
    for name, carrousel, people in (
        ("booked", SPRING, 2), ("first", FULL, 2), ("second", FULL, 2), ("offered", FULL, 2), ("waiting", FULL, 1),
        ("halted", HALTED, 2), ("moved", MOVED, 2),
    ):  # fmt: skip
        _book(site, name, carrousel, people)
    terms = terms_of(town.office.settings)
    town.ask(GiveBookingBack(site.bookings["second"], FULL, town.groups[FULL][0], Why.PARTY, terms))
    town.ask(CancelCarrousel(carrousel_id=HALTED, reason=Reason.WEATHER))
    town.ask(MoveCarrousel(carrousel_id=MOVED, on=date(2027, 4, 6), daypart=Daypart.MORNING, later=60, nth=1))
    town.ask(PublishCarrousel(carrousel_id=MOVED, release=2))
    town.ask(MoveCarrousel(carrousel_id=MOVED, on=date(2027, 4, 8), daypart=Daypart.MORNING, later=30, nth=2))
