# SPDX-License-Identifier: EUPL-1.2
"""Holds a command to what somebody was shown before they said yes."""

import hashlib
from collections.abc import Sequence

from app.kernel.commands import Refused
from app.kernel.events import Event


class NotAsShown(Refused):
    """What would be recorded is no longer what was shown."""


def fingerprint(facts: Sequence[Event]) -> str:
    """Tell these facts from others, in 64 hexadecimal digits."""
    return hashlib.sha256(repr(tuple(facts)).encode()).hexdigest()


def agreed(facts: Sequence[Event], as_shown: str | None) -> Sequence[Event]:
    """Give the facts back when they are those that were shown, or when nobody was shown any. Raises NotAsShown."""
    if facts and as_shown not in (None, fingerprint(facts)):
        raise NotAsShown
    return facts
