# SPDX-License-Identifier: EUPL-1.2
"""Makes carrousel days of several families out of a seed, with walks as long as in a Dutch neighbourhood."""

from dataclasses import replace
from math import cos, dist, pi, sin, sqrt
from random import Random

from app.planning.rotation_model import (
    RotationBlock,
    RotationDay,
    RotationGroup,
    RotationPlace,
    RotationSchool,
    RotationTiming,
    Travel,
    Window,
)

STEP = 300
# metres per second and seconds lost at either end, on ways this much longer than a straight line
MODES = {"walk": (1.25, 0, 1.3), "stroller": (1.1, 30, 1.3), "bike": (4.2, 120, 1.2)}
LANGUAGES = ("nl", "ar", "tr", "pl")


def clock(hours: int, minutes: int = 0) -> int:
    """Give seconds since midnight."""
    return hours * 3600 + minutes * 60


MORNING: tuple[Window, ...] = ((clock(8, 45), clock(12, 15)),)
ALL_DAY: tuple[Window, ...] = ((clock(8, 45), clock(12)), (clock(13), clock(15)))


def day_of(family: str, schools: int, groups: int, seed: str) -> RotationDay:
    """Make a day of family pick, mixed or full; with -r behind it, the same sort of day in rounds."""
    rng, sort = Random(f"{family} {schools} {groups} {seed}"), family.removesuffix("-r")
    spots = _spots(rng, schools)
    makers = {"pick": _pick, "mixed": _mixed, "full": _full}
    hosts, guests = makers[sort](rng, schools, groups)
    day = RotationDay(
        id=f"{family}-{schools}x{groups}-{seed}",
        step=STEP,
        changeover=300,
        places=tuple(RotationPlace(f"P{n}", round(x), round(y)) for n, (x, y) in enumerate(spots)),
        travel=_travel(spots),
        schools=tuple(hosts),
        groups=tuple(guests),
    )
    return replace(day, timing=_rounds(sort, day)) if family.endswith("-r") else day


def _spots(rng: Random, schools: int) -> list[tuple[float, float]]:
    """Place the meeting point, and schools around it of which no two are neighbours."""
    spots, reach = [(0.0, 0.0)], 500 + 95 * sqrt(schools)
    while len(spots) <= schools:
        turn, far = rng.uniform(0, 2 * pi), reach * sqrt(rng.random())
        spot = far * cos(turn), far * sin(turn)
        if all(dist(spot, other) > 180 for other in spots[1:]):
            spots.append(spot)
        reach *= 1.002
    return spots


def _travel(spots: list[tuple[float, float]]) -> Travel:
    return {
        mode: tuple(tuple(round(dist(a, b) * way / speed + lost) if a != b else 0 for b in spots) for a in spots)
        for mode, (speed, lost, way) in MODES.items()
    }


def _pick(rng: Random, schools: int, groups: int) -> tuple[list[RotationSchool], list[RotationGroup]]:
    """One morning; groups choose, and wish for some."""
    guests = [
        RotationGroup(
            id=f"G{n}", size=rng.randint(6, 16), mode="walk", start="P0", end="P0", depart=(clock(8, 45), clock(9, 30)),
            max_duration=rng.choice((9000, 9000, 10800)), min_visits=min(3, schools - 1), max_visits=min(5, schools),
            wish=_some(rng, schools, 3),
        )
        for n in range(1, groups + 1)
    ]  # fmt: skip
    target = int(3.4 * sum(guest.size for guest in guests) / schools)
    hosts = [_host(rng, n, MORNING, target) for n in range(1, schools + 1)]
    return hosts, guests


def _mixed(rng: Random, schools: int, groups: int) -> tuple[list[RotationSchool], list[RotationGroup]]:
    """Morning and afternoon, several ways of travelling, languages, rooms and shared presentations."""
    guests = []
    for n in range(1, groups + 1):
        late, language = n > groups - groups // 3, rng.choices(LANGUAGES, (5, 2, 2, 1))[0]
        guests.append(
            RotationGroup(
                id=f"G{n}", size=rng.randint(5, 15), mode=rng.choices(tuple(MODES), (5, 3, 1))[0], start="P0", end="P0",
                depart=(clock(12, 45), clock(13, 15)) if late else (clock(8, 45), clock(9, 30)),
                latest_end=clock(15, 30) if late else clock(12, 30), max_duration=7800 if late else 10200,
                language=language, language_need="none" if language == "nl" else "prefer",
                min_visits=2, max_visits=min(5, schools), wish=_some(rng, schools, 3),
            )
        )  # fmt: skip
    target = int(2.8 * sum(guest.size for guest in guests) / schools)
    hosts = []
    for n in range(1, schools + 1):
        host = _host(rng, n, rng.choice((ALL_DAY, ALL_DAY, MORNING)), target)
        several: dict[str, int] = rng.choice(({}, {}, {"rooms": 2}, {"groups_per_presentation": 2}))
        spoken = ("nl", *(language for language in LANGUAGES[1:] if rng.random() < 0.3))
        hosts.append(replace(host, languages=spoken, reset=rng.choice((0, 300, 600)), **several))
    return hosts, guests


def _full(rng: Random, schools: int, groups: int) -> tuple[list[RotationSchool], list[RotationGroup]]:
    """Every group visits every school."""
    longest = -(-schools * 2700 // 900) * 900
    window = ((clock(8, 30), clock(8, 30) + longest + 5400),)
    names = tuple(f"S{n}" for n in range(1, schools + 1))
    guests = [
        RotationGroup(
            id=f"G{n}", size=rng.randint(8, 16), mode="walk", start="P0", end="P0", depart=(clock(8, 30), clock(9)),
            max_duration=longest, must=names, min_visits=schools,
        )
        for n in range(1, groups + 1)
    ]  # fmt: skip
    return [replace(_host(rng, n, window, 0), presentation=1200) for n in range(1, schools + 1)], guests


def _host(rng: Random, n: int, windows: tuple[Window, ...], target: int) -> RotationSchool:
    return RotationSchool(
        id=f"S{n}", place=f"P{n}", presentation=rng.choice((1200, 1500, 1800)), windows=windows, reset=300,
        visitors_per_presentation=rng.choice((20, 24, 30)), target_visitors=target, little_known=rng.random() < 0.3,
    )  # fmt: skip


def _some(rng: Random, schools: int, most: int) -> tuple[str, ...]:
    return tuple(f"S{n}" for n in rng.sample(range(1, schools + 1), rng.randint(1, min(most, schools))))


def _rounds(sort: str, day: RotationDay) -> RotationTiming:
    shortest = max(school.presentation for school in day.schools) + 300
    early = min(group.depart[0] for group in day.groups)
    blocks = (RotationBlock((early, early + 2400), len(day.schools) + 1 if sort == "full" else 6),)
    if sort == "mixed":
        blocks = (
            RotationBlock((clock(9), clock(9, 30)), 5),
            RotationBlock((clock(13), clock(13, 30)), 4),
        )
    return RotationTiming("rounds", (shortest, shortest + 1500), blocks)
