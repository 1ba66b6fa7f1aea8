# SPDX-License-Identifier: EUPL-1.2
"""Design tokens: keep those that are asked for, and write values where nothing can change them."""

import re

from making.css import blocks, declarations, without_comments

# Tokens of measure are written out as their value: a house style changes them where they are used, and half of the list
# falls away.
MEASURES = re.compile(
    r"var\((--basis-(?:space|size|border-width|pointer-target|text-font-weight|text-line-height)[\w-]*)\)"
)
NEVER = "\0"  # stands for a value that nothing defines


def tokens(css: str) -> dict[str, str]:
    return {
        name: re.sub(r"\s+", " ", value).strip()
        for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", without_comments(css))
    }


def asked_for(text: str) -> set[str]:
    return set(re.findall(r"var\(\s*(--[\w-]+)", text))


def closure(known: dict[str, str], wanted: set[str]) -> dict[str, str]:
    """Keep the tokens that are wanted, directly or through another token."""
    kept: dict[str, str] = {}
    queue = sorted(wanted)
    while queue:
        name = queue.pop()
        if name in known and name not in kept:
            kept[name] = known[name]
            queue.extend(asked_for(known[name]))
    return kept


def with_measures(known: dict[str, str]) -> dict[str, str]:
    """Write the value of a measure in place of its name, as deep as it goes."""
    measures = {name: value for name, value in known.items() if MEASURES.fullmatch(f"var({name})")}
    return {name: resolved(value, measures) for name, value in known.items()}


def closing_bracket(text: str, opened: int) -> int:
    depth = 0
    for place in range(opened, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    raise ValueError(f"bracket without end: {text[opened : opened + 60]}")


def shortened(value: str, always: set[str], sometimes: set[str]) -> str:
    """Resolve every var() as far as is known: a token of the theme needs no fallback; an unknown one is one."""
    start = value.find("var(")
    if start < 0:
        return value
    end = closing_bracket(value, start + 3)
    name, comma, fallback = value[start + 4 : end].partition(",")
    name, fallback = name.strip(), shortened(fallback.strip(), always, sometimes)
    if name in always:
        short = f"var({name})"
    elif name in sometimes:
        short = f"var({name},{fallback})" if comma and fallback != NEVER else f"var({name})"
    else:
        short = fallback if comma else NEVER
    rest = shortened(value[end + 1 :], always, sometimes)
    return NEVER if NEVER in (short, rest) else value[:start] + short + rest


def lean(rules: list[str], always: set[str]) -> list[str]:
    """Shorten the declarations until nothing changes; drop those without a value and properties nobody asks for."""
    while True:
        text = "\n".join(rules)
        sometimes, wanted = set(re.findall(r"[{;](--[\w-]+):", text)), asked_for(text)
        again = [leaner for rule in rules if (leaner := lean_rule(rule, always, sometimes, wanted))]
        if again == rules:
            return rules
        rules = again


def lean_rule(rule: str, always: set[str], sometimes: set[str], wanted: set[str]) -> str:
    [(head, body)] = blocks(rule)
    if "{" in body:
        inner = "".join(
            lean_rule(f"{inner_head}{{{inner_body}}}", always, sometimes, wanted)
            for inner_head, inner_body in blocks(body)
        )
        return f"{head}{{{inner}}}" if inner else ""
    kept = []
    for line in declarations(body):
        name, _, value = line.partition(":")
        if name.startswith("--") and name not in wanted:
            continue
        short = shortened(value, always, sometimes)
        if NEVER not in short:
            kept.append(f"{name}:{short}")
    return f"{head}{{{';'.join(kept)}}}" if kept else ""


def resolved(value: str, fixed: dict[str, str]) -> str:
    """Write the value of every fixed token in its place, and leave the other var() as they are."""
    start = value.find("var(")
    if start < 0:
        return value
    end = closing_bracket(value, start + 3)
    name, comma, fallback = value[start + 4 : end].partition(",")
    if name.strip() in fixed:
        short = resolved(fixed[name.strip()], fixed)
    else:
        short = f"var({name}{comma}{resolved(fallback, fixed)})"
    return value[:start] + short + resolved(value[end + 1 :], fixed)
