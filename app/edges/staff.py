# SPDX-License-Identifier: EUPL-1.2
"""The door for colleagues: who signed in may work in their own areas; a director sees them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.edges.door import Door, Refusals
from app.kernel.ids import AreaId, PersonId


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who signed in.

    areas: where they plan; director: plans and sees everywhere; guides: areas where they lead groups.
    """

    person_id: PersonId
    name: str
    director: bool
    areas: frozenset[AreaId]
    guides: frozenset[AreaId] = frozenset()

    def works_in(self, area_id: AreaId) -> bool:
        return self.director or area_id in self.areas


@dataclass(frozen=True, slots=True)
class Menu:
    """A word in the colleagues' menu.

    rank: smaller stands first; area: the page is about one area; director: only for directors.
    """

    words: Any
    endpoint: str
    rank: int
    area: bool = False
    director: bool = False


Recognise = Callable[[], Colleague | None]


def colleague() -> Colleague:
    """Give who is signed in; only behind the staff door."""
    found: Colleague = g.colleague
    return found


class StaffDoor(Door):
    """Pages for colleagues.

    A page either names an area in its address, and is for who works there, or says for whom it is.

    Options of get and post: everyone=True for all colleagues; director=True for directors; signed_out=True for
    the way in.
    """

    audience = "staff"

    def __init__(self, room: str, refusals: Refusals | None = None, menu: Sequence[Menu] = ()) -> None:
        super().__init__(room, refusals)
        self.open_to: dict[str, str] = {}
        self.menu = tuple(menu)

    def check(self, rule: str, endpoint: str, options: dict[str, Any]) -> None:
        """Note for whom a page is. Raises ValueError when neither its address nor an option says so."""
        known = [o for o in ("everyone", "director", "signed_out") if options.get(o)]
        if len(options) != len(known) or (len(known) != 1 and "<area:area_id>" not in rule):
            raise ValueError(
                f"{endpoint} at {rule}: say everyone, director or signed_out, or name an area in the address"
            )
        if known:
            self.open_to[endpoint] = known[0]

    def guard(self) -> ResponseReturnValue | None:
        """Turn away who did not sign in, works elsewhere, or asks for a director's page."""
        endpoint = (request.endpoint or "").rpartition(".")[2]
        recognise: Recognise = current_app.extensions["recognise"]
        who = recognise()
        rule = self.open_to.get(endpoint)
        if who is None:
            g.by = "program"
            if rule == "signed_out":
                return None
            return redirect(url_for("people_staff.sign_in", next=request.path if request.method == "GET" else None))
        g.colleague, g.by = who, who.person_id.tag
        area_id = (request.view_args or {}).get("area_id")
        if rule == "director" and not who.director:
            abort(403)
        if area_id is not None and not who.works_in(area_id):
            abort(403)
        return None
