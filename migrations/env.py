# SPDX-License-Identifier: EUPL-1.2
"""Alembic's environment: only what is kept (log, errands, vault); views are made and rebuilt by the program itself."""

from alembic import context

from app.eventlog.engine import make_engine
from app.eventlog.tables import KEPT
from app.wiring import load_kept_tables

load_kept_tables()
engine = context.config.attributes.get("engine") or make_engine(
    context.config.get_main_option("sqlalchemy.url") or "sqlite://"
)
with engine.execution_options(sqlite_begin="IMMEDIATE").connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=KEPT,
        include_name=lambda name, type_, _parents: type_ != "table" or name in KEPT.tables,
        compare_type=True,
        transactional_ddl=True,
        transaction_per_migration=True,
        render_as_batch=False,
    )
    with context.begin_transaction():
        context.run_migrations()
