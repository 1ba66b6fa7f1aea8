# SPDX-License-Identifier: EUPL-1.2
"""The application some time from now: flask --app 'tests.sound.later:app_in(90)' worker --once."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from app.factory import create_app


def app_in(minutes: int) -> Flask:
    """Build the application with a clock that runs so many minutes ahead."""
    return create_app(clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes))
