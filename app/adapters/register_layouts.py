# SPDX-License-Identifier: EUPL-1.2
"""Tells by its header which known file about schools lies before us."""

import re
from enum import StrEnum

from app.adapters.table_faults import BadTable, dutch
from app.adapters.tables import Table


class Layout(StrEnum):
    """A file about schools that we can read; the value is its name on screen and in the log."""

    DUO_2013 = "duo-2013"
    DUO_2022 = "duo-2022"
    SCHOLENTOCHT = "scholentocht"
    LOCATIONS = "locations"
    SCORES = "scores"
    FIGURES = "figures"
    PUPILS = "pupils"


_DUO_ADDRESS = (
    "VESTIGINGSNAAM",
    "STRAATNAAM",
    "HUISNUMMER-TOEVOEGING",
    "POSTCODE",
    "PLAATSNAAM",
    "GEMEENTENAAM",
    "DENOMINATIE",
    "INTERNETADRES",
    "BEVOEGD GEZAG NUMMER",
)

NAMES = {
    Layout.DUO_2013: dutch("DUO-adressen van scholen tot en met 2021"),
    Layout.DUO_2022: dutch("DUO-adressen van scholen vanaf 2022"),
    Layout.SCHOLENTOCHT: dutch("scholen met coördinaten"),
    Layout.LOCATIONS: dutch("coördinaten van scholen"),
    Layout.SCORES: dutch("achterstandsscores van het CBS"),
    Layout.FIGURES: dutch("cijfers per school"),
    Layout.PUPILS: dutch("leerlingen per postcode van DUO"),
}

# In order of trial: a file that has all columns of an earlier layout is that one. More columns are welcome.
COLUMNS: dict[Layout, tuple[str, ...]] = {
    Layout.DUO_2013: ("BRIN NUMMER", "VESTIGINGSNUMMER", *_DUO_ADDRESS),  # until 2021; DUO changed no column between
    Layout.DUO_2022: ("INSTELLINGSCODE", "VESTIGINGSCODE", *_DUO_ADDRESS),
    Layout.PUPILS: ("PEILDATUM", "GEMEENTENAAM", "INSTELLINGSCODE", "VESTIGINGSCODE", "SOORT_PO", "LEEFTIJD_4"),
    Layout.SCHOLENTOCHT: ("BRIN6", "NAME", "STREET", "HOUSENUMBER", "POSTCODE", "CITY", "MUNICIPALITY", "LAT", "LON"),
    Layout.LOCATIONS: ("BRIN6", "LAT", "LON"),
    Layout.FIGURES: ("BRIN6", "INDICATOR", "YEAR", "VALUE"),
    Layout.SCORES: ("BRIN6", "PUPILS_FUNDED_…", "SCORE_WITHOUT_THRESHOLD"),
}

REGISTERS = (Layout.DUO_2013, Layout.DUO_2022, Layout.SCHOLENTOCHT)
WITH_LOCATIONS = (Layout.SCHOLENTOCHT, Layout.LOCATIONS)
WITH_FIGURES = (Layout.SCORES, Layout.FIGURES)
WITH_PUPILS = (Layout.PUPILS,)


def which_layout(table: Table, among: tuple[Layout, ...] = tuple(Layout)) -> Layout:
    """Recognise a file by its header.

    Args:
        table: as read.
        among: the layouts that are wanted here.

    Raises:
        BadTable: no layout fits; names the columns that the nearest one still misses, or the layouts that are wanted
            when not one column is known, or, when the file is a known one that is not wanted here, says which.
    """
    known = [layout for layout in COLUMNS if not _missing(table, layout)]
    fitting = [layout for layout in known if layout in among]
    if fitting:
        return fitting[0]
    wanted = [layout for layout in COLUMNS if layout in among]
    if not known and all(len(_missing(table, layout)) == len(COLUMNS[layout]) for layout in wanted):
        expected = dutch("een bestand van één van deze soorten: %(kinds)s")
        raise BadTable.of(expected, line=1, kinds=tuple(NAMES[layout] for layout in wanted))
    nearest = min(wanted, key=lambda layout: len(_missing(table, layout)))
    if known:
        expected = dutch("een bestand van de soort ‘%(wanted)s’; dit is de soort ‘%(found)s’")
        raise BadTable.of(expected, line=1, wanted=NAMES[nearest], found=NAMES[known[0]])
    missing = ", ".join(_missing(table, nearest))
    expected = dutch("de kolommen van ‘%(wanted)s’; wat ontbreekt: %(missing)s")
    raise BadTable.of(expected, line=1, wanted=NAMES[nearest], missing=missing)


def scores_year(table: Table) -> tuple[str, int] | None:
    """Find the column PUPILS_FUNDED_2019 (any year) and its year; None when there is none."""
    for column in table.columns:
        found = re.fullmatch(r"PUPILS_FUNDED_(20\d\d)", column)
        if found:
            return column, int(found[1])
    return None


def _missing(table: Table, layout: Layout) -> list[str]:
    missing = [column for column in COLUMNS[layout] if column not in table.columns]
    if layout is Layout.SCORES and scores_year(table):
        missing.remove("PUPILS_FUNDED_…")
    return missing
