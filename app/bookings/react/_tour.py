# SPDX-License-Identifier: EUPL-1.2
"""One tour as pages, letters and calendars tell it: stops with names and addresses, and where it starts."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.areas.read.areas import area_of
from app.carrousels.read.published import PublishedCarrousel, ShownGroup, carrousel_of
from app.carrousels.values import Colour, MeetingPoint
from app.kernel.ids import CarrouselId, SchoolId, TourGroupId
from app.kernel.values import GeoPoint
from app.schools.read.register import School, schools_by_id
from app.vault.people import show

COLOURS = {
    Colour.RED: "rood",
    Colour.BLUE: "blauw",
    Colour.GREEN: "groen",
    Colour.YELLOW: "geel",
    Colour.ORANGE: "oranje",
    Colour.PURPLE: "paars",
    Colour.PINK: "roze",
    Colour.BROWN: "bruin",
    Colour.GREY: "grijs",
    Colour.TURQUOISE: "turquoise",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit. travel: minutes on the way to it."""

    starts_at: datetime
    ends_at: datetime
    name: str
    address: str
    travel: int


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour group's day in words.

    area: its name; meeting_name, meeting_address, meeting_note: where it starts and ends.
    """

    carrousel: PublishedCarrousel
    group: ShownGroup
    area: str
    stops: tuple[Stop, ...]
    meeting_name: str
    meeting_address: str
    meeting_note: str
    meeting_at: GeoPoint

    @property
    def colour(self) -> str:
        """Give the Dutch colour, by which pages know a group."""
        return COLOURS[self.group.colour]

    @property
    def cancelled(self) -> bool:
        return self.group.cancelled is not None or self.carrousel.cancelled is not None

    @property
    def meeting(self) -> str:
        """Say where it starts on one line."""
        return _on_one_line(self.meeting_name, self.meeting_address, self.meeting_note)


def tour_of(session: Session, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> Tour | None:
    """Tell a published group; None when there is none."""
    carrousel = carrousel_of(session, carrousel_id)
    group = next((g for g in carrousel.groups if g.tour_group_id == tour_group_id), None) if carrousel else None
    return None if carrousel is None or group is None else tours_of(session, carrousel, (group,))[0]


def tours_of(
    session: Session, carrousel: PublishedCarrousel, groups: tuple[ShownGroup, ...] | None = None
) -> list[Tour]:
    """Tell the groups of a carrousel, in the order of departure."""
    wanted = carrousel.groups if groups is None else groups
    ids = [v.school_id for g in wanted for v in g.visits]
    ids += [g.meeting_point.school_id for g in wanted if g.meeting_point.school_id is not None]
    schools = schools_by_id(session, ids)
    area = area_of(session, carrousel.area_id)
    return [_told(session, carrousel, g, schools, area.title if area else "") for g in wanted]


def meeting_words(session: Session, point: MeetingPoint) -> str:
    """Say on one line where a tour starts; empty when there is only a place on the map."""
    schools = {} if point.school_id is None else schools_by_id(session, [point.school_id])
    return _on_one_line(*_meeting(session, point, schools))


def _meeting(session: Session, point: MeetingPoint, schools: dict[SchoolId, School]) -> tuple[str, str, str]:
    at_school = None if point.school_id is None else schools.get(point.school_id)
    note = "" if point.note_id is None else show(session, point.note_id).get("note", "")
    return at_school.title if at_school else "", at_school.address if at_school else "", note


def _on_one_line(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _told(
    session: Session, carrousel: PublishedCarrousel, group: ShownGroup, schools: dict[SchoolId, School], area: str
) -> Tour:
    point = group.meeting_point
    name, address, note = _meeting(session, point, schools)
    return Tour(
        carrousel=carrousel,
        group=group,
        area=area,
        stops=tuple(
            _stop(v.starts_at, v.ends_at, schools.get(v.school_id), v.school_id, v.travel) for v in group.visits
        ),
        meeting_name=name,
        meeting_address=address,
        meeting_note=note,
        meeting_at=point.at,
    )


def _stop(starts_at: datetime, ends_at: datetime, school: School | None, school_id: str, travel: int) -> Stop:
    return Stop(starts_at, ends_at, school.title if school else school_id, school.address if school else "", travel)
