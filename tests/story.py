# SPDX-License-Identifier: EUPL-1.2
"""Rules told as stories: given these facts, when this is asked, then these facts follow, or a refusal."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from app.kernel.commands import Command, Refused, fold
from app.kernel.events import Event

A_MONDAY = datetime(2027, 1, 11, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    events: tuple[Event, ...]

    def then(self, *expected: Event) -> None:
        assert self.events == expected


@dataclass(frozen=True)
class Story:
    facts: tuple[Event, ...]

    def when(self, command: Command[Any], now: datetime = A_MONDAY) -> "Question":
        return Question(self.facts, command, now)


@dataclass(frozen=True)
class Question:
    """Only facts inside the command's own boundary are told: a decision that forgot to ask for one fails its test."""

    facts: tuple[Event, ...]
    command: Command[Any]
    now: datetime

    def answer(self) -> tuple[Event, ...]:
        boundary = self.command.boundary()
        state = fold(self.command.state(), [f for f in self.facts if boundary.holds(f)])
        return tuple(self.command.decide(state, self.now))

    def then(self, *expected: Event) -> None:
        assert self.answer() == expected

    def refused(self, refusal: type[Refused], **attributes: Any) -> None:
        with pytest.raises(refusal) as caught:
            self.answer()
        for name, value in attributes.items():
            assert getattr(caught.value, name) == value


def given(*facts: Event) -> Story:
    return Story(facts)
