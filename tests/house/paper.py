# SPDX-License-Identifier: EUPL-1.2
"""Facts on paper: what they are made of, one fixed sample of each, and the files in which released forms are kept.

`python -m tests.house.paper` writes the file of every fact and version that has none yet, and touches no other.
"""

import importlib
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.eventlog.codec import encode
from app.kernel.events import FACTS, Event
from app.kernel.ids import Id
from app.kernel.values import GeoPoint, Hours, Party, PublicText

ROOT = Path(__file__).parents[2]
DRAWER = Path(__file__).parent / "facts"

NOON = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
KNOWN: dict[Any, Any] = {
    bool: True,
    int: 7,
    float: 0.25,
    date: date(2026, 11, 18),
    datetime: NOON,
    PublicText: PublicText("De Zevensprong"),
    GeoPoint: GeoPoint(52.558, 5.914),
    Hours: Hours(540, 720),
    Party: Party(2, 1, 1),
}
SIMPLE = (bool, int, float, date, datetime, PublicText)


def facts() -> list[type[Event]]:
    """All facts of all rooms, by name."""
    for path in sorted((ROOT / "app").glob("*/events.py")):
        if path.parent.name != "kernel":
            importlib.import_module(f"app.{path.parent.name}.events")
    return [FACTS[name] for name in sorted(FACTS) if FACTS[name].__module__.startswith("app.")]


def parts(hint: Any) -> tuple[Any, ...]:
    """What a tuple or an optional holds; empty for anything else."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(a for a in get_args(hint) if a is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(a for a in get_args(hint) if a is not Ellipsis)
    return ()


def leaves(hint: Any) -> Iterator[Any]:
    """Everything that a value of this type is made of in the end."""
    if inner := parts(hint):
        for part in inner:
            yield from leaves(part)
    elif isinstance(hint, type) and is_dataclass(hint):
        for part in field_types(hint).values():
            yield from leaves(part)
    else:
        yield hint


def dataclasses_in(hint: Any) -> Iterator[type]:
    """The dataclasses that a value of this type is built of."""
    for part in parts(hint):
        yield from dataclasses_in(part)
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
        for part in field_types(hint).values():
            yield from dataclasses_in(part)


def field_types(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def sample(hint: Any) -> Any:
    """One fixed value of this type, the same on every machine."""
    if hint in KNOWN:
        return KNOWN[hint]
    if inner := parts(hint):
        made = tuple(sample(part) for part in inner)
        return made if get_origin(hint) is tuple else made[0]
    if issubclass(hint, Id):
        return hint(f"{hint.kind}-00000001"[:48])
    if issubclass(hint, Enum):
        return next(iter(hint))
    return hint(**{name: sample(part) for name, part in field_types(hint).items()})


def file_of(fact: type[Event]) -> Path:
    return DRAWER / f"{fact.name}.v{fact.version}.json"


def write_missing() -> list[Path]:
    DRAWER.mkdir(exist_ok=True)
    missing = [fact for fact in facts() if not file_of(fact).exists()]
    for fact in missing:
        paper = {"name": fact.name, "version": fact.version, "data": json.loads(encode(sample(fact)))}
        file_of(fact).write_text(json.dumps(paper, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    return [file_of(fact) for fact in missing]


if __name__ == "__main__":
    for written in write_missing():
        print(written.name)  # noqa: T201  a command for a developer
