# SPDX-License-Identifier: EUPL-1.2
"""Roles."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. A director sees every area; a planner works in one area; a guide leads tour groups of one area."""

    DIRECTOR = "director"
    PLANNER = "planner"
    GUIDE = "guide"
