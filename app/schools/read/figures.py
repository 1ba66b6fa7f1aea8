# SPDX-License-Identifier: EUPL-1.2
"""Figures about the pupils of schools as a whole; for staff only, never a ranking (DOMAIN §6)."""

import json
from bisect import bisect_right
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Field, Session, col

from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import IndicatorId, SchoolId
from app.schools.events import FigurePublished, IndicatorDefined
from app.schools.values import Source


class IndicatorRow(ViewRow, table=True):
    __tablename__ = "schools_indicator"
    indicator_id: str = Field(max_length=48, primary_key=True)
    title: str = Field(max_length=300)
    unit: str = Field(max_length=300)
    publisher: str = Field(max_length=300)
    thresholds: str = Field(max_length=2000)


class FigureRow(ViewRow, table=True):
    __tablename__ = "schools_figure"
    school_id: str = Field(max_length=48, primary_key=True)
    indicator_id: str = Field(max_length=48, primary_key=True)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    value: float
    source: str = Field(max_length=20)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure means. thresholds: lower bounds of the bands above the first, in the unit."""

    indicator_id: IndicatorId
    title: str
    unit: str
    publisher: str
    thresholds: tuple[float, ...]

    def bounds(self, value: float) -> tuple[float | None, float | None]:
        """Give the lower and upper bound of the band that a value lies in; None where the band is open."""
        at = bisect_right(self.thresholds, value)
        low = self.thresholds[at - 1] if at else None
        return low, self.thresholds[at] if at < len(self.thresholds) else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure about a school. year: of the count; value: in the indicator's unit."""

    indicator: Indicator
    year: int
    value: float
    source: Source


def project(recorded: Recorded, session: Session) -> None:
    match recorded.event:
        case IndicatorDefined() as e:
            words = {"title": e.title, "unit": e.unit, "publisher": e.publisher}
            session.merge(
                IndicatorRow(
                    indicator_id=e.indicator_id, thresholds=json.dumps([float(t) for t in e.thresholds]), **words
                )
            )
        case FigurePublished() as e:
            key = {"school_id": e.school_id, "indicator_id": e.indicator_id, "year": e.year}
            session.merge(FigureRow.model_validate({**key, "value": e.value, "source": e.source.value}))
        case _:
            raise AssertionError(f"figures does not know {recorded.event.name}")


VIEW = View("schools.figures", (IndicatorRow, FigureRow), (IndicatorDefined, FigurePublished), project)


def indicators(session: Session) -> list[Indicator]:
    """Give all indicators, by title."""
    rows = session.execute(select(IndicatorRow).order_by(col(IndicatorRow.title), col(IndicatorRow.indicator_id)))
    return [_indicator(row) for row in rows.scalars()]


def figures_of(session: Session, school_id: SchoolId) -> list[Figure]:
    """Give the figures of a school by indicator, the newest year first."""
    known = {i.indicator_id: i for i in indicators(session)}
    rows = session.execute(select(FigureRow).where(col(FigureRow.school_id) == school_id)).scalars()
    found = [Figure(known[IndicatorId(r.indicator_id)], r.year, r.value, Source(r.source)) for r in rows]
    return sorted(found, key=lambda f: (f.indicator.title, f.indicator.indicator_id, -f.year))


def _indicator(row: IndicatorRow) -> Indicator:
    thresholds = tuple(float(t) for t in json.loads(row.thresholds))
    return Indicator(IndicatorId(row.indicator_id), row.title, row.unit, row.publisher, thresholds)
