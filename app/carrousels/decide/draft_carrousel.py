# SPDX-License-Identifier: EUPL-1.2
"""Begin a carrousel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.carrousels.decide.asking import AboutCarrousel
from app.carrousels.events import CarrouselDrafted
from app.carrousels.state import Carrousel
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.ids import AreaId
from app.kernel.values import LOCAL, Daypart


class DateHasPassed(Refused):
    def __init__(self, on: date) -> None:
        self.on = on


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCarrousel(AboutCarrousel):
    """Begin a carrousel of an area. changeover: minutes.

    The carrousel's id was made on the page, so a repeat begins nothing new.
    """

    area_id: AreaId
    on: date
    daypart: Daypart
    changeover: int = 5

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        if state.exists:
            return ()
        if self.on < now.astimezone(LOCAL).date():
            raise DateHasPassed(self.on)
        return (
            CarrouselDrafted(
                carrousel_id=self.carrousel_id,
                area_id=self.area_id,
                on=self.on,
                daypart=self.daypart,
                changeover=self.changeover,
            ),
        )
