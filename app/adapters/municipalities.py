# SPDX-License-Identifier: EUPL-1.2
"""Recognises a municipality in any spelling, and knows in which school holiday region it lies."""

import csv
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal, cast

Region = Literal["Noord", "Midden", "Zuid"]

REGIONS: tuple[Region, ...] = ("Noord", "Midden", "Zuid")

# Everyday names, and names whose official form differs between DUO, CBS and the region list.
_SAME = {
    "DENHAAG": "SGRAVENHAGE",
    "DENHAAGSGRAVENHAGE": "SGRAVENHAGE",
    "DENBOSCH": "SHERTOGENBOSCH",
    "DEFRYSKEMARREN": "DEFRIESEMEREN",
    "DANTUMADIEL": "DANTUMADEEL",
    "TYTSJERKSTERADIEL": "TIETJERKSTERADEEL",
    "NUENENGERWENENNEDERWETTEN": "NUENENCA",
    "BERGENNOORDHOLLAND": "BERGENNH",
    "BERGENLIMBURG": "BERGENL",
    "BERGENLB": "BERGENL",
}


def municipality_key(name: str) -> str:
    """Reduce a municipality's name to what all its spellings share.

    Capitals, accents, apostrophes, hyphens and blanks do not count: ``'s-Gravenhage``, ``S GRAVENHAGE`` and
    ``Den Haag`` give the same key.
    """
    flat = unicodedata.normalize("NFKD", name).upper()
    key = "".join(letter for letter in flat if letter.isalnum())
    return _SAME.get(key, key)


def same_municipality(one: str, other: str) -> bool:
    """Say whether two spellings mean the same municipality."""
    return municipality_key(one) == municipality_key(other)


def regions_of(municipality: str) -> tuple[Region, ...]:
    """Give the school holiday regions of a municipality; two when it is split, none when it is unknown.

    Source: ``municipality_school_region.csv``, from openpotato/openholidaysapi.data (ODbL 1.0).
    """
    return _regions().get(municipality_key(municipality), ())


def region_of(municipality: str) -> Region | None:
    """Give the school holiday region of a municipality; None when it is split or unknown: somebody has to choose."""
    found = regions_of(municipality)
    return found[0] if len(found) == 1 else None


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    path = Path(__file__).with_name("municipality_school_region.csv")
    found: dict[str, tuple[Region, ...]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            names = [row["municipality"]]
            if row["municipality"] == "Bergen":  # there are two; DUO writes BERGEN (NH.) and BERGEN (L.)
                names = ["Bergen NH"] if row["province_code"] == "NH" else ["Bergen L"]
            for name in names:
                found[municipality_key(name)] = cast("tuple[Region, ...]", tuple(row["region"].split("/")))
    return found
