# SPDX-License-Identifier: EUPL-1.2
"""Links that open one thing and nothing else: a signed name that nobody can guess or make."""

import hashlib

from itsdangerous import BadSignature, URLSafeSerializer


def key_for(secret: str, purpose: str, subject: str, generation: int = 0) -> str:
    """Write the part of an address that opens one thing.

    Args: secret, of the installation; purpose, one word, a key of one purpose never serves another;
    generation, 0 and up: raise it and older keys no longer fit.
    """
    return str(_signer(secret, purpose).dumps([subject, generation]))


def opened_by(secret: str, purpose: str, key: str) -> tuple[str, int] | None:
    """Read which subject a key opens, and its generation; None for a key that we did not make for this purpose."""
    try:
        subject, generation = _signer(secret, purpose).loads(key)
    except (BadSignature, ValueError, TypeError):
        return None
    return (subject, generation) if isinstance(subject, str) and isinstance(generation, int) else None


def _signer(secret: str, purpose: str) -> URLSafeSerializer:
    # 256 bits of HMAC: guessing is out of the question even without the limit on tries.
    return URLSafeSerializer(secret, salt=f"capability/{purpose}", signer_kwargs={"digest_method": hashlib.sha256})
