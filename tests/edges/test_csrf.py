# SPDX-License-Identifier: EUPL-1.2
"""No form is taken from a page that is not ours."""

from flask import Flask


def test_a_form_without_its_token_is_not_taken(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/team/inloggen", data={"email": "samira@example.org"})
    assert answer.status_code == 400
    assert "te lang open" in answer.text
