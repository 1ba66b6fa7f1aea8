# SPDX-License-Identifier: EUPL-1.2
"""The vault's table: one row per subject and field, each with its own term."""

from datetime import date

from sqlmodel import Field

from app.eventlog.tables import KeptRow


class VaultRow(KeptRow, table=True):
    """One thing that is known of somebody.

    subject: a tag; keep_until: the last day it may be kept, None as long as somebody works here.
    """

    __tablename__ = "vault"
    subject: str = Field(max_length=70, primary_key=True)
    field: str = Field(max_length=30, primary_key=True)
    value: str = Field(max_length=2000)
    keep_until: date | None = Field(default=None, index=True)
