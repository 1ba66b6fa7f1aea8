# SPDX-License-Identifier: EUPL-1.2
"""What every question about one carrousel has in common: its facts, and that it is there and not over."""

from dataclasses import dataclass

from app.carrousels.state import LISTENS_TO, Carrousel
from app.kernel.commands import Boundary, Refused
from app.kernel.ids import CarrouselId


class NoSuchCarrousel(Refused):
    pass


class CarrouselIsOver(Refused):
    """It was cancelled, or its draft was thrown away."""


class AlreadyPublished(Refused):
    """Parents may know of it: it can be cancelled, not thrown away."""


class NotPublished(Refused):
    """Nobody outside the team knows of it: it can be thrown away, not cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCarrousel:
    """A question about one carrousel."""

    carrousel_id: CarrouselId

    def boundary(self) -> Boundary:
        return Boundary.about(self.carrousel_id, types=LISTENS_TO)

    def state(self) -> Carrousel:
        return Carrousel()


def must_be_open(state: Carrousel) -> None:
    """Refuse a carrousel that is not there or is over."""
    if not state.exists:
        raise NoSuchCarrousel
    if state.is_over:
        raise CarrouselIsOver
