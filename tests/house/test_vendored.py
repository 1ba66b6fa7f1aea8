# SPDX-License-Identifier: EUPL-1.2
"""What others made and we carry along has a name, an exact version, a licence, and has not been touched."""

import hashlib
import json
import re

import pytest

from tests.house.sources import ROOT, kept, relative

LIST = json.loads((ROOT / "static/vendor/vendored.json").read_text("utf-8"))
FREE = {"EUPL-1.2", "MIT", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "OFL-1.1", "Apache-2.0", "MPL-2.0", "CC0-1.0", "ISC"}
FOLDERS = ("static/vendor/", "tests/vendor/")
OF_THE_LIST = {"static/vendor/vendored.json", "static/vendor/refresh"}


@pytest.mark.parametrize("package", LIST, ids=lambda package: package["name"])
def test_a_package_has_an_exact_version_and_a_free_licence(package):
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert package["licence"] in FREE
    assert any(path.endswith(("LICENSE", "LICENSE.txt", "LICENSE.md")) for path in package["files"].values())


@pytest.mark.parametrize("package", LIST, ids=lambda package: package["name"])
def test_a_file_is_as_its_makers_released_it(package):
    for path, digest in package["sha256"].items():
        assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest, path
    assert set(package["sha256"]) == set(package["files"].values())


def test_nothing_is_carried_along_unlisted():
    listed = {path for package in LIST for path in package["files"].values()} | OF_THE_LIST
    assert [
        relative(path) for path in kept() if relative(path).startswith(FOLDERS) and relative(path) not in listed
    ] == []
