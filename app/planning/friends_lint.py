# SPDX-License-Identifier: EUPL-1.2
"""Says what is wrong with schools and wishes before they are coupled: errors stop, warnings do not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.planning.friends_model import Friends, FriendSchool
from app.planning.remarks import Names, Remark

ERROR, WARNING = "error", "warning"
SENTENCES = {
    "school-twice": "{school} staat twee keer in de lijst met scholen.",
    "no-schools": "Er zijn nog geen scholen.",
    "lengths": "De samenstelling heeft niet bij elke school even veel groepen.",
    "composition": "{school}: de samenstelling moet uit hele procenten bestaan die samen 100 zijn, niet {total}.",
    "negative-share": "{school}: een deel van de samenstelling ligt onder 0.",
    "grade": "{school}: het aantal leerlingen per leerjaar moet boven 0 liggen, niet {pupils}.",
    "max-seconds": "De langste reistijd moet boven 0 liggen, niet {seconds} seconden.",
    "triples": "Onbekend antwoord op de vraag of drie scholen samen mogen: {triples}.",
    "contrast": "Een verschil van {contrast} procentpunt bestaat niet; het ligt tussen 0 en 100.",
    "with-itself": "{school} staat in '{key}' als vriend van zichzelf.",
    "unknown-school": "'{key}' noemt een school die er niet is: {school}.",
    "negative-travel": "De reistijd tussen {school} en {other} ligt onder 0.",
    "existing-twice": "{school} staat in twee bestaande koppels.",
    "existing-forbidden": "{school} en {other} zijn een bestaand koppel, maar mogen geen koppel zijn.",
    "preferred-forbidden": "{school} en {other} staan bij de voorkeuren, maar mogen geen koppel zijn.",
    "pair-twice": "{school} en {other} staan twee keer in '{key}', met een ander getal; het laatste telt.",
}
PAIRS = {"travel_pairs": "travel", "existing": "existing", "forbidden": "forbidden", "preferred": "preferred"}


@dataclass(frozen=True, slots=True)
class Finding(Remark):
    """Something wrong (`error`) or doubtful (`warning`) in the input; `code` is a key of SENTENCES."""

    severity: str = ERROR

    def sentence(self, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        return SENTENCES[self.code].format_map(self.words(names))


def lint(friends: Friends) -> list[Finding]:
    """List what is wrong or doubtful; without an error the schools can be coupled, as far as they can."""
    found = [*_basis(friends)]
    for school in friends.schools:
        found += _school(school)
    for key, attribute in PAIRS.items():
        found += _pairs(friends, key, getattr(friends, attribute))
    return [*found, *_existing(friends)]


def _error(code: str, **values: object) -> Finding:
    return Finding(code, values, ERROR)


def _warning(code: str, **values: object) -> Finding:
    return Finding(code, values, WARNING)


def _basis(friends: Friends) -> Iterator[Finding]:
    for school, times in Counter(school.id for school in friends.schools).items():
        if times > 1:
            yield _error("school-twice", school=school)
    if not friends.schools:
        yield _warning("no-schools")
    if len({len(school.composition) for school in friends.schools}) > 1:
        yield _error("lengths")
    if friends.max_seconds <= 0:
        yield _error("max-seconds", seconds=friends.max_seconds)
    if friends.triples not in ("no", "if_needed"):
        yield _error("triples", triples=friends.triples)
    if not 0 <= friends.min_contrast <= 100:
        yield _warning("contrast", contrast=friends.min_contrast)


def _school(school: FriendSchool) -> Iterator[Finding]:
    if sum(school.composition) != 100:
        yield _error("composition", school=school.id, total=sum(school.composition))
    if any(share < 0 for share in school.composition):
        yield _error("negative-share", school=school.id)
    if school.pupils_per_grade <= 0:
        yield _error("grade", school=school.id, pupils=school.pupils_per_grade)


def _pairs(
    friends: Friends, key: str, pairs: tuple[tuple[str, str], ...] | tuple[tuple[str, str, int], ...]
) -> Iterator[Finding]:
    known = {school.id for school in friends.schools}
    numbers: dict[frozenset[str], int] = {}
    for one, other, *rest in pairs:
        if one == other:
            yield _error("with-itself", key=key, school=one)
        for school in dict.fromkeys((one, other)):
            if school not in known:
                yield _error("unknown-school", key=key, school=school)
        for value in rest:
            if key == "travel_pairs" and int(value) < 0:
                yield _error("negative-travel", school=one, other=other)
            if numbers.setdefault(frozenset((one, other)), int(value)) != value:
                yield _warning("pair-twice", key=key, school=one, other=other)


def _existing(friends: Friends) -> Iterator[Finding]:
    forbidden = {frozenset(pair) for pair in friends.forbidden}
    for school, times in Counter(school for pair in friends.existing for school in pair).items():
        if times > 1:
            yield _error("existing-twice", school=school)
    for one, other in friends.existing:
        if frozenset((one, other)) in forbidden:
            yield _error("existing-forbidden", school=one, other=other)
    for one, other, _ in friends.preferred:
        if frozenset((one, other)) in forbidden:
            yield _warning("preferred-forbidden", school=one, other=other)
