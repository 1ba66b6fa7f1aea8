# SPDX-License-Identifier: EUPL-1.2
"""A carrousel in Brunnepe: three schools, two groups, one plan, told as facts."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.areas.events import AreaDrawn, MunicipalityFounded
from app.areas.values import Outline
from app.carrousels.decide.snapshot import promises
from app.carrousels.events import (
    CarrouselCancelled,
    CarrouselDrafted,
    CarrouselMoved,
    CarrouselPublished,
    DayPlanAdopted,
    DraftDiscarded,
    SchoolTookPart,
    SchoolWithdrew,
    TourGroupCancelled,
    TourGroupDropped,
    TourGroupFormed,
)
from app.carrousels.state import Carrousel
from app.carrousels.values import Availability, Colour, MeetingPoint, Outing, Reason, TourGroup, Visit
from app.kernel.commands import fold
from app.kernel.events import Event
from app.kernel.ids import AreaId, CarrouselId, MunicipalityId, NoteId, PersonId, SchoolId, TourGroupId
from app.kernel.values import Daypart, GeoPoint, HolidayRegion, Hours, Language, PublicText, Way
from app.people.events import RoleGranted
from app.people.values import Role
from app.schools.events import ContactNamed, SchoolLocated, SchoolRegistered
from app.schools.values import SchoolDetails, Source

NOW = datetime(2027, 1, 11, 10, 0, tzinfo=UTC)
MARCH_16 = date(2027, 3, 16)
BRUNNEPE = AreaId("brunnepe")
SPRING = CarrouselId("spring-tour")
SCHAKEL, STROOM, BRUG = SchoolId("16SW00"), SchoolId("17AB00"), SchoolId("18CD00")
RED, BLUE = TourGroupId("group-red"), TourGroupId("group-blue")
HANNAH, CONTACT = PersonId("hannah"), PersonId("contact-of-schakel")
NOTE = NoteId("note-at-the-gate")
AT = {SCHAKEL: GeoPoint(52.561, 5.915), STROOM: GeoPoint(52.564, 5.919), BRUG: GeoPoint(52.559, 5.923)}
# A name as somebody could have typed it into the register.
HOSTILE = 'De "Brug" `${alert(1)}` <script>alert(2)</script> & co'
NAMES = {SCHAKEL: "De Schakel", STROOM: "Het Stroomdal", BRUG: HOSTILE}

MORNING = Availability(windows=(Hours(525, 720),), presentation=25, pause=5)
SPRING_DRAFTED = CarrouselDrafted(
    carrousel_id=SPRING, area_id=BRUNNEPE, on=MARCH_16, daypart=Daypart.MORNING, changeover=5
)
TOOK_PART = tuple(
    SchoolTookPart(carrousel_id=SPRING, school_id=s, availability=MORNING) for s in (SCHAKEL, STROOM, BRUG)
)
RED_GROUP = TourGroup(
    tour_group_id=RED, colour=Colour.RED, way=Way.WALK, language=Language.DUTCH, places=12, prams=4, step_free=True,
    meeting_point=MeetingPoint(AT[SCHAKEL], SCHAKEL, NOTE), depart=Hours(525, 560), back_before=735, longest=180,
    fewest=2, most=3, guide_id=HANNAH,
)  # fmt: skip
BLUE_GROUP = replace(
    RED_GROUP, tour_group_id=BLUE, colour=Colour.BLUE, way=Way.BIKE, prams=0, language=Language.ARABIC, step_free=False,
    meeting_point=MeetingPoint(GeoPoint(52.562, 5.918)), guide_id=None,
)  # fmt: skip
RED_FORMED = TourGroupFormed(carrousel_id=SPRING, group=RED_GROUP)
BLUE_FORMED = TourGroupFormed(carrousel_id=SPRING, group=BLUE_GROUP)
RED_OUTING = Outing(
    RED, 530, 600, (Visit(SCHAKEL, 530, 555, 0, 0), Visit(STROOM, 570, 595, 6, 430)), 5, 430, estimated=True
)
BLUE_OUTING = Outing(
    BLUE, 530, 610, (Visit(BRUG, 535, 560, 2, 500), Visit(SCHAKEL, 570, 595, 3, 700)), 2, 300, estimated=True
)
PLAN_ADOPTED = DayPlanAdopted(carrousel_id=SPRING, outings=(RED_OUTING, BLUE_OUTING))
READY: tuple[Event, ...] = (SPRING_DRAFTED, *TOOK_PART, RED_FORMED, BLUE_FORMED, PLAN_ADOPTED)


def release_of(*facts: Event) -> CarrouselPublished:
    """Give the next release after these facts."""
    state = fold(Carrousel(), facts)
    assert state.carrousel_id
    assert state.area_id
    return CarrouselPublished(
        carrousel_id=state.carrousel_id, area_id=state.area_id, release=state.release + 1, on=state.on,
        daypart=state.daypart, groups=promises(state),
    )  # fmt: skip


FIRST_RELEASE = release_of(*READY)
PUBLISHED: tuple[Event, ...] = (*READY, FIRST_RELEASE)
HOUR_LATER = CarrouselMoved(carrousel_id=SPRING, on=MARCH_16, daypart=Daypart.MORNING, later=60)
SECOND_RELEASE = release_of(*PUBLISHED, HOUR_LATER)
BLUE_CANCELLED = TourGroupCancelled(carrousel_id=SPRING, tour_group_id=BLUE, reason=Reason.GUIDE_ILL)
SPRING_CANCELLED = CarrouselCancelled(carrousel_id=SPRING, tour_group_ids=(BLUE, RED), reason=Reason.WEATHER)
BRUG_WITHDREW = SchoolWithdrew(carrousel_id=SPRING, school_id=BRUG)
BLUE_DROPPED = TourGroupDropped(carrousel_id=SPRING, tour_group_id=BLUE)
SPRING_DISCARDED = DraftDiscarded(carrousel_id=SPRING)

BOX = Outline(
    (
        (
            (
                GeoPoint(52.55, 5.9),
                GeoPoint(52.55, 5.94),
                GeoPoint(52.58, 5.94),
                GeoPoint(52.58, 5.9),
                GeoPoint(52.55, 5.9),
            ),
        ),
    )
)


def _school(school_id: SchoolId) -> tuple[Event, ...]:
    details = SchoolDetails(
        title=PublicText(NAMES[school_id]), street=PublicText("Kerkstraat"), housenumber=PublicText("1"),
        postcode=PublicText("8261AB"), city=PublicText("Kampen"), municipality=PublicText("KAMPEN"),
        denomination=PublicText("Openbaar"), website=PublicText(""),
    )  # fmt: skip
    known = {"school_id": school_id, "source": Source.DUO}
    return (
        SchoolRegistered(details=details, as_of=date(2026, 9, 1), **known),  # type: ignore[arg-type]
        SchoolLocated(at=AT[school_id], **known),  # type: ignore[arg-type]
    )


TOWN: tuple[Event, ...] = (
    MunicipalityFounded(
        municipality_id=MunicipalityId("kampen"), title=PublicText("Kampen"), register_name=PublicText("KAMPEN"),
        region=HolidayRegion.MIDDLE,
    ),
    AreaDrawn(area_id=BRUNNEPE, title=PublicText("Brunnepe"), code=PublicText(""), outline=BOX, year=2026),
    *_school(SCHAKEL), *_school(STROOM), *_school(BRUG),
    ContactNamed(school_id=SCHAKEL, person_id=CONTACT),
    RoleGranted(person_id=HANNAH, role=Role.GUIDE, area_id=BRUNNEPE),
)  # fmt: skip
