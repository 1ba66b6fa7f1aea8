# SPDX-License-Identifier: EUPL-1.2
"""The working state of a carrousel, for the colleagues who plan it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, Text
from sqlmodel import Field, Session

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
from app.carrousels.read.paper import read_back, written
from app.carrousels.values import Availability, Outing, Reason, TourGroup
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.events import Event
from app.kernel.ids import AreaId, CarrouselId, SchoolId, TourGroupId
from app.kernel.values import Daypart

TOLD = (TourGroupCancelled, CarrouselCancelled, CarrouselPublished)  # everybody knows these at once
Schools = dict[SchoolId, Availability]
Groups = dict[TourGroupId, TourGroup]
Outings = tuple[Outing, ...]
Cancelled = dict[TourGroupId, Reason]


class DraftRow(ViewRow, table=True):
    """A carrousel as it is worked on. schools, groups, outings, cancelled_groups: whole values as JSON."""

    __tablename__ = "carrousels_draft"
    carrousel_id: str = Field(max_length=48, primary_key=True)
    area_id: str = Field(max_length=48, index=True)
    on: date = Field(index=True)
    daypart: str = Field(max_length=20)
    changeover: int
    schools: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    groups: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    outings: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    cancelled_groups: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    promised: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    moves: int = 0
    release: int = 0
    published_on: date | None = Field(default=None, index=True)
    published_daypart: str | None = Field(default=None, max_length=20)
    changed: bool = False
    cancelled: str | None = Field(default=None, max_length=30)
    is_discarded: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A carrousel as it is worked on.

    changeover: minutes; groups: without cancelled ones; outings: the adopted plan; moves: how often it was moved;
    release: the newest, 0 before the first; changed: something was noted after the newest release;
    promised: groups of the newest release that still go out.
    """

    carrousel_id: CarrouselId
    area_id: AreaId
    on: date
    daypart: Daypart
    changeover: int
    schools: Schools
    groups: Groups
    outings: Outings
    promised: frozenset[TourGroupId]
    cancelled_groups: Cancelled
    moves: int
    release: int
    changed: bool
    cancelled: Reason | None
    is_discarded: bool

    @property
    def is_over(self) -> bool:
        return self.cancelled is not None or self.is_discarded


def project(recorded: Recorded, session: Session) -> None:
    event = recorded.event
    if isinstance(event, CarrouselDrafted):
        session.add(
            DraftRow(
                carrousel_id=event.carrousel_id,
                area_id=event.area_id,
                on=event.on,
                daypart=event.daypart.value,
                changeover=event.changeover,
            )
        )
        return
    row = session.get(DraftRow, getattr(event, "carrousel_id", None))
    if row is not None:  # a carrousel that nobody drafted is not worked on
        _change(row, event)


def _change(row: DraftRow, event: Event) -> None:
    row.changed = row.changed or not isinstance(event, TOLD)
    match event:
        case CarrouselMoved():
            _move(row, event)
        case SchoolTookPart():
            row.schools = written({**_schools(row), event.school_id: event.availability})
        case SchoolWithdrew():
            row.schools = written({s: a for s, a in _schools(row).items() if s != event.school_id})
        case TourGroupFormed():
            row.groups = written({**_groups(row), event.group.tour_group_id: event.group})
        case TourGroupDropped():
            _drop(row, event.tour_group_id)
        case DayPlanAdopted():
            row.outings = written(event.outings)
        case TourGroupCancelled():
            _drop(row, event.tour_group_id)
            _cancel(row, (event.tour_group_id,), event.reason)
        case CarrouselCancelled():
            row.cancelled, row.changed = event.reason.value, False
            _cancel(row, event.tour_group_ids, event.reason)
        case CarrouselPublished():
            row.release, row.changed = event.release, False
            row.published_on, row.published_daypart = event.on, event.daypart.value
            row.promised = written(tuple(g.tour_group_id for g in event.groups))
        case DraftDiscarded():
            row.is_discarded = True
        case _:
            raise AssertionError(f"this view does not listen to {event.name}")


def _move(row: DraftRow, event: CarrouselMoved) -> None:
    by = event.later
    row.on, row.daypart, row.moves = event.on, event.daypart.value, row.moves + 1
    row.schools = written({s: a.later(by) for s, a in _schools(row).items()})
    row.groups = written({g: group.later(by) for g, group in _groups(row).items()})
    row.outings = written(tuple(o.later(by) for o in _outings(row)))


def _drop(row: DraftRow, gone: TourGroupId) -> None:
    row.groups = written({g: group for g, group in _groups(row).items() if g != gone})
    row.outings = written(tuple(o for o in _outings(row) if o.tour_group_id != gone))


def _cancel(row: DraftRow, gone: tuple[TourGroupId, ...], reason: Reason) -> None:
    row.cancelled_groups = written({**read_back(row.cancelled_groups, Cancelled), **dict.fromkeys(gone, reason)})
    row.promised = written(tuple(g for g in read_back(row.promised, tuple[TourGroupId, ...]) if g not in gone))


def _schools(row: DraftRow) -> Schools:
    return read_back(row.schools, Schools)


def _groups(row: DraftRow) -> Groups:
    return read_back(row.groups, Groups)


def _outings(row: DraftRow) -> Outings:
    return read_back(row.outings, Outings)


VIEW = View(
    "carrousels.drafts",
    (DraftRow,),
    (
        CarrouselDrafted,
        CarrouselMoved,
        SchoolTookPart,
        SchoolWithdrew,
        TourGroupFormed,
        TourGroupDropped,
        DayPlanAdopted,
        CarrouselPublished,
        TourGroupCancelled,
        CarrouselCancelled,
        DraftDiscarded,
    ),
    project,
)


def draft_of(session: Session, carrousel_id: CarrouselId) -> Draft | None:
    """Give the working state of a carrousel; None when there is none of this id."""
    row = session.get(DraftRow, carrousel_id)
    if row is None:
        return None
    return Draft(
        carrousel_id=CarrouselId(row.carrousel_id),
        area_id=AreaId(row.area_id),
        on=row.on,
        daypart=Daypart(row.daypart),
        changeover=row.changeover,
        schools=_schools(row),
        groups=_groups(row),
        outings=_outings(row),
        promised=frozenset(read_back(row.promised, tuple[TourGroupId, ...])),
        cancelled_groups=read_back(row.cancelled_groups, Cancelled),
        moves=row.moves,
        release=row.release,
        changed=row.changed,
        cancelled=Reason(row.cancelled) if row.cancelled else None,
        is_discarded=row.is_discarded,
    )
