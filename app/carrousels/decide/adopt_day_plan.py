# SPDX-License-Identifier: EUPL-1.2
"""Adopt a plan of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, must_be_open
from app.carrousels.decide.clashes import Clash, clashes
from app.carrousels.events import DayPlanAdopted
from app.carrousels.state import Carrousel
from app.carrousels.values import Outing
from app.kernel.commands import Refused
from app.kernel.events import Event


class PlanDoesNotHold(Refused):
    """The plan asks more of schools or groups than they can give."""

    def __init__(self, found: tuple[Clash, ...]) -> None:
        self.clashes = found


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptDayPlan(AboutCarrousel):
    """Take over a proposed plan; it is checked here against the facts, and the same plan twice is one fact."""

    outings: tuple[Outing, ...]

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        must_be_open(state)
        if found := clashes(state, self.outings):
            raise PlanDoesNotHold(found)
        if state.outings == self.outings:
            return ()
        return (DayPlanAdopted(carrousel_id=self.carrousel_id, outings=self.outings),)
