# SPDX-License-Identifier: EUPL-1.2
"""The tables of the log and the outbox, and the base of every view's table."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Text
from sqlmodel import Field, Index, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
KEPT = MetaData(naming_convention=NAMING)
VIEWS = MetaData(naming_convention=NAMING)
Position = BigInteger().with_variant(Integer(), "sqlite")


class KeptRow(SQLModel):
    """A table that migrations look after: the log, the outbox, the vault."""

    metadata: ClassVar[Any] = KEPT


class ViewRow(SQLModel):
    """A table of a view: made, thrown away and folded again from the log."""

    metadata: ClassVar[Any] = VIEWS


class FactRow(KeptRow, table=True):
    __tablename__ = "fact"
    position: int = Field(sa_column=Column(Position, primary_key=True, autoincrement=False))
    name: str = Field(sa_column=Column(String(80), nullable=False, index=True))
    version: int
    data: str = Field(sa_column=Column(Text, nullable=False))
    recorded_at: datetime
    by: str = Field(max_length=60)
    hash: str = Field(max_length=64, unique=True)


class FactTagRow(KeptRow, table=True):
    __tablename__ = "fact_tag"
    tag: str = Field(max_length=70, primary_key=True)
    position: int = Field(sa_column=Column(Position, primary_key=True, autoincrement=False))
    name: str = Field(max_length=80)


class ErrandRow(KeptRow, table=True):
    """Something to be done after a fact: a letter to send, a command to carry out. Ids only."""

    __tablename__ = "errand"
    __table_args__ = (Index("ix_errand_open", "done_at", "parked_at", "due_at"),)
    id: int | None = Field(default=None, sa_column=Column(Position, primary_key=True, autoincrement=True))
    key: str = Field(max_length=160, unique=True)
    reaction: str = Field(max_length=120)
    about: str = Field(max_length=70, index=True)
    payload: str = Field(sa_column=Column(Text, nullable=False))
    position: int = Field(sa_column=Column(Position, nullable=False))
    made_at: datetime
    due_at: datetime
    leased_until: datetime | None = None
    attempts: int = 0
    done_at: datetime | None = None
    parked_at: datetime | None = None
    fault: str | None = Field(default=None, max_length=300)


class ViewStateRow(KeptRow, table=True):
    """Which form of a view stands in the database."""

    __tablename__ = "view_state"
    name: str = Field(max_length=120, primary_key=True)
    form: str = Field(max_length=64)
