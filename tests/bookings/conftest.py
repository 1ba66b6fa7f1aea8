# SPDX-License-Identifier: EUPL-1.2
"""A small town with one published carrousel, in the log of an application."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from app.areas.events import AreaDrawn, MunicipalityFounded
from app.areas.values import Outline
from app.carrousels.events import CarrouselDrafted
from app.edges.office import Office
from app.kernel.ids import MunicipalityId
from app.kernel.values import Daypart, GeoPoint, HolidayRegion, PublicText
from app.schools.events import SchoolLocated, SchoolRegistered
from app.schools.values import SchoolDetails, Source
from tests.bookings.at_the_door import Parent
from tests.bookings.samples import BRUNNEPE, ON, PUBLISHED, SATURDAY, SCHAKEL, STROOM

BEFORE = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SQUARE = ((52.55, 5.90), (52.55, 5.93), (52.57, 5.93), (52.57, 5.90), (52.55, 5.90))


def _school(school_id, title, number):
    details = SchoolDetails(
        *map(PublicText, (title, "Noordweg", number, "8262BP", "Kampen", "KAMPEN", "Openbaar", "www.example.org"))
    )
    return SchoolRegistered(school_id=school_id, details=details, source=Source.DUO, as_of=date(2027, 1, 1))


TOWN = (
    MunicipalityFounded(
        municipality_id=MunicipalityId("kampen"),
        title=PublicText("Kampen"),
        register_name=PublicText("KAMPEN"),
        region=HolidayRegion.MIDDLE,
    ),
    AreaDrawn(
        area_id=BRUNNEPE,
        title=PublicText("Brunnepe"),
        code=PublicText("WK016604"),
        outline=Outline(((tuple(GeoPoint(*p) for p in SQUARE),),)),
        year=2026,
    ),
    _school(SCHAKEL, "De Schakel", "1"),
    _school(STROOM, "Het Stroomdal", "2"),
    SchoolLocated(school_id=SCHAKEL, at=GeoPoint(52.561, 5.915), source=Source.BAG),
    SchoolLocated(school_id=STROOM, at=GeoPoint(52.563, 5.918), source=Source.BAG),
    CarrouselDrafted(carrousel_id=SATURDAY, area_id=BRUNNEPE, on=ON, daypart=Daypart.MORNING, changeover=5),
    PUBLISHED,
)


@pytest.fixture
def town(office: Office) -> Office:
    """Give an office in whose town the Saturday in Brunnepe is published."""
    office.log.append(TOWN, now=BEFORE, by="program")
    return office


@pytest.fixture
def tell(office: Office) -> Callable[..., None]:
    """Record facts as if they were decided just now."""
    return lambda *facts: office.log.append(facts, now=office.now(), by="program")  # type: ignore[func-returns-value]


@pytest.fixture
def parent(town: Office, client: FlaskClient) -> Parent:
    """Give a parent in front of the small town's site."""
    return Parent(client)


@pytest.fixture
def facts(town: Office) -> Callable[[], list[str]]:
    """List what happened to bookings, by name."""

    def listed() -> list[str]:
        with town.reading() as session:
            names = [r.event.name for r in town.log.everything(session)]
        return [n.removeprefix("bookings.") for n in names if n.startswith("bookings.")]

    return listed
