# SPDX-License-Identifier: EUPL-1.2
"""Cancel a whole carrousel that was published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, NotPublished, must_be_open
from app.carrousels.events import CarrouselCancelled
from app.carrousels.state import Carrousel
from app.carrousels.values import Reason
from app.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCarrousel(AboutCarrousel):
    """Cancel a published carrousel with all groups that would still go out; cancelled once, it stays so."""

    reason: Reason

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        if state.is_cancelled:
            return ()
        must_be_open(state)
        if not state.release:
            raise NotPublished
        groups = tuple(sorted(state.promised))
        return (CarrouselCancelled(carrousel_id=self.carrousel_id, tour_group_ids=groups, reason=self.reason),)
