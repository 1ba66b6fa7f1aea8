# SPDX-License-Identifier: EUPL-1.2
"""A quarter's carrousels for the example: with bookings, full with a waiting list, in the evening, and a draft."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session

from app.adapters.special_days import special_days
from app.adapters.streets import straight_line_m
from app.areas.read.areas import Area, all_areas, municipality
from app.bookings.decide.book_places import BookPlaces
from app.bookings.values import Channel, Desk
from app.carrousels.decide.adopt_day_plan import AdoptDayPlan
from app.carrousels.decide.draft_carrousel import DraftCarrousel
from app.carrousels.decide.form_tour_group import FormTourGroup
from app.carrousels.decide.let_school_take_part import LetSchoolTakePart
from app.carrousels.decide.publish_carrousel import PublishCarrousel
from app.carrousels.read.drafts import draft_of
from app.carrousels.screens.staff.proposal import outings, puzzle
from app.carrousels.values import Availability, Colour, MeetingPoint, TourGroup
from app.edges.office import Office
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Daypart, Hours, Language, Party, Way
from app.people.read.colleagues import guides_of
from app.planning.rotation import plan_day
from app.schools.read.register import School, schools_in
from app.vault import people as vault

OPEN = {Daypart.MORNING: Hours(525, 735), Daypart.AFTERNOON: Hours(780, 975), Daypart.EVENING: Hours(1095, 1275)}
SEARCH_SECONDS = 3.0
FAR_M = 3000  # from here on a group rides a bus: an afternoon is too short to walk it
PEOPLE = ("Amina", "Bram", "Chaimae", "Dirk", "Esra", "Femke", "Goran", "Hanna", "Idris", "Julia", "Karim", "Lieke")


@dataclass(frozen=True, slots=True)
class Story:
    """One carrousel of the example. groups: colour, way, language, places; filled: people who ask per place."""

    daypart: Daypart
    groups: tuple[tuple[Colour, Way, Language, int], ...]
    published: bool
    filled: float


STORIES = (
    Story(
        Daypart.MORNING,
        (
            (Colour.RED, Way.WALK, Language.DUTCH, 16),
            (Colour.BLUE, Way.STROLLER, Language.DUTCH, 14),
            (Colour.GREEN, Way.WALK, Language.ENGLISH, 12),
        ),
        published=True,
        filled=0.6,
    ),
    Story(
        Daypart.AFTERNOON,
        ((Colour.ORANGE, Way.WALK, Language.DUTCH, 10), (Colour.PURPLE, Way.BIKE, Language.DUTCH, 8)),
        published=True,
        filled=1.3,
    ),
    Story(
        Daypart.EVENING,
        ((Colour.YELLOW, Way.WALK, Language.DUTCH, 15), (Colour.TURQUOISE, Way.WALK, Language.ARABIC, 12)),
        published=True,
        filled=0.2,
    ),
    Story(
        Daypart.MORNING,
        ((Colour.RED, Way.WALK, Language.DUTCH, 15), (Colour.GREEN, Way.STROLLER, Language.DUTCH, 12)),
        published=False,
        filled=0.0,
    ),
)


def plan_the_quarter(office: Office, say: Callable[[str], None]) -> None:
    """Draft a carrousel in every area that has enough schools; publish and fill those that the stories say."""
    with office.reading() as session:
        known = municipality(session)
        areas = [(a, [s for s in schools_in(session, a.area_id) if s.at]) for a in all_areas(session)]
    days = fitting_days(
        office.today() + timedelta(days=office.settings.lead_days + 3), known.region if known else "Midden"
    )
    enough = [(area, schools) for area, schools in areas if len(schools) >= 3]
    for n, (area, schools) in enumerate(enough):
        story = STORIES[n % len(STORIES)]
        say(f"carrousel van {area.title}: {len(schools[:5])} scholen, {len(story.groups)} groepen")
        _tell(office, story, area, _near_each_other(schools), next(days))


def fitting_days(first: date, region: str) -> Iterator[date]:
    """Give days for carrousels: Tuesdays, Thursdays and Saturdays that are no holiday or feast day, in order."""
    day = first
    while True:
        busy = [d for d in special_days(day, day, region) if not d.advisory]  # type: ignore[arg-type]
        if day.weekday() in (1, 3, 5) and not busy:
            yield day
        day += timedelta(days=1)


def _near_each_other(schools: Sequence[School]) -> list[School]:
    """Choose five schools that lie together: those nearest to the middle one."""
    lat = sorted(s.at.lat for s in schools if s.at)[len(schools) // 2]
    lon = sorted(s.at.lon for s in schools if s.at)[len(schools) // 2]
    return sorted(schools, key=lambda s: (s.at.lat - lat) ** 2 + ((s.at.lon - lon) * 0.6) ** 2 if s.at else 9)[:5]


def _spread(schools: Sequence[School]) -> float:
    """Give the metres between the two schools that lie furthest apart."""
    points = [s.at for s in schools if s.at]
    return max(straight_line_m(a, b) for a in points for b in points)


def _tell(office: Office, story: Story, area: Area, schools: list[School], on: date) -> None:
    carrousel_id, hours = CarrouselId.new(), OPEN[story.daypart]
    ask = partial(office.ask, by="program")
    ask(DraftCarrousel(carrousel_id=carrousel_id, area_id=area.area_id, on=on, daypart=story.daypart))
    for n, school in enumerate(schools):
        there = Availability(
            windows=(hours,), presentation=20, visitors=32, groups_together=2 if n == 0 else 1, little_known=n == 1
        )
        ask(LetSchoolTakePart(carrousel_id=carrousel_id, school_id=school.school_id, availability=there))
    groups = [_group(office, area, story, schools, n) for n in range(len(story.groups))]
    for group in groups:
        ask(FormTourGroup(carrousel_id=carrousel_id, group=group))
    if not story.published:
        return
    _plan(office, carrousel_id, schools)
    ask(PublishCarrousel(carrousel_id=carrousel_id, release=1))
    for group in groups:
        _fill(office, carrousel_id, group, story.filled, on)


def _group(office: Office, area: Area, story: Story, schools: list[School], n: int) -> TourGroup:
    colour, way, language, places = story.groups[n]
    if _spread(schools) > FAR_M:
        way = Way.BUS
    hours, meeting = OPEN[story.daypart], schools[n % len(schools)]
    with office.reading() as session:
        guides = guides_of(session, area.area_id)
    assert meeting.at is not None
    return TourGroup(
        tour_group_id=TourGroupId.new(),
        colour=colour,
        way=way,
        language=language,
        places=places,
        prams=places // 4 if way is not Way.BIKE else 0,
        step_free=way is Way.STROLLER,
        meeting_point=MeetingPoint(meeting.at, meeting.school_id),
        depart=Hours(hours.start - 15, hours.start + 30),
        back_before=min(hours.end + 30, 1380),
        longest=210,
        fewest=min(3, len(schools)),
        most=min(4, len(schools)),
        guide_id=guides[n % len(guides)].person_id if guides else None,
    )


def _plan(office: Office, carrousel_id: CarrouselId, schools: list[School]) -> None:
    with office.reading() as session:
        draft = draft_of(session, carrousel_id)
    assert draft is not None
    known = puzzle(draft, {s.school_id: s.at for s in schools if s.at}, office.streets)
    found = plan_day(known.day, seconds=SEARCH_SECONDS)
    if found.plan is None:
        raise RuntimeError(f"de dag van {draft.area_id} kan niet worden gepland")
    office.ask(AdoptDayPlan(carrousel_id=carrousel_id, outings=outings(known, found.plan.groups)), by="program")


def _fill(office: Office, carrousel_id: CarrouselId, group: TourGroup, filled: float, on: date) -> None:
    """Book parties until so much of the places is asked for; who does not fit waits."""
    dice = random.Random(f"{group.colour}-{group.places}")  # noqa: S311  the same example every time
    asked = 0
    while asked < group.places * filled:
        party = Party(2) if filled > 1 else Party(dice.choice((1, 2, 2)), dice.choice((0, 0, 1, 2)))
        booking_id, name = BookingId.new(), dice.choice(PEOPLE)
        known = {"name": name, "email": f"{name.lower()}{asked}@ouders.example"}
        command = BookPlaces(
            carrousel_id=carrousel_id,
            tour_group_id=group.tour_group_id,
            booking_id=booking_id,
            party=party,
            language=Language.ENGLISH if group.language is Language.ENGLISH else Language.DUTCH,
            desk=dice.choice((Desk.WEB, Desk.WEB, Desk.PHONE)),
            channel=dice.choice(list(Channel)),
            closes_minutes=office.settings.booking_closes_minutes,
            or_wait=True,
        )
        office.ask(command, by="parent", also=[partial(_keep, booking_id, known, on)])
        asked += party.people


def _keep(booking_id: BookingId, known: dict[str, str], on: date, session: Session) -> None:
    vault.keep(session, booking_id, known)
    vault.set_terms(session, booking_id, on)
