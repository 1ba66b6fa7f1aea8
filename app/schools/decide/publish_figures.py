# SPDX-License-Identifier: EUPL-1.2
"""Take over figures about the pupils of schools, all or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import IndicatorId, SchoolId
from app.kernel.values import PublicText
from app.schools.decide.agreement import agreed
from app.schools.events import FigurePublished, IndicatorDefined
from app.schools.state import Figures
from app.schools.values import KNOWN_INDICATORS, Source


class IndicatorUnknown(Refused):
    """Nobody said yet what this figure means. indicator_id: of the figure."""

    def __init__(self, indicator_id: IndicatorId) -> None:
        super().__init__(indicator_id)
        self.indicator_id = indicator_id


class FigureOfNoKnownSchool(Refused):
    """None of these figures is about a school in the register."""


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

    defined: indicators that come with the program and are used for the first time;
    corrected: of a school and year that had another value; elsewhere: figures of schools that are not in the register.
    """

    defined: tuple[IndicatorDefined, ...]
    new: tuple[FigurePublished, ...]
    corrected: tuple[FigurePublished, ...]
    unchanged: int
    elsewhere: int

    @property
    def facts(self) -> tuple[Event, ...]:
        published = (*self.new, *self.corrected)
        return (*self.defined, *published) if published else ()


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
        return agreed(self.changes(state).facts, self.as_shown)

    def changes(self, state: Figures) -> FigureChanges:
        """Compare the figures with what is known. Raises IndicatorUnknown, FigureOfNoKnownSchool."""
        defined = tuple(self._defined(state))
        ours = [f for f in self.figures if f.school_id in state.schools]
        if not ours:
            raise FigureOfNoKnownSchool
        before = [state.values.get((f.school_id, f.indicator_id, f.year)) for f in ours]
        pairs = list(zip(ours, before, strict=True))
        new = tuple(self._published(f) for f, known in pairs if known is None)
        corrected = tuple(self._published(f) for f, known in pairs if known is not None and known != f.value)
        same = len(ours) - len(new) - len(corrected)
        return FigureChanges(defined, new, corrected, same, len(self.figures) - len(ours))

    def _defined(self, state: Figures) -> Iterator[IndicatorDefined]:
        """Find what the new indicators mean. Raises IndicatorUnknown."""
        ours = {known.indicator_id: known for known in KNOWN_INDICATORS}
        for indicator_id in sorted({f.indicator_id for f in self.figures} - state.indicators.keys()):
            if indicator_id not in ours:
                raise IndicatorUnknown(indicator_id)
            known = ours[indicator_id]
            yield IndicatorDefined(
                indicator_id=indicator_id,
                title=PublicText(known.title),
                unit=PublicText(known.unit),
                publisher=PublicText(known.publisher),
                thresholds=known.thresholds,
            )

    def _published(self, f: SchoolFigure) -> FigurePublished:
        return FigurePublished(
            school_id=f.school_id, indicator_id=f.indicator_id, year=f.year, value=f.value, source=self.source
        )
