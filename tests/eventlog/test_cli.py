# SPDX-License-Identifier: EUPL-1.2
"""What an operator can ask of the log and its views."""

from flask import Flask
from sqlalchemy import text

from app.edges.office import Office
from app.edges.settings import Settings
from app.eventlog.cli import upgrade_database
from app.factory import create_app
from tests.conftest import Clock


def run(app: Flask, *words: str) -> tuple[int, str]:
    outcome = app.test_cli_runner().invoke(args=list(words))
    return outcome.exit_code, outcome.output


def test_the_log_tells_what_happened_to_a_person(app: Flask) -> None:
    run(app, "areas", "municipality", "--title", "Kampen", "--register-name", "KAMPEN")
    code, said = run(app, "log", "show")
    assert code == 0
    assert "areas.municipality-founded" in said
    assert "11-01-2027 11:00:00" in said
    assert "The installation serves this municipality." in said
    assert "Kampen" in said
    assert "municipality-founded" not in run(app, "log", "show", "--about", "area:nowhere")[1]


def test_a_long_fact_is_cut_unless_it_is_asked_for_whole(app: Flask) -> None:
    title = "K" * 250
    run(app, "areas", "municipality", "--title", title, "--register-name", "KAMPEN")
    assert title not in run(app, "log", "show", "--last", "1")[1]
    assert title in run(app, "log", "show", "--whole")[1]


def test_the_chain_is_verified(app: Flask, office: Office) -> None:
    run(app, "areas", "municipality", "--title", "Kampen", "--register-name", "KAMPEN")
    assert run(app, "log", "verify") == (0, "1 feiten, de keten klopt\n")


def test_a_broken_chain_is_named(settings: Settings, clock: Clock) -> None:
    app = create_app(settings, clock)
    office: Office = app.extensions["office"]
    upgrade_database(office.log)
    run(app, "areas", "municipality", "--title", "Kampen", "--register-name", "KAMPEN")
    with office.log.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER fact_no_update"))
        connection.execute(text("UPDATE fact SET by = 'somebody else'"))
    code, said = run(app, "log", "verify")
    office.log.engine.dispose()
    assert code == 1
    assert "feit 1" in said


def test_views_that_differ_from_the_log_are_named_and_mended(app: Flask, office: Office) -> None:
    run(app, "areas", "municipality", "--title", "Kampen", "--register-name", "KAMPEN")
    assert run(app, "views", "rebuild", "--check")[0] == 0
    with office.log.engine.begin() as connection:
        connection.execute(text("UPDATE areas_municipality SET title = 'Zwolle'"))
    code, said = run(app, "views", "rebuild", "--check")
    assert code == 1
    assert "areas.areas" in said
    assert run(app, "views", "rebuild")[0] == 0
    assert run(app, "views", "rebuild", "--check")[0] == 0


def test_the_database_is_made_once(app: Flask) -> None:
    assert run(app, "database", "upgrade") == (0, "de database is bij\n")
