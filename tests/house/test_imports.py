# SPDX-License-Identifier: EUPL-1.2
"""The import contracts hold, and each of them bites when somebody breaks it."""

from copy import deepcopy
from pathlib import Path

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.application.use_cases import _register_contract_types, read_user_options
from importlinter.domain.contract import registry

ROOT = Path(__file__).parents[2]
CONFIG = str(ROOT / "pyproject.toml")

FLOORS = "The house has floors"
ROOM = "A room has floors"
AUDIENCES = "Audiences do not borrow each other's screens"
PURE = "Decisions are pure"
READING = "Reading never decides"
HTTP = "HTTP stops at the screens"
MAPS = "Only adapters know maps and calendars"
CROSSING = "Between rooms only facts travel; screens and letters may also read"

CONTRACTS = read_configuration(CONFIG)["contracts_options"]


@pytest.fixture(scope="module")
def house():
    return grimp.build_graph("app", include_external_packages=True, cache_dir=None)


@pytest.fixture(scope="module")
def furnished(house):
    """The same house in which every room has every kind, so that a breach can be tried anywhere."""
    graph = deepcopy(house)
    for room in CONTRACTS[-1]["rooms"]:
        for kind in ("screens.parents", "cli", "react", "decide", "read", "state", "values", "events"):
            build(graph, f"{room}.{kind}")
    return graph


def build(graph: grimp.ImportGraph, module: str) -> None:
    """Add a module that the house may lack, and the packages around it."""
    parts = module.split(".")
    for depth in range(1, len(parts) + 1):
        name = ".".join(parts[:depth])
        if name not in graph.modules:
            graph.add_module(name, is_squashed=parts[0] != "app")


def broken(graph: grimp.ImportGraph) -> list[str]:
    """The names of the contracts that this graph breaks."""
    options = read_user_options(CONFIG)
    _register_contract_types(options)
    found = []
    for contract in options.contracts_options:
        kind = registry.get_contract_class(contract["type"])
        check = kind(contract["name"], options.session_options, contract).check(deepcopy(graph), verbose=False)
        if not check.kept:
            found.append(contract["name"])
    return found


def with_import(graph: grimp.ImportGraph, importer: str, imported: str) -> grimp.ImportGraph:
    """The same house with one more import."""
    changed = deepcopy(graph)
    build(changed, importer)
    build(changed, imported)
    changed.add_import(importer=importer, imported=imported, line_number=1, line_contents="")
    return changed


def test_every_contract_is_kept(house):
    assert broken(house) == []


BREACHES = [
    (FLOORS, "app.kernel.values", "app.eventlog.store"),
    (FLOORS, "app.eventlog.store", "app.vault.people"),
    (FLOORS, "app.planning.rotation", "app.adapters.streets"),
    (FLOORS, "app.edges.parents", "app.bookings.read.places_left"),
    (FLOORS, "app.bookings.decide.book_places", "app.wiring"),
    (FLOORS, "app.wiring", "app.factory"),
    (FLOORS, "app.factory", "app.demo.story"),
    (FLOORS, "app.wiring", "app.demo.story"),
    (FLOORS, "app.adapters.mail", "app.areas.events"),
    (ROOM, "app.bookings.events", "app.bookings.state"),
    (ROOM, "app.bookings.decide.book_places", "app.bookings.read.places_left"),
    (ROOM, "app.bookings.read.places_left", "app.bookings.decide.book_places"),
    (ROOM, "app.bookings.react.when_places_booked_then_write", "app.bookings.screens.parents"),
    (ROOM, "app.schools.cli", "app.schools.screens.staff"),
    (AUDIENCES, "app.bookings.screens.parents", "app.bookings.screens.staff"),
    (AUDIENCES, "app.bookings.screens.staff.phone", "app.bookings.screens.parents.book"),
    (PURE, "app.bookings.decide.book_places", "flask"),
    (PURE, "app.bookings.decide.book_places", "sqlmodel"),
    (PURE, "app.bookings.events", "marshmallow"),
    (PURE, "app.carrousels.state", "app.planning.rotation"),
    (PURE, "app.carrousels.decide.adopt_day_plan", "ortools"),
    (PURE, "app.kernel.values", "shapely"),
    (READING, "app.bookings.read.places_left", "app.bookings.state"),
    (READING, "app.bookings.read.places_left", "app.planning.rotation"),
    (HTTP, "app.bookings.read.places_left", "flask"),
    (HTTP, "app.bookings.react.when_places_booked_then_write", "flask"),
    (HTTP, "app.planning.rotation", "marshmallow"),
    (HTTP, "app.vault.people", "flask"),
    (MAPS, "app.bookings.screens.parents", "folium"),
    (MAPS, "app.edges.parents", "ics"),
    (CROSSING, "app.bookings.decide.book_places", "app.carrousels.state"),
    (CROSSING, "app.bookings.screens.parents", "app.carrousels.decide.publish"),
    (CROSSING, "app.bookings.read.places_left", "app.carrousels.read.tour_groups"),
    (CROSSING, "app.bookings.state", "app.carrousels.read.tour_groups"),
    (CROSSING, "app.bookings.events", "app.carrousels.events"),
    (CROSSING, "app.bookings.events", "app.carrousels.values"),
    (CROSSING, "app.bookings.react.when_places_booked_then_write", "app.carrousels.decide.publish"),
]


@pytest.mark.parametrize(("contract", "importer", "imported"), BREACHES)
def test_a_forbidden_import_breaks_its_contract(furnished, contract, importer, imported):
    assert contract in broken(with_import(furnished, importer, imported))


STRAYS = [
    (FLOORS, "app.utils"),
    (ROOM, "app.bookings.helpers"),
    (AUDIENCES, "app.bookings.screens.everybody"),
]


@pytest.mark.parametrize(("contract", "stray"), STRAYS)
def test_a_folder_that_nobody_planned_breaks_its_contract(furnished, contract, stray):
    parent = stray.rpartition(".")[0]
    assert contract in broken(with_import(furnished, stray, f"{parent}.{stray.rpartition('.')[2]}_part"))


ALLOWED = [
    ("app.bookings.state", "app.carrousels.events"),
    ("app.bookings.decide.book_places", "app.carrousels.values"),
    ("app.bookings.screens.parents", "app.carrousels.read.tour_groups"),
    ("app.bookings.screens.parents", "app.adapters.maps"),
    ("app.bookings.react.when_places_booked_then_write", "app.carrousels.read.tour_groups"),
    ("app.carrousels.screens.staff", "app.planning.rotation"),
    ("app.schools.cli", "app.areas.read.boundaries"),
    ("app.demo.story", "app.bookings.decide.book_places"),
    ("app.demo.story", "app.factory"),
    ("app.factory", "app.wiring"),
]


@pytest.mark.parametrize(("importer", "imported"), ALLOWED)
def test_what_the_house_means_to_allow_is_allowed(furnished, importer, imported):
    assert broken(with_import(furnished, importer, imported)) == []


def test_every_contract_is_broken_by_at_least_one_breach():
    assert {name for name, *_ in BREACHES} == {contract["name"] for contract in CONTRACTS}


def test_the_contracts_speak_of_the_same_rooms_everywhere():
    floors, room, *_, crossing = CONTRACTS
    rooms = {f"app.{name.strip()}" for name in next(layer for layer in floors["layers"] if ":" in layer).split(":")}
    assert rooms == set(room["containers"]) == set(crossing["rooms"])
