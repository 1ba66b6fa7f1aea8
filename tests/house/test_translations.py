# SPDX-License-Identifier: EUPL-1.2
"""Every text on a screen or in a letter can be read in every language that people can choose."""

import re
import subprocess
import sys
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.checkers import num_plurals
from babel.messages.pofile import read_po

from app.edges.settings import Settings
from tests.house.sources import ROOT

FOLDER = ROOT / "app" / "translations"
TRANSLATED = [language for language in Settings().languages if language != "nl"]


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All texts that stand in code and templates now."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    command = ["babel.messages.frontend", "--quiet", "extract", "--mapping", "babel.cfg"]
    command += ["--keywords", "_l lazy_gettext", "--output", str(template), "."]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True, capture_output=True)
    with template.open("rb") as file:
        return read_po(file)


@cache
def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message_string: object) -> list[str]:
    return list(message_string) if isinstance(message_string, list | tuple) else [str(message_string)]


def test_there_are_texts(wanted):
    assert len(wanted) > 0


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(wanted, language):
    there = catalogue(language)
    missing = []
    for message in wanted:
        if message.id:
            found = there.get(message.id, message.context)
            if found is None or found.fuzzy or not all(texts(found.string)):
                missing.append(message.id)
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_of_a_text_that_is_gone(wanted, language):
    gone = [
        message.id for message in catalogue(language) if message.id and wanted.get(message.id, message.context) is None
    ]
    assert gone == []


def placeholders(words: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]|\{(\w*)\}", words))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_places_that_are_filled_in(language):
    for message in catalogue(language):
        if message.id:
            num_plurals(catalogue(language), message)
            named = set().union(*map(placeholders, texts(message.id)))
            for words in texts(message.string):
                assert placeholders(words) <= named, message.id
            assert placeholders(texts(message.string)[-1]) == placeholders(texts(message.id)[-1]), message.id
