# SPDX-License-Identifier: EUPL-1.2
"""The door for parents: open to everybody, no account; a booking opens only with its own link."""

from flask import g
from flask.typing import ResponseReturnValue

from app.edges.door import Door


class ParentsDoor(Door):
    """Pages for parents. Everything here may be seen by everybody, except what a booking's link opens."""

    audience = "parents"

    def guard(self) -> ResponseReturnValue | None:
        """Let everybody in."""
        g.by = "parent"
        return None
