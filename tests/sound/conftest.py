# SPDX-License-Identifier: EUPL-1.2
"""Towns to be crowded: a database of either kind with one published group of thirty places."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres
from tests.sound.crowd import lay_town


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def town_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of such a database."""
    if request.param == "sqlite":
        lay_town(url := f"sqlite:///{tmp_path}/town.db")
        yield url
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    with postgres.database(lay_town) as url:
        yield url
