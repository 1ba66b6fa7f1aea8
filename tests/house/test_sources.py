# SPDX-License-Identifier: EUPL-1.2
"""Every file is what it claims to be: licensed, finished, at home on any machine, and collected when it is a test."""

import ast
import re

from tests.house.sources import kept, ours, python, relative, text

LICENCE = "SPDX-License-" + "Identifier: EUPL-1.2"  # in two parts, or it would be read as the licence of this line
CODE = (".py", ".js", ".css", ".lua", ".sh", ".mako", "Makefile", ".ci/run", ".ci/test")
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "TB" + "D"]) + r")\b")
MACHINE = re.compile(r"(?<![\w.])/(root|work|home/\w+|Users/\w+)/|[A-Z]:\\\\Users")
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "manager",
    "service",
    "handler",
    "processor",
}


def test_every_source_file_names_its_licence_at_the_top():
    scripts = [path for path in ours() if path.parent.name == ".ci"]
    bare = [
        relative(path)
        for path in [*ours(*CODE), *scripts]
        if text(path).strip() and not any(LICENCE in line for line in text(path).splitlines()[:3])
    ]
    assert bare == []


def test_a_package_file_holds_a_docstring_and_nothing_else():
    for path in python("app/"):
        if path.name == "__init__.py":
            body = ast.parse(text(path)).body
            assert len(body) == 1, relative(path)
            assert isinstance(ast.get_docstring(ast.parse(text(path))), str), relative(path)


def test_nothing_is_left_for_later():
    unfinished = [relative(path) for path in ours() if UNFINISHED.search(text(path))]
    assert unfinished == []


def test_no_file_knows_the_machine_it_was_made_on():
    here = [relative(path) for path in ours() if MACHINE.search(text(path))]
    assert here == []


def test_no_module_is_called_by_a_name_that_says_nothing():
    assert [relative(path) for path in python("app/") if path.stem in NAMELESS] == []


def test_no_file_is_empty():
    assert [relative(path) for path in kept() if path.stat().st_size == 0] == []


def tests_in(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def test_a_file_with_tests_is_called_so_that_pytest_finds_it():
    for path in python("tests/"):
        found = tests_in(ast.parse(text(path)))
        assert bool(found) == path.name.startswith("test_"), relative(path)


# Decorators by which pytest or Hypothesis runs a function that is not called test_….
RUN_BY_OTHERS = re.compile(r"fixture|^(rule|invariant|initialize|precondition)\b")


def uncollected(tree: ast.Module) -> list[str]:
    """Functions that assert something, that pytest does not collect, and that nothing in the file uses."""
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    lost = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_") and node.name not in used:
            called = any(RUN_BY_OTHERS.search(ast.unparse(decorator)) for decorator in node.decorator_list)
            if not called and any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
                lost.append(node.name)
    return lost


def test_nothing_asserts_without_being_run():
    lost = {
        relative(path): uncollected(ast.parse(text(path))) for path in python("tests/") if path.name.startswith("test_")
    }
    assert {path: names for path, names in lost.items() if names} == {}


def test_an_assertion_that_nobody_runs_is_found():
    forgotten = ast.parse("def tset_places():\n    assert 1 + 1 == 2\n\ndef test_more():\n    assert True\n")
    assert uncollected(forgotten) == ["tset_places"]


def test_no_two_tests_of_a_file_have_the_same_name():
    for path in python("tests/"):
        scopes = [ast.parse(text(path))]
        scopes += [node for node in ast.walk(scopes[0]) if isinstance(node, ast.ClassDef)]
        for scope in scopes:
            names = [node.name for node in scope.body if isinstance(node, ast.FunctionDef)]
            assert len(names) == len(set(names)), relative(path)
