# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL server of our own for the tests: started once, a fresh database for every test.

Take `postgres_url` for an empty database, or `postgres.database(lay)` for one that `lay(url)` has furnished:
that is done once, and every further database is a copy of it, which takes a tenth of a second.
With TEST_PG_URL set, that server is used instead; its role must be allowed to make databases.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

Lay = Callable[[str], None]
NEEDED = ("initdb", "pg_ctl", "postgres")
OPTIONS = "-F -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c listen_addresses=''"


class Postgres:
    """A running server. url: of its maintenance database, as SQLAlchemy writes it."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._templates: dict[Lay, str] = {}

    @contextmanager
    def database(self, lay: Lay | None = None) -> Iterator[str]:
        """Give the address of a fresh database and drop it afterwards, whoever is still connected."""
        template = self._template(lay) if lay else "template0"
        name = self._create(template)
        try:
            yield self._address(name)
        finally:
            self._drop(name)

    def close(self) -> None:
        for template in self._templates.values():
            self._drop(template)

    def _template(self, lay: Lay) -> str:
        if lay not in self._templates:
            name = self._create("template0")
            lay(self._address(name))
            self._run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # idle pools
            self._templates[lay] = name
        return self._templates[lay]

    def _create(self, template: str) -> str:
        name = f"t{secrets.token_hex(8)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return name

    def _drop(self, name: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _address(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with _server() as url:
        server = Postgres(url)
        yield server
        server.close()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    with postgres.database() as url:
        yield url


def programs() -> Path | None:
    """The folder that holds PostgreSQL's programs together: a lone initdb on the PATH cannot find its server."""
    asked = [Path(shutil.which(name) or "/nowhere").resolve().parent for name in ("postgres", "pg_ctl", "initdb")]
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    told = []
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        told = [Path(answer.stdout.strip())]
    for folder in [*told, *installed, *asked]:
        if all((folder / name).exists() for name in NEEDED):
            return folder
    return None


@contextmanager
def _server() -> Iterator[str]:
    if given := os.environ.get("TEST_PG_URL"):
        yield given
        return
    folder = programs()
    if folder is None:
        reason = "PostgreSQL is not on this machine (Debian: apt-get install postgresql); or set TEST_PG_URL"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    home = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has at most 107 characters
    identity = _identity(home)
    data = str(home / "data")
    try:
        _call(
            folder / "initdb",
            "-A",
            "trust",
            "-U",
            "tests",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-D",
            data,
            **identity,
        )
        _call(
            folder / "pg_ctl",
            "-w",
            "-D",
            data,
            "-l",
            str(home / "log"),
            "-o",
            f"-k {home} {OPTIONS}",
            "start",
            **identity,
        )
        yield f"postgresql+psycopg://tests@/postgres?host={home}"
    finally:
        _call(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop", check=False, **identity)
        shutil.rmtree(home, ignore_errors=True)


def _identity(home: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root; as root we borrow another account for it."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    os.chown(home, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _call(*command: str | Path, check: bool = True, **identity: object) -> None:
    done = subprocess.run(  # pg_ctl's server keeps our pipes open, so its output goes to a file or nowhere
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd="/", check=False, **identity,
    )  # fmt: skip
    if check and done.returncode:
        raise RuntimeError(f"{command[0]} answered {done.returncode}")
