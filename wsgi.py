# SPDX-License-Identifier: EUPL-1.2
"""The application as a server finds it: gunicorn wsgi:app, flask --app wsgi."""

from app.factory import create_app

app = create_app()
