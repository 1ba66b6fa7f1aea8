# SPDX-License-Identifier: EUPL-1.2
"""Which background lies under the maps of this installation."""

from flask import current_app, url_for

from app.adapters.map_words import Basemap, own_basemap, pdok_basemap

OWN = "basemap"  # endpoint that serves our own basemap, where an operator has one


def background() -> Basemap | None:
    """Give PDOK's map where the operator switched it on, else our own where there is one, else none."""
    settings = current_app.extensions["office"].settings
    if settings.pdok:
        return pdok_basemap()
    if settings.basemap and OWN in current_app.view_functions:
        return own_basemap(url_for(OWN))
    return None
