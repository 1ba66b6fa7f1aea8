# SPDX-License-Identifier: EUPL-1.2
"""Facts live for ever: documented, frozen, free of personal words, readable in every form that was ever released."""

import json
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.eventlog.codec import UnknownFact, decode, encode
from app.kernel.ids import SHAPE, Id
from app.kernel.values import GeoPoint, Hours, Party, PublicText
from tests.house import paper

FACTS = paper.facts()
DATES = st.dates(min_value=paper.date(1900, 1, 1))
MOMENTS = st.datetimes(timezones=st.just(UTC))
DAY = st.integers(0, 1439)


def strategy(hint):
    """Any value of this type."""
    known = {
        bool: st.booleans(),
        int: st.integers(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        paper.date: DATES,
        paper.datetime: MOMENTS,
        PublicText: st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300).map(PublicText),
        GeoPoint: st.builds(GeoPoint, st.floats(-90, 90), st.floats(-180, 180)),
        Hours: st.tuples(DAY, DAY).map(sorted).map(lambda pair: Hours(pair[0], pair[1] + 1)),
        Party: st.builds(Party, st.integers(1, 6), st.integers(0, 6), st.integers(0, 6)),
    }
    if hint in known:
        return known[hint]
    if inner := paper.parts(hint):
        if paper.get_origin(hint) is not tuple:
            return st.one_of(st.none(), *map(strategy, inner))
        if Ellipsis in paper.get_args(hint):
            return st.lists(strategy(inner[0]), max_size=3).map(tuple)
        return st.tuples(*map(strategy, inner))
    if issubclass(hint, Id):
        return st.from_regex(SHAPE, fullmatch=True).map(hint)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return st.builds(hint, **{name: strategy(part) for name, part in paper.field_types(hint).items()})


def words(name: str) -> str:
    """PlacesBooked becomes places-booked."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def test_there_are_facts():
    assert len(FACTS) > 20


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_says_what_became_true_and_the_unit_of_every_number(fact):
    said = fact.__doc__ or ""
    assert not said.startswith(f"{fact.__name__}("), "a fact has a docstring of its own"
    assert said.rstrip().endswith("."), "in whole sentences"
    for cls in paper.dataclasses_in(fact):
        explained = said + (cls.__doc__ or "")
        for name, hint in paper.field_types(cls).items():
            if hint in (int, float) and cls not in paper.KNOWN:
                assert re.search(rf"\b{name}\b", explained), f"{cls.__name__}.{name}: say of what, in which unit"


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_is_frozen_through_and_through(fact):
    for cls in paper.dataclasses_in(fact):
        assert cls.__dataclass_params__.frozen, f"{cls.__name__} can be changed"


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_holds_no_free_words_and_nothing_personal(fact):
    for leaf in paper.leaves(fact):
        allowed = leaf in paper.SIMPLE or (isinstance(leaf, type) and issubclass(leaf, Id | Enum))
        assert allowed, f"{fact.__name__} holds {leaf}: a fact is made of ids, numbers, enums, dates and public text"


@dataclass(frozen=True)
class Gossip:
    about: tuple[GeoPoint, str | None]


def test_free_words_are_found_however_deep():
    assert str in set(paper.leaves(Gossip))


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_names_what_it_is_about(fact):
    assert any(isinstance(leaf, type) and issubclass(leaf, Id) for leaf in paper.leaves(fact)), "no id, so no tag"


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_is_stored_under_its_room_and_its_own_words(fact):
    room = fact.__module__.split(".")[1]
    assert fact.name == f"{room}.{words(fact.__name__)}"


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_fact_comes_back_from_the_log_as_it_went_in(fact, data):
    told = data.draw(strategy(fact))
    assert decode(fact.name, fact.version, encode(told)) == told


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_a_fact_has_its_form_on_paper(fact):
    assert paper.file_of(fact).exists(), "run: python -m tests.house.paper"


@pytest.mark.parametrize("sheet", sorted(paper.DRAWER.glob("*.json")), ids=lambda p: p.stem)
def test_every_form_on_paper_can_still_be_read(sheet):
    told = json.loads(sheet.read_text("utf-8"))
    fact = decode(told["name"], told["version"], json.dumps(told["data"]))
    assert fact.name == told["name"]
    if fact.version == told["version"]:
        assert json.loads(encode(fact)) == told["data"]
        assert fact == paper.sample(type(fact))


def test_released_forms_are_never_edited():
    """Against the newest release tag; before the first one there is nothing to hold on to."""
    git = ["git", "-C", str(paper.ROOT)]
    newest = [*git, "tag", "--list", "v*", "--sort=-creatordate"]
    tags = subprocess.run(newest, capture_output=True, text=True, check=False)
    if not (released := tags.stdout.split()):
        return
    changed = subprocess.run(
        [*git, "diff", "--name-only", "--diff-filter=MDR", released[0], "--", str(paper.DRAWER)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert changed.stdout.split() == []


def test_a_fact_that_nobody_knows_stops_the_reader():
    with pytest.raises(UnknownFact):
        decode("bookings.never-heard-of", 1, "{}")
