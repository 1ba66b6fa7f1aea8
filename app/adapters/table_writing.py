# SPDX-License-Identifier: EUPL-1.2
"""Writes tables for spreadsheets in such a way that no text can act as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

MIMETYPE = "text/csv; charset=utf-8"

# What a spreadsheet takes for a formula: at the start of a cell and of each line in it, also in full width.
_FORMULA = re.compile("(^|[\r\n])(?=[ \u00a0]*[=+\\-@\t\x00\uff1d\uff0b\uff0d\uff20])")


def guarded(text: str) -> str:
    """Put an apostrophe before every start of a formula.

    Source: OWASP ASVS 5.0.0 item 1.2.10 and OWASP "CSV Injection".
    """
    return _FORMULA.sub(r"\1'", text)


def write_csv(rows: Iterable[Sequence[object]], *, separator: str = ";") -> bytes:
    """Write rows as CSV: UTF-8 with byte order mark, CRLF, quoted where needed (RFC 4180).

    Args:
        rows: the header first; text is guarded, numbers are not, None is an empty cell, dates as 2026-09-01.
        separator: ``;`` opens rightly in a Dutch spreadsheet.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return guarded(value.isoformat() if isinstance(value, date) else str(value))
