# SPDX-License-Identifier: EUPL-1.2
"""The door of the pages about areas."""

from flask_babel import lazy_gettext

from app.edges.staff import Menu, StaffDoor

door = StaffDoor(
    "areas",
    menu=[
        Menu(lazy_gettext("Overzicht"), "areas_staff.overview", rank=10),
        Menu(lazy_gettext("Gebied"), "areas_staff.area", rank=15, area=True),
        Menu(lazy_gettext("Gebieden"), "areas_staff.areas", rank=70, director=True),
    ],
)
