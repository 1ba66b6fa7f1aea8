# SPDX-License-Identifier: EUPL-1.2
"""What everybody may know of a carrousel: the newest release, and what was cancelled since."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Text, select
from sqlmodel import Field, Session, col

from app.carrousels.events import CarrouselCancelled, CarrouselPublished, TourGroupCancelled
from app.carrousels.read.paper import read_back, written
from app.carrousels.values import PublishedGroup, Reason
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import AreaId, CarrouselId, SchoolId, TourGroupId
from app.kernel.values import Daypart

DAYPARTS = [daypart.value for daypart in Daypart]


class PublishedCarrouselRow(ViewRow, table=True):
    __tablename__ = "carrousels_published"
    carrousel_id: str = Field(max_length=48, primary_key=True)
    area_id: str = Field(max_length=48, index=True)
    release: int
    on: date = Field(index=True)
    daypart: str = Field(max_length=20)
    cancelled: str | None = Field(default=None, max_length=30)
    first_published_at: datetime
    changed_at: datetime
    sequence: int


class PublishedGroupRow(ViewRow, table=True):
    __tablename__ = "carrousels_published_group"
    tour_group_id: str = Field(max_length=48, primary_key=True)
    carrousel_id: str = Field(max_length=48, index=True)
    cancelled: str | None = Field(default=None, max_length=30)
    promise: str = Field(sa_column=Column(Text, nullable=False))


@dataclass(frozen=True, slots=True)
class ShownGroup(PublishedGroup):
    """A tour group as it was promised last. cancelled: why it does not go out; None when it does."""

    cancelled: Reason | None = None


@dataclass(frozen=True, slots=True)
class PublishedCarrousel:
    """The newest release.

    cancelled: of the whole; changed_at: of the newest release or cancellation; sequence: how many of these there were.
    """

    carrousel_id: CarrouselId
    area_id: AreaId
    release: int
    on: date
    daypart: Daypart
    groups: tuple[ShownGroup, ...]
    cancelled: Reason | None
    first_published_at: datetime
    changed_at: datetime
    sequence: int

    @property
    def going(self) -> tuple[ShownGroup, ...]:
        """The groups that go out."""
        return tuple(g for g in self.groups if g.cancelled is None)

    @property
    def school_ids(self) -> tuple[SchoolId, ...]:
        """Every school on any route, once, in the order of the first visit."""
        visits = sorted((v.starts_at, v.school_id) for g in self.groups for v in g.visits)
        return tuple(dict.fromkeys(school for _, school in visits))


def visited(groups: Iterable[PublishedGroup]) -> set[SchoolId]:
    """Collect the schools on these routes."""
    return {v.school_id for g in groups for v in g.visits}


def project(recorded: Recorded, session: Session) -> None:
    match recorded.event:
        case CarrouselPublished() as event:
            _publish(event, recorded, session)
        case TourGroupCancelled() as event:
            _changed(event.carrousel_id, recorded, session)
            _cancel((event.tour_group_id,), event.reason, session)
        case CarrouselCancelled() as event:
            _changed(event.carrousel_id, recorded, session).cancelled = event.reason.value
            _cancel(event.tour_group_ids, event.reason, session)
        case other:
            raise AssertionError(f"this view does not listen to {other.name}")


def _publish(event: CarrouselPublished, recorded: Recorded, session: Session) -> None:
    row = session.get(PublishedCarrouselRow, event.carrousel_id)
    if row is None:
        row = PublishedCarrouselRow(
            carrousel_id=event.carrousel_id, area_id=event.area_id, release=0, on=event.on, daypart=event.daypart.value,
            first_published_at=recorded.recorded_at, changed_at=recorded.recorded_at, sequence=0,
        )  # fmt: skip
        session.add(row)
    row.release, row.on, row.daypart = event.release, event.on, event.daypart.value
    row.sequence, row.changed_at = row.sequence + 1, recorded.recorded_at
    for group in event.groups:
        session.merge(
            PublishedGroupRow(
                tour_group_id=group.tour_group_id, carrousel_id=event.carrousel_id, promise=written(group)
            )
        )


def _changed(carrousel_id: CarrouselId, recorded: Recorded, session: Session) -> PublishedCarrouselRow:
    row = session.get_one(PublishedCarrouselRow, carrousel_id)
    row.sequence, row.changed_at = row.sequence + 1, recorded.recorded_at
    return row


def _cancel(tour_group_ids: Iterable[TourGroupId], reason: Reason, session: Session) -> None:
    for tour_group_id in tour_group_ids:
        session.get_one(PublishedGroupRow, tour_group_id).cancelled = reason.value


VIEW = View(
    "carrousels.published",
    (PublishedCarrouselRow, PublishedGroupRow),
    (CarrouselPublished, TourGroupCancelled, CarrouselCancelled),
    project,
)


def carrousel_of(session: Session, carrousel_id: CarrouselId) -> PublishedCarrousel | None:
    """Give a published carrousel; None for a draft and for what nobody knows."""
    row = session.get(PublishedCarrouselRow, carrousel_id)
    return _whole(session, [row])[0] if row else None


def group_of(session: Session, tour_group_id: TourGroupId) -> tuple[PublishedCarrousel, ShownGroup] | None:
    """Give a published group with its carrousel."""
    row = session.get(PublishedGroupRow, tour_group_id)
    carrousel = carrousel_of(session, CarrouselId(row.carrousel_id)) if row else None
    if carrousel is None:
        return None
    return carrousel, next(g for g in carrousel.groups if g.tour_group_id == tour_group_id)


def upcoming(session: Session, today: date, area_ids: Iterable[AreaId] | None = None) -> list[PublishedCarrousel]:
    """List the published carrousels from today on, cancelled ones too, by date; of these areas or of all."""
    return _listed(session, [col(PublishedCarrouselRow.on) >= today], area_ids)


def all_of(session: Session, area_ids: Iterable[AreaId] | None = None) -> list[PublishedCarrousel]:
    """List every carrousel that was ever published, by date; of these areas or of all."""
    return _listed(session, [], area_ids)


def _listed(session: Session, wanted: list[Any], area_ids: Iterable[AreaId] | None) -> list[PublishedCarrousel]:
    query = select(PublishedCarrouselRow).where(*wanted)
    if area_ids is not None:
        query = query.where(col(PublishedCarrouselRow.area_id).in_(list(area_ids)))
    rows = session.execute(query).scalars()
    return _whole(session, sorted(rows, key=lambda row: (row.on, DAYPARTS.index(row.daypart), row.carrousel_id)))


def _whole(session: Session, rows: list[PublishedCarrouselRow]) -> list[PublishedCarrousel]:
    found: dict[str, list[ShownGroup]] = {}
    query = select(PublishedGroupRow).where(col(PublishedGroupRow.carrousel_id).in_([r.carrousel_id for r in rows]))
    for row in session.execute(query).scalars():
        found.setdefault(row.carrousel_id, []).append(_shown(row))
    return [_carrousel(row, found.get(row.carrousel_id, [])) for row in rows]


def _shown(row: PublishedGroupRow) -> ShownGroup:
    promise = read_back(row.promise, PublishedGroup)
    values = {f.name: getattr(promise, f.name) for f in fields(promise)}
    return ShownGroup(**values, cancelled=Reason(row.cancelled) if row.cancelled else None)


def _carrousel(row: PublishedCarrouselRow, groups: list[ShownGroup]) -> PublishedCarrousel:
    return PublishedCarrousel(
        carrousel_id=CarrouselId(row.carrousel_id),
        area_id=AreaId(row.area_id),
        release=row.release,
        on=row.on,
        daypart=Daypart(row.daypart),
        groups=tuple(sorted(groups, key=lambda g: (g.departs_at, g.tour_group_id))),
        cancelled=Reason(row.cancelled) if row.cancelled else None,
        first_published_at=row.first_published_at,
        changed_at=row.changed_at,
        sequence=row.sequence,
    )
