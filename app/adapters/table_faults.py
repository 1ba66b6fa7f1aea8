# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a file that somebody sent us, in plain words: line, column, value and what was expected."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self


class Phrase(str):
    """A Dutch text of ours that can be translated, as against what stands in somebody's file."""

    __slots__ = ()


def dutch(text: str) -> Phrase:
    """Mark a Dutch text for the translators (``pybabel extract -k dutch``); it is translated when shown."""
    return Phrase(text)


@dataclass(frozen=True, slots=True)
class TableFault:
    """One fault. line: from 1, 0 = the whole file. column: "" = the whole line. value: as it stands there.

    place, part: how line and column are called, when the file is no table.
    expected: a Dutch text that can be translated, with ``%(name)s`` for what stands in details.
    """

    line: int
    column: str
    value: str
    expected: str
    details: Mapping[str, object] = field(default_factory=dict)
    place: str = dutch("regel %(line)d")
    part: str = dutch("kolom %(column)s")

    def expectation(self, translate: Callable[[str], str] = str) -> str:
        """Say what was expected. translate: gettext of the reader's language."""
        details = {name: _spoken(said, translate) for name, said in self.details.items()}
        return translate(self.expected) % details

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """Say the whole fault in one line, such as "regel 12, kolom POSTCODE, 'abc': verwacht een postcode"."""
        where = [translate(self.place) % {"line": self.line}] if self.line else []
        if self.column:
            where.append(translate(self.part) % {"column": self.column})
        if self.value:
            where.append(f"‘{self.shown_value}’")
        wanted = translate(dutch("verwacht: %(what)s")) % {"what": self.expectation(translate)}
        return ": ".join([", ".join(where), wanted]) if where else wanted

    @property
    def shown_value(self) -> str:
        """The value in at most 60 printable characters."""
        seen = "".join(letter if letter.isprintable() else "�" for letter in self.value[:61])
        return seen if len(self.value) <= 60 else seen[:59] + "…"


def _spoken(said: object, translate: Callable[[str], str]) -> object:
    """Translate what is ours among the details; several of ours become a list."""
    if isinstance(said, tuple):
        return ", ".join(str(_spoken(one, translate)) for one in said)
    return translate(said) if isinstance(said, Phrase) else said


class BadTable(Exception):
    """A file cannot be taken over. faults: in order of line, at most ``MOST`` of them; at least one."""

    MOST = 50

    def __init__(self, faults: Iterable[TableFault]) -> None:
        """Keep the first faults in order of line; ``more`` counts those left out."""
        found = sorted(faults, key=lambda fault: fault.line)
        self.faults: tuple[TableFault, ...] = tuple(found[: self.MOST])
        self.more = len(found) - len(self.faults)
        super().__init__("; ".join(fault.sentence() for fault in self.faults[:5]))

    @classmethod
    def of(cls, expected: str, *, line: int = 0, column: str = "", value: str = "", **details: object) -> Self:
        """Make it of one fault."""
        return cls([TableFault(line, column, value, expected, details)])
