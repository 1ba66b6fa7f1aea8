# SPDX-License-Identifier: EUPL-1.2
"""Tables are read in any usual form, and what is wrong is said with its place."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.table_faults import BadTable, TableFault
from app.adapters.table_writing import guarded
from app.adapters.tables import MAX_BYTES, read_table, write_csv

TEXT = "Naam;Plaats\nDe Mirt;Kampen\nHindoeïstisch;’t Zand\n"


def fault_of(raw: bytes) -> TableFault:
    with pytest.raises(BadTable) as caught:
        read_table(raw, name="test.csv")
    return caught.value.faults[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_are_found(encoding, separator, end):
    table = read_table(TEXT.replace(";", separator).replace("\n", end).encode(encoding), name="x")
    assert table.columns == ("NAAM", "PLAATS")
    assert [(row.line, row["NAAM"], row["PLAATS"]) for row in table.rows] == [
        (2, "De Mirt", "Kampen"),
        (3, "Hindoeïstisch", "’t Zand"),
    ]
    assert table.separator == separator


def test_headers_are_compared_without_blanks_and_capitals():
    table = read_table(b"Vestigingsnaam ;  Gemeente   naam;\nDe Mirt;Kampen;\n", name="x")
    assert table.columns == ("VESTIGINGSNAAM", "GEMEENTE NAAM")


def test_a_separator_inside_quotes_does_not_count():
    table = read_table(b'"a,b,c,d";e\n"1,2";3\n', name="x")
    assert (table.columns, table.rows[0].cells) == (("A,B,C,D", "E"), ("1,2", "3"))


def test_lines_are_counted_through_quoted_line_ends_and_empty_rows():
    table = read_table(b'\na;b\n"een\ntwee";3\n;\n4;5\n', name="x")
    assert [(row.line, row["A"]) for row in table.rows] == [(3, "een\ntwee"), (6, "4")]


def test_excels_own_line_about_the_separator_is_not_a_header():
    table = read_table(b"sep=,\r\na,b\r\n1;2,3\r\n", name="x")
    assert (table.columns, table.rows[0].line, table.rows[0]["A"]) == (("A", "B"), 3, "1;2")


def test_blanks_around_cells_are_dropped_and_a_missing_column_is_empty():
    row = read_table("a;b\n  x \u00a0; \n".encode(), name="x").rows[0]
    assert (row["A"], row["B"], row.get("C")) == ("x", "", "")
    with pytest.raises(KeyError):
        row["C"]


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (b"", 0, "leeg"),
        (b" \r\n\r\n", 0, "leeg"),
        (b"a;b\n", 2, "minstens één rij"),
        (b"a;b\n;\n\n", 2, "minstens één rij"),
        (b"PK\x03\x04rest", 0, "bewaar het eerst als CSV"),
        (b"\xd0\xcf\x11\xe0rest", 0, "oud Excel"),
        (b"%PDF-1.7", 0, "PDF"),
        (b"\x1f\x8b\x08rest", 0, "pak het eerst uit"),
        (b"a;b\n1;\x002\n", 2, "zonder stuurtekens"),
        (b"a;b\n1;2\n\x7f;2\n", 3, "zonder stuurtekens"),
        (b"a;b\n1;2\n\x81\xff;2\n", 3, "leesbare tekst"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, "geen tekstbestand"),
        (b"a;A\n1;2\n", 1, "twee keer"),
        (b";\n;\nx;y\n", 4, "minstens"),
        (b"a;b\n1;2\n3\n", 3, "2 vakjes"),
        (b"a;b\n1;2\n3;4;5\n", 3, "2 vakjes"),
        (b'a;b\n1;2\n"3;4\n5;6\n', 3, "nergens sluit"),
        (b'a;b\n"1"x;2\n', 2, "scheidingsteken na"),
        (b"a;b\n1;" + b"x" * 1_000_000 + b"\n", 2, "1 miljoen tekens"),
        (b"a;b\n1;" + b"x" * 200_000 + b"\n", 2, "131.072 tekens"),
        (b'a;b\n1;"' + b"x\n" * 200_000, 2, "131.072 tekens"),
        (b"a" * (MAX_BYTES + 1), 0, "hoogstens 20 MB"),
        (
            b";".join(b"%d" % number for number in range(1000)) + b"\n" + (b";" * 999 + b"1\n") * 2600,
            2501,
            "2,5 miljoen",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_what_was_expected(raw, line, says):
    fault = fault_of(raw)
    assert (fault.line, says in fault.expectation()) == (line, True), fault


def test_all_ragged_rows_are_named_up_to_a_limit():
    with pytest.raises(BadTable) as caught:
        read_table(b"a;b\n" + b"1\n" * 500, name="x")
    assert [fault.line for fault in caught.value.faults] == list(range(2, 52))


def test_a_fault_reads_as_a_sentence():
    fault = TableFault(12, "POSTCODE", "82 AB\x00", "een postcode")
    assert fault.sentence() == "regel 12, kolom POSTCODE, ‘82 AB�’: verwacht: een postcode"
    assert TableFault(0, "", "", "een tabel").sentence() == "verwacht: een tabel"
    assert len(TableFault(1, "", "x" * 500, "y").sentence()) < 100


def test_a_fault_can_be_said_in_another_language():
    english = {
        "verwacht: %(what)s": "expected: %(what)s",
        "regel %(line)d": "line %(line)d",
        "hoogstens %(most)d": "at most %(most)d",
    }
    fault = TableFault(3, "", "", "hoogstens %(most)d", {"most": 5})
    assert fault.sentence(lambda text: english.get(text, text)) == "line 3: expected: at most 5"


def test_a_bad_table_keeps_the_first_faults_and_counts_the_rest():
    bad = BadTable(TableFault(line, "", "", "x") for line in range(80, 0, -1))
    assert (bad.faults[0].line, len(bad.faults), bad.more) == (1, 50, 30)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_fault(raw):
    try:
        outcome = read_table(raw, name="x").rows
    except BadTable as bad:
        outcome = [fault.sentence() for fault in bad.faults]
    assert outcome


CELL = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_is_written_can_be_read_by_a_spreadsheet_and_holds_no_formula(rows):
    raw = write_csv([["a", "b", "c"], *rows])
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read[1:] == [[guarded(cell) for cell in row] for row in rows]
    for row in read[1:]:
        for cell in row:
            for line in cell.replace("\r", "\n").split("\n"):
                assert not line.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\x00", "＝", "＋", "－", "＠"))


def test_only_what_looks_like_a_formula_gets_an_apostrophe():
    raw = write_csv(
        [["naam", "n", "dag", "leeg"], ["=SOM(A1)\n+1", -3, date(2026, 9, 1), None], ["a-b;c", 0.5, True, "'t Zand"]]
    )
    assert raw.decode("utf-8-sig") == (
        'naam;n;dag;leeg\r\n"\'=SOM(A1)\n\'+1";-3;2026-09-01;\r\n"a-b;c";0.5;True;\'t Zand\r\n'
    )


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\x00\x00", b"GIF89a", b"\x01\x02\x03\x04;a\n" * 40])
def test_a_file_without_text_is_called_so(raw):
    assert fault_of(raw).expected == "een CSV-bestand; dit is geen tekstbestand (CSV)"
