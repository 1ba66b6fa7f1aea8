# SPDX-License-Identifier: EUPL-1.2
"""Cancel a tour group that was published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, NotPublished, must_be_open
from app.carrousels.events import TourGroupCancelled
from app.carrousels.state import Carrousel
from app.carrousels.values import Reason
from app.kernel.events import Event
from app.kernel.ids import TourGroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTourGroup(AboutCarrousel):
    """Cancel one published group; cancelled once, it stays so."""

    tour_group_id: TourGroupId
    reason: Reason

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        if self.tour_group_id in state.cancelled:
            return ()
        must_be_open(state)
        if self.tour_group_id not in state.promised:
            raise NotPublished
        return (
            TourGroupCancelled(carrousel_id=self.carrousel_id, tour_group_id=self.tour_group_id, reason=self.reason),
        )
