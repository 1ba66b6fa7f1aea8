# SPDX-License-Identifier: EUPL-1.2
"""What must be remembered of areas to decide about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from app.areas.events import AreaClosed, AreaDrawn, AreaRedrawn, MunicipalityFounded
from app.areas.values import Outline
from app.kernel.events import Event
from app.kernel.ids import AreaId
from app.kernel.values import PublicText


@dataclass(frozen=True, slots=True)
class Founding:
    """Which municipality this installation serves, once that is said."""

    founded: MunicipalityFounded | None = None

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (MunicipalityFounded,)

    def evolve(self, event: Event) -> Self:
        match event:
            case MunicipalityFounded():
                return replace(self, founded=event)
            case _:
                raise AssertionError(f"Founding does not know {event.name}")


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """An area as it was last drawn. code: of CBS, or empty."""

    title: PublicText
    code: PublicText
    outline: Outline
    year: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Atlas:
    """All areas that ever were, each as it was last drawn."""

    areas: Mapping[AreaId, DrawnArea] = field(default_factory=dict)

    LISTENS_TO: ClassVar[tuple[type[Event], ...]] = (AreaDrawn, AreaRedrawn, AreaClosed)

    def evolve(self, event: Event) -> Self:
        match event:
            case AreaDrawn() | AreaRedrawn():
                drawn = DrawnArea(event.title, event.code, event.outline, event.year)
                return replace(self, areas={**self.areas, event.area_id: drawn})
            case AreaClosed():
                closed = replace(self.areas[event.area_id], is_open=False)
                return replace(self, areas={**self.areas, event.area_id: closed})
            case _:
                raise AssertionError(f"Atlas does not know {event.name}")

    def meant_by(self, code: str, title: str) -> AreaId | None:
        """Find the area that a code means or, where one of the two has no code, a title. Open ones go before closed."""
        found = [
            (not area.is_open, area_id)
            for area_id, area in self.areas.items()
            if (code == area.code if code and area.code else title.casefold() == area.title.casefold())
        ]
        return min(found)[1] if found else None
