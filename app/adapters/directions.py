# SPDX-License-Identifier: EUPL-1.2
"""What to do on the way, step by step, as the site says it: with u in Dutch, and with the metres of each step."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

# The Dutch of the street engine says je; whole sentences first, then what is left.
POLITE = (
    (re.compile(r"\b(J|j)e bestemming bevindt zich\b"), "{u}w bestemming ligt"),
    (re.compile(r"\b(J|j)e (bent|zult|komt)\b"), "{u} {rest}"),
    (re.compile(r"\b(J|j)(?:e|ouw) (bestemming|linkerkant|rechterkant|linkerhand|rechterhand)\b"), "{u}w {rest}"),
    (re.compile(r"\b(J|j)(?:e|ij|ou)\b"), "{u}"),
)
BARE_ARRIVALS = frozenset({"U bent op uw bestemming aangekomen.", "You have arrived at your destination."})
METRES = {"nl": "meter", "en": "metres"}
TENS_FROM = 20


def directions(steps: Iterable[Mapping[str, Any]], language: str) -> tuple[str, ...]:
    """Word the steps of a way.

    Args:
        steps: of the street engine, each with "instruction" and, where it is known, "length" in kilometres.
        language: of the instructions, such as nl-NL.

    Returns:
        Sentences in order; an arrival that says nothing but that it is one is left out.
    """
    said = [_with_length(_polite(step["instruction"], language), step.get("length"), language) for step in steps]
    return tuple(words for words in said if words not in BARE_ARRIVALS)


def _polite(words: str, language: str) -> str:
    if not language.startswith("nl"):
        return words
    for pattern, form in POLITE:
        words = pattern.sub(lambda found, form=form: _said(found, form), words)  # type: ignore[misc]
    return words


def _said(found: re.Match[str], form: str) -> str:
    rest = found[2] if len(found.groups()) > 1 else ""
    return form.format(u="U" if found[1] == "J" else "u", rest=rest)


def _with_length(words: str, kilometres: float | None, language: str) -> str:
    metres = round((kilometres or 0) * 1000)
    unit = METRES.get(language[:2])
    if not metres or unit is None:
        return words
    shown = metres if metres < TENS_FROM else round(metres, -1)
    return f"{words.removesuffix('.')} ({shown} {unit})."
