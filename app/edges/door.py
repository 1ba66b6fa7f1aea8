# SPDX-License-Identifier: EUPL-1.2
"""What every door has in common: pages hang on it, it knows who stands before it, and it words refusals."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Blueprint, current_app, make_response, render_template
from flask.typing import ResponseReturnValue

from app.edges.office import Office
from app.kernel.commands import Refused

Page = TypeVar("Page", bound=Callable[..., ResponseReturnValue])
Refusals = Mapping[type[Refused], Callable[[Any], ResponseReturnValue]]


def office() -> Office:
    """Give the office of the application that answers this request."""
    found: Office = current_app.extensions["office"]
    return found


class Door(ABC):
    """A set of pages of one room for one audience.

    Its blueprint is <room>.<audience> in file app/<room>/screens/<audience>.py.
    """

    audience = ""

    def __init__(self, room: str, refusals: Refusals | None = None) -> None:
        self.blueprint = Blueprint(f"{room}_{self.audience}", f"app.{room}.screens.{self.audience}")
        self.blueprint.before_request(self.guard)
        self.refusals = dict(refusals or {})
        self.blueprint.register_error_handler(Refused, self._refuse)

    @abstractmethod
    def guard(self) -> ResponseReturnValue | None:
        """Let in or turn away whoever asks for a page."""

    def get(self, rule: str, **options: Any) -> Callable[[Page], Page]:
        """Hang up a page that shows something and changes nothing."""
        return self._hang(rule, "GET", options)

    def post(self, rule: str, **options: Any) -> Callable[[Page], Page]:
        """Hang up a page that changes something."""
        return self._hang(rule, "POST", options)

    def _hang(self, rule: str, method: str, options: dict[str, Any]) -> Callable[[Page], Page]:
        def hang(page: Page) -> Page:
            self.check(rule, page.__name__, options)
            self.blueprint.add_url_rule(rule, view_func=page, methods=[method])
            return page

        return hang

    def check(self, rule: str, endpoint: str, options: dict[str, Any]) -> None:
        """Refuse a page that this door cannot guard. Raises ValueError."""
        if options:
            raise ValueError(f"{endpoint} at {rule}: unknown options {sorted(options)}")

    def _refuse(self, refusal: Refused) -> ResponseReturnValue:
        words = self.refusals.get(type(refusal))
        if words is not None:
            return words(refusal)
        return make_response(render_template("layouts/refused.html", refusal=refusal, audience=self.audience), 409)
