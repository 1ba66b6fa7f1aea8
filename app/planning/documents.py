# SPDX-License-Identifier: EUPL-1.2
"""What the readers of planning documents share: the shape of a value, and the fault when it is another one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

Document = Mapping[str, Any]
Built = TypeVar("Built")


class UnreadableDocument(ValueError):
    """The document is not of the format; the message says where and what was expected."""


def whole(value: Any, name: str) -> int:
    """Give a whole number as it is. Raises TypeError for anything else, truth values included."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, not a whole number")
    return value


def optional(value: Any, name: str) -> int | None:
    """Give a whole number or None as it is. Raises TypeError for anything else."""
    return None if value is None else whole(value, name)


def texts(value: Any, name: str) -> tuple[str, ...]:
    """Give a list of names as a tuple. Raises TypeError for anything else, a single text included."""
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{name} is {value!r}, not a list of names")
    return tuple(value)


def day(value: Any, name: str) -> date:
    """Read a date written as YYYY-MM-DD. Raises ValueError or TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}, not a date")
    return date.fromisoformat(value)


def must_be(document: Document, expected: str) -> None:
    """Refuse a document of another format. Raises UnreadableDocument."""
    found = document.get("format") if isinstance(document, Mapping) else None
    if found != expected:
        raise UnreadableDocument(f"format is {found!r}, expected {expected!r}")


def built(build: Callable[[Document], Built], document: Document, expected: str) -> Built:
    """Build something from a document; every fault of shape is an UnreadableDocument."""
    try:
        return build(document)
    except KeyError as missing:
        raise UnreadableDocument(f"{missing} is missing") from missing
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnreadableDocument(f"a part has another shape than {expected} asks: {error}") from error
