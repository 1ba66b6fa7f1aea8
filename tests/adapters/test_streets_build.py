# SPDX-License-Identifier: EUPL-1.2
"""From an extract to street tiles and basemap."""

import gzip
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner
from pmtiles.reader import MmapSource, Reader, all_tiles

from app.adapters import street_tiles, streets_cli
from app.adapters.basemap import build_basemap
from app.adapters.street_extract import drawn_from
from app.adapters.street_tiles import StreetFiles
from app.adapters.streets_cli import streets
from app.adapters.vector_tiles import Shape, tile
from tests.adapters.street_samples import KAMPEN_EXTRACT, kampen_basemap, write_village

__all__ = ["kampen_basemap"]


@pytest.fixture
def village(tmp_path: Path) -> Path:
    return write_village(tmp_path / "village.osm.pbf")


@pytest.fixture
def build(tmp_path: Path):
    def run(extract: Path, *options: str):
        return CliRunner().invoke(streets, ["build", str(extract), "--into", str(tmp_path / "made"), *options])

    return run


def test_the_command_makes_what_is_needed_and_says_so(build, village, tmp_path):
    said = build(village)
    assert said.exit_code == 0
    assert "basemap.pmtiles" in said.output
    assert StreetFiles(tmp_path / "made").basemap.is_file()


def test_a_second_time_there_is_nothing_to_do(build, village, tmp_path):
    build(village)
    before = StreetFiles(tmp_path / "made").basemap.stat().st_mtime_ns
    assert "nothing to do" in build(village).output
    assert StreetFiles(tmp_path / "made").basemap.stat().st_mtime_ns == before


def test_a_second_time_on_demand_makes_the_same_bytes_again(build, village, tmp_path):
    build(village)
    before = StreetFiles(tmp_path / "made").basemap.read_bytes()
    assert "Made" in build(village, "--again").output
    assert StreetFiles(tmp_path / "made").basemap.read_bytes() == before


def test_another_extract_under_the_same_name_is_made_anew(build, village):
    build(village)
    write_village(village, south="Nieuwstraat")
    assert "Made" in build(village).output


def test_a_new_edition_of_our_basemap_is_made_from_the_same_extract(build, village, monkeypatch):
    build(village)
    monkeypatch.setattr(street_tiles, "BASEMAP_EDITION", street_tiles.BASEMAP_EDITION + 1)
    assert "Made" in build(village).output


def test_a_file_that_is_no_extract_is_refused_in_one_sentence_and_what_was_there_stays(build, village, tmp_path):
    build(village)
    before = StreetFiles(tmp_path / "made").basemap.read_bytes()
    wrong = tmp_path / "wrong.osm.pbf"
    wrong.write_text("this is no map")
    said = build(wrong)
    assert said.exit_code == 1
    assert "could not be made into streets" in said.output
    assert "Traceback" not in said.output
    assert StreetFiles(tmp_path / "made").basemap.read_bytes() == before


def test_without_the_engine_the_basemap_is_made_and_the_command_says_that_times_are_estimates(
    build, village, tmp_path, monkeypatch
):
    monkeypatch.setattr(streets_cli, "engine_is_here", lambda: False)
    monkeypatch.setattr(street_tiles, "engine_is_here", lambda: False)
    said = build(village)
    assert "estimates" in said.output
    assert StreetFiles(tmp_path / "made").basemap.is_file()
    assert not StreetFiles(tmp_path / "made").tiles.exists()


def test_an_extract_with_nothing_to_draw_is_refused(tmp_path):
    import osmium

    with osmium.SimpleWriter(str(tmp_path / "empty.osm.pbf")):
        pass
    with pytest.raises(ValueError, match="nothing to draw"):
        build_basemap(tmp_path / "empty.osm.pbf", tmp_path / "basemap.pmtiles")
    assert not (tmp_path / "basemap.pmtiles").exists()


def test_the_basemap_of_kampen_is_small_and_covers_zoom_ten_to_fourteen(kampen_basemap):
    assert kampen_basemap.stat().st_size < 1_200_000
    with kampen_basemap.open("rb") as file:
        header = Reader(MmapSource(file)).header()
    assert (header["min_zoom"], header["max_zoom"]) == (10, 14)
    assert header["min_lon_e7"] < 59_000_000 < header["max_lon_e7"]


def test_the_tile_over_the_old_town_holds_its_streets_by_name(kampen_basemap):
    with kampen_basemap.open("rb") as file:
        read = MmapSource(file)
        tiles = {at: gzip.decompress(packed) for at, packed in all_tiles(read) if at[0] == 14}
    old_town = max(tiles.values(), key=len)
    assert b"Oudestraat" in b"".join(tiles.values())
    assert b"buildings" in old_town


def test_a_river_that_leaves_the_extract_is_water_still():
    ijssel = shapely.Point(5.9120, 52.5650)
    assert any(thing.layer == "water" and thing.shape.covers(ijssel) for thing in drawn_from(KAMPEN_EXTRACT))


def test_a_shore_that_was_cut_open_is_closed_straight(village):
    water = [thing.shape for thing in drawn_from(village) if thing.layer == "water"]
    assert len(water) == 1
    assert water[0].covers(shapely.Point(5.005, 51.9975))


def test_a_line_is_packed_as_the_format_shows_it():
    # The example of the specification, section 4.3.5.2: a line over (2, 2), (2, 10) and (10, 10).
    packed = tile({"roads": [Shape({}, shapely.LineString([(2, 2), (2, 10), (10, 10)]))]})
    assert bytes([9, 4, 4, 18, 0, 16, 16, 0]) in packed


def test_a_polygon_is_packed_as_the_format_shows_it():
    # Section 4.3.5.5, given in the other direction: the packer turns it round, as outer rings must.
    packed = tile({"water": [Shape({}, shapely.Polygon([(3, 6), (20, 34), (8, 12)]))]})
    assert bytes([9, 6, 12, 18, 10, 12, 24, 44, 15]) in packed


def test_words_that_return_are_written_once():
    lines = [Shape({"name": "Oudestraat"}, shapely.LineString([(0, y), (9, y)])) for y in range(5)]
    assert tile({"roads": lines}).count(b"Oudestraat") == 1


def test_shapes_too_small_to_see_leave_no_trace():
    assert tile({"water": [Shape({}, shapely.Polygon([(0, 0), (0.2, 0), (0.2, 0.2)]))], "roads": []}) == b""
