# SPDX-License-Identifier: EUPL-1.2
"""What can have happened to the municipality and its areas."""

from app.areas.values import Outline
from app.kernel.events import Event, fact
from app.kernel.ids import AreaId, MunicipalityId
from app.kernel.values import HolidayRegion, PublicText


@fact("areas.municipality-founded")
class MunicipalityFounded(Event):
    """The installation serves this municipality. region: its school holidays; register_name: as DUO spells it."""

    municipality_id: MunicipalityId
    title: PublicText
    register_name: PublicText
    region: HolidayRegion


@fact("areas.area-drawn")
class AreaDrawn(Event):
    """An area exists, with its outline. code: of CBS where there is one, else empty; year: of the outline."""

    area_id: AreaId
    title: PublicText
    code: PublicText
    outline: Outline
    year: int


@fact("areas.area-redrawn")
class AreaRedrawn(Event):
    """An area has another name or outline from now on. code, year: as when it was drawn."""

    area_id: AreaId
    title: PublicText
    code: PublicText
    outline: Outline
    year: int


@fact("areas.area-closed")
class AreaClosed(Event):
    """An area is no longer planned; its history stays."""

    area_id: AreaId
