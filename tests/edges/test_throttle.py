# SPDX-License-Identifier: EUPL-1.2
"""Limits that hold over several processes, because they are counted in the database."""

from dataclasses import replace

from flask import Flask

from app.edges.settings import Settings
from app.eventlog.cli import upgrade_database
from app.factory import create_app


def built(settings: Settings, url: str) -> Flask:
    app = create_app(replace(settings, database_url=url, sign_in_limit="3 per hour"))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_two_processes_count_together(settings: Settings, database_url: str) -> None:
    one, other = built(settings, database_url), built(settings, database_url)
    upgrade_database(one.extensions["office"].log)
    ask = {"email": "nobody@example.org"}
    answers = [app.test_client().post("/team/inloggen", data=ask) for app in (one, other, one, other, one)]
    assert [a.status_code for a in answers] == [303, 303, 303, 429, 429]
    assert int(answers[-1].headers["Retry-After"]) > 3000
    for app in (one, other):
        app.extensions["office"].log.engine.dispose()


def test_another_address_has_its_own_count(settings: Settings, database_url: str) -> None:
    app = built(settings, database_url)
    upgrade_database(app.extensions["office"].log)
    ask = {"email": "nobody@example.org"}
    for _ in range(4):
        last = app.test_client().post("/team/inloggen", data=ask, environ_base={"REMOTE_ADDR": "127.0.0.2"})
    assert last.status_code == 429
    fresh = app.test_client().post(
        "/team/inloggen", data=ask, environ_base={"REMOTE_ADDR": "127.0.0.3"}, headers={"X-Forwarded-For": "127.0.0.2"}
    )
    assert fresh.status_code == 303
    app.extensions["office"].log.engine.dispose()
