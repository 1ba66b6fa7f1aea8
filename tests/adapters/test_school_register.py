# SPDX-License-Identifier: EUPL-1.2
"""Registers of schools in every layout: real excerpts are read, damaged ones are refused with the place."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.adapters.municipalities import region_of, regions_of, same_municipality
from app.adapters.place_names import readable_place
from app.adapters.school_register import (
    FigureRow,
    Layout,
    LocationRow,
    PupilsRow,
    figure_rows,
    location_rows,
    pupils_rows,
    register_rows,
    unknown_denominations,
    which_layout,
)
from app.adapters.table_faults import BadTable
from app.adapters.tables import read_table

FOLDER = Path(__file__).with_name("registers")
REAL = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.csv"))}
READERS = {
    **dict.fromkeys(["duo_2013.csv", "duo_2020.csv", "duo_2022_website.csv", "duo_2022_portal.csv"], register_rows),
    "scholentocht.csv": location_rows,
    "scores_2019.csv": figure_rows,
    "pupils_2024.csv": pupils_rows,
}


def table(name: str):
    return read_table(REAL[name], name=name)


def changed(name: str, old: str, new: str):
    encoding = "cp1252" if name in ("duo_2013.csv", "duo_2020.csv", "duo_2022_website.csv") else "utf-8"
    raw = REAL[name]
    assert old.encode(encoding) in raw
    return read_table(raw.replace(old.encode(encoding), new.encode(encoding)), name=name)


def faults_of(read, *words, **more):
    with pytest.raises(BadTable) as caught:
        read(*words, **more)
    return [(fault.line, fault.column, fault.value, fault.expectation()) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("duo_2013.csv", Layout.DUO_2013),
        ("duo_2020.csv", Layout.DUO_2013),
        ("duo_2022_website.csv", Layout.DUO_2022),
        ("duo_2022_portal.csv", Layout.DUO_2022),
        ("scholentocht.csv", Layout.SCHOLENTOCHT),
        ("scores_2019.csv", Layout.SCORES),
        ("pupils_2024.csv", Layout.PUPILS),
    ],
)
def test_each_known_file_is_recognised_by_its_header(name, layout):
    assert which_layout(table(name)) is layout


def test_the_layout_of_2022_gives_the_same_schools_as_that_of_2020():
    old = register_rows(table("duo_2020.csv"))
    assert register_rows(table("duo_2022_website.csv")) == old  # the site's code stands whole
    assert register_rows(table("duo_2022_portal.csv")) == old  # the site's code is a 2-digit suffix


def test_a_school_is_read_with_all_its_fields():
    (row,) = [each for each in register_rows(table("duo_2020.csv")) if each.brin6 == "05FA00"]
    assert (row.name, row.street, row.housenumber) == ("Katholieke Basisschool De IJsselster", "Groenendael", "227")
    assert (row.postcode, row.city, row.municipality) == ("8271EM", "IJsselmuiden", "KAMPEN")
    assert (row.denomination, row.website, row.board_number) == ("Rooms-Katholiek", "www.deijsselster.nl", "40888")
    assert row.line == 4


def test_accents_quotes_and_typographic_apostrophes_of_windows_1252_arrive():
    rows = register_rows(table("duo_2020.csv"))
    assert "Hindoeïstisch" in {row.denomination for row in rows}
    assert {"Dalton Kindcentrum ’t Kompas", 'Basisschool "Kla4"'} <= {row.name for row in rows}
    assert unknown_denominations(rows) == ()


def test_a_website_of_blanks_or_with_a_slip_is_left_empty():
    found = {row.brin6: row.website for row in register_rows(table("duo_2020.csv"))}
    assert (found["05HU00"], found["13ER00"], found["07VA00"]) == ("", "", "www.zwijsenschool.nl")
    rows = register_rows(changed("duo_2020.csv", "www.zwijsenschool.nl", "javascript:alert(1)"))
    assert {row.brin6: row.website for row in rows}["07VA00"] == ""


@pytest.mark.parametrize("spelling", ["S GRAVENHAGE", "'s-Gravenhage", "Den Haag", "’s-gravenhage "])
def test_a_municipality_is_found_in_any_spelling(spelling):
    assert len(register_rows(table("duo_2020.csv"), municipality=spelling)) == 4


def test_a_municipality_without_schools_is_a_fault_and_not_an_empty_list():
    found = faults_of(register_rows, table("duo_2020.csv"), municipality="Urk")
    assert found == [(0, "GEMEENTENAAM", "Urk", "minstens één school in deze gemeente")]


def test_faults_in_rows_of_other_municipalities_do_not_matter():
    other = changed("duo_2020.csv", "2555 XW", "geen")
    assert len(register_rows(other, municipality="Kampen")) == 12
    assert len(faults_of(register_rows, other, municipality="Den Haag")) == 1


@pytest.mark.parametrize(
    ("old", "new", "column", "value", "expected"),
    [
        ("8265 RG", "82650 RG", "POSTCODE", "82650 RG", "een postcode van 4 cijfers en 2 letters, zoals 8265 EA"),
        ("05HU00", "05HU0", "VESTIGINGSNUMMER", "05HU0", "2 cijfers, of 6 tekens die beginnen met 05HU, zoals 05HU00"),
        (
            "05HU00",
            "05HX00",
            "VESTIGINGSNUMMER",
            "05HX00",
            "2 cijfers, of 6 tekens die beginnen met 05HU, zoals 05HU00",
        ),
        (";05HU;", ";5HU;", "BRIN NUMMER", "5HU", "een BRIN-nummer van 4 tekens, zoals 03RE"),
        ("Dr Schaepman-School", " ", "VESTIGINGSNAAM", "", "een tekst; dit vak is leeg"),
        ("Dr Schaepman-School", "x" * 301, "VESTIGINGSNAAM", "x" * 301, "een tekst van hoogstens 300 tekens"),
        (
            "Overijssel;40662;05HU",
            "Overijssel;A1;05HU",
            "BEVOEGD GEZAG NUMMER",
            "A1",
            "een bestuursnummer van cijfers, zoals 41632",
        ),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_line_column_value_and_expectation(old, new, column, value, expected):
    assert faults_of(register_rows, changed("duo_2020.csv", old, new)) == [(2, column, value, expected)]


def test_all_faults_are_told_at_once():
    bad = changed("duo_2020.csv", "8265 RG", "x")
    assert [fault[0] for fault in faults_of(register_rows, bad)] == [2]
    worse = read_table(REAL["duo_2020.csv"].replace(b"8265 RG", b"x").replace(b"8274 AR", b"y"), name="x")
    assert [fault[0] for fault in faults_of(register_rows, worse)] == [2, 8]


def test_the_same_school_twice_is_refused():
    first = REAL["duo_2020.csv"].splitlines(keepends=True)[1]
    found = faults_of(register_rows, read_table(REAL["duo_2020.csv"] + first, name="x"))
    assert found == [(26, "", "05HU00", "elke school één keer; deze staat ook op regel 2")]


def test_a_header_that_nobody_knows_names_the_columns_that_miss():
    ((line, _, _, expected),) = faults_of(
        which_layout, changed("duo_2020.csv", "POSTCODE;PLAATSNAAM;GEM", "PC;PLAATSNAAM;GEM")
    )
    assert line == 1
    assert expected == "de kolommen van ‘DUO-adressen van scholen tot en met 2021’; wat ontbreekt: POSTCODE"


def test_a_known_file_in_the_wrong_place_is_called_by_its_name():
    ((_, _, _, expected),) = faults_of(register_rows, table("scores_2019.csv"))
    assert expected.endswith("dit is de soort ‘achterstandsscores van het CBS’")


def test_locations_come_from_our_own_layout_or_from_a_file_of_coordinates():
    assert location_rows(table("scholentocht.csv"))[0] == LocationRow("03RE00", 52.551773, 5.900823, 2)
    assert register_rows(table("scholentocht.csv"), municipality="kampen")[0].brin6 == "03RE00"
    plain = read_table(b"Lat;Lon;Brin6\n52,5;5,9;03re00\n", name="x")
    assert location_rows(plain) == (LocationRow("03RE00", 52.5, 5.9, 2),)


def test_a_school_without_coordinates_is_left_out_of_a_register_only():
    unplaced = changed("scholentocht.csv", "52.551773,5.900823", ",")
    assert "03RE00" not in {row.brin6 for row in location_rows(unplaced)}
    assert len(faults_of(location_rows, read_table(b"brin6,lat,lon\n03RE00,,\n", name="x"))) == 2


@pytest.mark.parametrize("lat", ["5.9", "60", "nan", "inf", "1e1", "52.5.1", "", "zestig", "٥٢"])
def test_a_point_outside_the_netherlands_is_refused(lat):
    found = faults_of(location_rows, read_table(f"brin6;lat;lon\n03RE00;{lat};5.9\n".encode(), name="x"))
    wanted = "een getal in graden tussen 50.7 en 53.7, zoals 52.2: een punt in Nederland"
    assert found == [(2, "LAT", lat, wanted)]


def test_scores_are_divided_by_the_pupils_they_rest_on():
    rows = {row.brin6: row for row in figure_rows(table("scores_2019.csv"))}
    assert rows["05HU00"] == FigureRow("05HU00", "achterstandsscore-per-leerling", 2019, round(139.4 / 183, 3), 183, 8)


def test_other_figures_come_in_a_plain_table():
    raw = b"brin6;indicator;year;value;pupils\n03RE00;schoolweging;2024;28,4;126\n03RE00;schoolweging;2023;28.1;\n"
    assert figure_rows(read_table(raw, name="x")) == (
        FigureRow("03RE00", "schoolweging", 2024, 28.4, 126, 2),
        FigureRow("03RE00", "schoolweging", 2023, 28.1, None, 3),
    )


@pytest.mark.parametrize("value", ["19,9", "41", "-1"])
def test_a_schoolweging_outside_20_to_40_is_refused(value):
    raw = f"brin6;indicator;year;value\n03RE00;Schoolweging;2024;{value}\n".encode()
    assert faults_of(figure_rows, read_table(raw, name="x")) == [(2, "VALUE", value, "een getal van 20 tot en met 40")]


def test_the_same_figure_twice_is_refused():
    raw = b"brin6;indicator;year;value\n" + b"03RE00;schoolweging;2024;28\n" * 2
    assert len(faults_of(figure_rows, read_table(raw, name="x"))) == 1


def test_pupils_are_a_range_because_small_counts_are_masked():
    rows = pupils_rows(table("pupils_2024.csv"), municipality="KAMPEN")
    # The same ranges as in our own layout, which others counted from DUO's whole file.
    assert [(row.brin6, row.year, row.at_least, row.at_most) for row in rows] == [
        ("03RE00", 2024, 102, 174),
        ("05FA00", 2024, 94, 127),
    ]
    assert all(isinstance(row, PupilsRow) for row in rows)


@pytest.mark.parametrize("count", ["<4", "-1", "2.5", "٣", ""])
def test_a_count_that_is_no_count_is_refused(count):
    raw = REAL["pupils_2024.csv"].replace(b'"<5"', f'"{count}"'.encode())
    assert {fault[2] for fault in faults_of(pupils_rows, read_table(raw, name="x"))} == {count}


def test_regions_are_known_for_any_spelling_and_honest_about_split_municipalities():
    assert (region_of("KAMPEN"), region_of("S GRAVENHAGE"), region_of("SÚDWEST FRYSLÂN")) == (
        "Noord",
        "Midden",
        "Noord",
    )
    assert (region_of("BERGEN NH"), region_of("BERGEN LB")) == ("Noord", "Zuid")
    assert (region_of("Altena"), regions_of("Altena")) == (None, ("Midden", "Zuid"))
    assert (region_of("Atlantis"), regions_of("Atlantis")) == (None, ())
    assert not same_municipality("Bergen", "Bergen op Zoom")


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("KAMPEN", "Kampen"),
        ("'S-HEERENBROEK", "'s-Heerenbroek"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("DEN HAM OV", "Den Ham"),
        ("VOORST GEM VOORST", "Voorst"),
        ("NIEUWERKERK AD IJSSEL", "Nieuwerkerk aan den IJssel"),
        ("2E EXLOERMOND", "2e Exloermond"),
        ("ST.-ANNAPAROCHIE", "St.-Annaparochie"),
        ("de Lutte", "de Lutte"),
        ("", ""),
    ],
)
def test_places_are_written_as_people_write_them(told, written):
    assert readable_place(told) == written


CHUNK = st.sampled_from(
    [b"", b";", b",", b'"', b"\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"0" * 400]
)
CHUNK |= st.binary(max_size=6)
CHANGES = st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 80), CHUNK), min_size=1, max_size=5)


@settings(max_examples=250)
@given(
    name=st.sampled_from(sorted(REAL)),
    changes=CHANGES,
    encoding=st.sampled_from(["as it is", "utf-8", "utf-16", "cut"]),
)
@example(name="duo_2020.csv", changes=[(0, 0, b"")], encoding="cut")
def test_a_damaged_file_gives_all_rows_or_faults_with_their_place_and_nothing_else(name, changes, encoding):
    raw = REAL[name]
    if encoding in ("utf-8", "utf-16"):
        raw = raw.decode("cp1252", "replace").encode(encoding)
    for at, length, chunk in changes:
        start = at % (len(raw) + 1)
        rest = b"" if encoding == "cut" else raw[start + length :]
        raw = raw[:start] + chunk + rest
    try:
        rows = READERS[name](read_table(raw, name=name))
    except BadTable as bad:
        faults = bad.faults
    else:
        assert all(row.brin6 for row in rows)
        assert rows
        return
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    assert all(fault.sentence() and fault.line <= lines for fault in faults)


def test_a_whole_country_is_read_within_memory():
    body = REAL["duo_2020.csv"].splitlines(keepends=True)
    many = [
        body[1].replace(b"05HU00", b"05HU%02d" % (number % 100)).replace(b"05HU", b"%04X" % number)
        for number in range(7000)
    ]
    tracemalloc.start()
    rows = register_rows(read_table(body[0] + b"".join(many), name="x"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(rows) == 7000
    assert peak < 100_000_000


def test_a_table_of_something_else_hears_which_kinds_can_be_read():
    with pytest.raises(BadTable) as caught:
        which_layout(read_table(b"a;b;c\n1;2;3\n", name="x"))
    said = caught.value.faults[0].expectation(lambda text: text.replace("scholen", "schools"))
    assert said.startswith("een bestand van één van deze soorten: DUO-adressen van schools")
    assert "coördinaten van schools, " in said
    assert "ontbreekt" not in said
