# SPDX-License-Identifier: EUPL-1.2
"""What must be remembered of schools to decide about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self

from app.areas.events import AreaClosed, AreaDrawn
from app.kernel.events import Event
from app.kernel.ids import AreaId, IndicatorId, PersonId, SchoolId
from app.kernel.values import GeoPoint
from app.schools.events import (
    ContactNamed,
    FigurePublished,
    IndicatorDefined,
    SchoolAssignedToArea,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolLocated,
    SchoolRegistered,
    SchoolReopened,
)
from app.schools.values import SchoolDetails


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school as the register last named it."""

    details: SchoolDetails
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Register:
    """All schools that ever were in the register, and where they stand.

    newest: the date of the newest register that changed something.
    """

    schools: Mapping[SchoolId, KnownSchool] = field(default_factory=dict)
    points: Mapping[SchoolId, GeoPoint] = field(default_factory=dict)
    newest: date = date.min

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (
        SchoolRegistered, SchoolDetailsChanged, SchoolReopened, SchoolClosed, SchoolLocated,
    )  # fmt: skip

    def evolve(self, event: Event) -> Self:
        match event:
            case SchoolRegistered() | SchoolDetailsChanged() | SchoolReopened():
                return self._with(event.school_id, KnownSchool(event.details), event.as_of)
            case SchoolClosed():
                return self._with(event.school_id, replace(self.schools[event.school_id], is_open=False), event.as_of)
            case SchoolLocated():
                return replace(self, points={**self.points, event.school_id: event.at})
            case _:
                raise AssertionError(f"Register does not know {event.name}")

    def _with(self, school_id: SchoolId, known: KnownSchool, as_of: date) -> Self:
        return replace(self, schools={**self.schools, school_id: known}, newest=max(self.newest, as_of))


@dataclass(frozen=True, slots=True)
class Figures:
    """Indicators, known schools and the newest figure per school, indicator and year."""

    schools: frozenset[SchoolId] = frozenset()
    indicators: Mapping[IndicatorId, IndicatorDefined] = field(default_factory=dict)
    values: Mapping[tuple[SchoolId, IndicatorId, int], float] = field(default_factory=dict)

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (SchoolRegistered, IndicatorDefined, FigurePublished)

    def evolve(self, event: Event) -> Self:
        match event:
            case SchoolRegistered():
                return replace(self, schools=self.schools | {event.school_id})
            case IndicatorDefined():
                return replace(self, indicators={**self.indicators, event.indicator_id: event})
            case FigurePublished():
                key = (event.school_id, event.indicator_id, event.year)
                return replace(self, values={**self.values, key: event.value})
            case _:
                raise AssertionError(f"Figures does not know {event.name}")


@dataclass(frozen=True, slots=True)
class Belonging:
    """One school, the area that staff gave it, and which areas are open."""

    known: bool = False
    area_id: AreaId | None = None
    open_areas: frozenset[AreaId] = frozenset()

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (SchoolRegistered, SchoolAssignedToArea)
    LISTENS_TO_AREAS: ClassVar[tuple[type[Event], ...]] = (AreaDrawn, AreaClosed)

    def evolve(self, event: Event) -> Self:
        match event:
            case SchoolRegistered():
                return replace(self, known=True)
            case SchoolAssignedToArea():
                return replace(self, area_id=event.area_id)
            case AreaDrawn():
                return replace(self, open_areas=self.open_areas | {event.area_id})
            case AreaClosed():
                given = None if self.area_id == event.area_id else self.area_id
                return replace(self, area_id=given, open_areas=self.open_areas - {event.area_id})
            case _:
                raise AssertionError(f"Belonging does not know {event.name}")


@dataclass(frozen=True, slots=True)
class Contact:
    """One school and its contact person."""

    known: bool = False
    person_id: PersonId | None = None

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (SchoolRegistered, ContactNamed)

    def evolve(self, event: Event) -> Self:
        match event:
            case SchoolRegistered():
                return replace(self, known=True)
            case ContactNamed():
                return replace(self, person_id=event.person_id)
            case _:
                raise AssertionError(f"Contact does not know {event.name}")
