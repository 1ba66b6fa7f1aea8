# SPDX-License-Identifier: EUPL-1.2
"""Say what a figure about schools means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import IndicatorId
from app.kernel.values import PublicText
from app.schools.events import IndicatorDefined
from app.schools.state import Figures


class ThresholdsOutOfOrder(Refused):
    """Each threshold has to be higher than the one before."""


@dataclass(frozen=True, slots=True)
class DefineIndicator:
    """Make an indicator known, or say something else about it. thresholds: lower bounds of the bands above the first.

    The same words change nothing.
    """

    indicator_id: IndicatorId
    title: PublicText
    unit: PublicText
    publisher: PublicText
    thresholds: tuple[float, ...] = ()

    def boundary(self) -> Boundary:
        return Boundary.about(self.indicator_id, types=(IndicatorDefined,))

    def state(self) -> Figures:
        return Figures()

    def decide(self, state: Figures, now: datetime) -> Sequence[Event]:
        if any(a >= b for a, b in zip(self.thresholds, self.thresholds[1:], strict=False)):
            raise ThresholdsOutOfOrder
        defined = IndicatorDefined(
            indicator_id=self.indicator_id,
            title=self.title,
            unit=self.unit,
            publisher=self.publisher,
            thresholds=self.thresholds,
        )
        return () if state.indicators.get(self.indicator_id) == defined else (defined,)
