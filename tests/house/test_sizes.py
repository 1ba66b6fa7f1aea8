# SPDX-License-Identifier: EUPL-1.2
"""The table of sizes counts what it says it counts."""

from tests.house.sizes import Measured, functions, report

SAMPLE = """def short():
    return 1


class Thing:
    def longer(self):
        first = 1

        return first
"""


def test_a_function_is_counted_from_its_def_to_its_last_line():
    assert dict(functions(SAMPLE)) == {"short": 2, "longer": 4}


def test_what_is_long_for_a_function_is_short_for_a_module():
    assert Measured("function", "one", 60).long
    assert not Measured("module", "one", 60).long


def test_the_table_speaks_of_every_kind():
    table = report()
    assert [kind for kind in ("module", "function", "decision", "test module", "room") if kind not in table] == []
