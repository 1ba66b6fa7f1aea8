# SPDX-License-Identifier: EUPL-1.2
"""Knows where a postcode lies, from a file of our own: nobody's postcode is asked of another machine."""

import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from app.adapters.register_fields import LATITUDES, LONGITUDES, RowReader
from app.adapters.table_faults import BadTable, TableFault, dutch
from app.adapters.tables import read_table
from app.kernel.values import GeoPoint

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Z]{2})?")


class Addresses:
    """The middle of each postcode, read when first asked for. path: a file for ``read_postcodes``; None knows none."""

    def __init__(self, path: Path | str | None) -> None:
        self._path = Path(path) if path else None

    def point_of(self, postcode: str) -> GeoPoint | None:
        """Give the middle of a postcode, written ``8265EA``, ``8265 ea`` or ``8265``.

        Six characters that are not known fall back to their four digits, which is right within about a kilometre
        in a town. None when those are not known either, when the text is no postcode or when there is no file.

        Raises:
            BadTable: the file is not such a file.
        """
        found = _POSTCODE.fullmatch(postcode.strip().upper())
        if not found:
            return None
        return self._points.get(found[1] + (found[2] or "")) or self._points.get(found[1])

    @cached_property
    def _points(self) -> dict[str, GeoPoint]:
        if self._path is None or not self._path.is_file():
            return {}
        return read_postcodes(self._path.read_bytes(), name=self._path.name)


def read_postcodes(raw: bytes, *, name: str) -> dict[str, GeoPoint]:
    """Read a file with columns postcode, lat and lon; postcodes of six characters, of four digits, or both.

    Returns:
        Points by postcode, ``8265EA`` and ``8265``; four digits that the file lacks lie in the middle of theirs.

    Raises:
        BadTable: as for ``read_table``; columns that miss, fields that do not fit, a postcode that stands there twice.
    """
    table = read_table(raw, name=name)
    missing = [column for column in ("POSTCODE", "LAT", "LON") if column not in table.columns]
    if missing:
        raise BadTable.of(dutch("de kolommen %(missing)s"), line=1, missing=", ".join(missing))
    points: dict[str, GeoPoint] = {}
    faults: list[TableFault] = []
    for row in table.rows:
        reader = RowReader(row)
        found = _POSTCODE.fullmatch(row["POSTCODE"].upper())
        postcode = found[1] + (found[2] or "") if found else ""
        if not postcode or postcode in points:
            reader.wrong("POSTCODE", row["POSTCODE"], dutch("een postcode, zoals 8265 EA of 8265, één keer"))
        points[postcode] = GeoPoint(reader.degrees("LAT", *LATITUDES), reader.degrees("LON", *LONGITUDES))
        faults.extend(reader.faults)
    if faults:
        raise BadTable(faults)
    return {**_middles(points), **points}


def _middles(points: dict[str, GeoPoint]) -> dict[str, GeoPoint]:
    groups: dict[str, list[GeoPoint]] = defaultdict(list)
    for postcode, point in points.items():
        groups[postcode[:4]].append(point)
    return {
        digits: GeoPoint(sum(point.lat for point in group) / len(group), sum(point.lon for point in group) / len(group))
        for digits, group in groups.items()
    }
