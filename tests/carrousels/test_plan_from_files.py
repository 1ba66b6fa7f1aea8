# SPDX-License-Identifier: EUPL-1.2
"""Puzzles in a file, planned on the console: a plan comes out, or sentences and nothing else."""

import json

import pytest

from tests.planning.couples import friends, school
from tests.planning.days import document, group
from tests.planning.days import school as school_of_day
from tests.planning.friends_judge import faults as friends_faults
from tests.planning.judge import faults as day_faults
from tests.planning.quarter_judge import faults as quarter_faults
from tests.planning.quarters import area, guide, quarter

PUZZLES = {
    "rotation": document([school_of_day("ARK", "ARK")], [group("RED")]),
    "quarter": quarter([area("Oost"), area("West")], [guide("Anna")]),
    "friends": friends([school("Ark", 80), school("Brug", 20)]),
}
JUDGES = {"rotation": day_faults, "quarter": quarter_faults, "friends": friends_faults}
BROKEN = {
    "rotation": document([school_of_day("ARK", "NOWHERE", presentation=0)], [group("RED")]),
    "quarter": quarter([area("Oost", guides_needed=3)], [guide("Anna")]),
    "friends": friends([school("Ark", composition=[60, 60]), school("Brug", 20)]),
}


@pytest.fixture
def plan(app, tmp_path):
    def run(kind, puzzle, *options):
        file = tmp_path / "in.json"
        file.write_text(puzzle if isinstance(puzzle, str) else json.dumps(puzzle), "utf-8")
        told = ["plan", kind, str(file), "--seconds", "1", "--workers", "1", *options]
        return app.test_cli_runner().invoke(args=told)

    return run


@pytest.mark.parametrize("kind", PUZZLES)
def test_a_plan_goes_to_the_file_and_what_happens_to_the_screen(plan, tmp_path, kind):
    out = tmp_path / "plan.json"
    done = plan(kind, PUZZLES[kind], "-o", str(out))
    assert (done.exit_code, done.stdout) == (0, "")
    written = json.loads(out.read_text("utf-8"))
    assert JUDGES[kind](PUZZLES[kind], written) == []
    assert written["status"] == "optimal"
    assert "bewezen" in done.stderr
    assert sorted(path.name for path in tmp_path.glob("*.json*")) == ["in.json", "plan.json"]


@pytest.mark.parametrize("kind", PUZZLES)
def test_without_a_file_the_plan_is_all_that_is_printed(plan, kind):
    done = plan(kind, PUZZLES[kind])
    assert JUDGES[kind](PUZZLES[kind], json.loads(done.stdout)) == []


@pytest.mark.parametrize("kind", PUZZLES)
@pytest.mark.parametrize("wrong", ["lint", "format", "list", "no json", "part"])
def test_bad_input_is_told_and_nothing_is_written(plan, tmp_path, kind, wrong):
    inputs = {"lint": BROKEN[kind], "format": {"format": "x"}, "list": [], "no json": "{", "part": None}
    puzzle = inputs[wrong] if wrong != "part" else {"format": f"carrousel.{kind}/1", "id": "x"}
    out = tmp_path / "plan.json"
    done = plan(kind, puzzle, "-o", str(out))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert not out.exists()


def test_a_day_without_any_plan_is_told_and_nothing_is_written(plan, tmp_path):
    out = tmp_path / "plan.json"
    puzzle = document([school_of_day("ARK", "ARK")], [group("RED", max_duration=300)])
    done = plan("rotation", puzzle, "-o", str(out))
    assert done.exit_code == 1
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_told(plan, tmp_path):
    done = plan("friends", PUZZLES["friends"], "-o", str(tmp_path / "nowhere" / "plan.json"))
    assert done.exit_code == 2
    assert "kan niet worden geschreven" in done.stderr
