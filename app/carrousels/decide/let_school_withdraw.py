# SPDX-License-Identifier: EUPL-1.2
"""Let a school withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, must_be_open
from app.carrousels.events import SchoolWithdrew
from app.carrousels.state import Carrousel
from app.kernel.events import Event
from app.kernel.ids import SchoolId


@dataclass(frozen=True, slots=True, kw_only=True)
class LetSchoolWithdraw(AboutCarrousel):
    """Take a school off the draft; one that does not take part stays away."""

    school_id: SchoolId

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        must_be_open(state)
        if self.school_id not in state.schools:
            return ()
        return (SchoolWithdrew(carrousel_id=self.carrousel_id, school_id=self.school_id),)
