# SPDX-License-Identifier: EUPL-1.2
"""Roles."""

from enum import StrEnum

from itsdangerous import BadSignature, URLSafeSerializer

from app.kernel.ids import SignInId


class Role(StrEnum):
    """What somebody may do.

    A director sees every area; a planner works in one area; a guide leads tour groups of one area.
    """

    DIRECTOR = "director"
    PLANNER = "planner"
    GUIDE = "guide"


def link_token(key: str, sign_in_id: SignInId) -> str:
    """Sign a sign-in id, so that only this installation's own links open the door. key: the secret key."""
    return URLSafeSerializer(key, salt="people.sign-in").dumps(str(sign_in_id))


def id_in(key: str, token: str) -> SignInId | None:
    """Read the id out of a link; None when the link is not ours."""
    try:
        return SignInId(URLSafeSerializer(key, salt="people.sign-in").loads(token))
    except (BadSignature, ValueError, TypeError):
        return None
