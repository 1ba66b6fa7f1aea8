# SPDX-License-Identifier: EUPL-1.2
"""The puzzle of the friendship couples: which schools become friends; asks for a proposal, decides nothing.

First as many schools as possible, then as few triples as possible, then the highest score.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.planning.friends_check import check
from app.planning.friends_graph import Scores, adjacency, best_matching, parts
from app.planning.friends_lint import ERROR, Finding, lint
from app.planning.friends_model import Couple, Friends, FriendsPlan
from app.planning.friends_pairs import Pair, PairFit, permitted, score_of
from app.planning.friends_triples import reach, some_threes


@dataclass(frozen=True, slots=True)
class FriendsProgress:
    """What is known while the search goes on. seconds: since it began. coupled: schools, existing couples apart."""

    seconds: float
    coupled: int
    triples: int
    score: int


@dataclass(frozen=True, slots=True)
class CoupleReason:
    """Why these schools fit: per pair of them how well; existing couples have none, they simply stay."""

    couple: Couple
    fits: tuple[PairFit, ...]
    score: int


@dataclass(frozen=True, slots=True)
class NextBest:
    """The best permitted partner of a school apart from those it got; partner and fit are None when there is none."""

    school: str
    partner: str | None
    fit: PairFit | None


@dataclass(frozen=True, slots=True)
class FriendsProposal:
    """The best couples found, with what was proven.

    status: `optimal` (no better plan exists), `feasible`, or `impossible` when the findings hold an error; sound input
    always has a plan. coupled: schools, existing couples apart. bound: no plan with as many schools and triples scores
    more; None when not proven. alone: schools that stay without a friend.
    """

    plan: FriendsPlan | None
    coupled: int
    triples: int
    score: int
    bound: int | None
    status: str
    seconds: float
    reasons: tuple[CoupleReason, ...] = ()
    next_best: tuple[NextBest, ...] = ()
    alone: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def match_friends(
    friends: Friends,
    *,
    seconds: float = 30,
    progress: Callable[[FriendsProgress], None] | None = None,
) -> FriendsProposal:
    """Propose couples within so many seconds of wall clock.

    Without triples the answer is exact whatever the time: 500 schools take a fraction of a second. Where triples couple
    more schools, the time goes into the best choice of them and its proof; should it run out, as many schools are
    coupled around the first triples that fit. `impossible` when `lint` finds an error.
    """
    began = time.monotonic()
    findings = tuple(lint(friends))
    if any(finding.severity == ERROR for finding in findings):
        return FriendsProposal(None, 0, 0, 0, None, "impossible", time.monotonic() - began, findings=findings)
    fits = permitted(friends)
    names = [school.id for school in friends.schools]
    number = {name: row for row, name in enumerate(names)}
    scores = {_edge(number, pair): fit.score for pair, fit in fits.items()}
    groups, proven, bound = _groups(len(names), scores, friends.allows_triples, began + seconds)
    couples = tuple(sorted(tuple(sorted((names[row] for row in group), key=number.__getitem__)) for group in groups))
    plan = FriendsPlan(friends.id, (*friends.existing, *couples))
    broken = check(friends, plan)
    assert not broken, [violation.sentence() for violation in broken]
    spent = time.monotonic() - began
    proposal = _proposal(friends, plan, couples, fits, proven, bound, spent, findings)
    if progress is not None:
        progress(FriendsProgress(spent, proposal.coupled, proposal.triples, proposal.score))
    return proposal


def _edge(number: Mapping[str, int], pair: Pair) -> tuple[int, int]:
    one, other = sorted(number[school] for school in pair)
    return one, other


def _groups(
    count: int, scores: Scores, triples: bool, deadline: float
) -> tuple[list[tuple[int, ...]], bool, int | None]:
    """Choose groups part by part; with whether that is proven, and a bound on the score."""
    near = adjacency(range(count), scores)
    mates = best_matching(range(count), scores)
    groups: list[tuple[int, ...]] = []
    proven, bound = True, 0
    for part in parts(near):
        own = {vertex: mates[vertex] for vertex in part if vertex in mates}
        pairs: list[tuple[int, ...]] = [(a, b) for a, b in own.items() if a < b]
        plain = sum(scores[a, b] for a, b in pairs)
        among = {vertex: near[vertex] for vertex in part}
        goal = reach(among, own, deadline) if triples else None
        if goal is None or goal.triples == 0:
            groups += pairs
            proven = proven and (goal is None or goal.settled)
            bound += plain
            continue
        # imported here: arrays and solver are only needed where three schools go together
        from app.planning.friends_choice import best_groups
        from app.planning.friends_columns import Columns

        chosen = best_groups(Columns(part, scores, goal), deadline)
        groups += chosen.groups or some_threes(among, scores, own, goal.triples)
        proven = proven and goal.settled and chosen.proven
        bound += chosen.bound if chosen.bound is not None else plain
    return groups, proven, bound if proven else None


def _proposal(
    friends: Friends,
    plan: FriendsPlan,
    couples: tuple[Couple, ...],
    fits: Mapping[Pair, PairFit],
    proven: bool,
    bound: int | None,
    seconds: float,
    findings: tuple[Finding, ...],
) -> FriendsProposal:
    reasons = [CoupleReason(couple, (), 0) for couple in friends.existing]
    reasons += [CoupleReason(couple, _fits_in(couple, fits), score_of(couple, fits)) for couple in couples]
    coupled = {school for couple in plan.couples for school in couple}
    return FriendsProposal(
        plan,
        coupled=sum(len(couple) for couple in couples),
        triples=sum(len(couple) == 3 for couple in couples),
        score=sum(reason.score for reason in reasons),
        bound=bound,
        status="optimal" if proven else "feasible",
        seconds=seconds,
        reasons=tuple(reasons),
        next_best=_next_best(friends, plan, fits),
        alone=tuple(school.id for school in friends.schools if school.id not in coupled),
        findings=findings,
    )


def _fits_in(couple: Couple, fits: Mapping[Pair, PairFit]) -> tuple[PairFit, ...]:
    pairs = [(one, other) for row, one in enumerate(couple) for other in couple[row + 1 :]]
    return tuple(fits[frozenset(pair)] for pair in pairs)


def _next_best(friends: Friends, plan: FriendsPlan, fits: Mapping[Pair, PairFit]) -> tuple[NextBest, ...]:
    together = {frozenset((one, other)) for couple in plan.couples for one in couple for other in couple}
    best: dict[str, tuple[int, str, PairFit]] = {}
    for pair, fit in fits.items():
        if pair in together:
            continue
        one, other = sorted(pair)
        for school, partner in ((one, other), (other, one)):
            if school not in best or fit.score > best[school][0]:
                best[school] = fit.score, partner, fit
    return tuple(
        NextBest(school.id, best[school.id][1], best[school.id][2])
        if school.id in best
        else NextBest(school.id, None, None)
        for school in friends.schools
    )
