# SPDX-License-Identifier: EUPL-1.2
"""What staff fill in for somebody else."""

import re
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from app.bookings.values import Channel, Desk
from app.edges.forms import FormSchema, says
from app.kernel.ids import TourGroupId
from app.kernel.values import Language, Party

NEEDS = ("interpreter", "step-free", "child-care", "low-stimulus")
FROM_THE_LIST: dict[str, Any] = {"unknown": says("Kies uit de lijst."), "required": says("Kies uit de lijst.")}


class Number(fields.Field[int]):
    """A whole number, 0 when left empty."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        digits = re.sub(r"[\s-]", "", str(value))
        if not re.fullmatch(r"[0-9]{1,3}", digits):
            raise ValidationError(says("Vul een getal in, bijvoorbeeld 2."))
        return int(digits)


class PartyForSomebody(FormSchema):
    """Who come together."""

    adults = Number(load_default=0)
    children = Number(load_default=0)
    prams = Number(load_default=0)

    @post_load
    def _party(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        try:
            party = Party(data.pop("adults"), data.pop("children"), data.pop("prams"))
        except ValueError:
            sentence = says("Een gezelschap is 1 tot 12 mensen en hoogstens 6 kinderwagens.")
            raise ValidationError(sentence, "adults") from None
        return {**data, "party": party}


class KnownOfSomebody(FormSchema):
    """A name and how to reach somebody, or that the person comes by."""

    many_valued = ("needs",)
    name = fields.String(
        required=True,
        error_messages={"required": says("Vul een naam in.")},
        validate=validate.Length(max=120, error=says("Deze naam is te lang. Kort hem in.")),
    )
    email = fields.String(
        validate=[
            validate.Regexp(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$", error=says("Kijk het e-mailadres na.")),
            validate.Length(max=254, error=says("Dit e-mailadres is te lang.")),
        ]
    )
    phone = fields.String(
        validate=validate.Regexp(r"[0-9+()\s./-]{8,20}$", error=says("Vul een telefoonnummer in met alle cijfers."))
    )
    comes_by = fields.String(validate=validate.Length(max=5))
    needs = fields.List(
        fields.String(validate=validate.OneOf(NEEDS, error=says("Kies uit de lijst."))), load_default=list
    )

    @validates_schema(skip_on_field_errors=True)
    def _reachable(self, data: dict[str, Any], **_: Any) -> None:
        if not (data.get("email") or data.get("phone") or data.get("comes_by")):
            raise ValidationError(says("Vul een telefoonnummer of e-mailadres in, of kies: komt zelf langs."), "phone")


class BookingForSomebody(PartyForSomebody, KnownOfSomebody):
    """A whole booking on one page."""

    group = fields.String(required=True, error_messages={"required": says("Kies een groep.")})
    language = fields.Enum(Language, by_value=True, load_default=Language.DUTCH, error_messages=FROM_THE_LIST)
    desk = fields.Enum(Desk, by_value=True, load_default=Desk.PHONE, error_messages=FROM_THE_LIST)
    channel = fields.Enum(Channel, by_value=True, load_default=Channel.UNKNOWN, error_messages=FROM_THE_LIST)
    or_wait = fields.String(validate=validate.Length(max=5))

    @post_load
    def _group(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        try:
            return {**data, "group": TourGroupId(data["group"])}
        except ValueError:
            raise ValidationError(says("Kies een groep."), "group") from None
