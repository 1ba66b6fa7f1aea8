# SPDX-License-Identifier: EUPL-1.2
"""A director sends a file, sees what will change, and says yes."""

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.edges.office import Office
from app.kernel.ids import SchoolId
from app.schools.read.figures import figures_of
from app.schools.read.register import all_schools
from tests.areas.samples import KAMPEN_FOUNDED
from tests.conftest import NOW, Clock

REGISTERS = Path(__file__).parents[1] / "adapters" / "registers"
IMPORT = "/team/scholen/inlezen"


@pytest.fixture(autouse=True)
def town(office: Office) -> None:
    office.log.append([KAMPEN_FOUNDED], now=NOW, by="program")


def sent(client: FlaskClient, file: str | bytes, filename: str = "scholen.csv", day: str = "1-12-2020"):
    raw = file if isinstance(file, bytes) else (REGISTERS / file).read_bytes()
    boxes = dict(zip(("as_of_day", "as_of_month", "as_of_year"), day.split("-"), strict=True))
    return client.post(IMPORT, data={"file": (io.BytesIO(raw), filename), **boxes})


def yes(client: FlaskClient, address: str, page: str):
    hidden = dict(re.findall(r'type="hidden" name="(as_shown|as_of)" value="([^"]*)"', page))
    return client.post(address.partition("?")[0], data=hidden)


def taken_over(client: FlaskClient, file: str | bytes, day: str = "1-12-2020") -> None:
    answer = sent(client, file, day=day)
    assert yes(client, answer.location, client.get(answer.location).text).status_code == 303


def counts(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'figures__value">(\d+)<', page)]


def schools(office: Office) -> dict[str, bool]:
    with office.reading() as session:
        return {s.title: s.is_open for s in all_schools(session)}


def test_nothing_is_recorded_before_the_director_says_yes(as_director: FlaskClient, office: Office):
    answer = sent(as_director, "duo_2020.csv")
    page = as_director.get(answer.location).text
    assert (answer.status_code, counts(page)) == (303, [12, 0, 0, 0, 0])
    assert schools(office) == {}
    assert yes(as_director, answer.location, page).location == "/team/scholen"
    assert len(schools(office)) == 12


def test_the_preview_names_what_is_new_closed_and_changed_with_old_and_new(as_director: FlaskClient, office: Office):
    taken_over(as_director, "duo_2013.csv", "1-10-2013")
    page = as_director.get(sent(as_director, "duo_2020.csv").location).text
    new, _, gone, alike = (counts(page)[i] for i in (0, 1, 3, 4))
    assert (new, gone) == (2, 2)
    assert alike > 0
    assert "Zandberg" in page
    change = page[page.index("(07VA00)") :]
    assert re.search(
        r"changes__before.*?Mgr Zwijsen-School.*?changes__after.*?Monseigneur Zwijsen-School", change, re.DOTALL
    )


def test_saying_yes_twice_is_harmless(as_director: FlaskClient, office: Office):
    answer = sent(as_director, "duo_2020.csv")
    page = as_director.get(answer.location).text
    assert [yes(as_director, answer.location, page).status_code for _ in range(2)] == [303, 303]
    assert len(schools(office)) == 12


def test_when_the_register_changed_meanwhile_the_director_looks_again(as_director: FlaskClient, office: Office):
    answer = sent(as_director, "duo_2020.csv")
    page = as_director.get(answer.location).text
    taken_over(as_director, "duo_2013.csv", "1-10-2013")
    again = yes(as_director, answer.location, page)
    assert again.status_code == 409
    assert "intussen veranderd" in again.text
    assert "Willem van Oranjeschool" not in schools(office)
    assert yes(as_director, answer.location, again.text).status_code == 303
    assert "Willem van Oranjeschool" in schools(office)


def test_the_same_file_again_has_nothing_to_record(as_director: FlaskClient):
    taken_over(as_director, "duo_2020.csv")
    page = as_director.get(sent(as_director, "duo_2022_portal.csv", day="1-12-2022").location).text
    assert counts(page) == [0, 0, 0, 0, 12]
    assert "Er is niets vast te leggen" in page
    assert "Leg dit vast" not in page


def test_a_register_that_closes_most_schools_is_warned_of(as_director: FlaskClient):
    taken_over(as_director, "duo_2020.csv")
    head, *rows = (REGISTERS / "duo_2020.csv").read_bytes().splitlines(keepends=True)
    kept = b"".join(row for row in rows if b";05HU00;" in row)
    assert "Meer dan de helft" in as_director.get(sent(as_director, head + kept, day="1-1-2022").location).text


def test_figures_are_looked_at_before_they_are_taken_over(as_director: FlaskClient, office: Office):
    taken_over(as_director, "duo_2020.csv")
    answer = sent(as_director, "scores_2019.csv")
    page = as_director.get(answer.location).text
    assert "CBS-score per leerling" in page
    assert "geen rangorde" in page
    assert yes(as_director, answer.location, page).status_code == 303
    with office.reading() as session:
        assert len(figures_of(session, SchoolId("05HU00"))) == 1


def test_points_are_looked_at_before_they_are_taken_over(as_director: FlaskClient):
    taken_over(as_director, "duo_2020.csv")
    answer = sent(as_director, b"brin6,lat,lon\n05HU00,52.5438,5.9078\n99ZZ00,52.5,5.9\n")
    page = as_director.get(answer.location).text
    assert counts(page) == [1, 0, 0, 1]
    assert yes(as_director, answer.location, page).status_code == 303


def test_a_bad_file_is_shown_with_line_column_value_and_what_was_expected(as_director: FlaskClient, office: Office):
    raw = (REGISTERS / "scholentocht.csv").read_bytes().replace(b"8265KA", b"postcode?").replace(b"52.546661", b"99")
    answer = sent(as_director, raw)
    row = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
    assert answer.status_code == 400
    assert "Er zijn 3 fouten gevonden. Er is niets veranderd." in row
    for told in ("POSTCODE", "postcode?", "een postcode van 4 cijfers en 2 letters", "LAT"):
        assert told in row
    assert schools(office) == {}


@pytest.mark.parametrize(
    "raw", [b"", b"\x00" * 100, b"PK\x03\x04", b"%PDF-1.7", b"a;b\n1;2\n", b'brin6,lat,lon\n"', b"\xff" * 5000]
)
def test_any_other_file_gets_a_sentence_and_no_fault_of_ours(as_director: FlaskClient, office: Office, raw: bytes):
    answer = sent(as_director, raw)
    assert answer.status_code == 400
    assert "Er is niets veranderd" in answer.text
    assert schools(office) == {}


@pytest.mark.parametrize("filename", ["../../etc/passwd", "<img src=x>.csv", "x" * 3000, "‮vsc.exe"])
def test_the_name_of_a_file_is_only_shown(as_director: FlaskClient, filename: str):
    page = as_director.get(sent(as_director, "duo_2020.csv", filename).location)
    assert page.status_code == 200
    assert "<img src=x>" not in page.text


@pytest.mark.parametrize("day", ["31-2-2020", "1-1-2999", "een-twee-drie", "--"])
def test_a_date_that_is_none_or_still_to_come_is_asked_for_again(as_director: FlaskClient, day: str):
    answer = sent(as_director, "duo_2020.csv", day=day)
    assert answer.status_code == 400
    assert "Vul een datum in" in answer.text


def test_no_file_is_asked_for_again(as_director: FlaskClient):
    assert "Kies een bestand." in as_director.post(IMPORT, data={"as_of_day": "1"}).text


def test_an_older_register_is_refused_with_the_date_of_the_newest(as_director: FlaskClient):
    taken_over(as_director, "duo_2020.csv")
    answer = sent(as_director, "duo_2013.csv", day="1-10-2013")
    assert (answer.status_code, "1 december 2020" in answer.text) == (400, True)


def test_a_file_opens_only_for_an_hour(as_director: FlaskClient, clock: Clock):
    address = sent(as_director, "duo_2020.csv").location
    clock.pass_time(minutes=61)
    assert as_director.get(address).status_code == 410
    assert as_director.post(address, data={"as_shown": "x", "as_of": "2020-12-01"}).status_code == 410
