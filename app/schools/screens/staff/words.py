# SPDX-License-Identifier: EUPL-1.2
"""What facts, fields, sources and figures about schools are called on screen."""

from collections.abc import Mapping

from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _

from app.kernel.events import Event
from app.kernel.ids import AreaId
from app.schools.events import (
    ContactNamed,
    FigurePublished,
    SchoolAssignedToArea,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolLocated,
    SchoolRegistered,
    SchoolReopened,
)
from app.schools.values import CBS_SCORE, PUPILS_AT_LEAST, PUPILS_AT_MOST, SCHOOL_WEIGHT, Source

FIELDS = {
    "title": lazy_gettext("Naam"),
    "street": lazy_gettext("Straat"),
    "housenumber": lazy_gettext("Huisnummer"),
    "postcode": lazy_gettext("Postcode"),
    "city": lazy_gettext("Plaats"),
    "municipality": lazy_gettext("Gemeente"),
    "denomination": lazy_gettext("Richting"),
    "website": lazy_gettext("Website"),
}

SOURCES = {
    Source.DUO: lazy_gettext("DUO, register van scholen"),
    Source.CBS: lazy_gettext("CBS"),
    Source.BAG: lazy_gettext("coördinaten van adressen (BAG)"),
    Source.STAFF: lazy_gettext("bestand van de gemeente"),
}

EXPLAINED = {
    CBS_SCORE: lazy_gettext(
        "De verwachte onderwijsachterstand van alle leerlingen samen, gedeeld door het aantal leerlingen. "
        "Het CBS rekent dit uit met onder meer de opleiding van de ouders. "
        "Een hoger getal betekent meer verwachte achterstand. "
        "Het zegt niets over hoe goed de school is."
    ),
    SCHOOL_WEIGHT: lazy_gettext(
        "Een getal van 20 tot 40, gemiddeld over drie schooljaren. Een lager getal betekent een minder complexe "
        "leerlingenpopulatie. Het zegt niets over hoe goed de school is."
    ),
    PUPILS_AT_LEAST: lazy_gettext("DUO geeft kleine aantallen niet precies. Daarom ziet u twee getallen."),
    PUPILS_AT_MOST: lazy_gettext(
        "DUO geeft kleine aantallen niet precies. Meer leerlingen dan dit zijn er zeker niet."
    ),
}


def told(event: Event, titles: Mapping[AreaId, str]) -> tuple[str, str, str]:
    """Say what a fact about a school was, as icon, headline and detail."""
    match event:
        case SchoolRegistered():
            return "plus", _("In het register gekomen"), _register(event)
        case SchoolDetailsChanged():
            return "pencil", _("Gegevens gewijzigd"), _register(event)
        case SchoolReopened():
            return "refresh", _("Weer in het register"), _register(event)
        case SchoolClosed():
            return "lock", _("Uit het register verdwenen"), _("Register van %(day)s", day=_day(event.as_of))
        case SchoolLocated():
            return "map-pin", _("Op de kaart gezet"), str(SOURCES[event.source])
        case SchoolAssignedToArea(area_id=None):
            return "map-2", _("De kaart bepaalt weer het gebied"), ""
        case SchoolAssignedToArea():
            area = titles.get(event.area_id, _("een gebied dat er niet meer is")) if event.area_id else ""
            return "map-2", _("Aan een gebied toegewezen"), area
        case FigurePublished():
            return (
                "file-text",
                _("Cijfers ingelezen"),
                _("%(source)s, %(year)s", source=SOURCES[event.source], year=event.year),
            )
        case ContactNamed(person_id=None):
            return "user", _("Geen contactpersoon meer"), ""
        case ContactNamed():
            return "user", _("Contactpersoon genoemd"), ""
        case _:
            raise AssertionError(f"no words for {event.name}")


def _register(event: SchoolRegistered | SchoolDetailsChanged | SchoolReopened) -> str:
    return _("%(source)s, %(day)s", source=SOURCES[event.source], day=_day(event.as_of))


def _day(day: object) -> str:
    return str(format_date(day, "d MMMM y"))
