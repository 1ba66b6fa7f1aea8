# SPDX-License-Identifier: EUPL-1.2
"""Throw a draft away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, AlreadyPublished, NoSuchCarrousel
from app.carrousels.events import DraftDiscarded
from app.carrousels.state import Carrousel
from app.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft(AboutCarrousel):
    """Throw away a carrousel that was never published; once is enough."""

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        if not state.exists:
            raise NoSuchCarrousel
        if state.release:
            raise AlreadyPublished
        return () if state.is_discarded else (DraftDiscarded(carrousel_id=self.carrousel_id),)
