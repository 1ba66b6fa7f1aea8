# SPDX-License-Identifier: EUPL-1.2
"""A town of squares: three areas in a row, and what is asked about them."""

import json
from typing import Any

from app.areas.decide.draw_areas import Boundaries
from app.areas.events import AreaClosed, AreaDrawn, AreaRedrawn, MunicipalityFounded
from app.areas.values import Outline, coordinates_of, outline_from
from app.kernel.ids import AreaId, MunicipalityId
from app.kernel.values import HolidayRegion, PublicText

NORTH, MIDDLE, SOUTH = AreaId("noord"), AreaId("midden"), AreaId("zuid")


def square(lat: float, lon: float = 5.9, size: float = 0.01) -> Outline:
    """Give a square with its low left corner here. size: degrees; 0.01 is about a kilometre."""
    return outline_from([[[[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]]])


NORTH_SQUARE, MIDDLE_SQUARE, SOUTH_SQUARE = square(52.57), square(52.56), square(52.55)


def drawn(area_id: AreaId, title: str, outline: Outline, code: str = "") -> AreaDrawn:
    return AreaDrawn(area_id=area_id, title=PublicText(title), code=PublicText(code), outline=outline, year=2025)


def redrawn(area_id: AreaId, title: str, outline: Outline, code: str = "") -> AreaRedrawn:
    return AreaRedrawn(area_id=area_id, title=PublicText(title), code=PublicText(code), outline=outline, year=2026)


NORTH_DRAWN = drawn(NORTH, "Noord", NORTH_SQUARE)
MIDDLE_DRAWN = drawn(MIDDLE, "Midden", MIDDLE_SQUARE)
SOUTH_DRAWN = drawn(SOUTH, "Zuid", SOUTH_SQUARE)
NORTH_CLOSED = AreaClosed(area_id=NORTH)

KAMPEN_FOUNDED = MunicipalityFounded(
    municipality_id=MunicipalityId("gemeente-kampen"),
    title=PublicText("Kampen"),
    register_name=PublicText("KAMPEN"),
    region=HolidayRegion.NORTH,
)


def asked(area_id: str, title: str, outline: Outline, code: str = "", year: int = 2025) -> Boundaries:
    return Boundaries(AreaId(area_id), PublicText(title), PublicText(code), outline, year)


NORTH_ASKED = asked("noord", "Noord", NORTH_SQUARE)
MIDDLE_ASKED = asked("midden", "Midden", MIDDLE_SQUARE)


def geojson(*areas: tuple[str, Outline], **properties: Any) -> bytes:
    """Write a file of boundaries."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": title, "year": 2025, **properties},
            "geometry": {"type": "MultiPolygon", "coordinates": coordinates_of(outline)},
        }
        for title, outline in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
