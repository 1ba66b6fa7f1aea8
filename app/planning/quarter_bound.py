# SPDX-License-Identifier: EUPL-1.2
"""A cost below which no plan of the quarter can come, found without a solver: each area and guide looked at alone."""

from app.planning.quarter_calendar import GUIDE, NOT_OUT_OF_HOURS, UNPLANNED, Calendar


def easy_bound(calendar: Calendar) -> int:
    """Add up what every area costs at its own best slots, and what guides carry above a fair share already."""
    carried = zip(calendar.quarter.guides, calendar.fair_load, strict=True)
    above = sum(max(0, guide.carried - fair) for guide, fair in carried if fair is not None)
    return GUIDE * above + sum(_least(calendar, a) for a in range(len(calendar.quarter.areas)))


def _least(calendar: Calendar, a: int) -> int:
    """Find the least that one area costs when it need not mind the others."""
    area = calendar.quarter.areas[a]
    prices = sorted(calendar.cost[a][s] for s in calendar.open_to[a])
    outside = [calendar.cost[a][s] for s in calendar.open_to[a] if calendar.slots[s].out_of_hours]
    choices = [UNPLANNED * area.required]
    for number in range(1, min(area.required, len(prices)) + 1):
        price = sum(prices[:number])
        if area.due_out_of_hours:
            # either it misses its turn, or one of its slots is the cheapest evening or weekend
            met = min(outside) + sum(prices[: number - 1]) if outside else price + NOT_OUT_OF_HOURS
            price = min(price + NOT_OUT_OF_HOURS, max(met, price))
        choices.append(price + UNPLANNED * (area.required - number))
    return min(choices)
