# SPDX-License-Identifier: EUPL-1.2
"""What groups share, as rows of a linear programme: rooms, presentations, targets and last stops; and their prices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from app.planning.rotation_grid import Grid
from app.planning.rotation_outing import Outing
from app.planning.rotation_use import Openings

ROOM, SHOW, TARGET, LAST = "room", "show", "target", "last"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule on all outings together; counts visits at school s that begin from `since` to `until`, by group.

    room: count at most `limit`. show: count at most `limit` where a presentation begins then, else none. target: count
    plus `share` times the missing visitors at least `limit`. last: outings that end at s at most `limit`, plus excess.
    since, until: steps since grid.first, both included.
    """

    kind: str
    school: int
    since: int
    until: int
    weights: tuple[int, ...]
    limit: int
    share: int = 1

    def count(self, g: int, outing: Outing, first: int) -> int:
        """How much an outing of group g counts in this row. first: grid.first."""
        if self.kind == LAST:
            return int(outing.visits[-1][0] == self.school)
        within = any(s == self.school and self.since <= t - first <= self.until for s, t in outing.visits)
        return self.weights[g] if within else 0


def rows_of(openings: Openings) -> list[Row]:
    """List the rows that every plan of these openings has to keep."""
    grid, rows = openings.grid, list[Row]()
    ones, sizes = (1,) * len(grid.day.groups), tuple(group.size for group in grid.day.groups)
    for s, school in enumerate(grid.day.schools):
        starts = starts_at(openings, s)
        if school.groups_per_presentation > 1:
            rows += [row for t in starts for row in _show_rows(grid, s, t, ones, sizes)]
        else:
            spans = _spans(starts, grid.hold[s])
            rows += [Row(ROOM, s, a, b, ones, school.rooms) for a, b in spans]
        if school.target_visitors > 0:
            rows.append(Row(TARGET, s, 0, grid.length, sizes, school.target_visitors))
        rows.append(Row(LAST, s, 0, grid.length, ones, grid.last_allowed[s]))
    return rows


def starts_at(openings: Openings, s: int) -> list[int]:
    """List every moment (steps since grid.first) at which some group may begin a visit to s."""
    some = np.any(np.stack([moments[s] for moments in openings.moments]), axis=0)
    return [int(t) for t in np.flatnonzero(some)]


def _spans(starts: Sequence[int], hold: int) -> Iterator[tuple[int, int]]:
    """Stretches of starts of which any two meet, none of them within another."""
    reached = -1
    for begin in starts:
        within = [t for t in starts if begin <= t < begin + hold]
        if within[-1] > reached:
            reached = within[-1]
            yield begin, reached


def _show_rows(grid: Grid, s: int, t: int, ones: tuple[int, ...], sizes: tuple[int, ...]) -> Iterator[Row]:
    school = grid.day.schools[s]
    limit = school.visitors_per_presentation
    yield Row(SHOW, s, t, t, ones, school.groups_per_presentation)
    if limit is None:
        return
    yield Row(SHOW, s, t, t, sizes, limit)
    # no two of those that fill more than half the seats can come together
    big = tuple(int(2 * size > limit) for size in sizes)
    if sum(big) > 1:
        yield Row(SHOW, s, t, t, big, 1)


@dataclass(frozen=True)
class Prices:
    """What the rows charge for a visit and for a last stop, in whole price units; any prices give a valid bound.

    visit: (n_groups, n_schools, grid.length). last: (n_schools,). constant: to be added to the sum of the groups'
    cheapest outings, which then is a lower bound on the score of every plan (times the scale).
    """

    visit: NDArray[np.int64]
    last: NDArray[np.int64]
    constant: int


def priced(openings: Openings, rows: Sequence[Row], duals: NDArray[np.int64], scale: int) -> Prices:
    """Turn the duals of the rows (whole, not negative) into prices and the constant of the Lagrangian bound."""
    grid = openings.grid
    groups, schools = len(grid.day.groups), len(grid.day.schools)
    visit = np.zeros((groups, schools, grid.length), dtype=np.int64)
    last = np.zeros(schools, dtype=np.int64)
    shows = np.zeros((schools, grid.length), dtype=np.int64)
    short = np.zeros(schools, dtype=np.int64)
    excess = np.zeros(schools, dtype=np.int64)
    constant = 0
    for number in np.flatnonzero(duals).tolist():
        row, dual = rows[number], int(duals[number])
        s = row.school
        if row.kind == LAST:
            last[s] += dual
            excess[s] += dual
            constant -= dual * row.limit
            continue
        sign = -1 if row.kind == TARGET else 1
        by_group = np.array(row.weights, dtype=np.int64)
        visit[:, s, row.since : row.until + 1] += sign * dual * by_group[:, None]
        if row.kind == SHOW:
            shows[s, row.since] += dual * row.limit
        else:
            constant -= sign * dual * row.limit
        if row.kind == TARGET:
            short[s] += dual * row.share
    weights = grid.day.weights
    for s, school in enumerate(grid.day.schools):
        constant -= dearest_shows(shows[s], grid.hold[s])
        constant += min(0, scale * weights.unfair - int(short[s])) * max(0, school.target_visitors)
        constant += min(0, scale * weights.unfair * weights.last - int(excess[s])) * groups
    return Prices(visit, last, constant)


def dearest_shows(worth: NDArray[np.int64], hold: int) -> int:
    """Add up the worth of the dearest presentations that can follow each other in one room, `hold` steps apart."""
    if not worth.any():
        return 0
    best = [0] * (len(worth) + hold)
    for t in range(len(worth) - 1, -1, -1):
        best[t] = max(best[t + 1], int(worth[t]) + best[t + hold])
    return best[0]


def grain(grid: Grid) -> int:
    """Find the greatest number of which every score is a whole multiple."""
    weights = grid.day.weights
    worth = [value for row in grid.worth for value in row]
    return gcd(weights.idle * grid.day.step, weights.unfair, weights.unfair * weights.last, *worth) or 1
