# SPDX-License-Identifier: EUPL-1.2
"""The parents' door of bookings, and what is said when the facts do not allow something."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.bookings.decide.accept_offer import OfferIsOver
from app.bookings.decide.change_party import OfferStands
from app.bookings.decide.places import (
    BookingClosed,
    NotEnoughPlaces,
    NotOnThisGroup,
    OthersWaitBefore,
    PartyTooLarge,
    TourGroupLeft,
    TourGroupNotGoing,
)
from app.edges.parents import ParentsDoor


def _say(page: str) -> Any:
    def say(refusal: Any) -> ResponseReturnValue:
        token = (request.view_args or {}).get("token")
        return render_template(f"bookings/parents/refused/{page}.html", refusal=refusal, token=token), 409

    return say


door = ParentsDoor(
    "bookings",
    refusals={
        NotEnoughPlaces: _say("not_enough_places"),
        OthersWaitBefore: _say("not_enough_places"),
        PartyTooLarge: _say("party_too_large"),
        BookingClosed: _say("booking_closed"),
        TourGroupLeft: _say("tour_group_left"),
        TourGroupNotGoing: _say("tour_group_not_going"),
        OfferIsOver: _say("offer_is_over"),
        OfferStands: _say("offer_stands"),
        NotOnThisGroup: _say("not_on_this_group"),
    },
)
