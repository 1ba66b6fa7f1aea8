# SPDX-License-Identifier: EUPL-1.2
"""Take over the boundaries of areas, all or nothing."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from app.areas.events import AreaClosed, AreaDrawn, AreaRedrawn
from app.areas.state import Atlas
from app.areas.values import Outline, area_id_for, outline_from
from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import AreaId
from app.kernel.values import PublicText

D = TypeVar("D", AreaDrawn, AreaRedrawn)


class AreaTwice(Refused):
    """The same area is asked for twice. title: of the second."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class NoAreas(Refused):
    """There is nothing to draw."""


class AreasChangedMeanwhile(Refused):
    """What would be recorded is no longer what was shown."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """An area as a file has it. wanted_id: its id when it is new and that id is free."""

    wanted_id: AreaId
    title: PublicText
    code: PublicText
    outline: Outline
    year: int

    def drawn_as(self, fact: type[D], area_id: AreaId) -> D:
        return fact(area_id=area_id, title=self.title, code=self.code, outline=self.outline, year=self.year)


@dataclass(frozen=True, slots=True)
class AreaChanges:
    """What drawing would do. unchanged: titles of areas that stay as they are."""

    drawn: tuple[AreaDrawn, ...]
    redrawn: tuple[AreaRedrawn, ...]
    closed: tuple[AreaClosed, ...]
    unchanged: tuple[str, ...]

    @property
    def facts(self) -> tuple[Event, ...]:
        return (*self.closed, *self.redrawn, *self.drawn)

    @property
    def fingerprint(self) -> str:
        """Tell these changes from others, in 64 hexadecimal digits."""
        return hashlib.sha256(repr(self.facts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DrawAreas:
    """Draw these areas. An area is known by its code, or by its title when it has none.

    close_others: areas that are not among these close. as_shown: fingerprint of the changes that somebody saw and
    agreed to. Asking again changes nothing.
    """

    areas: tuple[Boundaries, ...]
    close_others: bool = False
    as_shown: str | None = None

    def boundary(self) -> Boundary:
        return Boundary.about(types=Atlas.LISTENS_TO)

    def state(self) -> Atlas:
        return Atlas()

    def decide(self, state: Atlas, now: datetime) -> Sequence[Event]:
        changes = self.changes(state)
        if changes.facts and self.as_shown not in (None, changes.fingerprint):
            raise AreasChangedMeanwhile
        return changes.facts

    def changes(self, state: Atlas) -> AreaChanges:
        """Compare what is asked with what stands. Raises NoAreas, AreaTwice."""
        drawn: list[AreaDrawn] = []
        redrawn: list[AreaRedrawn] = []
        unchanged: dict[AreaId, str] = {}
        for area_id, area in self._placed(state):
            known = state.areas.get(area_id)
            if known is None or not known.is_open:
                drawn.append(area.drawn_as(AreaDrawn, area_id))
            elif (known.title, known.code, known.outline) != (area.title, area.code, area.outline):
                redrawn.append(area.drawn_as(AreaRedrawn, area_id))
            else:
                unchanged[area_id] = area.title
        kept = {e.area_id for e in drawn} | {e.area_id for e in redrawn} | unchanged.keys()
        gone = (i for i, a in state.areas.items() if self.close_others and a.is_open and i not in kept)
        closed = tuple(AreaClosed(area_id=i) for i in gone)
        return AreaChanges(tuple(drawn), tuple(redrawn), closed, tuple(unchanged.values()))

    def _placed(self, state: Atlas) -> Iterator[tuple[AreaId, Boundaries]]:
        """Give every area the id it has, or else one that is free."""
        if not self.areas:
            raise NoAreas
        taken = set(state.areas)
        placed: dict[AreaId, str] = {}
        for area in self.areas:
            area_id = state.meant_by(area.code, area.title) or _free(area.wanted_id, taken)
            if area_id in placed or area.title.casefold() in placed.values():
                raise AreaTwice(area.title)
            taken.add(area_id)
            placed[area_id] = area.title.casefold()
            yield area_id, area


def boundaries_from(rows: Iterable[Any]) -> tuple[Boundaries, ...]:
    """Take over rows of a file of boundaries: name, code, rings of (lon, lat), year."""
    return tuple(
        Boundaries(area_id_for(r.name), PublicText(r.name), PublicText(r.code), outline_from(r.rings), r.year)
        for r in rows
    )


def _free(wanted: AreaId, taken: set[AreaId]) -> AreaId:
    """Find an id that is free: oost, oost-2, oost-3."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = AreaId(f"{wanted[:44]}-{number}")
    return found
