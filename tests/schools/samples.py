# SPDX-License-Identifier: EUPL-1.2
"""Two schools of Kampen, and what the register says of them."""

from dataclasses import replace
from datetime import date

from app.kernel.ids import IndicatorId, PersonId, SchoolId
from app.kernel.values import GeoPoint, PublicText
from app.schools.decide.import_register import RegisteredSchool
from app.schools.events import (
    ContactNamed,
    FigurePublished,
    IndicatorDefined,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolLocated,
    SchoolRegistered,
    SchoolReopened,
)
from app.schools.values import SchoolDetails, Source

MIRT, REGENBOOG = SchoolId("03RE00"), SchoolId("05US00")
KAMPEN = PublicText("KAMPEN")
IN_2020, IN_2024 = date(2020, 12, 1), date(2024, 11, 22)


def details(title: str, street: str = "Rolklaver", housenumber: str = "1", municipality: str = KAMPEN) -> SchoolDetails:
    words = (title, street, housenumber, "8265EA", "Kampen", municipality, "Openbaar", "www.school.nl")
    return SchoolDetails(*map(PublicText, words))


THE_MIRT, THE_REGENBOOG = details("De Mirt"), details("De Regenboog", "Akelei", "5")
THE_MIRT_RENAMED = replace(THE_MIRT, title=PublicText("Kindcentrum De Mirt"))


def registered(school_id: SchoolId, about: SchoolDetails, as_of: date = IN_2020) -> SchoolRegistered:
    return SchoolRegistered(school_id=school_id, details=about, source=Source.DUO, as_of=as_of)


def changed(school_id: SchoolId, about: SchoolDetails, as_of: date = IN_2024) -> SchoolDetailsChanged:
    return SchoolDetailsChanged(school_id=school_id, details=about, source=Source.DUO, as_of=as_of)


def reopened(school_id: SchoolId, about: SchoolDetails, as_of: date = IN_2024) -> SchoolReopened:
    return SchoolReopened(school_id=school_id, details=about, source=Source.DUO, as_of=as_of)


def closed(school_id: SchoolId, as_of: date = IN_2024) -> SchoolClosed:
    return SchoolClosed(school_id=school_id, as_of=as_of)


def located(school_id: SchoolId, at: GeoPoint) -> SchoolLocated:
    return SchoolLocated(school_id=school_id, at=at, source=Source.BAG)


def row(school_id: SchoolId, about: SchoolDetails, at: GeoPoint | None = None) -> RegisteredSchool:
    return RegisteredSchool(school_id, about, at)


IN_NORTH, IN_MIDDLE = GeoPoint(52.575, 5.905), GeoPoint(52.565, 5.905)

MIRT_REGISTERED = registered(MIRT, THE_MIRT)
REGENBOOG_REGISTERED = registered(REGENBOOG, THE_REGENBOOG)

SHARE = IndicatorId("aandeel")
SHARE_DEFINED = IndicatorDefined(
    indicator_id=SHARE,
    title=PublicText("Aandeel"),
    unit=PublicText("procent"),
    publisher=PublicText("Gemeente"),
    thresholds=(20.0, 50.0, 70.0),
)


def figure(value: float, year: int = 2024, school_id: SchoolId = MIRT) -> FigurePublished:
    return FigurePublished(school_id=school_id, indicator_id=SHARE, year=year, value=value, source=Source.STAFF)


SANNE, MO = PersonId("a" * 32), PersonId("b" * 32)
SANNE_NAMED = ContactNamed(school_id=MIRT, person_id=SANNE)
