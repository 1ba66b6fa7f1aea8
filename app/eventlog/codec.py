# SPDX-License-Identifier: EUPL-1.2
"""Facts as JSON and back, and the chain of hashes over them."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from app.kernel.events import FACTS, Event

GENESIS = "0" * 64
_converter = make_converter(forbid_extra_keys=True)


def _moment_out(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"a moment in a fact knows its time zone; {value} does not")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


_converter.register_unstructure_hook(datetime, _moment_out)
_converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))


class UnknownFact(Exception):
    """The log holds a fact that this version of the program does not know; it stops rather than skip."""


def encode(event: Event) -> str:
    """Write a fact as canonical JSON: sorted keys, no spaces, UTF-8, no NaN."""
    return json.dumps(
        _converter.unstructure(event), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def decode(name: str, version: int, data: str) -> Event:
    """Read a fact back.

    Raises UnknownFact for a name or version this program has no class for, or data that does not fit it.
    """
    cls = FACTS.get(name)
    if cls is None or cls.version != version:
        raise UnknownFact(f"the log holds {name} version {version}, which this program does not know")
    try:
        event: Event = _converter.structure(json.loads(data), cls)
    except (BaseValidationError, ValueError, TypeError, KeyError) as fault:
        raise UnknownFact(f"the log holds a {name} that does not fit its form: {fault}") from fault
    return event


def link(previous: str, *parts: Any) -> str:
    """Hash one fact onto the chain. previous: 64 hex digits of the fact before. Returns 64 hex digits (SHA-256)."""
    body = json.dumps([previous, *parts], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()
