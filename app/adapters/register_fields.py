# SPDX-License-Identifier: EUPL-1.2
"""Reads single fields of a file about schools; what does not fit becomes a fault with its place."""

import re
from dataclasses import dataclass, field

from app.adapters.table_faults import TableFault, dutch
from app.adapters.tables import Row

# The European Netherlands with a little sea around it, degrees WGS84.
LATITUDES = (50.7, 53.7)
LONGITUDES = (3.2, 7.3)
LONGEST = 300

_BRIN6 = re.compile(r"[0-9A-Z]{4}[0-9]{2}")
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Z]{2})")
_WEBSITE = re.compile(r"(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?(/[^\s<>\"'\\]*)?", re.IGNORECASE)
_DECIMAL = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,15})?")


@dataclass(slots=True)
class RowReader:
    """Reads the fields of one row. A field that does not fit gives an empty value and adds to ``faults``."""

    row: Row
    faults: list[TableFault] = field(default_factory=list)

    def wrong(self, column: str, value: str, expected: str, **details: object) -> None:
        """Note one fault in this row."""
        self.faults.append(TableFault(self.row.line, column, value, expected, details))

    def text(self, column: str, *, optional: bool = False) -> str:
        """Read words: at most 300 characters, every run of blanks and line ends made one space."""
        value = " ".join(self.row.get(column).split())
        if not value and not optional:
            self.wrong(column, value, dutch("een tekst; dit vak is leeg"))
        elif len(value) > LONGEST:
            self.wrong(column, value, dutch("een tekst van hoogstens 300 tekens"))
        return value

    def postcode(self, column: str) -> str:
        """Read a postcode with or without its space; gives ``8265EA``."""
        value = self.row.get(column)
        found = _POSTCODE.fullmatch(value.upper())
        if not found:
            self.wrong(column, value, dutch("een postcode van 4 cijfers en 2 letters, zoals 8265 EA"))
            return ""
        return found[1] + found[2]

    def brin6(self, column: str) -> str:
        """Read the key of a school site: 4 letters or digits of the institution and 2 digits of the site (SCH-01)."""
        value = self.row.get(column).upper()
        if not _BRIN6.fullmatch(value):
            self.wrong(column, value, dutch("een vestigingsnummer van 6 tekens, zoals 03RE00"))
            return ""
        return value

    def brin6_of(self, institution_column: str, site_column: str) -> str:
        """Read the key of a site that stands whole or as a 2-digit suffix beside the institution's code."""
        institution, site = self.row.get(institution_column).upper(), self.row.get(site_column).upper()
        if not re.fullmatch(r"[0-9A-Z]{4}", institution):
            self.wrong(institution_column, institution, dutch("een BRIN-nummer van 4 tekens, zoals 03RE"))
            return ""
        whole = institution + site if len(site) == 2 else site
        if not (_BRIN6.fullmatch(whole) and whole.startswith(institution)):
            expected = dutch("2 cijfers, of 6 tekens die beginnen met %(institution)s, zoals %(institution)s00")
            self.wrong(site_column, site, expected, institution=institution)
            return ""
        return whole

    def website(self, column: str) -> str:
        """Read a web address as it stands; "" when it is none: the register holds slips, and they harm nobody."""
        value = self.row.get(column)
        return value if len(value) <= LONGEST and _WEBSITE.fullmatch(value) else ""

    def board_number(self, column: str) -> str:
        """Read the number of a school board, kept as text; may be empty."""
        value = self.row.get(column)
        if value and not re.fullmatch(r"[0-9]{1,10}", value):
            self.wrong(column, value, dutch("een bestuursnummer van cijfers, zoals 41632"))
            return ""
        return value

    def degrees(self, column: str, low: float, high: float) -> float:
        """Read a latitude or longitude, with point or comma, within the Netherlands."""
        value = self.row.get(column)
        number = float(value.replace(",", ".")) if _DECIMAL.fullmatch(value) else None
        if number is None or not low <= number <= high:
            expected = dutch("een getal in graden tussen %(low)s en %(high)s, zoals %(sample)s: een punt in Nederland")
            self.wrong(column, value, expected, low=low, high=high, sample=round((low + high) / 2, 1))
            return low
        return number

    def number(self, column: str, low: float, high: float) -> float:
        """Read a number, with point or comma, from low up to and including high."""
        value = self.row.get(column)
        number = float(value.replace(",", ".")) if _DECIMAL.fullmatch(value) else None
        if number is None or not low <= number <= high:
            self.wrong(column, value, dutch("een getal van %(low)g tot en met %(high)g"), low=low, high=high)
            return low
        return number

    def whole(self, column: str, low: int, high: int) -> int:
        """Read a whole number in digits, from low up to and including high."""
        value = self.row.get(column)
        if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
            expected = dutch("een heel getal van %(low)d tot en met %(high)d")
            self.wrong(column, value, expected, low=low, high=high)
            return low
        return int(value)
