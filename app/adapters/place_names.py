# SPDX-License-Identifier: EUPL-1.2
"""Writes the names of places as people write them: DUO has them in capitals."""

import re

# Words that stay small inside a Dutch place name.
# fmt: off
_SMALL = frozenset((
    "aan", "aen", "an", "bij", "bie", "d", "de", "den", "der", "en", "gem", "het", "in", "la", "le", "of",
    "om", "op", "onder", "over", "'s", "'t", "te", "ten", "ter", "tot", "uit", "van", "voor",
))
# fmt: on
# What DUO adds to tell places of the same name apart: the province, or the municipality.
_ADDED = re.compile(r" ((FR|GN|GR|DR|OV|FLD|GLD|UT|NH|ZH|ZE|ZLD|NB|LB|L)|GEM .+)$")


def readable_place(name: str) -> str:
    """Write a place name of capitals as people do; a name with any small letter is left as it is.

    ``IJSSELMUIDEN`` becomes IJsselmuiden, ``'S-HEERENBROEK`` 's-Heerenbroek, ``CAPELLE AAN DEN IJSSEL`` Capelle aan den
    IJssel, ``ELST GLD`` Elst. Accents that DUO left out stay out.
    """
    if name != name.upper():
        return name
    words = re.split(r"([ \-/().]+)", _ADDED.sub("", name).replace(" AD ", " AAN DEN ").lower())
    return "".join(word if place and word in _SMALL else _capital(word) for place, word in enumerate(words))


def _capital(word: str) -> str:
    if word in ("'s", "'t", "’s", "’t"):
        return word
    if word.startswith("ij"):
        return "IJ" + word[2:]
    return word[:1].upper() + word[1:]
