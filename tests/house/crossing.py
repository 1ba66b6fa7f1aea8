# SPDX-License-Identifier: EUPL-1.2
"""The wall between rooms, as a contract for import-linter: facts travel, screens and letters may also read."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

FACTS_AND_VALUES = {"events", "values"}  # never entangled with those of another room, whoever else may use them


class CrossingContract(Contract):
    """Split app.<room>.<kind>.… and check every direct import that leaves one room for another."""

    type_name = "crossing"

    rooms = fields.ListField(subfield=fields.StringField())
    open_to_all = fields.ListField(subfield=fields.StringField())
    open_to_screens = fields.ListField(subfield=fields.StringField())
    kinds_that_show = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        crossings = [
            f"{importer} imports {imported}"
            for importer in sorted(graph.modules)
            if self._room_and_kind(importer)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not self._allowed(importer, imported)
        ]
        return ContractCheck(kept=not crossings, metadata={"crossings": crossings})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for crossing in check.metadata["crossings"]:
            output.print_error(crossing)

    def _allowed(self, importer: str, imported: str) -> bool:
        there = self._room_and_kind(imported)
        if there is None:
            return True
        (room, kind), (other_room, other_kind) = self._room_and_kind(importer) or ("", ""), there
        if room == other_room:
            return True
        if kind in FACTS_AND_VALUES:
            return False
        open_kinds: set[Any] = set(self.open_to_all)
        if kind in self.kinds_that_show:
            open_kinds |= set(self.open_to_screens)
        return other_kind in open_kinds

    def _room_and_kind(self, module: str) -> tuple[str, str] | None:
        """Give room and kind of a module in a room; the kind of the room itself is empty."""
        for room in self.rooms:
            if module == room or module.startswith(f"{room}."):
                return room, module.removeprefix(room).lstrip(".").split(".")[0]
        return None
