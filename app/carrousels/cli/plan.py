# SPDX-License-Identifier: EUPL-1.2
"""Plan a day, a quarter or friendship couples from a file, without a database: a document in, a plan out."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, Protocol

import click
from flask.cli import AppGroup

from app.planning import friends_document, quarter_document, rotation_document
from app.planning.documents import UnreadableDocument
from app.planning.friends import match_friends
from app.planning.friends_lint import lint as lint_friends
from app.planning.quarter import plan_quarter
from app.planning.quarter_lint import lint as lint_quarter
from app.planning.rotation import plan_day
from app.planning.rotation_lint import lint as lint_day

commands = AppGroup("plan", help="Plan a day, a quarter or friendship couples from a file.")
NO_PLAN, WRONG = 1, 2
STATUSES = {
    "optimal": "bewezen: beter kan niet",
    "feasible": "beter is misschien mogelijk",
    "impossible": "er bestaat geen plan",
    "unknown": "geen plan gevonden in deze tijd",
}


class Finding(Protocol):
    """What a lint finds."""

    @property
    def severity(self) -> str: ...

    def sentence(self) -> str: ...


def _options(command: Callable[..., None]) -> Callable[..., None]:
    told = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))(command)
    told = click.option("--seconds", type=click.FloatRange(min=0.1), default=10.0, show_default=True)(told)
    told = click.option("--seed", type=int, default=0, help="Another number may give another plan.")(told)
    told = click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)(told)
    out = click.Path(dir_okay=False, writable=True, path_type=Path)
    return click.option("-o", "--output", type=out, help="Where the plan goes; to the screen when left out.")(told)


@commands.command("rotation")
@_options
def rotation(file: Path, seconds: float, seed: int, workers: int, output: Path | None) -> None:
    """Plan one day: which tour group is at which school when."""
    day = _read(file, rotation_document.day_from_document)
    _lint(lint_day(day))
    found = plan_day(
        day, seconds=seconds, seed=seed, workers=workers, progress=lambda p: _tell(p.seconds, p.score, p.bound)
    )
    if found.plan is None:
        _stop([STATUSES[found.status]], NO_PLAN)
    answer = rotation_document.plan_to_document(found.plan)
    _write(answer | {"score": found.score, "bound": found.bound, "status": found.status}, output)
    _close(found.seconds, found.score, found.bound, found.status)


@commands.command("quarter")
@_options
def quarter(file: Path, seconds: float, seed: int, workers: int, output: Path | None) -> None:
    """Plan a quarter: dates, dayparts and guides for all areas."""
    asked = _read(file, quarter_document.quarter_from_document)
    _lint(lint_quarter(asked))
    found = plan_quarter(
        asked, seconds=seconds, seed=seed, workers=workers, progress=lambda p: _tell(p.seconds, p.cost, p.bound)
    )
    if found.plan is None:
        _stop([STATUSES[found.status]], NO_PLAN)
    reasons = [{"area": u.area, "missing": u.missing, "why": u.sentence()} for u in found.unplanned]
    beside = {"cost": found.cost, "bound": found.bound, "status": found.status, "unplanned": reasons}
    _write(quarter_document.plan_to_document(found.plan) | beside, output)
    for reason in found.unplanned:
        _say(reason.sentence())
    _close(found.seconds, found.cost, found.bound, found.status)


@commands.command("friends")
@_options
def friends(file: Path, seconds: float, output: Path | None, **_: int) -> None:
    """Couple schools as friends: as many as possible, as well matched as possible; seed and workers change nothing."""
    asked = _read(file, friends_document.friends_from_document)
    _lint(lint_friends(asked))
    found = match_friends(asked, seconds=seconds)
    if found.plan is None:
        _stop([STATUSES[found.status]], NO_PLAN)
    beside = {
        "coupled": found.coupled,
        "triples": found.triples,
        "score": found.score,
        "bound": found.bound,
        "status": found.status,
        "alone": list(found.alone),
        "next_best": [{"school": n.school, "partner": n.partner} for n in found.next_best],
    }
    _write(friends_document.plan_to_document(found.plan) | beside, output)
    _say(f"{found.coupled} scholen gekoppeld, {found.triples} drietallen, {len(found.alone)} zonder vriend")
    _close(found.seconds, found.score, found.bound, found.status)


def _read(file: Path, build: Callable[[Any], Any]) -> Any:
    try:
        told = json.loads(file.read_bytes())
        if not isinstance(told, dict):
            raise UnreadableDocument("it is no object")
        return build(told)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        _stop([f"{file} is geen JSON: {error}"])
    except UnreadableDocument as error:
        _stop([f"{file} heeft niet de gevraagde vorm: {error}"])


def _lint(findings: Sequence[Finding]) -> None:
    wrong = [finding.sentence() for finding in findings if finding.severity == "error"]
    for finding in findings:
        if finding.severity != "error":
            _say(f"let op: {finding.sentence()}")
    if wrong:
        _stop(wrong)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _tell(seconds: float, value: int, bound: int | None) -> None:
    _say(f"{seconds:7.1f} s  {value}" + ("" if bound is None else f"  (ondergrens {bound})"))


def _close(seconds: float, value: int | None, bound: int | None, status: str) -> None:
    _say(f"{seconds:7.1f} s  {value}  grens {'onbekend' if bound is None else bound}: {STATUSES[status]}")


def _stop(sentences: Sequence[str], code: int = WRONG) -> NoReturn:
    for sentence in sentences:
        _say(sentence)
    sys.exit(code)


def _write(answer: dict[str, Any], output: Path | None) -> None:
    text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    beside = output.with_name(output.name + ".part")
    try:
        beside.write_text(text, "utf-8")
        beside.replace(output)
    except OSError as error:
        _stop([f"{output} kan niet worden geschreven: {error.strerror}"])
