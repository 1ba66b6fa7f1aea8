# SPDX-License-Identifier: EUPL-1.2
"""The files behind routes and maps of one town, made from an OpenStreetMap extract: street tiles and basemap."""

import copy
import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.adapters.streets import engine_is_here

# Goes up when the same extract must be cut differently; older files are then made again.
BASEMAP_EDITION = 1


class ExtractError(RuntimeError):
    """The extract could not be made into streets; the text says why."""


@dataclass(frozen=True, slots=True)
class StreetFiles:
    """Where one town's files lie. folder: made when needed; tiles and basemap may not be there (yet)."""

    folder: Path

    @property
    def tiles(self) -> Path:
        return self.folder / "streets.tar"

    @property
    def basemap(self) -> Path:
        return self.folder / "basemap.pmtiles"

    @property
    def origin(self) -> Path:
        return self.folder / "made-from.json"


def build_streets(extract: Path, files: StreetFiles, *, again: bool = False) -> bool:
    """Make the tiles and the basemap of an extract, without the network. Without the engine only the basemap is made.

    extract: .osm.pbf. again: also when they were made from these very bytes. Returns: whether there was anything to do.
    Raises ExtractError when the extract cannot be read; what was there before then stays in use.
    """
    origin = _origin(extract)
    if not again and _made_from(files) == origin:
        return False
    files.folder.mkdir(parents=True, exist_ok=True)
    if engine_is_here():
        build_tiles(extract, files.tiles)
    _build_basemap(extract, files.basemap)
    files.origin.write_text(json.dumps(origin, indent=2) + "\n", encoding="utf-8")
    return True


def build_tiles(extract: Path, out: Path) -> Path:
    """Make the file of street tiles that travel times are worked out on. Returns: out, whole or not at all.

    extract: .osm.pbf. Raises ExtractError when the engine cannot make tiles of it.
    """
    from valhalla import PYVALHALLA_DIR

    with TemporaryDirectory(dir=out.parent) as name:
        scratch = Path(name)
        settings = scratch / "settings.json"
        settings.write_text(json.dumps(_build_settings(scratch)), encoding="utf-8")
        _run([str(PYVALHALLA_DIR / "bin" / "valhalla_build_tiles"), "-c", str(settings), str(extract)])
        _run([sys.executable, "-m", "valhalla.valhalla_build_extract", "-c", str(settings), "-O"])
        (scratch / "streets.tar").replace(out)
    return out


def _build_settings(scratch: Path) -> dict:
    from valhalla.config import get_config

    # The engine hands out one shared dictionary: without a copy our settings would leak into a running router.
    settings = copy.deepcopy(get_config(tile_extract="", tile_dir=""))
    (scratch / "tiles").mkdir()
    settings["mjolnir"] |= {
        "tile_dir": str(scratch / "tiles"),
        "tile_extract": str(scratch / "streets.tar"),
        "timezone": "",
        "admin": "",
        "concurrency": 2,
    }
    return settings


def _run(command: list[str]) -> None:
    # Our own engine, on a file that the operator names.
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last_words = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise ExtractError(" ".join(last_words) or f"the engine stopped with code {done.returncode}")


def _build_basemap(extract: Path, out: Path) -> None:
    from app.adapters.basemap import build_basemap

    try:
        build_basemap(extract, out)
    except (RuntimeError, ValueError) as fault:
        raise ExtractError(str(fault)) from fault


def _origin(extract: Path) -> dict[str, str | int | None]:
    with extract.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"extract_sha256": digest, "engine": _engine_version(), "basemap_edition": BASEMAP_EDITION}


def _engine_version() -> str | None:
    from importlib.metadata import version

    return version("pyvalhalla") if engine_is_here() else None


def _made_from(files: StreetFiles) -> dict | None:
    needed = [files.origin, files.basemap, *([files.tiles] if engine_is_here() else [])]
    if not all(file.is_file() for file in needed):
        return None
    try:
        return json.loads(files.origin.read_text(encoding="utf-8"))
    except ValueError:
        return None
