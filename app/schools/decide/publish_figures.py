# SPDX-License-Identifier: EUPL-1.2
"""Take over figures about the pupils of schools, all or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import IndicatorId, SchoolId
from app.schools.events import FigurePublished
from app.schools.state import Figures
from app.schools.values import Source


class IndicatorUnknown(Refused):
    """Nobody said yet what this figure means. indicator_id: of the figure."""

    def __init__(self, indicator_id: IndicatorId) -> None:
        super().__init__(indicator_id)
        self.indicator_id = indicator_id


class FigureOfNoKnownSchool(Refused):
    """None of these figures is about a school in the register."""


class FiguresChangedMeanwhile(Refused):
    """What would be recorded is no longer what was shown."""


@dataclass(frozen=True, slots=True)
class SchoolFigure:
    """A figure about a school's pupils as a whole. year: of the count; value: in the indicator's unit."""

    school_id: SchoolId
    indicator_id: IndicatorId
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class FigureChanges:
    """What publishing would do.

    corrected: of a school and year that had another value; elsewhere: figures of schools that are not in the register.
    """

    new: tuple[FigurePublished, ...]
    corrected: tuple[FigurePublished, ...]
    unchanged: int
    elsewhere: int

    @property
    def facts(self) -> tuple[Event, ...]:
        return (*self.new, *self.corrected)

    @property
    def fingerprint(self) -> str:
        """Tell these changes from others, in 64 hexadecimal digits."""
        return hashlib.sha256(repr(self.facts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PublishFigures:
    """Take over these figures; of a school that is not in the register nothing is recorded.

    Asking again changes nothing. as_shown: fingerprint of the changes that somebody saw and agreed to.
    """

    figures: tuple[SchoolFigure, ...]
    source: Source
    as_shown: str | None = None

    def boundary(self) -> Boundary:
        return Boundary.about(types=Figures.LISTENS_TO)

    def state(self) -> Figures:
        return Figures()

    def decide(self, state: Figures, now: datetime) -> Sequence[Event]:
        changes = self.changes(state)
        if changes.facts and self.as_shown not in (None, changes.fingerprint):
            raise FiguresChangedMeanwhile
        return changes.facts

    def changes(self, state: Figures) -> FigureChanges:
        """Compare the figures with what is known. Raises IndicatorUnknown, FigureOfNoKnownSchool."""
        for figure in self.figures:
            if figure.indicator_id not in state.indicators:
                raise IndicatorUnknown(figure.indicator_id)
        ours = [f for f in self.figures if f.school_id in state.schools]
        if not ours:
            raise FigureOfNoKnownSchool
        before = [state.values.get((f.school_id, f.indicator_id, f.year)) for f in ours]
        pairs = list(zip(ours, before, strict=True))
        new = tuple(self._published(f) for f, known in pairs if known is None)
        corrected = tuple(self._published(f) for f, known in pairs if known is not None and known != f.value)
        same = len(ours) - len(new) - len(corrected)
        return FigureChanges(new, corrected, same, len(self.figures) - len(ours))

    def _published(self, f: SchoolFigure) -> FigurePublished:
        return FigurePublished(
            school_id=f.school_id, indicator_id=f.indicator_id, year=f.year, value=f.value, source=self.source
        )
