# SPDX-License-Identifier: EUPL-1.2
"""The municipality, its areas as they are now, and which areas border on each other."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Text, delete, or_, select
from sqlmodel import Field, Session, col

from app.areas.events import AreaClosed, AreaDrawn, AreaRedrawn, MunicipalityFounded
from app.areas.values import Outline, coordinates_of, outline_from
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import AreaId
from app.kernel.values import HolidayRegion

# Outlines of different sources do not meet to the centimetre: this near over this length is a shared border.
NEAR_M = 30.0
SHARED_M = 100.0
DEGREE_M = 111_195.0


class MunicipalityRow(ViewRow, table=True):
    __tablename__ = "areas_municipality"
    municipality_id: str = Field(max_length=48, primary_key=True)
    title: str = Field(max_length=300)
    register_name: str = Field(max_length=300)
    region: str = Field(max_length=20)


class AreaRow(ViewRow, table=True):
    """An area. outline: coordinates of a GeoJSON MultiPolygon; west, south, east, north: the box around it, degrees."""

    __tablename__ = "areas_area"
    area_id: str = Field(max_length=48, primary_key=True)
    title: str = Field(max_length=300)
    code: str = Field(max_length=300)
    outline: str = Field(sa_column=Column(Text, nullable=False))
    year: int
    is_open: bool
    west: float
    south: float
    east: float
    north: float


class NeighbourRow(ViewRow, table=True):
    """Two open areas share a border; each pair stands here in both orders."""

    __tablename__ = "areas_neighbour"
    area_id: str = Field(max_length=48, primary_key=True)
    neighbour_id: str = Field(max_length=48, primary_key=True)


@dataclass(frozen=True, slots=True)
class Municipality:
    """The municipality of this installation. register_name: as DUO spells it."""

    title: str
    register_name: str
    region: HolidayRegion


@dataclass(frozen=True, slots=True)
class Area:
    """An area that is planned. code: of CBS, or empty; year: of the outline."""

    area_id: AreaId
    title: str
    code: str
    outline: Outline
    year: int


def project(recorded: Recorded, session: Session) -> None:
    match recorded.event:
        case MunicipalityFounded() as e:
            words = {"title": e.title, "register_name": e.register_name, "region": e.region.value}
            session.merge(MunicipalityRow(municipality_id=e.municipality_id, **words))
        case AreaDrawn() | AreaRedrawn() as e:
            _draw(e, session)
        case AreaClosed() as e:
            session.get_one(AreaRow, e.area_id).is_open = False
            _forget_neighbours(e.area_id, session)
        case _:
            raise AssertionError(f"areas does not know {recorded.event.name}")


def _draw(e: AreaDrawn | AreaRedrawn, session: Session) -> None:
    west, south, east, north = e.outline.box()
    text = json.dumps(coordinates_of(e.outline), separators=(",", ":"))
    row = AreaRow(
        area_id=e.area_id, title=e.title, code=e.code, outline=text, year=e.year, is_open=True,
        west=west, south=south, east=east, north=north,
    )  # fmt: skip
    session.merge(row)
    session.flush()
    _forget_neighbours(e.area_id, session)
    for other in _nearby(row, session):
        if _share_a_border(text, other.outline):
            session.add(NeighbourRow(area_id=e.area_id, neighbour_id=other.area_id))
            session.add(NeighbourRow(area_id=other.area_id, neighbour_id=e.area_id))


def _forget_neighbours(area_id: AreaId, session: Session) -> None:
    pair = (col(NeighbourRow.area_id) == area_id, col(NeighbourRow.neighbour_id) == area_id)
    session.execute(delete(NeighbourRow).where(or_(*pair)))


def _nearby(row: AreaRow, session: Session) -> list[AreaRow]:
    """Find the open areas whose box touches the box of this one, with some room."""
    room = 3 * NEAR_M / DEGREE_M
    query = select(AreaRow).where(
        col(AreaRow.is_open),
        col(AreaRow.area_id) != row.area_id,
        col(AreaRow.west) <= row.east + room,
        col(AreaRow.east) >= row.west - room,
        col(AreaRow.south) <= row.north + room,
        col(AreaRow.north) >= row.south - room,
    )
    return list(session.execute(query.order_by(col(AreaRow.area_id))).scalars())


def _share_a_border(one: str, other: str) -> bool:
    a, b = _shape(one), _shape(other)
    return bool(a.dwithin(b, NEAR_M) and a.boundary.intersection(b.buffer(NEAR_M)).length >= SHARED_M)


@lru_cache(maxsize=512)
def _shape(text: str) -> Any:
    """Draw an outline in metres, on a plane that is true enough for a town."""
    from shapely import MultiPolygon  # loads when boundaries change, not when the program starts
    from shapely.affinity import scale

    polygons = json.loads(text)
    shape = MultiPolygon([(rings[0], rings[1:]) for rings in polygons]).buffer(0)
    return scale(shape, DEGREE_M * 0.616, DEGREE_M, origin=(0, 0))  # 0.616: a degree of longitude at 52 north


VIEW = View(
    "areas.areas",
    (MunicipalityRow, AreaRow, NeighbourRow),
    (MunicipalityFounded, AreaDrawn, AreaRedrawn, AreaClosed),
    project,
)


def municipality(session: Session) -> Municipality | None:
    """Give the municipality of this installation; None before it is founded."""
    row = session.execute(select(MunicipalityRow)).scalar_one_or_none()
    return row and Municipality(row.title, row.register_name, HolidayRegion(row.region))


def all_areas(session: Session) -> list[Area]:
    """Give the open areas, by title."""
    rows = session.execute(select(AreaRow).where(col(AreaRow.is_open))).scalars()
    return sorted((_area(row) for row in rows), key=lambda a: (a.title.casefold(), a.area_id))


def area_of(session: Session, area_id: AreaId) -> Area | None:
    """Give an open area; None when there is none of this id."""
    row = session.get(AreaRow, area_id)
    return _area(row) if row is not None and row.is_open else None


def neighbours_of(session: Session, area_id: AreaId) -> list[Area]:
    """Give the open areas that share a border with this one, by title."""
    query = select(AreaRow).join(NeighbourRow, col(NeighbourRow.neighbour_id) == col(AreaRow.area_id))
    rows = session.execute(query.where(col(NeighbourRow.area_id) == area_id)).scalars()
    return sorted((_area(row) for row in rows), key=lambda a: (a.title.casefold(), a.area_id))


def _area(row: AreaRow) -> Area:
    return Area(AreaId(row.area_id), row.title, row.code, _outline(row.outline), row.year)


@lru_cache(maxsize=512)
def _outline(text: str) -> Outline:
    return outline_from(json.loads(text))
