# SPDX-License-Identifier: EUPL-1.2
"""How a clash and its ways out are told in plain Dutch, where no screen has words of its own."""

REQUIREMENTS = {
    "visitor-limit": "Bij {school} passen {visitors} bezoekers in één presentatie.",
    "language": "{group} heeft een school nodig waar iemand {language} spreekt.",
    "avoid": "{group} mag niet naar {school}.",
    "max-visits": "{group} mag hoogstens {limit} scholen zien.",
    "max-visits-1": "{group} mag hoogstens 1 school zien.",
    "rounds": "Elk bezoek begint bij een bel.",
    "depart": "{group} vertrekt tussen {first_at} en {last_at}.",
    "must": "{group} moet naar {school}.",
    "capacity": "{school} ontvangt {rooms} groepen tegelijk; een presentatie duurt {presentation_for}.",
    "capacity-1": "{school} ontvangt één groep tegelijk; een presentatie duurt {presentation_for}.",
    "max-duration": "{group} mag hoogstens {limit_for} onderweg zijn.",
    "min-visits": "{group} moet minstens {needed} scholen zien.",
    "min-visits-1": "{group} moet minstens 1 school zien.",
    "latest-end": "{group} moet uiterlijk om {limit_at} terug zijn.",
    "window": "{school} ontvangt {windows}.",
    "no-way": "Voor {group} is er geen weg naar of van {school}.",
}

CHANGES = {
    "visitor-limit": "bij {school} passen {amount} bezoekers in één presentatie",
    "language": "{group} gaat ook naar scholen waar niemand {language} spreekt",
    "avoid": "{group} mag toch naar {school}",
    "max-visits": "{group} mag {amount} scholen meer zien",
    "max-visits-1": "{group} mag 1 school meer zien",
    "rounds": "de dag gaat zonder bellen",
    "depart": "{group} mag {amount_for} vroeger of later vertrekken, tussen {new_at} en {new_last_at}",
    "must": "{group} hoeft niet naar {school}",
    "capacity": "{school} ontvangt {amount} groepen tegelijk",
    "max-duration": "{group} mag {amount_for} langer onderweg zijn, in totaal {new_for}",
    "min-visits": "{group} ziet {amount} scholen minder",
    "min-visits-1": "{group} ziet 1 school minder",
    "latest-end": "{group} is {amount_for} later terug, uiterlijk om {new_at}",
    "window-later": "{school} ontvangt {amount_for} langer door, tot {new_at}",
    "window-earlier": "{school} begint {amount_for} eerder met ontvangen, om {new_at}",
}

POSSIBLE = "Deze dag kan wel."
UNKNOWN = "Binnen de tijd is niet gevonden of deze dag kan."
CLASH = "Deze afspraken gaan niet samen:"
PERHAPS = "(Misschien is de lijst langer dan nodig; de tijd was op.)"
WOULD_HELP = "Zou kunnen: {changes}."
