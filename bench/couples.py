# SPDX-License-Identifier: EUPL-1.2
"""Makes schools to couple: a city of quarters that differ, with schools that mostly resemble their quarter."""

from math import hypot
from random import Random
from typing import Any

KINDS = {  # metres across for 500 schools, least contrast, how much a school resembles its quarter
    "mixed": (22_000, 15, 0.5),
    "divided": (22_000, 30, 0.9),
    "sparse": (60_000, 20, 0.7),
}
DENOMINATIONS = ("Openbaar", "Rooms-Katholiek", "Protestants-Christelijk", "Islamitisch", "Algemeen bijzonder")
METRES_PER_SECOND = 4.2  # by bicycle, as the crow flies


def couples(schools: int, kind: str = "mixed", seed: int = 0, triples: str = "if_needed") -> dict[str, Any]:
    """Make a document with so many schools. kind: one of KINDS."""
    rng = Random(f"{schools} {kind} {seed}")
    across, contrast, alike = KINDS[kind]
    across = across * (schools / 500) ** 0.5
    quarters = [(rng.uniform(0, across), rng.uniform(0, across), _shares(rng)) for _ in range(max(3, schools // 15))]
    made, places = [], []
    for number in range(schools):
        x, y, shares = rng.choice(quarters)
        places.append((x + rng.gauss(0, across / 12), y + rng.gauss(0, across / 12)))
        own = _shares(rng)
        made.append(
            {
                "id": f"S{number:04d}",
                "composition": _percentages([alike * a + (1 - alike) * b for a, b in zip(shares, own, strict=True)]),
                "pupils_per_grade": rng.choice((12, 18, 24, 28, 30, 45, 52, 60)),
                "denomination": rng.choice(DENOMINATIONS),
            }
        )
    pairs = []
    for one in range(schools):
        for other in range(one + 1, schools):
            away = hypot(places[one][0] - places[other][0], places[one][1] - places[other][1])
            seconds = int(60 + away / METRES_PER_SECOND)
            if seconds <= 1600:
                pairs.append([made[one]["id"], made[other]["id"], seconds])
    names = [school["id"] for school in made]
    rng.shuffle(names)
    some = max(1, schools // 50)
    return {
        "format": "carrousel.friends/1",
        "id": f"{kind}-{schools}-{seed}",
        "min_contrast": contrast,
        "max_seconds": 1500,
        "triples": triples,
        "weights": {"contrast": 3, "closeness": 1, "size": 1, "other_denomination": seed % 2},
        "schools": made,
        "travel_pairs": pairs,
        "existing": [[names[2 * n], names[2 * n + 1]] for n in range(some)],
        "forbidden": [rng.sample(names[2 * some :], 2) for _ in range(some)],
        "preferred": [[*rng.sample(names[2 * some :], 2), 50] for _ in range(some)],
    }


def _shares(rng: Random) -> list[float]:
    raw = [rng.random() ** 2 for _ in range(3)]
    return [share / sum(raw) for share in raw]


def _percentages(shares: list[float]) -> list[int]:
    """Round to whole percentages that add up to 100."""
    whole = [int(100 * share) for share in shares]
    rest = sorted(range(len(shares)), key=lambda n: whole[n] - 100 * shares[n])
    for n in rest[: 100 - sum(whole)]:
        whole[n] += 1
    return whole
