# SPDX-License-Identifier: EUPL-1.2
"""How large the house has become: habits to look at, not limits to enforce. `make sizes` prints the table.

A long file is a question (is this two things?), never a reason to cut a thought in half.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from tests.house.sources import python, relative, text

LOOK_AGAIN = {"module": 200, "function": 25, "decision": 120, "test module": 250, "room without screens": 1200}


@dataclass(frozen=True, slots=True)
class Measured:
    """A thing and its length in lines."""

    kind: str
    name: str
    lines: int

    @property
    def long(self) -> bool:
        return self.lines > LOOK_AGAIN[self.kind]


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Name and length of every function, from its def to its last line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            yield node.name, node.end_lineno - node.lineno + 1


def measure(path: Path) -> Iterator[Measured]:
    name, source = relative(path), text(path)
    lines = len(source.splitlines())
    if name.startswith("tests/"):
        yield Measured("test module", name, lines)
        return
    yield Measured("decision" if "/decide/" in name else "module", name, lines)
    for function, length in functions(source):
        yield Measured("function", f"{name} {function}", length)


def rooms(paths: list[Path]) -> Iterator[Measured]:
    sums: dict[str, int] = {}
    for path in paths:
        parts = relative(path).split("/")
        room = path.parents[len(parts) - 3]
        if room.name != "kernel" and (room / "events.py").exists() and "screens" not in parts:
            sums[parts[1]] = sums.get(parts[1], 0) + len(text(path).splitlines())
    yield from (Measured("room without screens", room, lines) for room, lines in sums.items())


def all_measures() -> list[Measured]:
    paths = [path for path in [*python("app/"), *python("tests/")] if path.name != "__init__.py"]
    return [measured for path in paths for measured in measure(path)] + list(rooms(paths))


def report() -> str:
    found = all_measures()
    rows = [f"{'':22}{'number':>8}{'median':>8}{'p90':>6}{'max':>6}  look again above"]
    for kind, limit in LOOK_AGAIN.items():
        lines = [measured.lines for measured in found if measured.kind == kind] or [0]
        p90 = quantiles(lines, n=10)[-1] if len(lines) > 1 else lines[0]
        rows.append(f"{kind:22}{len(lines):>8}{median(lines):>8.0f}{p90:>6.0f}{max(lines):>6}  {limit}")
    longest = sorted((measured for measured in found if measured.long), key=lambda m: -m.lines / LOOK_AGAIN[m.kind])
    rows += ["", *(f"{measured.lines:>6}  {measured.name}" for measured in longest)]
    return "\n".join(rows)


if __name__ == "__main__":
    print(report())  # noqa: T201  a command for a developer
