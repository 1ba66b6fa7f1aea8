# SPDX-License-Identifier: EUPL-1.2
"""Which files are ours: everything that is kept in the repository, without what others made and we carry along."""

import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = {".git", ".venv", "node_modules", "instance", "__pycache__"}
CARRIED_ALONG = ("static/vendor/", "tests/vendor/", "LICENSES/")


@cache
def kept() -> tuple[Path, ...]:
    """All files that are kept or about to be, in order of their path; without git, all files that are there."""
    asked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        check=False,
    )
    if asked.returncode == 0:
        named = [ROOT / os.fsdecode(name) for name in asked.stdout.split(b"\0") if name]
        return tuple(sorted(path for path in set(named) if path.is_file()))
    return tuple(sorted(path for path in ROOT.rglob("*") if path.is_file() and not LEFT_OUT & set(path.parts)))


def ours(*endings: str) -> Iterator[Path]:
    """Files of our own making with one of these endings; all of them when none is given."""
    for path in kept():
        if not relative(path).startswith(CARRIED_ALONG) and (not endings or path.name.endswith(endings)):
            yield path


def python(folder: str = "") -> list[Path]:
    return [path for path in ours(".py") if relative(path).startswith(folder)]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    """The words in a file; nothing for a file that is not words."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
