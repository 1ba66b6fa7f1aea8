# SPDX-License-Identifier: EUPL-1.2
"""Reads a table that somebody sends us: finds encoding and separator, and says plainly what is wrong with it."""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.adapters.table_faults import BadTable, TableFault, dutch
from app.adapters.table_writing import write_csv

__all__ = ["BadTable", "Row", "Table", "TableFault", "read_table", "write_csv"]

MAX_BYTES = 20_000_000
MAX_CELLS = 2_500_000
MAX_LINE = 1_000_000
SEPARATORS = (";", ",", "\t")

_NO_TEXT = dutch("een CSV-bestand; dit is geen tekstbestand (CSV)")
# What people send by mistake, by the first bytes of the file.
_NO_TABLE = {
    b"PK\x03\x04": dutch("een CSV-bestand; dit is een Excel-, ODS- of zip-bestand: bewaar het eerst als CSV"),
    b"\xd0\xcf\x11\xe0": dutch("een CSV-bestand; dit is een oud Excel-bestand: bewaar het eerst als CSV"),
    b"%PDF": dutch("een CSV-bestand; dit is een PDF"),
    b"\x89PNG": _NO_TEXT,
    b"\xff\xd8\xff": _NO_TEXT,
    b"GIF8": _NO_TEXT,
    b"\x1f\x8b": dutch("een CSV-bestand; dit is een ingepakt bestand: pak het eerst uit"),
}
# Text has no control characters; a picture or a program has one in so many letters.
BINARY = 20
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. line: in the file, from 1, of the row's first line. Cells are without blanks around them."""

    line: int
    cells: tuple[str, ...]
    places: Mapping[str, int]

    def __getitem__(self, column: str) -> str:
        """Give the cell under a column; KeyError when there is no such column."""
        return self.cells[self.places[column]]

    def get(self, column: str) -> str:
        """Give the cell under a column, or "" when the table lacks the column."""
        place = self.places.get(column)
        return "" if place is None else self.cells[place]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read. columns: in capitals, without blanks around them, unnamed ones left out."""

    name: str
    encoding: str
    separator: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(raw: bytes, *, name: str) -> Table:
    """Read a CSV file with one header row.

    Args:
        raw: UTF-8 with or without byte order mark, UTF-16 or Windows-1252; separated by ``;``, ``,`` or tab.
        name: of the file, for messages.

    Returns:
        At least one row; rows without any text are left out.

    Raises:
        BadTable: too large, no text, no header, a doubled column, a row with too few or too many cells,
            a quote that is never closed; with the line where it is.
    """
    text, encoding = _decoded(raw)
    start, separator = _separator(text)
    numbered = _numbered_rows(text, start, separator)
    header_line, header = next(numbered, (1, []))
    places = _places(header, header_line)
    rows = tuple(_rows(numbered, len(header), places))
    if not rows:
        raise BadTable.of(dutch("minstens één rij onder de kopregel"), line=header_line + 1)
    return Table(name, encoding, separator, tuple(places), rows)


def _decoded(raw: bytes) -> tuple[str, str]:
    if len(raw) > MAX_BYTES:
        raise BadTable.of(dutch("een bestand van hoogstens 20 MB"), value=f"{len(raw) / 1e6:.0f} MB")
    if not raw.strip():
        raise BadTable.of(dutch("een bestand met een kopregel en rijen; dit bestand is leeg"))
    for magic, expected in _NO_TABLE.items():
        if raw.startswith(magic):
            raise BadTable.of(expected)
    encoding = _encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise BadTable.of(dutch("leesbare tekst (UTF-8, UTF-16 of Windows-1252)"), line=line) from fault
    start = text[:4000]
    if len(_UNREADABLE.findall(start)) * BINARY > max(len(start), 100):
        raise BadTable.of(_NO_TEXT)
    odd = _UNREADABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise BadTable.of(dutch("leesbare tekst, zonder stuurtekens"), line=line, value=f"U+{ord(odd[0]):04X}")
    return text, encoding


def _encoding(raw: bytes) -> str:
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = raw[:4000]
    if sample[1::2].count(0) > len(sample) / 5:
        return "utf-16-le"  # Latin text in UTF-16: every second byte is zero
    if sample[0::2].count(0) > len(sample) / 5:
        return "utf-16-be"
    try:
        codecs.utf_8_decode(raw, "strict", True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str) -> tuple[int, str]:
    """Find where the header starts and which separator it has most often outside quotes."""
    told = re.match(r"\ufeff?sep=([;,\t])\r?\n", text)  # Excel's own way to tell
    if told:
        return told.end(), told[1]
    first = next((line[0] for line in _LINE.finditer(text) if line[0].strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return 0, max(SEPARATORS, key=bare.count)


def _numbered_rows(text: str, start: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that holds text with the number of its first line."""
    offset = text.count("\n", 0, start)
    reader = csv.reader(_lines(text, start), delimiter=separator, strict=True)
    cells = 0
    while True:
        line = reader.line_num + 1 + offset
        try:
            row = next(reader, None)
        except csv.Error as fault:
            raise BadTable.of(_spoken(fault), line=line) from fault
        if row is None:
            return
        cells += len(row)
        if cells > MAX_CELLS:
            expected = dutch("hoogstens 2,5 miljoen vakjes: bewaar alleen de rijen van uw gemeente")
            raise BadTable.of(expected, line=line)
        stripped = [cell.strip() for cell in row]
        if any(stripped):
            yield line, stripped


def _lines(text: str, start: int) -> Iterator[str]:
    for number, found in enumerate(_LINE.finditer(text, start), 1):  # splitlines() would also split at U+2028
        if found.end() - found.start() > MAX_LINE:
            raise BadTable.of(dutch("regels van hoogstens 1 miljoen tekens"), line=number)
        yield found[0]


def _spoken(fault: csv.Error) -> str:
    if "field limit" in str(fault):
        return dutch("vakjes van hoogstens 131.072 tekens; misschien staat hier een aanhalingsteken te veel")
    if "end of data" in str(fault):
        return dutch(
            "een aanhalingsteken aan het einde: hier begint een tekst met een aanhalingsteken dat nergens sluit"
        )
    return dutch("een scheidingsteken na het sluitende aanhalingsteken")


def _places(header: list[str], line: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        column = " ".join(title.split()).upper()
        if column in places:
            raise BadTable.of(dutch("elke kolom één keer; deze kolom staat er twee keer"), line=line, column=column)
        if column:
            places[column] = place
    if not places:
        raise BadTable.of(dutch("een kopregel met de namen van de kolommen"), line=line)
    return places


def _rows(numbered: Iterator[tuple[int, list[str]]], width: int, places: Mapping[str, int]) -> Iterator[Row]:
    faults: list[TableFault] = []
    for line, cells in numbered:
        if len(cells) < width or any(cells[width:]):
            expected = dutch("%(width)d vakjes, zoals in de kopregel")
            faults.append(TableFault(line, "", str(len(cells)), expected, {"width": width}))
            if len(faults) == BadTable.MOST:
                break
        else:
            yield Row(line, tuple(cells[:width]), places)
    if faults:
        raise BadTable(faults)
