# SPDX-License-Identifier: EUPL-1.2
"""The proof that no better plan exists: bounds, cuts and lists of outings held against another model."""

from itertools import product
from random import Random

import numpy as np
import pytest

from app.planning.rotation import plan_day
from app.planning.rotation_cuts import _rounded
from app.planning.rotation_document import day_from_document
from app.planning.rotation_generation import Generation
from app.planning.rotation_grid import Grid
from app.planning.rotation_outing import best_outing
from app.planning.rotation_rows import dearest_shows, grain
from app.planning.rotation_score import score
from app.planning.rotation_solve import best_plan
from app.planning.rotation_use import Openings, prospect_of
from tests.planning.days import MINUTE, NINE, at, document, group, school

ROUNDS = {"kind": "rounds", "stroke": [1500, 2400], "blocks": [{"first": [NINE, at(9, 15)], "rounds": 4}]}
HOSTING = ({}, {"rooms": 2}, {"groups_per_presentation": 2, "visitors_per_presentation": 22})


def crowded(seed, timing, schools=4, groups=4):
    """A day on which groups are in each other's way: short windows, one good school, sizes that do not add up."""
    rng = Random(seed)
    hosts = [
        school(
            f"S{n}",
            f"P{n}",
            presentation=rng.choice((1200, 1500)),
            windows=[[NINE + rng.choice((0, 900)), at(10, 45)]],
            reset=rng.choice((0, 300)),
            target_visitors=rng.randint(15, 40),
            little_known=rng.random() < 0.4,
            **rng.choice(HOSTING),
        )
        for n in range(schools)
    ]
    guests = [
        group(f"G{n}", size=rng.randint(6, 15), wish=["S0"], min_visits=2, max_visits=3, max_duration=6600)
        for n in range(groups)
    ]
    day = document(hosts, guests, timing=timing)
    for row, column in product(range(schools + 1), repeat=2):
        if row != column:
            day["travel"]["walk"][row][column] = rng.randint(180, 780)
    return day_from_document(day)


@pytest.mark.parametrize("timing", [{"kind": "free"}, ROUNDS], ids=["free", "rounds"])
@pytest.mark.parametrize("seed", range(4))
def test_the_proven_score_is_that_of_an_engine_with_another_model(seed, timing):
    day = crowded(seed, timing, schools=3, groups=3)
    proposal = plan_day(day, seconds=20, workers=1)
    direct = best_plan(Grid(day), None, 30, 0, 1, lambda plan, bound: None)
    assert direct.settled
    assert proposal.score == (None if direct.plan is None else score(day, direct.plan).total)
    assert proposal.status == ("impossible" if direct.plan is None else "optimal")


@pytest.mark.parametrize("seed", range(6))
def test_without_prices_the_programme_of_pricing_finds_what_the_search_finds(seed):
    day = crowded(seed, {"kind": "free"})
    openings = Openings(Grid(day))
    generation = Generation(openings)
    _, work = generation.priced_at(np.zeros(len(generation.rows), dtype=np.int64))
    for g, one in enumerate(work):
        alone = prospect_of(openings, g, {})
        alone.reward[:] = [float(worth) for worth in openings.grid.worth[g]]
        alone.last[:] = [0.0] * len(day.schools)
        cost, _ = best_outing(openings.grid, g, alone, Random(0))
        assert one.least == cost * generation.scale


def test_all_outings_below_a_limit_are_just_those_that_cost_no_more():
    day = crowded(1, {"kind": "free"})
    generation = Generation(Openings(Grid(day)))
    _, work = generation.priced_at(np.zeros(len(generation.rows), dtype=np.int64))
    few = work[0].all_below(work[0].least, 10_000)
    more = work[0].all_below(work[0].least + 900 * generation.scale, 10_000)
    assert few
    assert set(few) < set(more)
    assert len(set(more)) == len(more)
    assert work[0].all_below(work[0].least + 900 * generation.scale, len(more) - 1) is None


def test_every_bound_on_the_way_holds_for_the_best_plan():
    day = crowded(2, {"kind": "free"})
    best = plan_day(day, seconds=20, workers=1)
    assert best.status == "optimal"
    generation = Generation(Openings(Grid(day)))
    generation.begin()
    bounds = [generation.bound]
    while generation.round(10):
        bounds.append(generation.bound)
    assert all(bound <= best.score for bound in bounds)
    assert bounds == sorted(bounds)


@pytest.mark.parametrize("seed", range(20))
def test_a_sharpened_target_holds_whoever_comes(seed):
    rng = Random(seed)
    sizes = [rng.randint(5, 15) for _ in range(5)]
    target = rng.randint(10, 45)
    day = day_from_document(
        document([school("ARK", "A", target_visitors=target)], [group(f"G{n}", size=z) for n, z in enumerate(sizes)])
    )
    left = list(range(rng.randint(0, 2), 5))
    rest = target - sum(sizes[: left[0]])
    row = _rounded(Grid(day), 0, left, rest, rng.choice(sizes)) if rest > 0 else None
    for comes in product((0, 1), repeat=5) if row else ():
        missing = max(0, target - sum(size for size, here in zip(sizes, comes, strict=True) if here))
        count = sum(weight for weight, here in zip(row.weights, comes, strict=True) if here)
        assert count + row.share * missing >= row.limit


def test_the_dearest_presentations_keep_their_distance():
    worth = np.array([5, 9, 5, 0, 7], dtype=np.int64)
    assert dearest_shows(worth, 2) == 5 + 5 + 7
    assert dearest_shows(worth, 3) == 9 + 7
    assert dearest_shows(worth, 9) == 9


def test_scores_differ_by_whole_grains():
    day = crowded(3, {"kind": "free"})
    assert grain(Grid(day)) == 60
    proposal = plan_day(day, seconds=5, workers=1)
    assert proposal.score % 60 == 0


def test_a_full_day_in_which_all_must_see_all_is_kept_within_the_time():
    names = [f"S{n}" for n in range(5)]
    schools = [school(name, name, reset=300, windows=[[NINE, at(13)]]) for name in names]
    groups = [group(f"G{n}", must=names, min_visits=5, max_duration=240 * MINUTE) for n in range(5)]
    proposal = plan_day(day_from_document(document(schools, groups, step=60)), seconds=1.5)
    assert proposal.seconds < 1.5 * 1.1 + 0.3
    assert proposal.bound is None or proposal.score is None or proposal.bound <= proposal.score
