# SPDX-License-Identifier: EUPL-1.2
"""Schools as they are now: what the register says, where they stand, and in which area they lie."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Column, Text, func, or_, select, update
from sqlmodel import Field, Session, col

from app.areas.events import AreaClosed, AreaDrawn, AreaRedrawn
from app.areas.values import Outline, coordinates_of, outline_from
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import AreaId, PersonId, SchoolId
from app.kernel.values import GeoPoint
from app.schools.events import (
    ContactNamed,
    SchoolAssignedToArea,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolLocated,
    SchoolRegistered,
    SchoolReopened,
)


class SchoolRow(ViewRow, table=True):
    """A school site. point_area_id: the area that holds its point; given_area_id: what staff said, which wins."""

    __tablename__ = "schools_school"
    school_id: str = Field(max_length=48, primary_key=True)
    title: str = Field(max_length=300)
    street: str = Field(max_length=300)
    housenumber: str = Field(max_length=300)
    postcode: str = Field(max_length=300)
    city: str = Field(max_length=300)
    municipality: str = Field(max_length=300)
    denomination: str = Field(max_length=300)
    website: str = Field(max_length=300)
    as_of: date
    is_open: bool = True
    lat: float | None = None
    lon: float | None = None
    address_is_newer: bool = False
    point_area_id: str | None = Field(default=None, max_length=48, index=True)
    given_area_id: str | None = Field(default=None, max_length=48, index=True)
    contact_id: str | None = Field(default=None, max_length=48)


class OutlineRow(ViewRow, table=True):
    """The outline of an open area, to place schools: coordinates of a GeoJSON MultiPolygon, and the box around it."""

    __tablename__ = "schools_outline"
    area_id: str = Field(max_length=48, primary_key=True)
    outline: str = Field(sa_column=Column(Text, nullable=False))
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class School:
    """A school site.

    postcode: 1234AB; at: None until somebody said where it stands; area_id: None when it lies in no area;
    as_of: date of the register that last said something; address_is_newer: it moved after it was put on the map;
    point_area_id: the area that holds its point; overruled: staff gave it another area than its point.
    """

    school_id: SchoolId
    title: str
    street: str
    housenumber: str
    postcode: str
    city: str
    denomination: str
    website: str
    at: GeoPoint | None
    area_id: AreaId | None
    is_open: bool
    municipality: str = ""
    as_of: date = date.min
    address_is_newer: bool = False
    point_area_id: AreaId | None = None
    overruled: bool = False
    contact_id: PersonId | None = None

    @property
    def address(self) -> str:
        """Give street and number, postcode and city, on one line."""
        street = f"{self.street} {self.housenumber}".strip()
        place = f"{self.postcode[:4]} {self.postcode[4:]} {self.city}".strip()
        return f"{street}, {place}" if street else place


def project(recorded: Recorded, session: Session) -> None:
    match recorded.event:
        case SchoolRegistered() as e:
            session.add(SchoolRow.model_validate({"school_id": e.school_id, "as_of": e.as_of, **_words(e)}))
        case SchoolDetailsChanged() | SchoolReopened() as e:
            _change(session.get_one(SchoolRow, e.school_id), e)
        case SchoolClosed() as e:
            row = session.get_one(SchoolRow, e.school_id)
            row.is_open, row.as_of = False, e.as_of
        case SchoolLocated() as e:
            row = session.get_one(SchoolRow, e.school_id)
            row.lat, row.lon, row.address_is_newer = e.at.lat, e.at.lon, False
            row.point_area_id = _area_at(e.at, session)
        case SchoolAssignedToArea() as e:
            session.get_one(SchoolRow, e.school_id).given_area_id = e.area_id
        case ContactNamed() as e:
            session.get_one(SchoolRow, e.school_id).contact_id = e.person_id
        case AreaDrawn() | AreaRedrawn() as e:
            _draw(e, session)
            _place_again(e.area_id, e.outline, session)
        case AreaClosed() as e:
            _rub_out(e.area_id, session)
        case _:
            raise AssertionError(f"register does not know {recorded.event.name}")


def _words(e: SchoolRegistered | SchoolDetailsChanged | SchoolReopened) -> dict[str, str]:
    d = e.details
    return {
        "title": d.title, "street": d.street, "housenumber": d.housenumber, "postcode": d.postcode, "city": d.city,
        "municipality": d.municipality, "denomination": d.denomination, "website": d.website,
    }  # fmt: skip


def _change(row: SchoolRow, e: SchoolDetailsChanged | SchoolReopened) -> None:
    before = (row.street, row.housenumber, row.postcode)
    for name, value in _words(e).items():
        setattr(row, name, value)
    row.is_open, row.as_of = True, e.as_of
    if row.lat is not None and before != (row.street, row.housenumber, row.postcode):
        row.address_is_newer = True


def _draw(e: AreaDrawn | AreaRedrawn, session: Session) -> None:
    west, south, east, north = e.outline.box()
    text = json.dumps(coordinates_of(e.outline), separators=(",", ":"))
    session.merge(OutlineRow(area_id=e.area_id, outline=text, west=west, south=south, east=east, north=north))
    session.flush()


def _place_again(area_id: AreaId, outline: Outline, session: Session) -> None:
    """Place the schools that lay in this area, and those without an area that may lie in it now."""
    west, south, east, north = outline.box()
    in_box = col(SchoolRow.lon).between(west, east) & col(SchoolRow.lat).between(south, north)
    may_gain = col(SchoolRow.point_area_id).is_(None) & in_box
    rows = session.execute(select(SchoolRow).where(or_(col(SchoolRow.point_area_id) == area_id, may_gain))).scalars()
    _place(list(rows), session)


def _place(rows: list[SchoolRow], session: Session) -> None:
    for row in rows:
        point = _point(row)
        row.point_area_id = _area_at(point, session) if point else None


def _rub_out(area_id: AreaId, session: Session) -> None:
    session.delete(session.get_one(OutlineRow, area_id))
    session.flush()
    _place(list(session.execute(select(SchoolRow).where(col(SchoolRow.point_area_id) == area_id)).scalars()), session)
    session.execute(update(SchoolRow).where(col(SchoolRow.given_area_id) == area_id).values(given_area_id=None))


def _area_at(point: GeoPoint, session: Session) -> str | None:
    """Find the area that holds a point; where two do, the first by id."""
    query = select(OutlineRow).where(
        col(OutlineRow.west) <= point.lon,
        col(OutlineRow.east) >= point.lon,
        col(OutlineRow.south) <= point.lat,
        col(OutlineRow.north) >= point.lat,
    )
    rows = session.execute(query.order_by(col(OutlineRow.area_id))).scalars()
    return next((row.area_id for row in rows if _outline(row.outline).holds(point)), None)


@lru_cache(maxsize=512)
def _outline(text: str) -> Outline:
    return outline_from(json.loads(text))


VIEW = View(
    "schools.register",
    (SchoolRow, OutlineRow),
    (
        SchoolRegistered, SchoolDetailsChanged, SchoolReopened, SchoolClosed, SchoolLocated, SchoolAssignedToArea,
        ContactNamed, AreaDrawn, AreaRedrawn, AreaClosed,
    ),
    project,
)  # fmt: skip


def schools_in(session: Session, area_id: AreaId) -> list[School]:
    """Give the open schools of an area, by title."""
    given, by_point = col(SchoolRow.given_area_id), col(SchoolRow.point_area_id)
    here = or_(given == area_id, given.is_(None) & (by_point == area_id))
    return _schools(session.execute(select(SchoolRow).where(col(SchoolRow.is_open), here)).scalars())


def all_schools(session: Session) -> list[School]:
    """Give every school that ever was in the register, by title."""
    return _schools(session.execute(select(SchoolRow)).scalars())


def open_schools_by_area(session: Session) -> dict[AreaId, int]:
    """Count the open schools of each area; areas without any are absent."""
    area = func.coalesce(col(SchoolRow.given_area_id), col(SchoolRow.point_area_id))
    query = select(area, func.count()).where(col(SchoolRow.is_open), area.is_not(None)).group_by(area)
    return {AreaId(area_id): number for area_id, number in session.execute(query)}


def school_of(session: Session, school_id: SchoolId) -> School | None:
    """Give a school, open or closed; None when it never was in the register."""
    row = session.get(SchoolRow, school_id)
    return _school(row) if row is not None else None


def schools_by_id(session: Session, ids: Iterable[SchoolId]) -> dict[SchoolId, School]:
    """Give the schools of these ids, open or closed; unknown ones are left out."""
    rows = session.execute(select(SchoolRow).where(col(SchoolRow.school_id).in_(list(ids)))).scalars()
    return {s.school_id: s for s in _schools(rows)}


def _schools(rows: Iterable[SchoolRow]) -> list[School]:
    return sorted((_school(row) for row in rows), key=lambda s: (s.title.casefold(), s.school_id))


def _point(row: SchoolRow) -> GeoPoint | None:
    return None if row.lat is None or row.lon is None else GeoPoint(row.lat, row.lon)


def _school(row: SchoolRow) -> School:
    area = row.given_area_id or row.point_area_id
    return School(
        school_id=SchoolId(row.school_id),
        title=row.title,
        street=row.street,
        housenumber=row.housenumber,
        postcode=row.postcode,
        city=row.city,
        denomination=row.denomination,
        website=row.website,
        at=_point(row),
        area_id=AreaId(area) if area else None,
        is_open=row.is_open,
        municipality=row.municipality,
        as_of=row.as_of,
        address_is_newer=row.address_is_newer,
        point_area_id=AreaId(row.point_area_id) if row.point_area_id else None,
        overruled=row.given_area_id is not None,
        contact_id=PersonId(row.contact_id) if row.contact_id else None,
    )
