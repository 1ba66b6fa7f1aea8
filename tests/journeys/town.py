# SPDX-License-Identifier: EUPL-1.2
"""A small town made through commands: two areas, and schools with names that try to break things."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.areas.decide.draw_areas import Boundaries, DrawAreas
from app.areas.decide.found_municipality import FoundMunicipality
from app.areas.values import area_id_for, outline_from
from app.bookings.decide.book_places import BookPlaces
from app.bookings.react._letters import link_to
from app.bookings.values import Channel, Desk
from app.carrousels.decide.adopt_day_plan import AdoptDayPlan
from app.carrousels.decide.draft_carrousel import DraftCarrousel
from app.carrousels.decide.form_tour_group import FormTourGroup
from app.carrousels.decide.let_school_take_part import LetSchoolTakePart
from app.carrousels.decide.publish_carrousel import PublishCarrousel
from app.carrousels.values import Availability, Colour, MeetingPoint, Outing, TourGroup, Visit
from app.edges.office import Office
from app.kernel.commands import Command
from app.kernel.ids import AreaId, BookingId, CarrouselId, MunicipalityId, SchoolId, TourGroupId
from app.kernel.values import Daypart, GeoPoint, HolidayRegion, Hours, Language, Party, PublicText, Way
from app.people.cli.people import add_colleague
from app.people.values import Role
from app.schools.decide.import_register import ImportRegister, RegisteredSchool
from app.schools.values import SchoolDetails, Source
from app.vault import people as vault

NORTH, SOUTH = area_id_for("Noord"), area_id_for("Zuid")
NAMES = {
    NORTH: (
        "De Regenboog",
        '\'t "Anker" & `Co` ${7*7}',
        "<b>De Vlinder</b></script>",
        "Basisschool voor openbaar en algemeen toegankelijk Montessorionderwijs Wilhelminapolder-Noord",
        "مدرسة {{ 7 * 7 }} %(naam)s",
    ),
    SOUTH: ("Het Kompas", "Sint Joris", "De Brug"),
}
CORNERS = {NORTH: (52.02, 5.0), SOUTH: (52.0, 5.0)}
NINE, TO_SCHOOL, SHOW, EVERY = 540, 10, 25, 40  # minutes: of the day, on the way, at a school, from show to show
ALL_MORNING = Availability((Hours(NINE, NINE + 240),), SHOW, 5, rooms=2, visitors=30)


def schools_of(area_id: AreaId) -> list[SchoolId]:
    return [SchoolId(f"{10 + n}{area_id[:1].upper()}A00") for n in range(len(NAMES[area_id]))]


@dataclass
class Town:
    """The town, and what was made in it by name."""

    office: Office
    groups: dict[str, list[TourGroupId]] = field(default_factory=dict)

    def ask(self, command: Command[Any], **more: Any) -> None:
        self.office.ask(command, by="program", **more)

    def settle(self) -> None:
        """Found the municipality, draw its areas, register its schools, and let people work there."""
        rijnoever = MunicipalityId("rijnoever"), PublicText("Rijnoever"), PublicText("RIJNOEVER")
        self.ask(FoundMunicipality(*rijnoever, HolidayRegion.MIDDLE))
        self.ask(DrawAreas((_area(NORTH, "Noord"), _area(SOUTH, "Zuid"))))
        rows = tuple(_school(area_id, n) for area_id, names in NAMES.items() for n in range(len(names)))
        self.ask(ImportRegister(rows, self.office.today(), Source.DUO, PublicText("RIJNOEVER")))
        for n, name in enumerate(("Fatima", "Henk <rondleider>", "Ewa", "Yusuf")):
            add_colleague(self.office, name, f"gids{n}@example.org", Role.GUIDE, NORTH)

    def draft(self, name: str, area_id: AreaId, on: date, places: Sequence[int], plan: bool = True) -> CarrouselId:
        """Draft a carrousel with a group for each number of places; with a plan unless told otherwise."""
        carrousel_id = CarrouselId(name)
        self.ask(DraftCarrousel(carrousel_id=carrousel_id, area_id=area_id, on=on, daypart=Daypart.MORNING))
        schools = schools_of(area_id)
        for school_id in schools:
            self.ask(LetSchoolTakePart(carrousel_id=carrousel_id, school_id=school_id, availability=ALL_MORNING))
        groups = [_group(area_id, f"{name}-{n}", n, many) for n, many in enumerate(places)]
        for group in groups:
            self.ask(FormTourGroup(carrousel_id=carrousel_id, group=group))
        if plan:
            outings = tuple(_outing(group.tour_group_id, schools, n) for n, group in enumerate(groups))
            self.ask(AdoptDayPlan(carrousel_id=carrousel_id, outings=outings))
        self.groups[name] = [group.tour_group_id for group in groups]
        return carrousel_id

    def publish(self, name: str, area_id: AreaId, on: date, places: Sequence[int]) -> CarrouselId:
        carrousel_id = self.draft(name, area_id, on, places)
        self.ask(PublishCarrousel(carrousel_id=carrousel_id, release=1))
        return carrousel_id

    def book(self, group: TourGroupId, who: str, party: Party, *, email: str | None = None, **known: str) -> BookingId:
        """Book for somebody, or put them on the waiting list."""
        carrousel_id = CarrouselId(group.rpartition("-")[0])
        booking_id = BookingId(f"{group}-{who.lower()}")
        command = BookPlaces(
            carrousel_id=carrousel_id, tour_group_id=group, booking_id=booking_id, party=party,
            language=Language.DUTCH, desk=Desk.WEB, channel=Channel.LETTER, closes_minutes=60, or_wait=True,
        )  # fmt: skip
        self.ask(command, also=[keep(booking_id, name=who, email=email, **known)])
        return booking_id

    def link(self, booking_id: BookingId) -> str:
        """Give the path that opens a booking."""
        with self.office.reading() as session:
            link = link_to(self.office, booking_id, vault.show(session, booking_id))
        return link.removeprefix(self.office.settings.base_url)


def keep(booking_id: BookingId, **known: str | None) -> Callable[[Any], None]:
    """Give what rides along with a booking: what the party told about itself."""

    def write(session: Any) -> None:
        vault.keep(session, booking_id, known)
        vault.set_terms(session, booking_id, date(2027, 3, 2))

    return write


def _area(area_id: AreaId, title: str) -> Boundaries:
    lat, lon = CORNERS[area_id]
    ring = [(lon, lat), (lon + 0.02, lat), (lon + 0.02, lat + 0.02), (lon, lat + 0.02), (lon, lat)]
    return Boundaries(area_id, PublicText(title), PublicText(""), outline_from([[ring]]), 2026)


def _school(area_id: AreaId, n: int) -> RegisteredSchool:
    lat, lon = CORNERS[area_id]
    words = NAMES[area_id][n], "Lindelaan", str(10 * n + 1), f"12{10 + n}AB", "Rijnoever", "RIJNOEVER", "Openbaar", ""
    details = SchoolDetails(*(PublicText(w) for w in words))
    return RegisteredSchool(schools_of(area_id)[n], details, GeoPoint(lat + 0.005 + 0.0015 * n, lon + 0.01))


def _group(area_id: AreaId, name: str, n: int, places: int) -> TourGroup:
    schools = schools_of(area_id)
    lat, lon = CORNERS[area_id]
    return TourGroup(
        tour_group_id=TourGroupId(name),
        colour=list(Colour)[n],
        way=(Way.WALK, Way.STROLLER, Way.WALK, Way.BIKE)[n % 4],
        language=(Language.DUTCH, Language.DUTCH, Language.ENGLISH)[n % 3],
        places=places,
        prams=0 if n % 4 == 3 else 2,
        step_free=n % 2 == 1,
        meeting_point=MeetingPoint(GeoPoint(lat + 0.005, lon + 0.01), schools[0]),
        depart=Hours(NINE - 30, NINE + 30),
        back_before=NINE + 270,
        longest=270,
        fewest=1,
        most=len(schools),
    )


def _outing(tour_group_id: TourGroupId, schools: Sequence[SchoolId], n: int) -> Outing:
    order = [schools[(n + step) % len(schools)] for step in range(len(schools))]
    starts = [NINE + TO_SCHOOL + EVERY * step for step in range(len(schools))]
    visits = tuple(Visit(school, at, at + SHOW, TO_SCHOOL, 700) for school, at in zip(order, starts, strict=True))
    return Outing(tour_group_id, NINE, visits[-1].ends + TO_SCHOOL, visits, TO_SCHOOL, 700, True)
