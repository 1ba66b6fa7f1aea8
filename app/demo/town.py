# SPDX-License-Identifier: EUPL-1.2
"""Load an example town the way staff would: files through the importers, everything else through commands."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from app.areas.read.areas import all_areas, municipality
from app.demo.quarter import plan_the_quarter
from app.edges.office import Office
from app.kernel.ids import PersonId, SchoolId
from app.people.cli.people import add_colleague
from app.people.read.colleagues import known_by
from app.people.values import Role
from app.schools.decide.name_contact import NameContact
from app.schools.read.register import schools_in
from app.vault import people as vault

Say = Callable[[str], None]
DIRECTOR = "regisseur@gemeente.example"
GUIDES = ("Fatima", "Henk", "Meryem", "Daan", "Ewa", "Samuel", "Lotte", "Yusuf")


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the examples. registers: file and date, oldest first."""

    title: str
    register_name: str
    phone: str
    mail_from: str
    registers: tuple[tuple[str, str], ...]


class AnotherTown(Exception):
    """This database holds another town than the one that was asked for. Its argument is that town's name."""


TOWNS = {
    "kampen": Town(
        "Kampen",
        "KAMPEN",
        "14 038",
        "scholentocht@kampen.example",
        (("duo_vestigingen_bo_2020.csv", "2020-12-01"), ("schools_kampen.csv", "2024-11-22")),
    ),
    "utrecht": Town(
        "Utrecht",
        "UTRECHT",
        "14 030",
        "scholentocht@utrecht.example",
        (("duo_vestigingen_bo_2020.csv", "2020-12-01"), ("schools_utrecht.csv", "2024-11-22")),
    ),
}


def load(office: Office, town: Town, folder: Path, say: Say) -> bool:
    """Load a town into an empty installation. Returns whether there was anything to do: a town that is there stays."""
    with office.reading() as session:
        found = municipality(session)
    if found is not None and found.title != town.title:
        raise AnotherTown(found.title)
    if found is not None:
        return False
    _run("areas", "municipality", "--title", town.title, "--register-name", town.register_name)
    say("grenzen van de gebieden inlezen")
    _run("areas", "import", str(folder / "areas.geojson"), "--year", "2026")
    for file, day in town.registers:
        say(f"schoolregister van {day[:4]} inlezen")
        _run("schools", "import", str(folder / file), "--as-of", day)
    say("coördinaten en cijfers inlezen")
    _run("schools", "import", str(folder / "coordinates.csv"))
    _run("schools", "import", str(folder / "achterstandsscores_2019.csv"))
    say("collega's en contactpersonen toevoegen")
    _add_people(office, town)
    plan_the_quarter(office, say)
    return True


def _run(*words: str) -> None:
    """Give a command as an operator would. Raises RuntimeError with what it said when it fails."""
    outcome = current_app.test_cli_runner().invoke(args=list(words))
    if outcome.exit_code:
        raise RuntimeError(f"flask {' '.join(words)}: {outcome.output}")


def _add_people(office: Office, town: Town) -> None:
    domain = town.mail_from.partition("@")[2]
    add_colleague(office, "Samira Regisseur", DIRECTOR, Role.DIRECTOR, None)
    with office.reading() as session:
        areas = all_areas(session)
        schools = {area.area_id: schools_in(session, area.area_id) for area in areas}
    for n, area in enumerate(areas, 1):
        add_colleague(office, f"Gebiedsteam {area.title}", f"gebied{n}@{domain}", Role.PLANNER, area.area_id)
        for guide in range(4):
            name = GUIDES[(n + guide) % len(GUIDES)]
            add_colleague(office, name, f"{name.lower()}{n}@{domain}", Role.GUIDE, area.area_id)
        for school in schools[area.area_id]:
            _name_contact(office, school.school_id, domain)


def _name_contact(office: Office, school_id: SchoolId, domain: str) -> None:
    person_id = PersonId.new()
    known = {"colleague_name": "Contactpersoon", "colleague_email": f"school-{str(school_id).lower()}@{domain}"}
    office.ask(NameContact(school_id, person_id), by="program", also=[lambda s: vault.keep(s, person_id, known)])


def director(office: Office) -> PersonId:
    """Find the director of the demo."""
    with office.reading() as session:
        found = known_by(session, DIRECTOR)
    if found is None:
        raise RuntimeError("deze installatie heeft geen regisseur van de demo")
    return found
