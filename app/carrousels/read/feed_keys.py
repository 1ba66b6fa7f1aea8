# SPDX-License-Identifier: EUPL-1.2
"""The key in the address of a guide's own calendar: signed, so that nobody can make one up."""

from itsdangerous import BadSignature, URLSafeSerializer

from app.kernel.ids import PersonId

SALT = "guide-feed"


def key_of(secret: str, guide_id: PersonId) -> str:
    """Make the key of a guide's calendar. secret: of the installation."""
    return str(URLSafeSerializer(secret, salt=SALT).dumps(str(guide_id)))


def guide_of(secret: str, key: str) -> PersonId | None:
    """Read a key back; None when it was not made here."""
    try:
        return PersonId(URLSafeSerializer(secret, salt=SALT).loads(key))
    except (BadSignature, ValueError, TypeError):
        return None
