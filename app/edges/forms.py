# SPDX-License-Identifier: EUPL-1.2
"""Forms: what was typed, what it means, and what is wrong with it, in words."""

from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, pre_load
from werkzeug.datastructures import MultiDict


def says(sentence: str) -> str:
    """Mark a sentence of a schema for translation; it is translated when it is shown."""
    return sentence


class FormSchema(Schema):
    """A schema for an HTML form: unknown fields are left out, blanks at the ends go, an empty field was not given."""

    class Meta:
        unknown = EXCLUDE

    many_valued: tuple[str, ...] = ()

    @pre_load
    def _tidy(self, data: Any, **_: Any) -> dict[str, Any]:
        tidy: dict[str, Any] = {}
        for name in data:
            values = [
                v.replace("\x00", "").strip()
                for v in (data.getlist(name) if isinstance(data, MultiDict) else [data[name]])
            ]
            values = [v for v in values if v]
            if name in self.many_valued:
                tidy[name] = values
            elif values:
                tidy[name] = values[0]
        return tidy


@dataclass
class Form:
    """A form on a page.

    values: as typed, by field; data: as understood, empty while something is wrong; errors: sentences by field.
    """

    values: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def error_items(self) -> list[tuple[str, str]]:
        """Give field and sentence of every error, in the order of the form."""
        return [(name, sentence) for name, sentences in self.errors.items() for sentence in sentences]

    @property
    def ok(self) -> bool:
        return not self.errors

    def refuse(self, name: str, sentence: str) -> None:
        """Add an error that only the page could see."""
        self.errors.setdefault(name, []).append(sentence)


def read_form(schema: FormSchema, source: MultiDict[str, str] | None = None) -> Form:
    """Read the form of this request, or another source such as the query string."""
    typed = request.form if source is None else source
    values = {n: typed.getlist(n) if n in schema.many_valued else typed.get(n) for n in typed}
    try:
        return Form(values=values, data=schema.load(typed))
    except ValidationError as fault:
        found = fault.normalized_messages()
        errors = {n: _sentences(found[n]) for n in [*schema.fields, *found] if n in found}
        return Form(values=values, errors=errors)


def _sentences(found: Any) -> list[str]:
    if isinstance(found, dict):
        return [s for part in found.values() for s in _sentences(part)]
    return [gettext(str(s)) for s in found]
