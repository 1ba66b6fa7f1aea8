# SPDX-License-Identifier: EUPL-1.2
"""What stands on a map: routes, stops, areas and the background, as plain values without any drawing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.kernel.values import GeoPoint


class Place(StrEnum):
    """What kind of place a stop is; each has its own sign on the map."""

    SCHOOL = "school"
    MEETING = "meeting"


COLOURS = ("red", "blue", "green", "yellow", "orange", "purple", "pink", "brown", "grey", "turquoise")


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """The way between two stops. line: (lat, lon) degrees WGS84, two or more; minutes: under way, whole.

    estimated: the line follows no street; drawn thinner, and the minutes are marked as approximate.
    """

    line: tuple[tuple[float, float], ...]
    minutes: int
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One group's way through the day. name: as people know the group, such as Groep rood.

    colour: one of COLOURS, which brings its own dash and shape of sign; empty for the next one in that order.
    Raises ValueError for another colour.
    """

    name: str
    legs: tuple[RouteLeg, ...]
    colour: str = ""

    def __post_init__(self) -> None:
        if self.colour and self.colour not in COLOURS:
            raise ValueError(f"not a colour of a route: {self.colour!r}")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the map with what its pop-up says; stops at one point become one sign.

    number: position on its route, from 1, or None; route: index into the lines, or None when it belongs to none.
    details: short lines such as a time or an address; href: a page of our own (starts with one slash) or empty.
    Raises ValueError for an href elsewhere: a map must not become a door to other sites.
    """

    point: GeoPoint
    name: str
    number: int | None = None
    route: int | None = None
    details: tuple[str, ...] = ()
    href: str = ""
    place: Place = Place.SCHOOL

    def __post_init__(self) -> None:
        if self.href and (not self.href.startswith("/") or self.href.startswith(("//", "/\\"))):
            raise ValueError(f"not a page of our own: {self.href!r}")


@dataclass(frozen=True, slots=True)
class AreaOutline:
    """The boundary of an area.

    geometry: GeoJSON Polygon or MultiPolygon; name: may be empty on a map of one area; whole: the map shows all of it
    at first, else it is only a background to the rest.
    """

    geometry: dict[str, Any]
    name: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Credit:
    """What a licence asks to show on the map, and where it leads."""

    text: str
    href: str


OPENSTREETMAP = Credit("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright")
KADASTER = Credit("Kaartgegevens © Kadaster", "https://www.kadaster.nl")


@dataclass(frozen=True, slots=True)
class Basemap:
    """The background. kind: tiles (one file, drawn by us) or images; url: of the file, or with {z}, {x} and {y}."""

    kind: str
    url: str
    credit: Credit


def own_basemap(url: str) -> Basemap:
    """Describe the basemap that the application serves itself. url: of the PMTiles file, must answer byte ranges."""
    return Basemap("tiles", url, OPENSTREETMAP)


def pdok_basemap() -> Basemap:
    """Describe PDOK's background map, for operators who switch it on: the browser then asks another host for images.

    Source: PDOK BRT-A, WMTS 2.0; CC BY 4.0.
    """
    url = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png"
    return Basemap("images", url, KADASTER)
