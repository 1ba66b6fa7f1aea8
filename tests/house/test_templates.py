# SPDX-License-Identifier: EUPL-1.2
"""Every template is shown by somebody, stands in its room, and says nothing that the browser must refuse."""

import re

from tests.house.sources import ROOT, ours, python, relative, text

FOLDER = ROOT / "templates"
TEMPLATES = {
    path.relative_to(FOLDER).as_posix(): text(path) for path in ours() if relative(path).startswith("templates/")
}
ROOMS = {path.parent.name for path in (ROOT / "app").glob("*/events.py")} - {"kernel"}
SHARED = {"layouts", "parts"}
BESIDE = {"demo"}
INLINE = {
    "style attribute": r"<[^>]+\sstyle\s*=",
    "event attribute": r"<[^>]+\son[a-z]+\s*=\s*[\"']",
    "inline script": r"<script(?![^>]*\bsrc=)(?![^>]*\bnonce=)(?![^>]*type=[\"']application/(?:ld\+)?json[\"'])[^>]*>",
    "inline style": r"<style(?![^>]*nonce)",
    "script address": r"[\"']javascript:",
    "other host": r"\b(?:src|srcset|action)\s*=\s*[\"'](?:https?:)?//",
}


def named_in_code(name: str, code: str) -> bool:
    """Code names a template whole, or a letter without its ending, or its folder and its own name apart."""
    folder, _slash, own = name.rpartition("/")
    stem = own.rpartition(".")[0]
    return name in code or name.rpartition(".")[0] in code or (f'f"{folder}/{{' in code and f'"{stem}"' in code)


def test_every_template_is_used():
    code = "\n".join([*map(text, python("app/")), *TEMPLATES.values()])
    varying = [
        re.sub(r"\{[^}]*\}", "[^/]+", found) for found in re.findall(r"f[\"']([\w/{}.]+\.(?:html|txt))[\"']", code)
    ]
    forgotten = [
        name
        for name in TEMPLATES
        if not named_in_code(name, code) and not any(re.fullmatch(pattern, name) for pattern in varying)
    ]
    assert forgotten == []


def test_every_template_that_is_asked_for_is_there():
    for path in python("app/"):
        for name in re.findall(r"render_template\(\s*[\"']([^\"'{]+)[\"']", text(path)):
            assert name in TEMPLATES, f"{relative(path)} asks for {name}"
    for own, body in TEMPLATES.items():
        for name in re.findall(r"{%-?\s*(?:extends|include|from|import)\s+[\"']([^\"']+)[\"']", body):
            assert name in TEMPLATES, f"{own} asks for {name}"


def test_a_template_stands_in_a_room_or_is_shared_by_all():
    assert {name.split("/")[0] for name in TEMPLATES} <= ROOMS | SHARED | BESIDE


def test_a_room_shows_its_own_templates_only():
    for path in python("app/"):
        room = relative(path).split("/")[1]
        for name in re.findall(r"render_template\(\s*f?[\"']([\w]+)/", text(path)):
            assert name in {room, *SHARED} or room not in ROOMS, f"{relative(path)} shows {name}/"


def test_a_letter_has_a_text_and_a_page():
    letters = {name.rpartition(".")[0] for name in TEMPLATES if "/letters/" in name}
    assert [name for name in letters for ending in ("txt", "html") if f"{name}.{ending}" not in TEMPLATES] == []


def is_page(name: str) -> bool:
    return name.endswith(".html") and "/letters/" not in name and not name.startswith("layouts/letter")


def test_a_page_holds_nothing_that_the_security_policy_refuses():
    found = [
        f"{name}: {what}"
        for name, body in TEMPLATES.items()
        if is_page(name)
        for what, pattern in INLINE.items()
        if re.search(pattern, re.sub(r"{#.*?#}", "", body, flags=re.DOTALL), re.IGNORECASE)
    ]
    assert found == []


def test_no_template_switches_escaping_off():
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false")
    trusting = {name for name, body in TEMPLATES.items() if name.endswith(".html") and unescaped.search(body)}
    assert trusting <= {"parts/icons.html"}, "only the drawings that static/build made may be shown as they are"
