# SPDX-License-Identifier: EUPL-1.2
"""What parents fill in: who comes, how to reach them, where they look."""

import re
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema
from werkzeug.datastructures import MultiDict

from app.bookings.values import Channel
from app.edges.forms import FormSchema, says
from app.kernel.values import Language, Party, Way

NEEDS = ("interpreter", "step-free", "child-care", "low-stimulus")
LOOKS_LIKE_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LETTERS_OF_A_NAME = 120
TOO_MANY = says("U kunt met hoogstens 12 mensen tegelijk komen. Bel ons als u met meer bent.")
TYPOS = {
    "gmial.com": "gmail.com",
    "gmai.com": "gmail.com",
    "gamil.com": "gmail.com",
    "gmail.nl": "gmail.com",
    "hotmial.com": "hotmail.com",
    "hotmail.con": "hotmail.com",
    "gmail.con": "gmail.com",
    "outlok.com": "outlook.com",
    "live.con": "live.nl",
    "zigo.nl": "ziggo.nl",
}


class Count(fields.Field[int]):
    """A whole number as people type it: blanks and dashes do not count; nothing is 0."""

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(load_default=0, **options)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        digits = re.sub(r"[\s\u2010-\u2015-]", "", str(value))
        if not re.fullmatch(r"[0-9]{1,9}", digits):
            raise ValidationError(says("Vul een getal in, bijvoorbeeld 2."))
        if int(digits) > self.most:
            raise ValidationError(
                says("Dat zijn er te veel voor één aanmelding. Bel ons als u met een grote groep komt.")
            )
        return int(digits)


class PartyForm(FormSchema):
    """Who come together."""

    adults = Count(12)
    children = Count(12)
    prams = Count(6)

    @validates_schema(skip_on_field_errors=True)
    def _someone(self, data: dict[str, int], **_: Any) -> None:
        people = data["adults"] + data["children"]
        if people == 0:
            raise ValidationError(says("Vul in met hoeveel mensen u komt."), "adults")
        if people > 12:
            raise ValidationError(TOO_MANY, "adults")

    @post_load
    def _party(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        party = Party(data.pop("adults"), data.pop("children"), data.pop("prams"))
        return {**data, "party": party}


class SearchForm(FormSchema):
    """Where and with whom; everything may be left open."""

    postcode = fields.String(validate=validate.Length(max=20, error=says("Vul een postcode in, bijvoorbeeld 8261 AB.")))
    area = fields.String(validate=validate.Length(max=48))
    adults = Count(12)
    children = Count(12)
    prams = Count(6)
    language = fields.Enum(Language, by_value=True, error_messages={"unknown": says("Kies een taal uit de lijst.")})
    way = fields.Enum(Way, by_value=True, error_messages={"unknown": says("Kies lopen of fietsen.")})
    step_free = fields.String(validate=validate.Length(max=2))

    @validates_schema(skip_on_field_errors=True)
    def _not_too_many(self, data: dict[str, Any], **_: Any) -> None:
        if data["adults"] + data["children"] > 12:
            raise ValidationError(TOO_MANY, "adults")


def check_phone(value: str) -> None:
    """Refuse what nobody can dial."""
    if not 8 <= len(re.sub(r"\D", "", value)) <= 15 or not re.fullmatch(r"[0-9+()\s./-]+", value):
        raise ValidationError(says("Vul een telefoonnummer in met alle cijfers, bijvoorbeeld 06 1234 5678."))


def check_email(value: str) -> None:
    """Refuse what is no e-mail address; whether it exists the letter will tell."""
    if len(value) > 254:
        raise ValidationError(says("Dit e-mailadres is te lang. Een adres heeft hoogstens 254 tekens."))
    if not LOOKS_LIKE_EMAIL.fullmatch(value) or any(ord(c) < 32 for c in value):
        raise ValidationError(says("Kijk uw e-mailadres na. Het ziet eruit als naam@voorbeeld.nl."))


class ReachForm(FormSchema):
    """A name and one way to reach somebody; the rest is optional."""

    many_valued = ("needs",)
    name = fields.String(
        required=True,
        error_messages={"required": says("Vul uw naam in. Dan weten we bij de start wie u bent.")},
        validate=validate.Length(max=LETTERS_OF_A_NAME, error=says("Deze naam is te lang. Kort hem in.")),
    )
    email = fields.String(validate=check_email)
    phone = fields.String(validate=check_phone)
    language = fields.Enum(
        Language,
        by_value=True,
        load_default=Language.DUTCH,
        error_messages={"unknown": says("Kies een taal uit de lijst.")},
    )
    needs = fields.List(
        fields.String(validate=validate.OneOf(NEEDS, error=says("Kies uit de lijst."))), load_default=list
    )
    channel = fields.Enum(
        Channel, by_value=True, load_default=Channel.UNKNOWN, error_messages={"unknown": says("Kies uit de lijst.")}
    )

    @validates_schema(skip_on_field_errors=True)
    def _reachable(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("email") and not data.get("phone"):
            raise ValidationError(
                says("Vul een e-mailadres of een telefoonnummer in. Eén van de twee is genoeg."), "email"
            )


def likely_address(email: str) -> str | None:
    """Guess what somebody meant who mistyped a well-known mail house; None when nothing is odd."""
    name, _, house = email.rpartition("@")
    meant = TYPOS.get(house.lower())
    return f"{name}@{meant}" if meant else None


def is_a_robot(form: MultiDict[str, str]) -> bool:
    """Say whether the field was filled in that people do not see."""
    return bool(form.get("website", "").strip())
