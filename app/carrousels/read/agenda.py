# SPDX-License-Identifier: EUPL-1.2
"""Which carrousels there are, per area: drafts, published and cancelled ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.carrousels.read.drafts import DraftRow, Groups
from app.carrousels.read.paper import read_back
from app.carrousels.read.published import upcoming, visited
from app.kernel.ids import AreaId, CarrouselId, SchoolId
from app.kernel.values import Daypart

DAYPARTS = list(Daypart)
ON = func.coalesce(col(DraftRow.published_on), col(DraftRow.on))


class Stage(StrEnum):
    """How far a carrousel is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A carrousel in a list.

    on, daypart: as published, of a draft as planned; changed: the draft differs from the release.
    """

    carrousel_id: CarrouselId
    area_id: AreaId
    on: date
    daypart: Daypart
    stage: Stage
    release: int
    changed: bool
    groups: int
    places: int
    schools: int


def of_quarter(session: Session, first: date, last: date) -> dict[AreaId, list[AgendaEntry]]:
    """Give the carrousels from one date up to and with another, per area, by date; areas without any are absent."""
    found: dict[AreaId, list[AgendaEntry]] = {}
    for entry in _entries(session, [first <= ON, last >= ON]):
        found.setdefault(entry.area_id, []).append(entry)
    return found


def of_area(session: Session, area_id: AreaId) -> list[AgendaEntry]:
    """Give all carrousels of an area, by date."""
    return _entries(session, [col(DraftRow.area_id) == area_id])


def on_date(session: Session, on: date, area_ids: Iterable[AreaId]) -> list[AgendaEntry]:
    """Give the carrousels of these areas on a date."""
    return _entries(session, [on == ON, col(DraftRow.area_id).in_(list(area_ids))])


def with_schools(session: Session, today: date, school_ids: Iterable[SchoolId]) -> dict[SchoolId, list[AgendaEntry]]:
    """Give per school the carrousels from today on that it is in, as worked on or as published; absent when in none."""
    wanted = set(school_ids)
    promised = {c.carrousel_id: visited(c.going) for c in upcoming(session, today)} if wanted else {}
    found: dict[SchoolId, list[AgendaEntry]] = {}
    open_ones = [col(DraftRow.is_discarded).is_(False), col(DraftRow.cancelled).is_(None), today <= ON]
    rows = session.execute(select(DraftRow).where(*open_ones)).scalars() if wanted else ()
    for row in sorted(rows, key=lambda row: (row.published_on or row.on, row.carrousel_id)):
        here = set(read_back(row.schools, dict)) | promised.get(CarrouselId(row.carrousel_id), set())
        for school_id in wanted & {SchoolId(s) for s in here}:
            found.setdefault(school_id, []).append(_entry(row))
    return found


def _entries(session: Session, wanted: list[Any]) -> list[AgendaEntry]:
    query = select(DraftRow).where(col(DraftRow.is_discarded).is_(False), *wanted)
    entries = [_entry(row) for row in session.execute(query).scalars()]
    return sorted(entries, key=lambda e: (e.on, DAYPARTS.index(e.daypart), e.carrousel_id))


def _entry(row: DraftRow) -> AgendaEntry:
    stage = Stage.CANCELLED if row.cancelled else Stage.PUBLISHED if row.release else Stage.DRAFT
    groups = read_back(row.groups, Groups)
    return AgendaEntry(
        carrousel_id=CarrouselId(row.carrousel_id),
        area_id=AreaId(row.area_id),
        on=row.published_on or row.on,
        daypart=Daypart(row.published_daypart or row.daypart),
        stage=stage,
        release=row.release,
        changed=row.changed and stage is Stage.PUBLISHED,
        groups=len(groups),
        places=sum(g.places for g in groups.values()),
        schools=len(read_back(row.schools, dict)),
    )
