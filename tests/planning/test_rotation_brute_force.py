# SPDX-License-Identifier: EUPL-1.2
"""On tiny days every possible plan is tried, and none is better than the one proposed."""

from itertools import permutations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.planning.rotation import plan_day
from app.planning.rotation_document import day_from_document
from tests.planning.days import NINE, at, document, group, school
from tests.planning.judge import faults, worth

QUARTER = 900
BELLS = range(NINE, at(11, 15), QUARTER)


def outings(day, one):
    """Every outing of a group that starts its visits at quarters, leaving as late and returning as early as it can."""
    yield {"id": one["id"], "depart": None, "finish": None, "visits": []}
    schools = {s["id"]: s for s in day["schools"]}
    legs = day["travel"]["walk"]
    row = {place["id"]: n for n, place in enumerate(day["places"])}
    for count in range(1, len(schools) + 1):
        for order, moments in product(permutations(schools, count), product(BELLS, repeat=count)):
            first, last = schools[order[0]], schools[order[-1]]
            ready = moments[0] - legs[0][row[first["place"]]]
            back = moments[-1] + last["presentation"] + legs[row[last["place"]]][0]
            depart = min(one["depart"][1], ready) // QUARTER * QUARTER
            visits = [{"school": s, "start": m} for s, m in zip(order, moments, strict=True)]
            outing = {"id": one["id"], "depart": depart, "finish": -(-back // QUARTER) * QUARTER, "visits": visits}
            alone = day | {"groups": [one], "timing": {"kind": "free"}}
            if not faults(alone, {"instance": day["id"], "groups": [outing]}):
                yield outing


def best_of_all(day):
    """The score of the best plan among all there are, None when there is none."""
    choices = [list(outings(day, one)) for one in day["groups"]]
    plans = ({"instance": day["id"], "groups": list(chosen)} for chosen in product(*choices))
    return min((worth(day, plan) for plan in plans if not faults(day, plan)), default=None)


@st.composite
def tiny_days(draw):
    names = ("ARK", "BRUG")
    schools = [
        school(
            name,
            name,
            presentation=draw(st.sampled_from((900, 1200, 1800))),
            windows=[[NINE, draw(st.sampled_from((at(10), at(10, 30), at(11))))]],
            reset=draw(st.sampled_from((0, 600))),
            groups_per_presentation=draw(st.sampled_from((1, 1, 2))),
            visitors_per_presentation=draw(st.sampled_from((15, 30))),
            target_visitors=draw(st.sampled_from((0, 20))),
            little_known=draw(st.booleans()),
        )
        for name in names
    ]
    groups = [
        group(
            f"G{number}",
            depart=[NINE, at(9, 30)],
            max_duration=draw(st.sampled_from((4500, 6300))),
            latest_end=draw(st.sampled_from((at(10, 15), at(11)))),
            must=draw(st.sampled_from(([], ["ARK"]))),
            wish=draw(st.sampled_from(([], ["BRUG"]))),
            min_visits=draw(st.integers(0, 2)),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    day = document(schools, groups, step=QUARTER)
    legs = st.integers(200, 1500)
    day["travel"]["walk"] = [[0 if a == b else draw(legs) for b in range(3)] for a in range(3)]
    return day


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(tiny_days())
def test_no_plan_is_better_than_the_proposal(day):
    proposal = plan_day(day_from_document(day), seconds=10, workers=1)
    best = best_of_all(day)
    assert proposal.status == ("impossible" if best is None else "optimal")
    assert proposal.score == best
