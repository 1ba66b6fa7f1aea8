# SPDX-License-Identifier: EUPL-1.2
"""A town made of nothing but commands: areas in a row, schools in each, groups that go round the schools."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app import wiring
from app.areas.decide.draw_areas import Boundaries, DrawAreas
from app.areas.decide.found_municipality import FoundMunicipality
from app.areas.values import area_id_for, outline_from
from app.bookings.decide.book_places import BookPlaces
from app.bookings.values import Channel, Desk
from app.carrousels.decide.adopt_day_plan import AdoptDayPlan
from app.carrousels.decide.draft_carrousel import DraftCarrousel
from app.carrousels.decide.form_tour_group import FormTourGroup
from app.carrousels.decide.let_school_take_part import LetSchoolTakePart
from app.carrousels.decide.publish_carrousel import PublishCarrousel
from app.carrousels.values import Availability, Colour, MeetingPoint, Outing, TourGroup, Visit
from app.eventlog.cli import upgrade_database
from app.eventlog.engine import make_engine
from app.eventlog.perform import perform
from app.eventlog.store import EventLog
from app.kernel.commands import Command
from app.kernel.ids import AreaId, BookingId, CarrouselId, MunicipalityId, SchoolId, TourGroupId
from app.kernel.values import Daypart, GeoPoint, HolidayRegion, Hours, Language, Party, PublicText, Way
from app.schools.decide.import_register import ImportRegister, RegisteredSchool
from app.schools.values import SchoolDetails, Source
from app.vault import people

SCHOOLS_PER_AREA = 4
NINE, TO_SCHOOL, SHOW, EVERY = 540, 10, 25, 40  # minutes: of the day, on the way, at a school, from show to show
SPEECH = (Language.DUTCH, Language.DUTCH, Language.ENGLISH, Language.ARABIC, Language.DUTCH)


@dataclass(frozen=True)
class Plan:
    """How large a town is to be. days: of the carrousels of every area; groups: of a carrousel, 1 to 8."""

    days: tuple[date, ...]
    areas: int = 1
    groups: int = 1
    places: int = 30
    prams: int = 30


@dataclass(frozen=True)
class Tour:
    """A group that parties can book."""

    area_id: AreaId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId


def opened(database_url: str) -> EventLog:
    """Open a database with every view and reaction of the application, brought up to date."""
    wiring.load_facts()
    log = EventLog(make_engine(database_url), wiring.views(), wiring.reactions())
    upgrade_database(log)
    return log


def build(log: EventLog, plan: Plan, now: datetime) -> list[Tour]:
    """Found, draw, register, draft, plan and publish. Returns the groups, day by day and area by area."""
    town = _Town(log, plan, now)
    town.settle()
    return [tour for day in plan.days for area in range(plan.areas) for tour in town.carrousel(area, day)]


@dataclass(frozen=True)
class _Town:
    log: EventLog
    plan: Plan
    now: datetime

    def ask(self, command: Command[Any]) -> None:
        perform(self.log, command, now=self.now, by="program")

    def settle(self) -> None:
        name = PublicText("Rijnoever")
        self.ask(FoundMunicipality(MunicipalityId("rijnoever"), name, PublicText("RIJNOEVER"), HolidayRegion.MIDDLE))
        self.ask(DrawAreas(tuple(_area(n) for n in range(self.plan.areas))))
        rows = tuple(_school(area, n) for area in range(self.plan.areas) for n in range(SCHOOLS_PER_AREA))
        self.ask(ImportRegister(rows, self.now.date(), Source.DUO, PublicText("RIJNOEVER")))

    def carrousel(self, area: int, on: date) -> list[Tour]:
        name = f"{_title(area).lower().replace(' ', '-')}-{on}"
        carrousel_id, area_id = CarrouselId(name), area_id_for(_title(area))
        self.ask(DraftCarrousel(carrousel_id=carrousel_id, area_id=area_id, on=on, daypart=Daypart.MORNING))
        for n in range(SCHOOLS_PER_AREA):
            there = Availability((Hours(NINE, NINE + 240),), SHOW, 5, rooms=2, visitors=self.plan.places)
            self.ask(LetSchoolTakePart(carrousel_id=carrousel_id, school_id=_school_id(area, n), availability=there))
        groups = [_group(self.plan, area, f"{name}-{n}", n) for n in range(self.plan.groups)]
        for group in groups:
            self.ask(FormTourGroup(carrousel_id=carrousel_id, group=group))
        outings = tuple(_outing(group.tour_group_id, area, n) for n, group in enumerate(groups))
        self.ask(AdoptDayPlan(carrousel_id=carrousel_id, outings=outings))
        self.ask(PublishCarrousel(carrousel_id=carrousel_id, release=1))
        return [Tour(area_id, carrousel_id, group.tour_group_id) for group in groups]


def book(log: EventLog, tour: Tour, booking_id: BookingId, party: Party, *, by: str = "parent") -> None:
    """Book for a party that is willing to wait, and keep its name and address."""
    command = BookPlaces(
        booking_id=booking_id,
        carrousel_id=tour.carrousel_id,
        tour_group_id=tour.tour_group_id,
        party=party,
        language=Language.DUTCH,
        desk=Desk.WEB,
        channel=Channel.LETTER,
        closes_minutes=60,
        or_wait=True,
    )
    known = {"name": f"Ouder {booking_id}", "email": f"{booking_id}@example.org"}
    perform(log, command, now=datetime.now(UTC), by=by, also=[lambda s: people.keep(s, booking_id, known)])


def days_from(now: datetime, many: int, *, first: int = 28, every: int = 7) -> tuple[date, ...]:
    """Give so many dates: the first in so many days, then one every so many days."""
    return tuple((now + timedelta(days=first + every * n)).date() for n in range(many))


def _title(area: int) -> str:
    return f"Wijk {area + 1}"


def _corner(area: int) -> tuple[float, float]:
    return 52.0 + 0.02 * area, 5.0


def _area(area: int) -> Boundaries:
    lat, lon = _corner(area)
    ring = [(lon, lat), (lon + 0.02, lat), (lon + 0.02, lat + 0.02), (lon, lat + 0.02), (lon, lat)]
    title = _title(area)
    return Boundaries(area_id_for(title), PublicText(title), PublicText(""), outline_from([[ring]]), 2026)


def _school_id(area: int, n: int) -> SchoolId:
    return SchoolId(f"{area:02d}RY0{n}")


def _school(area: int, n: int) -> RegisteredSchool:
    lat, lon = _corner(area)
    words = ("De Regenboog", "Het Kompas", "De Vlinder", "Sint Joris")[n], "Lindelaan", str(10 * n + 1)
    title, street, number = (PublicText(w) for w in words)
    postcode, city, owner = PublicText(f"12{area:02d}A{chr(65 + n)}"), PublicText("Rijnoever"), PublicText("RIJNOEVER")
    details = SchoolDetails(title, street, number, postcode, city, owner, PublicText("Openbaar"), PublicText(""))
    return RegisteredSchool(_school_id(area, n), details, GeoPoint(lat + 0.004 * (n + 1), lon + 0.01))


def _group(plan: Plan, area: int, name: str, n: int) -> TourGroup:
    lat, lon = _corner(area)
    return TourGroup(
        tour_group_id=TourGroupId(name),
        colour=list(Colour)[n],
        way=Way.BIKE if n % 4 == 3 else Way.WALK,
        language=SPEECH[n % len(SPEECH)],
        places=plan.places,
        prams=0 if n % 4 == 3 else plan.prams,
        step_free=n % 2 == 0,
        meeting_point=MeetingPoint(GeoPoint(lat + 0.01, lon + 0.01), _school_id(area, n % SCHOOLS_PER_AREA)),
        depart=Hours(NINE, NINE + 30),
        back_before=NINE + 240,
        longest=240,
        fewest=1,
        most=SCHOOLS_PER_AREA,
    )


def _outing(tour_group_id: TourGroupId, area: int, n: int) -> Outing:
    starts = [NINE + TO_SCHOOL + EVERY * step for step in range(SCHOOLS_PER_AREA)]
    schools: Sequence[SchoolId] = [_school_id(area, (n + step) % SCHOOLS_PER_AREA) for step in range(SCHOOLS_PER_AREA)]
    visits = tuple(Visit(school, at, at + SHOW, TO_SCHOOL, 700) for school, at in zip(schools, starts, strict=True))
    return Outing(tour_group_id, NINE, visits[-1].ends + TO_SCHOOL, visits, TO_SCHOOL, 700, True)
