# SPDX-License-Identifier: EUPL-1.2
"""The door for programs: calendar feeds and files that are fetched, not looked at."""

from flask import g
from flask.typing import ResponseReturnValue

from app.edges.door import Door


class ApiDoor(Door):
    """Feeds and files. Open where the address itself is the key or the content is public."""

    audience = "api"

    def guard(self) -> ResponseReturnValue | None:
        """Let everybody in; a feed about one guide checks its own key."""
        g.by = "program"
        return None
