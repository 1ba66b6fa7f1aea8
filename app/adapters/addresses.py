# SPDX-License-Identifier: EUPL-1.2
"""Where a postcode lies, from a file of the operator; no address leaves the machine."""

import csv
import re
from functools import cached_property
from pathlib import Path

from app.kernel.values import GeoPoint

POSTCODE = re.compile(r"\s*([1-9]\d{3})\s*([A-Za-z]{2})?\s*")


class Addresses:
    """Points of postcodes. path: CSV with the columns postcode (1234AB or 1234), lat, lon; None knows no postcode."""

    def __init__(self, path: Path | str | None) -> None:
        self._path = Path(path) if path else None

    def point_of(self, postcode: str) -> GeoPoint | None:
        """Give the middle of a postcode; of its four digits when the letters are unknown; None when it is not there or no postcode."""
        found = POSTCODE.fullmatch(postcode)
        if found is None:
            return None
        digits, letters = found.group(1), (found.group(2) or "").upper()
        return self._points.get(digits + letters) or self._points.get(digits)

    @cached_property
    def _points(self) -> dict[str, GeoPoint]:
        if self._path is None or not self._path.is_file():
            return {}
        sums: dict[str, tuple[float, float, int]] = {}
        with self._path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                code, lat, lon = row["postcode"].replace(" ", "").upper(), float(row["lat"]), float(row["lon"])
                for key in {code, code[:4]}:
                    a, b, n = sums.get(key, (0.0, 0.0, 0))
                    sums[key] = (a + lat, b + lon, n + 1)
        return {key: GeoPoint(a / n, b / n) for key, (a, b, n) in sums.items()}
