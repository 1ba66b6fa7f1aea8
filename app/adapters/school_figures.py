# SPDX-License-Identifier: EUPL-1.2
"""Reads what is known of schools beside the register: where they stand, their composition, how many pupils."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.adapters.register_fields import LATITUDES, LONGITUDES, RowReader
from app.adapters.register_layouts import WITH_FIGURES, WITH_LOCATIONS, WITH_PUPILS, Layout, scores_year, which_layout
from app.adapters.register_reading import all_or_faults, of_municipality
from app.adapters.table_faults import BadTable, TableFault, dutch
from app.adapters.tables import Row, Table

SCORE_PER_PUPIL = "achterstandsscore-per-leerling"


@dataclass(frozen=True, slots=True)
class LocationRow:
    """Where a school site stands. lat, lon: degrees WGS84."""

    brin6: str
    lat: float
    lon: float
    line: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure about the pupils of a school site together. pupils: how many it rests on, None = not told."""

    brin6: str
    indicator: str
    year: int
    value: float
    pupils: int | None
    line: int


@dataclass(frozen=True, slots=True)
class PupilsRow:
    """How many pupils a school site has: at_least to at_most, as a count of 1 to 4 is masked in the source."""

    brin6: str
    year: int
    at_least: int
    at_most: int
    line: int


def location_rows(table: Table, *, municipality: str | None = None) -> tuple[LocationRow, ...]:
    """Read where schools stand: columns brin6, lat, lon, or a register of our own layout.

    In a register a school without coordinates is left out; in a file of coordinates that is a fault.
    The municipality counts only where the file names it.

    Raises:
        BadTable: as for ``register_rows``; also a point outside the Netherlands.
    """
    layout = which_layout(table, WITH_LOCATIONS)
    rows: Iterable[Row] = table.rows
    if layout is Layout.SCHOLENTOCHT:
        rows = (row for row in of_municipality(table, "MUNICIPALITY", municipality) if row["LAT"] or row["LON"])
    return all_or_faults(rows, _location, lambda row: row.brin6)


def figure_rows(table: Table) -> tuple[FigureRow, ...]:
    """Read figures about the composition of schools: CBS scores, or columns brin6, indicator, year, value[, pupils].

    The CBS score of a school grows with the school; it is divided by the pupils that it rests on, three decimals.

    Raises:
        BadTable: unknown header, the same school, indicator and year twice, or fields that do not fit.
    """
    layout = which_layout(table, WITH_FIGURES)
    found = scores_year(table)
    if layout is Layout.SCORES and found is not None:
        column, year = found
        return all_or_faults(table.rows, lambda reader: _score(reader, column, year), lambda row: row.brin6)
    return all_or_faults(table.rows, _figure, lambda row: (row.brin6, row.indicator, row.year))


def pupils_rows(table: Table, *, municipality: str | None = None) -> tuple[PupilsRow, ...]:
    """Read how many pupils ordinary primary schools have, from DUO's file of pupils per home postcode.

    Returns:
        One row per school site in the order of first sight; ``<5`` counts as 1 at least and 4 at most.

    Raises:
        BadTable: as for ``register_rows``.
    """
    which_layout(table, WITH_PUPILS)
    ages = [column for column in table.columns if column.startswith("LEEFTIJD_")]
    faults: list[TableFault] = []
    found: dict[str, PupilsRow] = {}
    for row in of_municipality(table, "GEMEENTENAAM", municipality):
        if row["SOORT_PO"].upper() != "BO":
            continue
        reader = RowReader(row)
        brin6 = reader.brin6_of("INSTELLINGSCODE", "VESTIGINGSCODE")
        year = _year_of_day(reader)
        counts = [_masked(reader, column) for column in ages]
        faults.extend(reader.faults)
        before = found.get(brin6, PupilsRow(brin6, year, 0, 0, row.line))
        low, high = (sum(side) for side in zip(*counts, strict=True))
        found[brin6] = PupilsRow(brin6, before.year, before.at_least + low, before.at_most + high, before.line)
    if faults:
        raise BadTable(faults)
    return tuple(found.values())


def _location(reader: RowReader) -> LocationRow:
    lat, lon = reader.degrees("LAT", *LATITUDES), reader.degrees("LON", *LONGITUDES)
    return LocationRow(reader.brin6("BRIN6"), lat, lon, reader.row.line)


def _score(reader: RowReader, pupils_column: str, year: int) -> FigureRow:
    pupils = reader.whole(pupils_column, 1, 20_000)
    score = reader.number("SCORE_WITHOUT_THRESHOLD", 0, 100_000)
    value = round(score / pupils, 3)
    return FigureRow(reader.brin6("BRIN6"), SCORE_PER_PUPIL, year, value, pupils, reader.row.line)


def _figure(reader: RowReader) -> FigureRow:
    indicator = reader.text("INDICATOR")
    # Source: Inspectorate, schoolweging: 20 to 40 (SCH-07); others have no known bounds.
    bounds = (20, 40) if indicator.lower() == "schoolweging" else (-1_000_000, 1_000_000)
    pupils = reader.whole("PUPILS", 0, 20_000) if reader.row.get("PUPILS") else None
    year, value = reader.whole("YEAR", 2000, 2100), reader.number("VALUE", *bounds)
    return FigureRow(reader.brin6("BRIN6"), indicator, year, value, pupils, reader.row.line)


def _year_of_day(reader: RowReader) -> int:
    value = reader.row["PEILDATUM"].replace("-", "")
    if not (value.isascii() and value.isdigit() and len(value) == 8 and value.startswith("20")):
        reader.wrong("PEILDATUM", value, dutch("een datum als jaar, maand en dag, zoals 20241001"))
        return 2000
    return int(value[:4])


def _masked(reader: RowReader, column: str) -> tuple[int, int]:
    if reader.row[column] == "<5":
        return 1, 4
    count = reader.whole(column, 0, 20_000)
    return count, count
