# SPDX-License-Identifier: EUPL-1.2
"""The page on which the demo's letters can be read; a small application of its own, never part of the product."""

from pathlib import Path

from flask import Flask, Response, abort, render_template

from app.adapters.mailbox import letter_in, letters_in
from app.kernel.values import LOCAL

OF_A_LETTER = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'"
ROOT = Path(__file__).parents[2]


def mailbox_app(folder: Path, site: str) -> Flask:
    """Build the mailbox. folder: where the letters lie; site: address of the public site, for the links back."""
    app = Flask("mailbox", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))

    @app.get("/")
    def letters() -> str:
        return render_template("demo/mailbox.html", letters=letters_in(folder), letter=None, site=site, zone=LOCAL)

    @app.get("/brief/<key>")
    def letter(key: str) -> str:
        found = letter_in(folder, key) or abort(404)
        return render_template("demo/mailbox.html", letters=letters_in(folder), letter=found, site=site, zone=LOCAL)

    @app.get("/brief/<key>/html")
    def letter_html(key: str) -> Response:
        found = letter_in(folder, key) or abort(404)
        answer = Response(found.html or "", mimetype="text/html")
        # a letter may style itself, and nothing else
        answer.headers["Content-Security-Policy"] = OF_A_LETTER
        return answer

    @app.get("/brief/<key>/bijlage/<int:number>")
    def attachment(key: str, number: int) -> Response:
        found = letter_in(folder, key) or abort(404)
        if number >= len(found.attachments):
            abort(404)
        file = found.attachments[number]
        answer = Response(file.content, mimetype=file.mimetype)
        answer.headers["Content-Disposition"] = f"attachment; filename=bijlage-{number}.ics"
        return answer

    return app
