# SPDX-License-Identifier: EUPL-1.2
"""Views, reactions and facts know of each other: nothing is recorded in vain, and nothing heard goes untested."""

import re

import pytest

from app import wiring
from app.eventlog.tables import VIEWS
from tests.house import paper
from tests.house.sources import python, relative, text

FACTS = paper.facts()
FOR_THE_RECORD = {"people.sign-in-refused"}  # for whoever reads the log after something odd; no page tells of it
VIEW_LIST = wiring.views()
REACTIONS = wiring.reactions()


def code_of(*kinds: str) -> str:
    chosen = [
        path
        for path in python("app/")
        if len(parts := relative(path).split("/")) > 2 and parts[2].removesuffix(".py") in kinds
    ]
    return "\n".join(map(text, chosen))


def names(code: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", code) is not None


def test_every_view_has_a_name_of_its_own():
    found = [view.name for view in VIEW_LIST]
    assert found
    assert len(found) == len(set(found))


def test_every_table_of_a_view_belongs_to_one_view():
    owned = [table.name for view in VIEW_LIST for table in view.sql_tables]
    assert sorted(owned) == sorted(VIEWS.tables)


def test_every_reaction_is_named_as_the_sentence_that_it_is():
    for path in python("app/"):
        parts = relative(path).split("/")
        if len(parts) == 4 and parts[2] == "react" and not path.stem.startswith("_"):
            assert re.fullmatch(r"when_\w+_then_\w+", path.stem), relative(path)


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_is_recorded_by_a_decision(fact):
    assert names(code_of("decide"), fact.__name__), "nobody records it: is it needed?"


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_is_heard_by_somebody(fact):
    heard = names(code_of("state", "read", "react"), fact.__name__)
    assert heard != (fact.name in FOR_THE_RECORD), "nobody hears it: is it recorded in vain?"


@pytest.mark.parametrize(
    ("view", "fact"),
    [(view, fact) for view in VIEW_LIST for fact in view.listens_to],
    ids=lambda it: it.name,
)
def test_a_fact_that_a_view_listens_to_is_told_in_a_test(view, fact):
    room = view.project.__module__.split(".")[1]
    told = "\n".join(map(text, [*python(f"tests/{room}/"), *python("tests/journeys/")]))
    assert names(told, fact.__name__), f"no test of {room} tells of {fact.__name__}"
