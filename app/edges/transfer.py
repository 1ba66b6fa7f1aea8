# SPDX-License-Identifier: EUPL-1.2
"""Send little: text is compressed for who can read that, and files are fetched once.

Compression gives nothing away (BREACH): a page that repeats what somebody typed holds no secret that stays the same;
the form's token is signed anew at every showing, and a booking's link opens only for who has it already.
"""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

COMPRESSIBLE = ("image/svg+xml", "application/json", "application/geo+json", "application/manifest+json")
ALSO_COMPRESSIBLE = ("text/", "application/javascript", "application/xml", "application/problem+json")
WORTH_IT = 600  # bytes: less fits into one packet anyhow
NAMED_BY_STYLES = (".woff2",)  # a stylesheet asks for these by their plain name
A_DAY, A_YEAR = 86_400, 31_536_000  # seconds


def lighten(app: Flask) -> None:
    """Compress text, give every static file an address of its own version, and let that one be kept for a year."""
    folder = Path(app.static_folder or "")

    @app.url_defaults
    def _version(endpoint: str, values: dict[str, Any]) -> None:
        name = str(values.get("filename", ""))
        if endpoint == "static" and not name.endswith(NAMED_BY_STYLES):
            values.setdefault("v", version_of(folder / name))

    @app.after_request
    def _lighten(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in (200, 304):
            _let_keep(response, folder)
        text = (response.mimetype or "").startswith(COMPRESSIBLE + ALSO_COMPRESSIBLE)
        return _compressed(response) if text else response


def version_of(file: Path) -> str | None:
    """Give ten characters that change when a file does; None when it is not there."""
    try:
        return _digest(file, file.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=256)
def _digest(file: Path, _changed_at: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]


def _let_keep(response: Response, folder: Path) -> None:
    asked, cache = request.args.get("v"), response.cache_control
    file = folder / str((request.view_args or {}).get("filename", ""))
    cache.no_cache, cache.public = None, True
    if asked is not None and asked == version_of(file):
        cache.max_age, cache.immutable = A_YEAR, True
    else:
        cache.max_age = A_DAY if file.suffix in NAMED_BY_STYLES else 0


def _compressed(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    skipped = response.status_code in (204, 206, 304) or "Content-Encoding" in response.headers
    streams = response.is_streamed and not response.direct_passthrough
    if skipped or streams or not _reads_gzip():
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < WORTH_IT:
        return response
    response.set_data(_kept_gzip(plain) if request.endpoint == "static" else _gzip(plain, 5))
    response.headers["Content-Encoding"] = "gzip"
    etag, _weak = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # the same words, other bytes
    return response


def _reads_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0 if request.accept_encodings else False


def _gzip(plain: bytes, level: int) -> bytes:
    return gzip.compress(plain, level, mtime=0)


@lru_cache(maxsize=128)
def _kept_gzip(plain: bytes) -> bytes:
    return _gzip(plain, 9)
