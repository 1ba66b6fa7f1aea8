# SPDX-License-Identifier: EUPL-1.2
"""Every release of a carrousel and every cancellation, in order: what was promised when, and by whom."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Text, select
from sqlmodel import Field, Session, col

from app.carrousels.events import CarrouselCancelled, CarrouselPublished, TourGroupCancelled
from app.carrousels.read.paper import read_back, written
from app.carrousels.values import PublishedGroup, Reason
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import CarrouselId, TourGroupId
from app.kernel.values import Daypart

Groups = tuple[PublishedGroup, ...]
GroupIds = tuple[TourGroupId, ...]


class AnnouncementRow(ViewRow, table=True):
    """One thing that everybody was told. release: 0 for a cancellation; groups: those of a release, whole."""

    __tablename__ = "carrousels_announcement"
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    carrousel_id: str = Field(max_length=48, index=True)
    release: int
    on: date | None = None
    daypart: str | None = Field(default=None, max_length=20)
    groups: str = Field(sa_column=Column(Text, nullable=False))
    cancelled_groups: str = Field(sa_column=Column(Text, nullable=False))
    reason: str | None = Field(default=None, max_length=30)
    is_whole: bool = False
    said_at: datetime
    by: str = Field(max_length=60)


@dataclass(frozen=True, slots=True)
class Release:
    """What was promised. position: of the fact in the log; said_at: UTC; by: a person's tag or 'program'."""

    position: int
    release: int
    on: date
    daypart: Daypart
    groups: Groups
    said_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Cancellation:
    """What was taken back. is_whole: the whole carrousel; tour_group_ids: the groups it took along."""

    position: int
    tour_group_ids: GroupIds
    reason: Reason
    is_whole: bool
    said_at: datetime
    by: str


def project(recorded: Recorded, session: Session) -> None:
    match recorded.event:
        case CarrouselPublished() as event:
            row = _row(recorded, event.carrousel_id, groups=event.groups)
            row.release, row.on, row.daypart = event.release, event.on, event.daypart.value
        case TourGroupCancelled() as event:
            row = _row(recorded, event.carrousel_id, gone=(event.tour_group_id,), reason=event.reason)
        case CarrouselCancelled() as event:
            row = _row(recorded, event.carrousel_id, gone=event.tour_group_ids, reason=event.reason)
            row.is_whole = True
        case other:
            raise AssertionError(f"this view does not listen to {other.name}")
    session.add(row)


def _row(
    recorded: Recorded,
    carrousel_id: CarrouselId,
    groups: Groups = (),
    gone: GroupIds = (),
    reason: Reason | None = None,
) -> AnnouncementRow:
    return AnnouncementRow(
        position=recorded.position,
        carrousel_id=carrousel_id,
        release=0,
        groups=written(groups),
        cancelled_groups=written(gone),
        reason=reason.value if reason else None,
        said_at=recorded.recorded_at,
        by=recorded.by,
    )


VIEW = View(
    "carrousels.releases", (AnnouncementRow,), (CarrouselPublished, TourGroupCancelled, CarrouselCancelled), project
)


def announcements_of(session: Session, carrousel_id: CarrouselId) -> list[Release | Cancellation]:
    """List everything that people were told of a carrousel, the oldest first."""
    query = select(AnnouncementRow).where(col(AnnouncementRow.carrousel_id) == carrousel_id)
    return [_announcement(row) for row in session.execute(query.order_by(col(AnnouncementRow.position))).scalars()]


def releases_of(session: Session, carrousel_id: CarrouselId) -> list[Release]:
    """List the releases of a carrousel, the oldest first."""
    return [a for a in announcements_of(session, carrousel_id) if isinstance(a, Release)]


def all_releases(session: Session) -> dict[CarrouselId, list[Release]]:
    """List the releases of every carrousel that has any, the oldest first."""
    query = select(AnnouncementRow).where(col(AnnouncementRow.reason).is_(None))
    found: dict[CarrouselId, list[Release]] = {}
    for row in session.execute(query.order_by(col(AnnouncementRow.position))).scalars():
        release = _announcement(row)
        assert isinstance(release, Release), "what has no reason is a release"
        found.setdefault(CarrouselId(row.carrousel_id), []).append(release)
    return found


def before_position(session: Session, carrousel_id: CarrouselId, position: int) -> tuple[Release | None, GroupIds]:
    """Give the newest release before a fact, and the groups that were cancelled before it."""
    earlier = [a for a in announcements_of(session, carrousel_id) if a.position < position]
    releases = [a for a in earlier if isinstance(a, Release)]
    gone = tuple(g for a in earlier if isinstance(a, Cancellation) for g in a.tour_group_ids)
    return (releases[-1] if releases else None), gone


def _announcement(row: AnnouncementRow) -> Release | Cancellation:
    if row.reason is not None:
        gone, reason = read_back(row.cancelled_groups, GroupIds), Reason(row.reason)
        return Cancellation(row.position, gone, reason, row.is_whole, row.said_at, row.by)
    assert row.on is not None, "a release has a date"
    assert row.daypart is not None, "a release has a daypart"
    groups, daypart = read_back(row.groups, Groups), Daypart(row.daypart)
    return Release(row.position, row.release, row.on, daypart, groups, row.said_at, row.by)
