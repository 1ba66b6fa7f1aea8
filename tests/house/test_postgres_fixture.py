# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL of the tests: fresh databases, furnished once, gone afterwards."""

import psycopg
import pytest
from sqlalchemy import make_url

from tests.postgres import Postgres

pytestmark = pytest.mark.postgres


def ask(url: str, statement: str) -> list[tuple]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        answer = connection.execute(statement)
        return answer.fetchall() if answer.description else []


def furnish(url: str) -> None:
    ask(url, "CREATE TABLE chair (legs integer)")
    ask(url, "INSERT INTO chair VALUES (4)")


def test_a_database_is_empty_and_speaks_utf8(postgres_url: str):
    assert ask(postgres_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    assert ask(postgres_url, "SHOW server_encoding") == [("UTF8",)]


def test_a_furnished_database_is_a_copy_that_others_do_not_see(postgres: Postgres):
    with postgres.database(furnish) as one, postgres.database(furnish) as other:
        ask(one, "DELETE FROM chair")
        assert ask(other, "SELECT legs FROM chair") == [(4,)]


def test_a_database_goes_away_even_with_somebody_connected(postgres: Postgres):
    with postgres.database() as url:
        guest = psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    with pytest.raises(psycopg.OperationalError):
        ask(url, "SELECT 1")
    guest.close()
