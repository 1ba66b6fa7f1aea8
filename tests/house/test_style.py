# SPDX-License-Identifier: EUPL-1.2
"""Style and types, checked by the tools that pyproject.toml sets up; a test run needs no second command."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_ruff_finds_nothing():
    done = run("ruff", "check", "--output-format", "concise")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_mypy_finds_nothing():
    done = run("mypy")
    faults = [line for line in done.stdout.splitlines() if ": note:" not in line]
    assert done.returncode == 0, "\n".join(faults) + done.stderr


def test_ruff_reads_the_rules_of_the_house():
    sample = ROOT / "app" / "kernel" / "values.py"
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", str(sample), "-"],
        input="import os\n\n\ndef weigh(x):\n    print(x)\n    assert eval(x)\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert {rule for rule in ("D100", "D103", "F401", "T201", "S307") if rule in done.stdout} == {
        "D100", "D103", "F401", "T201", "S307",
    }  # fmt: skip
