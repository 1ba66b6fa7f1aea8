# SPDX-License-Identifier: EUPL-1.2
"""The operator's settings as a decision takes them."""

from typing import Any

from app.bookings.values import OfferTerms


def terms_of(settings: Any) -> OfferTerms:
    """Give how long an offer stands, in this installation."""
    return OfferTerms(settings.offer_hours, settings.offer_closes_hours)
