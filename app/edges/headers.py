# SPDX-License-Identifier: EUPL-1.2
"""Security headers on every answer, and the nonce for the few scripts that stand in a page."""

import secrets

from flask import Flask, Response, g

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
CLOSED = (
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
)
PDOK = "https://service.pdok.nl"


def csp_nonce() -> str:
    """Give this answer's nonce, drawn when it is first asked for."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def protect(app: Flask, *, secure: bool, pdok: bool) -> None:
    """Send the headers of CONVENTIONS PUB-12, PUB-13 and ASVS 3.4 with every answer, errors and static files too."""
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    images = "'self' data: blob:" + (f" {PDOK}" if pdok else "")

    @app.after_request
    def _protect(response: Response) -> Response:
        scripts = "'self'" + (f" 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "")
        response.headers["Content-Security-Policy"] = "; ".join(
            [*CLOSED, f"script-src {scripts}", f"img-src {images}"],
        )
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-store")
        return response
