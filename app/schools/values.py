# SPDX-License-Identifier: EUPL-1.2
"""What the register says of a school, and the figures that we know how to explain."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.kernel.ids import IndicatorId
from app.kernel.values import PublicText


class Source(StrEnum):
    """Where a statement about a school comes from."""

    DUO = "duo"
    CBS = "cbs"
    BAG = "bag"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class SchoolDetails:
    """A school site as the register names it.

    postcode: 1234AB; municipality: as DUO spells it; denomination: DUO's words; website may be empty.
    """

    title: PublicText
    street: PublicText
    housenumber: PublicText
    postcode: PublicText
    city: PublicText
    municipality: PublicText
    denomination: PublicText
    website: PublicText


def details_from(entry: Any, municipality: str) -> SchoolDetails:
    """Take over a row of a register: name, street, housenumber, postcode, city, denomination, website.

    municipality: in the one spelling that this installation uses, whatever the file does.
    """
    return SchoolDetails(
        title=PublicText(entry.name),
        street=PublicText(entry.street),
        housenumber=PublicText(entry.housenumber),
        postcode=PublicText(entry.postcode),
        city=PublicText(place_name(entry.city)),
        municipality=PublicText(municipality),
        denomination=PublicText(entry.denomination),
        website=PublicText(entry.website),
    )


SMALL_WORDS = frozenset(("aan", "bij", "de", "den", "der", "en", "het", "in", "of", "op", "ten", "ter", "van", "voor"))


def place_name(words: str) -> str:
    """Write a place as people do: DUO has capitals only, and two registers must not differ by that alone."""
    if words != words.upper():
        return words
    parts = re.split(r"([ -])", words.lower())
    named = [_capital(p) if i == 0 or p not in SMALL_WORDS else p for i, p in enumerate(parts)]
    return "".join(named)


def _capital(word: str) -> str:
    if word.startswith(("'", "’")):
        return word
    return "IJ" + word[2:] if word.startswith("ij") else word[:1].upper() + word[1:]


CBS_SCORE = IndicatorId("achterstandsscore-per-leerling")
PUPILS_AT_LEAST = IndicatorId("leerlingen-minstens")
PUPILS_AT_MOST = IndicatorId("leerlingen-hoogstens")
SCHOOL_WEIGHT = IndicatorId("schoolweging")


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator that comes with the program. thresholds: lower bounds of the bands above the first, in its unit."""

    indicator_id: IndicatorId
    title: str
    unit: str
    publisher: str
    thresholds: tuple[float, ...] = ()


# Thresholds of the CBS score: its national fifths on 1 October 2019.
# Source: CBS, Achterstandsscores basisscholen 2019, score without threshold divided by funded pupils.
KNOWN_INDICATORS = (
    KnownIndicator(CBS_SCORE, "CBS-score per leerling", "punten per leerling", "CBS", (0.23, 0.42, 0.70, 1.32)),
    KnownIndicator(SCHOOL_WEIGHT, "Schoolweging", "punten, van 20 tot 40", "CBS en Inspectie van het Onderwijs"),
    KnownIndicator(PUPILS_AT_LEAST, "Leerlingen, minstens", "leerlingen", "DUO"),
    KnownIndicator(PUPILS_AT_MOST, "Leerlingen, hoogstens", "leerlingen", "DUO"),
)


def indicator_id_for(words: str) -> IndicatorId:
    """Make an id of an indicator's name in a file: capitals and signs do not count."""
    slug = "-".join(re.findall(r"[a-z0-9]+", words.casefold()))[:48].strip("-")
    return IndicatorId(slug if len(slug) >= 3 else f"indicator-{slug or 'zonder-naam'}")
