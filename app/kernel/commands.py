# SPDX-License-Identifier: EUPL-1.2
"""What a command is: a question put to the facts, answered with new facts or a refusal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

from app.kernel.events import Event, tags_of
from app.kernel.ids import Id


class Refused(Exception):
    """The facts do not allow what was asked; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Item:
    """Facts that carry all of these tags and are of any of these types. No tags: all facts of the types."""

    tags: frozenset[str]
    types: frozenset[str]

    def holds(self, event: Event) -> bool:
        return event.name in self.types and self.tags <= tags_of(event)


@dataclass(frozen=True, slots=True)
class Boundary:
    """The facts that a decision stands on: those that any item holds."""

    items: tuple[Item, ...]

    @classmethod
    def about(cls, *ids: Id, types: Iterable[type[Event]]) -> Self:
        """Draw a boundary around the facts of these types that name all of these ids."""
        return cls((Item(frozenset(i.tag for i in ids), frozenset(t.name for t in types)),))

    def __or__(self, other: "Boundary") -> "Boundary":
        return Boundary(self.items + other.items)

    def holds(self, event: Event) -> bool:
        return any(item.holds(event) for item in self.items)


class State(Protocol):
    """A memory of facts, small and immutable: evolve gives a new one."""

    def evolve(self, event: Any, /) -> Self:
        """Remember one more fact."""


S = TypeVar("S", bound=State)


class Command(Protocol[S]):
    """Something that is asked; a frozen dataclass whose ids were made at the edge."""

    def boundary(self) -> Boundary:
        """Say which facts the decision stands on."""

    def state(self) -> S:
        """Give the memory before the first fact."""

    def decide(self, state: S, now: datetime) -> Sequence[Event]:
        """Answer with new facts, with none when it is already so, or raise Refused."""


def fold(state: S, events: Iterable[Event]) -> S:
    """Remember facts one by one, in the order of the log."""
    for event in events:
        state = state.evolve(event)
    return state
