# SPDX-License-Identifier: EUPL-1.2
"""The outside of the repository: what a municipality, an operator and a contributor find there, and that it is true."""

import json
import re
import subprocess
import tomllib
from dataclasses import MISSING, fields
from datetime import date

import pytest
import yaml

from app.edges.settings import Settings
from tests.house.sources import ROOT, kept, ours, relative

ROOT_FILES = [
    "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "GOVERNANCE.md", "LICENSE", "Makefile", "README.md",
    "REUSE.toml", "SECURITY.md", "publiccode.yml", "pyproject.toml", "requirements.txt", "requirements-test.txt",
    "wsgi.py",
]  # fmt: skip
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PUBLIC = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
REUSE = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))
PAGES = sorted(ours(".md"))


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", ROOT_FILES)
def test_a_public_code_repository_has(name):
    assert (ROOT / name).is_file()


def test_publiccode_yml_has_what_the_standard_asks_for():
    assert str(PUBLIC["publiccodeYmlVersion"]).startswith("0.")
    assert PUBLIC["url"].startswith("https://")
    assert PUBLIC["platforms"]
    assert PUBLIC["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert PUBLIC["softwareType"] == "standalone/web"
    assert isinstance(PUBLIC["releaseDate"], str | date)
    assert PUBLIC["maintenance"]["type"] in {"internal", "community", "contract", "none"}
    assert all(contact["name"] for contact in PUBLIC["maintenance"]["contacts"])
    assert PUBLIC["localisation"]["localisationReady"] is True


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_yml_describes_the_program_in(language):
    said = PUBLIC["description"][language]
    assert len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert said["features"]


def test_name_version_and_licence_are_the_same_everywhere():
    assert PUBLIC["softwareVersion"] == PROJECT["version"]
    assert PUBLIC["legal"]["license"] == PROJECT["license"] == "EUPL-1.2"
    assert PUBLIC["name"].lower() == PROJECT["name"]
    assert read("LICENSE") == read("LICENSES/EUPL-1.2.txt")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in read("LICENSE")


def test_the_languages_of_publiccode_yml_are_those_that_people_can_choose():
    assert PUBLIC["localisation"]["availableLanguages"] == list(Settings().languages)


def test_every_licence_that_is_named_has_its_text():
    named = {annotation["SPDX-License-Identifier"] for annotation in REUSE["annotations"]}
    named |= {package["licence"] for package in json.loads(read("static/vendor/vendored.json"))}
    assert {f"LICENSES/{name}.txt" for name in named} == {
        relative(path) for path in kept() if relative(path).startswith("LICENSES/")
    }


def test_every_folder_that_others_made_is_named_with_its_own_licence():
    covered = [
        path for a in REUSE["annotations"] for path in ([a["path"]] if isinstance(a["path"], str) else a["path"])
    ]
    licences = {
        path.removesuffix("/**"): a["SPDX-License-Identifier"]
        for a in REUSE["annotations"]
        for path in ([a["path"]] if isinstance(a["path"], str) else a["path"])
    }
    for package in json.loads(read("static/vendor/vendored.json")):
        for path in package["files"].values():
            folder = "/".join(path.split("/")[:3])
            assert f"{folder}/**" in covered, folder
            assert licences[folder] == package["licence"], folder


def test_the_two_commands_of_the_readme_are_there():
    asked = re.findall(r"^make (\S+)", read("README.md"), re.MULTILINE)
    assert asked == ["demo", "test"]
    for target in asked:
        done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_every_target_of_the_makefile_says_what_it_does():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    assert phony
    assert set(re.findall(r"^  make (\S+)", listed, re.MULTILINE)) == set(phony[1].split())


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_a_page_links_to_what_is_there(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if not target.startswith(("https://", "mailto:")):
            assert (page.parent / target).exists(), f"{relative(page)} links to {target}"


def test_every_setting_is_explained_with_its_default():
    explained = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", read("docs/settings.md"), re.MULTILINE))
    for setting in fields(Settings):
        if setting.default is MISSING or setting.name == "testing":
            continue
        assert setting.name in explained, f"docs/settings.md says nothing of {setting.name}"
        default = setting.default
        if isinstance(default, bool):
            default = "yes" if default else "no"
        if isinstance(default, tuple):
            default = ",".join(default)
        if default != "":
            assert f"`{default}`" in explained[setting.name], setting.name
    assert set(explained) <= {setting.name for setting in fields(Settings)}


@pytest.mark.parametrize("page", [path for path in PAGES if relative(path).startswith("docs/")], ids=relative)
def test_every_page_for_operators_can_be_found(page):
    if page.name != "README.md":
        assert f"({page.name})" in read("docs/README.md")


def test_the_changelog_speaks_of_this_version_or_the_next():
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Unreleased" or PROJECT["version"] in headings[0]
