# SPDX-License-Identifier: EUPL-1.2
"""The rooms, and how their views, reactions, screens and command lines are found by name."""

from importlib import import_module
from importlib.resources import files
from types import ModuleType

from app.edges.door import Door
from app.eventlog.outbox import Reaction
from app.eventlog.views import View

ROOMS = ("people", "areas", "schools", "carrousels", "bookings")


def modules(kind: str) -> list[ModuleType]:
    """Import every module of a kind (read, react, screens, cli) in every room, in a fixed order."""
    return [import_module(f"app.{room}.{kind}.{name}") for room in ROOMS for name in _names(room, kind)]


def _names(room: str, kind: str) -> list[str]:
    folder = files(f"app.{room}") / kind
    if not folder.is_dir():
        return []
    found = [f.name.removesuffix(".py") for f in folder.iterdir() if not f.name.startswith(("_", "."))]
    return sorted(found)


def load_facts() -> None:
    """Import what can have happened in every room, so that the log can be read."""
    for room in ROOMS:
        import_module(f"app.{room}.events")


def views() -> tuple[View, ...]:
    """Find every view: a module in read/ has a VIEW, or is a query over another room's view and has none."""
    return tuple(m.VIEW for m in modules("read") if hasattr(m, "VIEW"))


def reactions() -> tuple[Reaction, ...]:
    """Find every reaction: a module in react/ has a REACTION."""
    return tuple(m.REACTION for m in modules("react"))


def doors() -> tuple[Door, ...]:
    """Find every door: a module in screens/ has a door.

    So has a folder, whose modules hang their pages on the door of door.py.
    """
    return tuple(_door(m) for m in modules("screens"))


def _door(screens: ModuleType) -> Door:
    if not hasattr(screens, "__path__"):
        door: Door = screens.door
        return door
    names = sorted(f.name.removesuffix(".py") for f in files(screens.__name__).iterdir() if f.name.endswith(".py"))
    for name in names:
        import_module(f"{screens.__name__}.{name}")
    found: Door = import_module(f"{screens.__name__}.door").door
    return found


def load_kept_tables() -> None:
    """Import every module with a table that migrations look after."""
    for module in ("app.vault.tables", "app.edges.throttle", "app.edges.uploads", "app.eventlog.tables"):
        import_module(module)
    for room in ROOMS:
        if "kept.py" in (f.name for f in files(f"app.{room}").iterdir()):
            import_module(f"app.{room}.kept")
