# SPDX-License-Identifier: EUPL-1.2
"""What a fact is: a frozen dataclass with a stored name, tagged by every id it names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar, TypeVar, dataclass_transform

from app.kernel.ids import Id

NAME = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")


class Event:
    """Something that became true; recorded once, never changed."""

    __slots__ = ()
    name: ClassVar[str]
    version: ClassVar[int]


E = TypeVar("E", bound=Event)
FACTS: dict[str, type[Event]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def fact(name: str, *, version: int = 1) -> Callable[[type[E]], type[E]]:
    """Make a class a fact.

    name: room.past-thing, stored, never renamed. Raises ValueError for a name in use or of another form.
    """

    def make(cls: type[E]) -> type[E]:
        if not NAME.fullmatch(name) or name in FACTS:
            raise ValueError(f"{name!r} is taken or is not of the form room.past-thing")
        made: type[E] = dataclass(frozen=True, kw_only=True)(cls)
        made.name, made.version = name, version
        FACTS[name] = made
        return made

    return make


def tags_of(event: Event) -> frozenset[str]:
    """Collect the tags of a fact: one for every id it names, however deep."""
    return frozenset(_tags(event))


def _tags(value: Any) -> Iterator[str]:
    if isinstance(value, Id):
        yield value.tag
    elif isinstance(value, tuple):
        for item in value:
            yield from _tags(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _tags(getattr(value, field.name))
