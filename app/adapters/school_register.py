# SPDX-License-Identifier: EUPL-1.2
"""Reads registers of schools as DUO and municipalities hand them out: all rows asked for, or a list of faults."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.adapters.place_names import readable_place
from app.adapters.register_fields import RowReader
from app.adapters.register_layouts import REGISTERS, Layout, which_layout
from app.adapters.register_reading import all_or_faults, of_municipality
from app.adapters.school_figures import (
    FigureRow,
    LocationRow,
    PupilsRow,
    figure_rows,
    location_rows,
    pupils_rows,
)
from app.adapters.tables import Table, read_table

__all__ = [
    "FigureRow",
    "Layout",
    "LocationRow",
    "PupilsRow",
    "RegisterRow",
    "figure_rows",
    "location_rows",
    "pupils_rows",
    "read_table",
    "register_rows",
    "unknown_denominations",
    "which_layout",
]

# As DUO spelled them in 2013, 2020 and 2024, one of them cut at 30 characters. A new one is no fault (SCH-05).
DENOMINATIONS = frozenset(
    {
        "Algemeen bijzonder",
        "Antroposofisch",
        "Bijzonder",
        "Evangelisch",
        "Evangelische broedergemeenscha",
        "Gereformeerd",
        "Gereformeerd vrijgemaakt",
        "Gereformeerd vrijgemaakt / Eva",
        "Hindoeïstisch",
        "Humanistisch",
        "Interconfessioneel",
        "Islamitisch",
        "Joods",
        "Openbaar",
        "Overige",
        "Protestants-Christelijk",
        "Reformatorisch",
        "Rooms-Katholiek",
        "Samenwerking Opb., PC",
        "Samenwerking Opb., PC, RK",
        "Samenwerking Opb., RK",
        "Samenwerking PC, RK",
        "Samenwerking PC, RK, Alg. Bijz",
    }
)

SCORE_PER_PUPIL = "achterstandsscore-per-leerling"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One school site in a register.

    postcode: ``8265EA``. city: as people write it, ``IJsselmuiden``. municipality: as the file spells it.
    website: "" when unusable.
    line: where it stands in the file, from 1.
    """

    brin6: str
    name: str
    street: str
    housenumber: str
    postcode: str
    city: str
    municipality: str
    denomination: str
    website: str
    board_number: str
    line: int


def register_rows(table: Table, *, municipality: str | None = None) -> tuple[RegisterRow, ...]:
    """Read a register of schools: DUO's layouts of 2013, 2020 and 2022 onward, or our own.

    Args:
        table: as read by ``read_table``.
        municipality: only its schools, in any spelling; rows of others are not looked at.

    Returns:
        In the order of the file; every brin6 once.

    Raises:
        BadTable: unknown header, no school of that municipality, a doubled school, or fields that do not fit.
    """
    layout = which_layout(table, REGISTERS)
    make, place = (_own_row, "MUNICIPALITY") if layout is Layout.SCHOLENTOCHT else (_duo_row, "GEMEENTENAAM")
    return all_or_faults(of_municipality(table, place, municipality), make, lambda row: row.brin6)


def unknown_denominations(rows: Iterable[RegisterRow]) -> tuple[str, ...]:
    """Give the denominations that DUO did not use so far, sorted: worth a warning, kept as they are."""
    return tuple(sorted({row.denomination for row in rows if row.denomination} - DENOMINATIONS))


def _duo_row(reader: RowReader) -> RegisterRow:
    old = "VESTIGINGSNUMMER" in reader.row.places
    codes = ("BRIN NUMMER", "VESTIGINGSNUMMER") if old else ("INSTELLINGSCODE", "VESTIGINGSCODE")
    return RegisterRow(
        brin6=reader.brin6_of(*codes),
        name=reader.text("VESTIGINGSNAAM"),
        street=reader.text("STRAATNAAM", optional=True),
        housenumber=reader.text("HUISNUMMER-TOEVOEGING", optional=True),
        postcode=reader.postcode("POSTCODE"),
        city=readable_place(reader.text("PLAATSNAAM")),
        municipality=reader.text("GEMEENTENAAM"),
        denomination=reader.text("DENOMINATIE", optional=True),
        website=reader.website("INTERNETADRES"),
        board_number=reader.board_number("BEVOEGD GEZAG NUMMER"),
        line=reader.row.line,
    )


def _own_row(reader: RowReader) -> RegisterRow:
    board = next((column for column in reader.row.places if column.startswith("BOARD_NUMBER")), "BOARD_NUMBER")
    return RegisterRow(
        brin6=reader.brin6("BRIN6"),
        name=reader.text("NAME"),
        street=reader.text("STREET", optional=True),
        housenumber=reader.text("HOUSENUMBER", optional=True),
        postcode=reader.postcode("POSTCODE"),
        city=readable_place(reader.text("CITY")),
        municipality=reader.text("MUNICIPALITY"),
        denomination=reader.text("DENOMINATION", optional=True),
        website=reader.website("WEBSITE"),
        board_number=reader.board_number(board),
        line=reader.row.line,
    )
