# SPDX-License-Identifier: EUPL-1.2
"""Every text on a screen or in a letter can be read in every language that people can choose."""

import re
import subprocess
import sys
from functools import cache
from pathlib import PurePosixPath

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import num_plurals
from babel.messages.pofile import read_po

from app.edges.languages import COMPLETE
from app.edges.settings import Settings
from tests.house.sources import ROOT

FOLDER = ROOT / "app" / "translations"
TRANSLATED = [language for language in Settings().languages if language != "nl"]

# Where the words come from that a parent can read. Another language than Dutch and English needs these only.
PARENTS_READ = (
    "app/edges/*.py",
    "app/*/screens/parents.py",
    "app/*/screens/parents/*.py",
    "app/*/screens/api.py",
    "app/bookings/react/*.py",
    "templates/*/parents/**",
    "templates/bookings/letters/*",
    "templates/bookings/*.html",
    "templates/carrousels/*.html",
    "templates/layouts/*",
    "templates/parts/*",
)
STAFF_READ = ("templates/layouts/staff.html", "templates/parts/file_import.html")


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All texts that stand in code and templates now, found as `make translations` finds them."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    marks = re.search(r"^MARKS := (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    command = ["babel.messages.frontend", "--quiet", "extract", "--mapping", "babel.cfg"]
    command += ["--keywords", marks[1] if marks else "", "--output", str(template), "."]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True, capture_output=True)
    with template.open("rb") as file:
        return read_po(file)


@cache
def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message_string: object) -> list[str]:
    return list(message_string) if isinstance(message_string, list | tuple) else [str(message_string)]


def stands_in(message: Message, patterns: tuple[str, ...]) -> list[str]:
    """Give the files among these in which a text stands."""
    return [name for name, _line in message.locations if any(fits(name, pattern) for pattern in patterns)]


def fits(name: str, pattern: str) -> bool:
    """Say whether a file lies where a pattern points; ** at its end stands for a folder with all below it."""
    if pattern.endswith("/**"):
        depth = pattern.count("/")
        return PurePosixPath(*PurePosixPath(name).parts[:depth]).match(pattern.removesuffix("/**"))
    return pattern.count("/") == name.count("/") and PurePosixPath(name).match(pattern)


def needed(message: Message, language: str) -> bool:
    """Say whether a text must be there in this language."""
    read_by_parents = set(stands_in(message, PARENTS_READ)) - set(stands_in(message, STAFF_READ))
    return bool(message.id) and (language in COMPLETE or bool(read_by_parents))


def test_there_are_texts_for_parents_and_more_for_staff(wanted):
    for_parents = [message for message in wanted if needed(message, "xx")]
    assert 0 < len(for_parents) < len(wanted)


@pytest.mark.parametrize("pattern", PARENTS_READ + STAFF_READ)
def test_each_place_where_parents_read_has_texts(wanted, pattern):
    assert any(stands_in(message, (pattern,)) for message in wanted)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_for_whoever_reads_it(wanted, language):
    there = catalogue(language)
    missing = []
    for message in wanted:
        if needed(message, language):
            found = there.get(message.id, message.context)
            if found is None or found.fuzzy or not all(texts(found.string)):
                missing.append(message.id)
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_has_the_texts_of_now_and_no_others(wanted, language):
    there = catalogue(language)
    assert {str(m.id) for m in there if m.id} == {str(m.id) for m in wanted if m.id}
    assert not there.obsolete


def placeholders(words: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]|\{(\w*)\}", words))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_places_that_are_filled_in(language):
    for message in catalogue(language):
        if message.id and any(texts(message.string)):
            num_plurals(catalogue(language), message)
            named = set().union(*map(placeholders, texts(message.id)))
            for words in texts(message.string):
                assert placeholders(words) <= named, message.id
            assert placeholders(texts(message.string)[-1]) == placeholders(texts(message.id)[-1]), message.id
