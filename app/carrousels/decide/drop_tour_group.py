# SPDX-License-Identifier: EUPL-1.2
"""Drop a tour group that parents never saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, AlreadyPublished, must_be_open
from app.carrousels.events import TourGroupDropped
from app.carrousels.state import Carrousel
from app.kernel.events import Event
from app.kernel.ids import TourGroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTourGroup(AboutCarrousel):
    """Take a group off the draft; one that is not there stays away. A published one is cancelled instead."""

    tour_group_id: TourGroupId

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        must_be_open(state)
        if self.tour_group_id in state.promised:
            raise AlreadyPublished
        if self.tour_group_id not in state.groups:
            return ()
        return (TourGroupDropped(carrousel_id=self.carrousel_id, tour_group_id=self.tour_group_id),)
