# SPDX-License-Identifier: EUPL-1.2
"""The municipality and its boundaries from the console."""

from pathlib import Path

from flask import Flask

from app.areas.read.areas import all_areas, municipality
from app.edges.office import Office
from tests.areas.samples import MIDDLE_SQUARE, NORTH_SQUARE, geojson


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["areas", *words])


def test_a_municipality_is_founded_once(app: Flask, office: Office):
    first = run(app, "municipality", "--title", "Kampen")
    assert (first.exit_code, "vastgelegd, vakantieregio Noord" in first.output) == (0, True)
    assert "stond er al" in run(app, "municipality", "--title", "Kampen").output
    assert run(app, "municipality", "--title", "Zwolle", "--region", "Noord").exit_code == 2
    with office.reading() as session:
        assert municipality(session).register_name == "KAMPEN"


def test_a_split_or_unknown_municipality_needs_its_region(app: Flask):
    answer = run(app, "municipality", "--title", "Atlantis")
    assert answer.exit_code == 2
    assert "--region" in answer.output


def test_boundaries_are_imported_and_a_second_time_unchanged(app: Flask, office: Office, tmp_path: Path):
    file = tmp_path / "grenzen.geojson"
    file.write_bytes(geojson(("Noord", NORTH_SQUARE), ("Midden", MIDDLE_SQUARE)))
    assert "2 nieuw" in run(app, "import", str(file)).output
    assert "2 ongewijzigd" in run(app, "import", str(file)).output
    with office.reading() as session:
        assert [(a.area_id, a.title) for a in all_areas(session)] == [("midden", "Midden"), ("noord", "Noord")]


def test_a_dry_run_records_nothing(app: Flask, office: Office, tmp_path: Path):
    file = tmp_path / "grenzen.geojson"
    file.write_bytes(geojson(("Noord", NORTH_SQUARE)))
    assert "1 nieuw" in run(app, "import", str(file), "--dry-run").output
    with office.reading() as session:
        assert all_areas(session) == []


def test_a_bad_file_changes_nothing_and_says_what_is_wrong(app: Flask, office: Office, tmp_path: Path):
    file = tmp_path / "grenzen.geojson"
    file.write_bytes(geojson(("Noord", NORTH_SQUARE), ("Noord", MIDDLE_SQUARE)))
    answer = run(app, "import", str(file))
    assert answer.exit_code == 2
    assert "gebied 2 in het bestand" in answer.output
    with office.reading() as session:
        assert all_areas(session) == []
