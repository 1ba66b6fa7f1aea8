# SPDX-License-Identifier: EUPL-1.2
"""What stands in the address of a booking page: the party and what was chosen; nothing personal."""

from dataclasses import dataclass
from typing import Any

from flask import abort, request

from app.bookings.screens.parents.forms import PartyForm
from app.bookings.values import Channel
from app.edges.forms import Form, read_form
from app.kernel.ids import TourGroupId
from app.kernel.values import Party


@dataclass(frozen=True, slots=True)
class Asked:
    """A party on its way through the pages.

    wait: it wants the waiting list when there is no place; steps: pages in all.
    """

    party: Party
    wait: bool = False
    steps: int = 3
    via: Channel = Channel.UNKNOWN

    def query(self, **more: Any) -> dict[str, Any]:
        """Give what the next address carries along."""
        asked: dict[str, Any] = {
            "adults": self.party.adults,
            "children": self.party.children,
            "prams": self.party.prams,
        }
        if self.wait:
            asked["wait"] = 1
        if self.steps != 3:
            asked["steps"] = self.steps
        if self.via is not Channel.UNKNOWN:
            asked["via"] = self.via.value
        return asked | more


def asked() -> Asked | Form:
    """Read the address: the party, or the form with what is wrong with it."""
    form = read_form(PartyForm(), request.args)
    if not form.ok:
        return form
    via = request.args.get("via", "")
    return Asked(
        party=form.data["party"],
        wait=request.args.get("wait") == "1",
        steps=4 if request.args.get("steps") == "4" else 3,
        via=Channel(via) if via in set(Channel) else Channel.UNKNOWN,
    )


def asked_or_404() -> Asked:
    """Read the address of a later page, which nobody types by hand."""
    found = asked()
    if isinstance(found, Form):
        abort(404)
    return found


def chosen_group() -> TourGroupId | None:
    """Give the group in the address, if there is one."""
    found: TourGroupId | None = (request.view_args or {}).get("tour_group_id")
    return found
