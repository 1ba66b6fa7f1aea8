# SPDX-License-Identifier: EUPL-1.2
"""Form a tour group, or change how it goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, must_be_open
from app.carrousels.events import TourGroupFormed
from app.carrousels.state import Carrousel
from app.carrousels.values import Colour, TourGroup
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.ids import SchoolId
from app.kernel.values import Way


class TourGroupIsCancelled(Refused):
    """A group that was cancelled does not go out any more; form a new one."""


class ColourTaken(Refused):
    def __init__(self, colour: Colour) -> None:
        self.colour = colour


class MustAndAvoid(Refused):
    """The same schools are to be visited and to be avoided."""

    def __init__(self, schools: tuple[SchoolId, ...]) -> None:
        self.schools = schools


class PramsOnBikes(Refused):
    """A group by bike takes no prams along. prams: how many were asked for."""

    def __init__(self, prams: int) -> None:
        self.prams = prams


class BackBeforeLeaving(Refused):
    """The group is to be back before it may leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTourGroup(AboutCarrousel):
    """Form a group or change it, whole; the group's id was made on the page, so a repeat changes nothing."""

    group: TourGroup

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        must_be_open(state)
        group = self.group
        if state.groups.get(group.tour_group_id) == group:
            return ()
        if group.tour_group_id in state.cancelled:
            raise TourGroupIsCancelled
        others = [g for g in state.groups.values() if g.tour_group_id != group.tour_group_id]
        if any(g.colour is group.colour for g in others):
            raise ColourTaken(group.colour)
        if both := tuple(sorted(set(group.must) & set(group.avoid))):
            raise MustAndAvoid(both)
        if group.back_before <= group.depart.start:
            raise BackBeforeLeaving
        if group.way is Way.BIKE and group.prams:
            raise PramsOnBikes(group.prams)
        return (TourGroupFormed(carrousel_id=self.carrousel_id, group=group),)
