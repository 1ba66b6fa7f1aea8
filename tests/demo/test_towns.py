# SPDX-License-Identifier: EUPL-1.2
"""The one command of the README: a town comes up, is found again, and is never left half."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.bookings.read.bookings import BookingRow
from app.carrousels.read.drafts import DraftRow
from app.eventlog.engine import make_engine
from app.eventlog.store import EventLog

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def make(example: str, folder: Path, **told: str) -> str:
    """Make a town without serving it. Returns what was said; raises when the command failed."""
    command = [sys.executable, "-m", "app.demo", "--example", example, "--instance", str(folder), "--load-only"]
    environment = {**os.environ, **told}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("example", ["kampen", "utrecht"])
def test_a_town_comes_up_with_a_quarter_of_carrousels_and_is_found_again(example: str, tmp_path: Path) -> None:
    folder = tmp_path / example
    assert "staat er nog" not in make(example, folder)
    engine = make_engine(f"sqlite:///{folder}/scholentocht.db")
    with Session(engine) as session:
        drafts = list(session.execute(select(DraftRow)).scalars())
        bookings = list(session.execute(select(BookingRow)).scalars())
    assert len({d.area_id for d in drafts}) >= 4
    assert {bool(d.release) for d in drafts} == {True, False}
    assert {b.state for b in bookings} >= {"booked", "waiting"}
    assert EventLog(engine).first_broken() is None
    engine.dispose()
    assert "de stad van de vorige keer staat er nog" in make(example, folder)


def test_a_town_that_was_left_half_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "kampen"
    folder.mkdir()
    (folder / "scholentocht.db").write_bytes(b"")
    said = make("kampen", folder)
    assert "de vorige keer kwam de stad niet af" in said
    assert "carrousel van IJsselmuiden" in said
    assert (folder / "town-is-whole").exists()
