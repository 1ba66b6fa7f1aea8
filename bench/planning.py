# SPDX-License-Identifier: EUPL-1.2
"""Benchmarks of the planning: one line of JSON and a table. Run from the root: python -m bench.planning --help."""

import argparse
import json
import platform

from bench.rotation import as_text, measure


def _size(text: str) -> tuple[int, int]:
    schools, groups = text.split("x")
    return int(schools), int(groups)


def main() -> None:
    """Measure what was asked and print it."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--families", default="pick,mixed,pick-r,mixed-r", help="also full and full-r")
    ask.add_argument("--sizes", default="4x4,6x6,8x8,12x10", help="schools x groups")
    ask.add_argument("--per", type=int, default=3, help="days per family and size")
    ask.add_argument("--seconds", type=float, default=10)
    ask.add_argument("--seed", default="a")
    asked = ask.parse_args()
    sizes = [_size(size) for size in asked.sizes.split(",")]
    rows = measure(asked.families.split(","), sizes, asked.per, asked.seconds, asked.seed)
    print(json.dumps({"rotation": rows, "seconds": asked.seconds, "python": platform.python_version()}))
    print(as_text(rows))


if __name__ == "__main__":
    main()
