# SPDX-License-Identifier: EUPL-1.2
"""Take a stylesheet apart and write it small; knows as much of CSS as the vendored sheets and our own use."""

import re
from collections.abc import Iterator

Block = tuple[str, str]  # what stands before the brace, and all that stands between the braces


def blocks(css: str) -> Iterator[Block]:
    """Give the top-level blocks; statements such as @charset are left out."""
    depth, start, head = 0, 0, ""
    for found in re.finditer(r'"[^"]*"|\'[^\']*\'|[{};]', css):
        mark = found.group()
        if mark == "{":
            if depth == 0:
                head, start = css[start : found.start()].strip(), found.end()
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start : found.start()]
                start = found.end()
        elif mark == ";" and depth == 0:
            start = found.end()


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def tight(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"^([\w-]+)\s*:\s*", r"\1:", text)
    return re.sub(r"\(\s+|\s+\)|\s*,\s*", lambda found: found.group().strip(), text)


def declarations(body: str) -> list[str]:
    return [tight(part) for part in re.split(r";(?![^()]*\))", body) if part.strip()]


def selectors(head: str) -> list[str]:
    """Split at the commas that stand outside brackets."""
    parts, depth, current = [], 0, ""
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += sign
    return [re.sub(r"\s+", " ", part).strip() for part in [*parts, current]]


def minified(css: str) -> list[str]:
    rules = []
    for head, body in blocks(without_comments(css)):
        inner = "".join(minified(body)) if "{" in body else ";".join(declarations(body))
        rules.append(f"{','.join(selectors(head))}{{{inner}}}")
    return rules
