# SPDX-License-Identifier: EUPL-1.2
"""An errand that turns out to be several is split, so that each part is tried again and given up by itself."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.eventlog.engine import in_turn
from app.eventlog.outbox import Errand, Task
from app.eventlog.tables import ErrandRow


def split(engine: Engine, task: Task, errands: Iterable[Errand], now: datetime) -> None:
    """Write down the parts of an errand, for the same reaction and about the same fact.

    errands: each with a key of its own within the reaction. A part that is there already stays as it is, so a repeat
    makes no second one.
    """
    rows = {row.key: row for row in (_row(task, errand, now) for errand in errands)}
    there = select(col(ErrandRow.key)).where(col(ErrandRow.key).in_(list(rows)))
    with in_turn(engine), Session(engine.execution_options(sqlite_begin="IMMEDIATE")) as session:
        known = set(session.execute(there).scalars())
        session.add_all(row for key, row in rows.items() if key not in known)
        session.commit()


def _row(task: Task, errand: Errand, now: datetime) -> ErrandRow:
    return ErrandRow(
        key=f"{task.reaction}:{errand.key}",
        reaction=task.reaction,
        about=errand.about.tag,
        payload=json.dumps(errand.payload, sort_keys=True),
        position=task.position,
        made_at=now,
        due_at=errand.due_at or now,
    )
