# SPDX-License-Identifier: EUPL-1.2
"""The stylesheet and the icons are what their sources make, small, and from this house only."""

import re
import subprocess
import sys

import pytest

from tests.house.sources import ROOT

SERVED = ROOT / "static/css/scholentocht.css"
STYLES = SERVED.read_text("utf-8")
GROUPS = re.findall(r"\.group--(\w+)\{--group:(#\w{6})(?:;--group-ink:(#\w{6}))?\}", STYLES)


def test_the_stylesheets_and_icons_are_what_the_sources_make():
    command = [sys.executable, "static/build", "--check"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert checked.returncode == 0, checked.stderr


def test_the_stylesheet_stays_small():
    assert SERVED.stat().st_size < 60_000


def test_the_stylesheet_asks_for_files_of_this_house_only():
    addresses = re.findall(r"url\(([^)]*)\)", STYLES)
    assert addresses
    assert [address for address in addresses if not (SERVED.parent / address).is_file()] == []


def test_every_token_that_the_stylesheet_asks_for_without_a_fallback_is_there():
    asked = set(re.findall(r"var\((--[\w-]+)\)", STYLES))
    assert asked - set(re.findall(r"(--[\w-]+):", STYLES)) == set()


def test_there_are_ten_group_colours():
    assert len({name for name, _, _ in GROUPS}) == 10


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("name", "ground", "ink"), GROUPS)
def test_the_letter_of_a_group_stands_out_four_and_a_half_to_one(name, ground, ink):
    light, dark = sorted((luminance(ground), luminance(ink or "#ffffff")), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5, name
