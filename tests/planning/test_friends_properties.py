# SPDX-License-Identifier: EUPL-1.2
"""Whatever the schools, couples hold before an independent judge; for a few schools no other couples are better."""

from itertools import combinations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.planning.friends import match_friends
from app.planning.friends_check import check
from app.planning.friends_document import (
    friends_from_document,
    friends_to_document,
    plan_from_document,
    plan_to_document,
)
from tests.planning.couples import friends, school
from tests.planning.friends_judge import faults, value, worth

SLOW = [HealthCheck.too_slow]


def flower(petals, extra=()):
    """Triangles that meet in one school: three together helps only as often as the theorem says."""
    names = ["M", *(f"P{n}" for n in range(2 * petals)), *extra]
    pairs = [["M", f"P{n}", 100 + n] for n in range(2 * petals)]
    pairs += [[f"P{2 * n}", f"P{2 * n + 1}", 50] for n in range(petals)]
    pairs += [["M", name, 10] for name in extra]
    return friends([school(name) for name in names], pairs, triples="if_needed")


@st.composite
def puzzles(draw, most):
    names = [f"S{n}" for n in range(draw(st.integers(1, most)))]
    schools = [
        school(
            name,
            draw(st.sampled_from((10, 40, 50, 90))),
            pupils_per_grade=draw(st.integers(5, 40)),
            denomination=draw(st.sampled_from(("a", "b"))),
        )
        for name in names
    ]
    crowd = draw(st.sampled_from((0.25, 0.4, 0.8)))
    pairs = [[*pair, draw(st.integers(1, 1100))] for pair in combinations(names, 2) if draw(st.floats(0, 1)) < crowd]
    some = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True) if len(names) > 1 else st.nothing()
    lists = st.lists(some, max_size=1) if len(names) > 1 else st.just([])
    return friends(
        schools,
        pairs,
        min_contrast=draw(st.sampled_from((0, 0, 20))),
        triples=draw(st.sampled_from(("no", "if_needed", "if_needed"))),
        weights={"contrast": 3, "closeness": draw(st.integers(0, 2)), "size": 1, "other_denomination": 1},
        existing=draw(lists),
        forbidden=draw(lists),
        preferred=[[*pair, draw(st.integers(-300, 300))] for pair in draw(lists)],
    )


def clash(document):
    """Whether an existing couple is also forbidden, which is an error and not a puzzle."""
    return any(sorted(a) == sorted(b) for a in document["existing"] for b in document["forbidden"])


def best_of_all(document):
    """The best worth among all couples and triples there are."""
    names = [s["id"] for s in document["schools"]]
    known = {frozenset(pair): value(document, pair) for pair in combinations(names, 2)}

    def look(left):
        if not left:
            return 0, 0, 0
        first, rest = left[0], left[1:]
        best = look(rest)
        for size in (1, 2) if document["triples"] == "if_needed" else (1,):
            for others in combinations(rest, size):
                scores = [known[frozenset(pair)] for pair in combinations((first, *others), 2)]
                if None in scores:
                    continue
                coupled, triples, score = look([name for name in rest if name not in others])
                made = (coupled + size + 1, triples - (size == 2), score + sum(scores) // size)
                best = max(best, made)
        return best

    return look(names)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(puzzles(8))
@example(flower(1))
@example(flower(2))
@example(flower(3))
@example(flower(2, extra=("X",)))
@example(flower(1, extra=("X", "Y")))
def test_no_couples_are_better_than_those_proposed(document):
    proposal = match_friends(friends_from_document(document), seconds=20)
    if clash(document):
        assert proposal.status == "impossible"
        return
    plan = plan_to_document(proposal.plan)
    assert faults(document, plan) == []
    assert worth(document, plan) == (proposal.coupled, -proposal.triples, proposal.score) == best_of_all(document)
    assert (proposal.status, proposal.bound) == ("optimal", proposal.score)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(puzzles(25))
def test_every_proposal_holds_before_an_independent_judge(document):
    puzzle = friends_from_document(document)
    assert friends_from_document(friends_to_document(puzzle)) == puzzle
    proposal = match_friends(puzzle, seconds=5)
    if proposal.plan is None:
        return
    plan = plan_to_document(proposal.plan)
    assert faults(document, plan) == []
    assert worth(document, plan) == (proposal.coupled, -proposal.triples, proposal.score)
    assert plan_from_document(plan) == proposal.plan
    assert match_friends(puzzle, seconds=5).plan == proposal.plan


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(puzzles(5), st.data())
def test_the_checker_and_the_independent_judge_agree_on_any_couples(document, data):
    if clash(document):
        return
    names = st.sampled_from([s["id"] for s in document["schools"]])
    made = data.draw(st.lists(st.lists(names, min_size=2, max_size=3), max_size=2)) + document["existing"]
    plan = {"instance": "test-friends", "couples": made}
    assert bool(faults(document, plan)) == bool(check(friends_from_document(document), plan_from_document(plan)))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(puzzles(8))
@example(flower(3))
def test_without_time_for_the_best_score_as_many_schools_are_coupled(document):
    puzzle = friends_from_document(document)
    hurried, patient = (match_friends(puzzle, seconds=seconds) for seconds in (-1, 20))
    if patient.plan is None:
        return
    assert faults(document, plan_to_document(hurried.plan)) == []
    if hurried.status == "optimal":
        assert hurried.score == patient.score
    assert hurried.coupled <= patient.coupled
