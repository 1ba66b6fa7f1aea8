# SPDX-License-Identifier: EUPL-1.2
"""Streets for tests: Kampen from the example, and a village of our own with steps, an islet and a cut river."""

import json
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from app.kernel.values import GeoPoint

ROOT = Path(__file__).parents[2]
KAMPEN_EXTRACT = ROOT / "examples" / "kampen" / "streets" / "kampen.osm.pbf"
ON_FOOT = json.loads((Path(__file__).parent / "streets" / "kampen_on_foot.json").read_text("utf-8"))
SCHOOLS = [GeoPoint(school["lat"], school["lon"]) for school in ON_FOOT["schools"]]
AT_SEA = GeoPoint(53.2, 4.2)

# The village: two streets ten rungs long, joined by a road at the west end and by steps at the east end.
NORTH_STREET = GeoPoint(52.0010, 5.0135)
SOUTH_STREET = GeoPoint(52.0000, 5.0135)
ISLET = GeoPoint(52.0200, 5.0105)
ISLET_TOO = GeoPoint(52.0200, 5.0125)


def write_village(path: Path, south: str = "Zuidstraat") -> Path:
    """Write the village as an extract, over what was there."""
    points, ways = {}, []

    def way(number: int, corners: list[tuple[float, float]], **tags: str) -> None:
        refs = [points.setdefault(corner, len(points) + 1) for corner in corners]
        ways.append(Way(id=number, nodes=refs, tags=tags, version=1))

    def street(lat: float) -> list[tuple[float, float]]:
        return [(lat, round(5.0 + 0.0005 * step, 4)) for step in range(31)]

    way(1, street(52.0010), highway="residential", name="Noordstraat")
    way(2, street(52.0000), highway="residential", name=south)
    way(3, [(52.0010, 5.0), (52.0005, 5.0), (52.0, 5.0)], highway="residential", name="Weststraat")
    way(4, [(52.0010, 5.0145), (52.0, 5.0145)], highway="steps", name="De Trap")
    way(5, [(52.02, round(5.01 + 0.0005 * step, 4)) for step in range(8)], highway="residential", name="Eilandpad")
    way(6, [(51.998, 5.0), (51.998, 5.015), (51.997, 5.015), (51.997, 5.0)], natural="water")
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for (lat, lon), number in points.items():
            writer.add_node(Node(id=number, location=(lon, lat), version=1))
        for one in ways:
            writer.add_way(one)
    return path


@pytest.fixture(scope="session")
def kampen_tiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("valhalla", reason="the street engine has no build for this Python")
    from app.adapters.street_tiles import build_tiles

    return build_tiles(KAMPEN_EXTRACT, tmp_path_factory.mktemp("kampen") / "streets.tar")


@pytest.fixture(scope="session")
def village_tiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("valhalla", reason="the street engine has no build for this Python")
    from app.adapters.street_tiles import build_tiles

    folder = tmp_path_factory.mktemp("village")
    return build_tiles(write_village(folder / "village.osm.pbf"), folder / "streets.tar")


@pytest.fixture(scope="session")
def kampen_basemap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from app.adapters.basemap import build_basemap

    return build_basemap(KAMPEN_EXTRACT, tmp_path_factory.mktemp("kampen") / "basemap.pmtiles")
