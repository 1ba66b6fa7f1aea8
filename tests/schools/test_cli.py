# SPDX-License-Identifier: EUPL-1.2
"""Files about schools from the console: real excerpts in every layout, and files that are wrong."""

from pathlib import Path

import pytest
from flask import Flask

from app.edges.office import Office
from app.kernel.ids import SchoolId
from app.schools.read.figures import figures_of
from app.schools.read.register import all_schools, school_of
from app.schools.values import CBS_SCORE, PUPILS_AT_LEAST, PUPILS_AT_MOST
from tests.areas.samples import KAMPEN_FOUNDED
from tests.conftest import NOW

REGISTERS = Path(__file__).parents[1] / "adapters" / "registers"


@pytest.fixture(autouse=True)
def town(office: Office) -> None:
    office.log.append([KAMPEN_FOUNDED], now=NOW, by="program")


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["schools", *words])


def counts(output: str) -> dict[str, int]:
    pairs = (line.strip().partition(" ") for line in output.splitlines() if line.startswith("  "))
    return {words: int(number) for number, _, words in pairs}


def imported(app: Flask, name: str, *words: str) -> dict[str, int]:
    answer = run(app, "import", str(REGISTERS / name), *words)
    assert answer.exit_code == 0, answer.output
    return counts(answer.output)


def test_the_registers_of_2013_2020_and_today_follow_each_other(app: Flask, office: Office):
    assert imported(app, "duo_2013.csv", "--as-of", "2013-10-01")["nieuw"] == 12
    second = imported(app, "duo_2020.csv", "--as-of", "2020-12-01")
    assert (second["nieuw"], second["gesloten"]) == (2, 2)
    assert second["gewijzigd"] + second["ongewijzigd"] == 10
    with office.reading() as session:
        schools = all_schools(session)
    assert {s.title for s in schools if not s.is_open} == {"Ds J Schinkelhoekschool", "Zandberg"}
    assert {s.city for s in schools} >= {"Kampen", "IJsselmuiden"}
    assert {s.municipality for s in schools} == {"KAMPEN"}


@pytest.mark.parametrize("name", ["duo_2022_website.csv", "duo_2022_portal.csv"])
def test_the_layouts_since_2022_say_the_same_as_the_one_before(app: Flask, name: str):
    imported(app, "duo_2020.csv", "--as-of", "2020-12-01")
    again = imported(app, name, "--as-of", "2022-12-01")
    assert (again["ongewijzigd"], again["nieuw"], again["gewijzigd"], again["gesloten"]) == (12, 0, 0, 0)


def test_our_own_layout_puts_schools_on_the_map(app: Flask, office: Office):
    assert imported(app, "scholentocht.csv")["op de kaart gezet"] == 9
    with office.reading() as session:
        mirt = school_of(session, SchoolId("03RE00"))
    assert (mirt.at.lat, mirt.at.lon) == (52.551773, 5.900823)


def test_scores_and_numbers_of_pupils_become_figures_of_known_schools(app: Flask, office: Office):
    imported(app, "scholentocht.csv", "--as-of", "2024-11-22")
    imported(app, "duo_2020.csv", "--as-of", "2024-11-22")
    scores = imported(app, "scores_2019.csv")
    assert scores["nieuwe cijfers"] > 0
    assert scores["van scholen die hier niet bekend zijn"] > 0
    assert imported(app, "scores_2019.csv")["nieuwe cijfers"] == 0
    with office.reading() as session:
        found = {f.indicator.indicator_id: f.value for f in figures_of(session, SchoolId("05HU00"))}
    assert found[CBS_SCORE] == pytest.approx(139.4 / 183, abs=0.001)


def test_pupils_are_a_range(app: Flask, office: Office, tmp_path: Path):
    raw = (REGISTERS / "pupils_2024.csv").read_text("utf-8-sig").splitlines()
    codes = {f"{row.split(';')[5]}{row.split(';')[6]}".replace('"', "") for row in raw[1:] if '"Bo"' in row}
    register = tmp_path / "scholen.csv"
    header = "brin6,name,street,housenumber,postcode,city,municipality,lat,lon,denomination,website\n"
    rows = [f"{code},School {code},Straat,1,8261AA,Kampen,KAMPEN,52.55,5.9,Openbaar,\n" for code in sorted(codes)]
    register.write_text(header + "".join(rows))
    assert run(app, "import", str(register)).exit_code == 0
    assert imported(app, "pupils_2024.csv")["nieuwe cijfers"] == 2 * len(codes)
    with office.reading() as session:
        found = {f.indicator.indicator_id: f.value for f in figures_of(session, SchoolId(min(codes)))}
    assert found[PUPILS_AT_LEAST] <= found[PUPILS_AT_MOST]


def test_coordinates_move_known_schools(app: Flask, office: Office, tmp_path: Path):
    imported(app, "scholentocht.csv")
    file = tmp_path / "punten.csv"
    file.write_text("brin6;lat;lon\n03RE00;52,5600;5,9100\n99ZZ00;52,5600;5,9100\n")
    answer = counts(run(app, "import", str(file)).output)
    assert (answer["verplaatst"], answer["van scholen die hier niet bekend zijn"]) == (1, 1)
    with office.reading() as session:
        assert school_of(session, SchoolId("03RE00")).at.lat == 52.56


def test_a_figure_of_ones_own_is_first_explained_and_then_imported(app: Flask, office: Office, tmp_path: Path):
    imported(app, "scholentocht.csv")
    file = tmp_path / "cijfers.csv"
    file.write_text("brin6,indicator,year,value\n03RE00,Aandeel,2024,12.5\n")
    refused = run(app, "import", str(file))
    assert (refused.exit_code, "flask schools indicator" in refused.output) == (2, True)
    words = ("--title", "Aandeel", "--unit", "procent", "--publisher", "Gemeente", "--thresholds", "20,50,70")
    assert run(app, "indicator", "aandeel", *words).exit_code == 0
    assert counts(run(app, "import", str(file)).output)["nieuwe cijfers"] == 1


@pytest.mark.parametrize("wrong", [("aandeel", "70,50"), ("aandeel", "veel"), ("een aandeel", "20")])
def test_an_indicator_has_a_short_name_and_rising_thresholds(app: Flask, wrong: tuple[str, str]):
    words = ("--title", "A", "--unit", "procent", "--publisher", "G", "--thresholds", wrong[1])
    assert run(app, "indicator", wrong[0], *words).exit_code == 2


def test_a_dry_run_records_nothing(app: Flask, office: Office):
    assert imported(app, "scholentocht.csv", "--dry-run")["nieuw"] == 9
    with office.reading() as session:
        assert all_schools(session) == []


def test_all_faults_of_a_bad_file_are_listed_and_nothing_is_recorded(app: Flask, office: Office, tmp_path: Path):
    file = tmp_path / "fout.csv"
    good = (REGISTERS / "scholentocht.csv").read_text().splitlines()
    bad = [good[0], good[1], good[2].replace("8265KA", "82"), good[3].replace("52.546661", "99")]
    file.write_text("\n".join(bad))
    answer = run(app, "import", str(file))
    assert answer.exit_code == 2
    assert "regel 3" in answer.output
    assert "82" in answer.output
    with office.reading() as session:
        assert all_schools(session) == []


def test_an_older_register_is_refused_with_the_date_of_the_newest(app: Flask):
    imported(app, "duo_2020.csv", "--as-of", "2020-12-01")
    answer = run(app, "import", str(REGISTERS / "duo_2013.csv"), "--as-of", "2013-10-01")
    assert (answer.exit_code, "1-12-2020" in answer.output) == (2, True)


def test_a_municipality_without_schools_in_the_file_is_refused(app: Flask):
    answer = run(app, "import", str(REGISTERS / "duo_2020.csv"), "--municipality", "Zwolle")
    assert (answer.exit_code, "minstens één school" in answer.output) == (2, True)
