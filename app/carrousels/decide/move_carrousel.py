# SPDX-License-Identifier: EUPL-1.2
"""Move a carrousel to another date or hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.carrousels.decide.asking import AboutCarrousel, must_be_open
from app.carrousels.decide.draft_carrousel import DateHasPassed
from app.carrousels.events import CarrouselMoved
from app.carrousels.state import Carrousel
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.values import LAST_MINUTE, LOCAL, Daypart


class HoursLeaveTheDay(Refused):
    """Some hour would lie before midnight or after the next one."""


class MovedMeanwhile(Refused):
    """Somebody else moved it after this page was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCarrousel(AboutCarrousel):
    """Move the draft: all hours and the plan shift along.

    later: minutes, may be negative; nth: this is to be the nth move, so a repeat moves nothing.
    """

    on: date
    daypart: Daypart
    later: int
    nth: int

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        must_be_open(state)
        fact = CarrouselMoved(carrousel_id=self.carrousel_id, on=self.on, daypart=self.daypart, later=self.later)
        if len(state.moves) >= self.nth:
            if state.moves[self.nth - 1] == fact:
                return ()
            raise MovedMeanwhile
        if (self.on, self.daypart, self.later) == (state.on, state.daypart, 0):
            return ()
        if self.on < now.astimezone(LOCAL).date():
            raise DateHasPassed(self.on)
        if any(not 0 <= minute + self.later <= LAST_MINUTE for minute in _minutes(state)):
            raise HoursLeaveTheDay
        return (fact,)


def _minutes(state: Carrousel) -> list[int]:
    hours = [w for a in state.schools.values() for w in a.windows] + [g.depart for g in state.groups.values()]
    ends = [m for h in hours for m in (h.start, h.end)]
    backs = [g.back_before for g in state.groups.values()]
    return ends + backs + [m for o in state.outings for m in (o.departs, o.back)]
