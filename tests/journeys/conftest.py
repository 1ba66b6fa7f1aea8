# SPDX-License-Identifier: EUPL-1.2
"""What every journey starts with: the small town, on a site that a browser and a calendar program can reach."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.edges.office import Office
from app.edges.settings import Settings
from tests.browser import Front, serving
from tests.journeys.town import Town


@pytest.fixture
def front() -> Iterator[tuple[Front, str]]:
    with serving() as listening:
        yield listening


@pytest.fixture
def settings(settings: Settings, front: tuple[Front, str]) -> Settings:
    return replace(settings, base_url=front[1])


@pytest.fixture
def address(app: Flask, front: tuple[Front, str]) -> str:
    """Serve the application and give its address."""
    front[0].app = app
    return front[1]


@pytest.fixture
def town(office: Office) -> Town:
    town = Town(office)
    town.settle()
    return town
