# SPDX-License-Identifier: EUPL-1.2
"""What is installed is locked by hash, names no host, and is what pyproject.toml asks for."""

import re
import tomllib

import pytest

from tests.house.sources import ROOT

LOCKS = ["requirements.txt", "requirements-test.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def locked(name: str) -> dict[str, list[str]]:
    """Name and version of each requirement, with its hashes."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if match := re.match(r"([a-z0-9][a-z0-9._-]*)==(\S+)", line):
            current = f"{match[1]}=={match[2]}"
            found.setdefault(current, [])
        elif "--hash=sha256:" in line:
            found[current].append(line.strip())
    return found


def asked(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[._-]+", "-", name[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    assert "http" not in (ROOT / lock).read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_a_lock_has_a_hash(lock):
    found = locked(lock)
    assert len(found) > 40
    assert [name for name, hashes in found.items() if not hashes] == []


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-test.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(lock, requirements):
    names = {name.split("==")[0] for name in locked(lock)}
    assert {asked(requirement) for requirement in requirements} - names == set()


def test_the_tests_run_with_what_the_demo_runs_with():
    assert set(locked("requirements.txt")) <= set(locked("requirements-test.txt"))
