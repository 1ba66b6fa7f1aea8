# SPDX-License-Identifier: EUPL-1.2
"""Directions say u, give metres, and leave out an arrival that tells nothing."""

import pytest

from app.adapters.directions import directions


@pytest.mark.parametrize(
    ("engine", "site"),
    [
        ("Je bestemming bevindt zich rechts.", "Uw bestemming ligt rechts."),
        ("Aangekomen op je bestemming.", "Aangekomen op uw bestemming."),
        ("Je bent aangekomen op Jennerplein.", "U bent aangekomen op Jennerplein."),
        ("Je zult op je bestemming aankomen.", "U zult op uw bestemming aankomen."),
        ("Sla rechtsaf naar Jepad.", "Sla rechtsaf naar Jepad."),
        ("De speeltuin ligt aan je linkerkant.", "De speeltuin ligt aan uw linkerkant."),
        ("Als je de brug ziet, steek je over.", "Als u de brug ziet, steek u over."),
    ],
)
def test_dutch_directions_say_u(engine, site):
    assert directions([{"instruction": engine}], "nl-NL") == (site,)


@pytest.mark.parametrize(
    ("language", "kilometres", "said"),
    [
        ("nl-NL", 0.123, "Ga door (120 meter)."),
        ("nl-NL", 0.008, "Ga door (8 meter)."),
        ("nl-NL", 1.504, "Ga door (1500 meter)."),
        ("en-US", 0.123, "Ga door (120 metres)."),
        ("ar", 0.123, "Ga door."),
        ("nl-NL", 0.0, "Ga door."),
        ("nl-NL", None, "Ga door."),
    ],
)
def test_a_step_says_how_long_it_is(language, kilometres, said):
    assert directions([{"instruction": "Ga door.", "length": kilometres}], language) == (said,)


def test_an_arrival_without_a_side_is_left_out():
    steps = [{"instruction": "Ga door.", "length": 0.05}, {"instruction": "Je bent op je bestemming aangekomen."}]
    assert directions(steps, "nl-NL") == ("Ga door (50 meter).",)


def test_other_languages_keep_their_words():
    assert directions([{"instruction": "Turn left on Je."}], "en-US") == ("Turn left on Je.",)
