# SPDX-License-Identifier: EUPL-1.2
"""What `lint` says of a quarter in plain Dutch, where no screen has words of its own."""

SENTENCES = {
    "area-twice": "Het gebied {area} staat er twee keer in.",
    "guide-twice": "De gids {guide} staat er twee keer in.",
    "neighbour": "{area} noemt een buurgebied dat er niet is: {other}.",
    "own-neighbour": "{area} noemt zichzelf als buur.",
    "neighbour-one-way": "{area} noemt {other} als buur, maar andersom niet.",
    "small-team": "{area} vraagt {needed} gidsen, maar team {team} heeft er {guides}.",
    "no-guides": "{area} moet 0 of meer gidsen vragen, niet {needed}.",
    "no-required": "{area} moet 0 of meer carrousels vragen, niet {required}.",
    "no-team": "De gids {guide} hoort bij geen enkel team.",
    "guide-limits": "De gids {guide} mag niet minder dan 0 carrousels hebben, per week of in het kwartaal.",
    "reversed": "Het kwartaal eindigt op {last_on}, voordat het begint op {first_on}.",
    "too-late": "Met {lead} dagen voor uitnodigingen is {earliest_on} de eerste mogelijke datum; dat is na {last_on}.",
    "lead": "De tijd voor uitnodigingen is {lead} dagen; dat moet 0 of meer zijn.",
    "per-day": "Er moet minstens één carrousel per dag mogen zijn, niet {limit}.",
    "slot": "'{slot}' is geen weekdag en dagdeel, zoals 'tue.morning'.",
    "no-slots": "Er is geen enkel dagdeel waarop gepland wordt.",
    "no-areas": "Er is nog geen gebied.",
    "closure-reversed": "De periode van {first_on} tot {last_on} eindigt voordat zij begint.",
    "unknown-slot": "{area} noemt een dagdeel dat niet wordt gebruikt: {slot}.",
    "no-room": "Er zijn {required} carrousels gevraagd, maar er is plaats voor {room}.",
    "nothing-open": "{area} heeft geen enkele datum die kan.",
    "previous-later": "{area} had de vorige keer op {previous_on}; dat ligt niet voor het kwartaal.",
}
