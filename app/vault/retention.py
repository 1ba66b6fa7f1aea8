# SPDX-License-Identifier: EUPL-1.2
"""What goes when: fields whose term is over are deleted, by the worker and by hand."""

from datetime import date

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from app.vault.tables import VaultRow


def overdue(session: Session, today: date) -> dict[str, int]:
    """Count per field what would go today; a dry run."""
    query = (
        select(col(VaultRow.field), func.count()).where(col(VaultRow.keep_until) < today).group_by(col(VaultRow.field))
    )
    return {field: number for field, number in session.execute(query)}  # noqa: C416  rows are not pairs to dict()


def let_go(session: Session, today: date) -> int:
    """Delete every field whose last day is before today, and nothing else. Returns how many went."""
    return int(session.execute(delete(VaultRow).where(col(VaultRow.keep_until) < today)).rowcount)  # type: ignore[attr-defined]
