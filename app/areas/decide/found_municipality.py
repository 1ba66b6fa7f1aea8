# SPDX-License-Identifier: EUPL-1.2
"""Say which municipality this installation serves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.areas.events import MunicipalityFounded
from app.areas.state import Founding
from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import MunicipalityId
from app.kernel.values import HolidayRegion, PublicText


class ServesAnother(Refused):
    """An installation serves one municipality for good. title: of the one it serves."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True, slots=True)
class FoundMunicipality:
    """Serve this municipality. Other words change its title, spelling or region; the same words change nothing."""

    municipality_id: MunicipalityId
    title: PublicText
    register_name: PublicText
    region: HolidayRegion

    def boundary(self) -> Boundary:
        return Boundary.about(types=Founding.LISTENS_TO)

    def state(self) -> Founding:
        return Founding()

    def decide(self, state: Founding, now: datetime) -> Sequence[Event]:
        asked = MunicipalityFounded(
            municipality_id=self.municipality_id, title=self.title, register_name=self.register_name, region=self.region
        )
        if state.founded is not None and state.founded.municipality_id != self.municipality_id:
            raise ServesAnother(state.founded.title)
        return () if state.founded == asked else (asked,)
