# SPDX-License-Identifier: EUPL-1.2
"""Reads any file about schools that we know, whichever of them it is."""

from dataclasses import dataclass

from app.adapters.register_layouts import REGISTERS, WITH_LOCATIONS, WITH_PUPILS, Layout
from app.adapters.school_register import (
    FigureRow,
    LocationRow,
    PupilsRow,
    RegisterRow,
    figure_rows,
    location_rows,
    pupils_rows,
    read_table,
    register_rows,
    which_layout,
)
from app.adapters.table_faults import BadTable, TableFault
from app.adapters.tables import Table


@dataclass(frozen=True, slots=True)
class SchoolFile:
    """A file about schools; the rows of other kinds are empty. figures_source: its figures are of duo, cbs or staff."""

    layout: Layout
    register: tuple[RegisterRow, ...] = ()
    locations: tuple[LocationRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    pupils: tuple[PupilsRow, ...] = ()

    @property
    def figures_source(self) -> str:
        return {Layout.SCORES: "cbs", Layout.PUPILS: "duo"}.get(self.layout, "staff")


def read_school_file(raw: bytes, *, name: str, municipality: str | None = None) -> SchoolFile:
    """Read a register, a file of coordinates, of figures or of pupils.

    Args:
        raw: the bytes of a CSV file.
        name: of the file, for messages.
        municipality: only its schools, where the file says which they are.

    Raises:
        BadTable: with everything that is wrong in the file.
    """
    table = read_table(raw, name=name)
    layout = which_layout(table)
    if layout in REGISTERS:
        return _register(table, layout, municipality)
    if layout in WITH_LOCATIONS:
        return SchoolFile(layout, locations=location_rows(table, municipality=municipality))
    if layout in WITH_PUPILS:
        return SchoolFile(layout, pupils=pupils_rows(table, municipality=municipality))
    return SchoolFile(layout, figures=figure_rows(table))


def _register(table: Table, layout: Layout, municipality: str | None) -> SchoolFile:
    """Read a register and, where it has them, its coordinates; the faults of both come together."""
    points: tuple[LocationRow, ...] = ()
    faults: list[TableFault] = []
    if layout in WITH_LOCATIONS:
        try:
            points = location_rows(table, municipality=municipality)
        except BadTable as bad:
            faults.extend(bad.faults)
    try:
        register = register_rows(table, municipality=municipality)
    except BadTable as bad:
        raise BadTable([*bad.faults, *(fault for fault in faults if fault not in bad.faults)]) from bad
    if faults:
        raise BadTable(faults)
    return SchoolFile(layout, register=register, locations=points)
