# SPDX-License-Identifier: EUPL-1.2
"""Reads the rows of a file about schools: all of them that are asked for, or a list of everything that is wrong."""

from collections.abc import Callable, Hashable, Iterable
from typing import Protocol, TypeVar

from app.adapters.municipalities import municipality_key
from app.adapters.register_fields import RowReader
from app.adapters.table_faults import BadTable, TableFault, dutch
from app.adapters.tables import Row, Table


class _AboutASchool(Protocol):
    @property
    def brin6(self) -> str: ...


_Made = TypeVar("_Made", bound=_AboutASchool)


def of_municipality(table: Table, column: str, municipality: str | None) -> tuple[Row, ...]:
    """Give the rows of one municipality, in any spelling; all rows when none is named.

    Raises:
        BadTable: the file holds no school of that municipality.
    """
    if municipality is None:
        return table.rows
    wanted = municipality_key(municipality)
    rows = tuple(row for row in table.rows if municipality_key(row[column]) == wanted)
    if not rows:
        raise BadTable.of(dutch("minstens één school in deze gemeente"), column=column, value=municipality)
    return rows


def all_or_faults(
    rows: Iterable[Row], make: Callable[[RowReader], _Made], key: Callable[[_Made], Hashable]
) -> tuple[_Made, ...]:
    """Make something of every row.

    Args:
        rows: of one table.
        make: reads one row.
        key: what may stand in the file only once.

    Raises:
        BadTable: with the faults of all rows.
    """
    faults: list[TableFault] = []
    seen: dict[Hashable, int] = {}
    made: list[_Made] = []
    for row in rows:
        reader = RowReader(row)
        one = make(reader)
        if not reader.faults:
            first = seen.setdefault(key(one), row.line)
            if first != row.line:
                expected = dutch("elke school één keer; deze staat ook op regel %(first)d")
                reader.wrong("", one.brin6, expected, first=first)
        faults.extend(reader.faults)
        made.append(one)
    if faults:
        raise BadTable(faults)
    return tuple(made)
