# SPDX-License-Identifier: EUPL-1.2
"""Files that a colleague sent and still has to say yes to; kept for an hour, for that colleague only."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, LargeBinary, delete
from sqlmodel import Field, Session, col

from app.eventlog.tables import KeptRow
from app.kernel.ids import PersonId

TERM = timedelta(hours=1)


class UploadRow(KeptRow, table=True):
    """A file as it came in. owner: a colleague's tag; filename: as their computer calls it, never used as a path."""

    __tablename__ = "upload"
    id: str = Field(max_length=32, primary_key=True)
    owner: str = Field(max_length=70)
    filename: str = Field(max_length=100)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    made_at: datetime = Field(index=True)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits for a yes. filename: at most 100 printable characters."""

    id: str
    filename: str
    content: bytes


def keep_upload(session: Session, owner: PersonId, filename: str, content: bytes, now: datetime) -> str:
    """Keep a file for an hour; what was kept longer goes. Returns the id under which its owner finds it."""
    session.execute(delete(UploadRow).where(col(UploadRow.made_at) < now - TERM))
    shown = "".join(letter for letter in filename if letter.isprintable())[-100:]
    row = UploadRow(id=secrets.token_hex(16), owner=owner.tag, filename=shown, content=content, made_at=now)
    session.add(row)
    session.flush()
    return row.id


def upload_of(session: Session, owner: PersonId, upload_id: str, now: datetime) -> Upload | None:
    """Give a file back to who sent it; None for anybody else, and after an hour."""
    row = session.get(UploadRow, upload_id)
    if row is None or row.owner != owner.tag or row.made_at < now - TERM:
        return None
    return Upload(row.id, row.filename, row.content)
