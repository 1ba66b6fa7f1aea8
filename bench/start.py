# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to import and build the application; beside it the floor: Flask and SQLModel alone.

python bench/start.py [--times 5]; prints one JSON line. Seconds: the median of fresh processes; cpu: of the processor.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

CLOCK = "import time; began, busy = time.perf_counter(), time.process_time()\n"
TOLD = "\nprint(time.perf_counter() - began, time.process_time() - busy)"
WHOLE = CLOCK + "from app.factory import create_app; create_app()" + TOLD
FLOOR = (
    CLOCK + "import flask, sqlmodel, flask_babel, flask_limiter, flask_wtf, marshmallow; flask.Flask('floor')" + TOLD
)


def measured(program: str, times: int) -> tuple[float, float]:
    """Run a program in fresh processes. Returns the median seconds, by the clock and of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        told = {"SCHOLENTOCHT_DATABASE_URL": f"sqlite:///{folder}/start.db", "SCHOLENTOCHT_INSTANCE": folder}
        runs = []
        for _ in range(times + 1):  # the first one writes bytecode and does not count
            done = subprocess.run(
                [sys.executable, "-c", program], env=os.environ | told | {"PYTHONPATH": "."},
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            runs.append(tuple(map(float, done.stdout.split())))
    clock, cpu = zip(*runs[1:], strict=True)
    return round(statistics.median(clock), 2), round(statistics.median(cpu), 2)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    told = parser.parse_args()
    (seconds, cpu), (floor, floor_cpu) = measured(WHOLE, told.times), measured(FLOOR, told.times)
    found = {"seconds": seconds, "cpu": cpu, "floor_seconds": floor, "floor_cpu": floor_cpu}
    print(json.dumps({"bench": "start", **found}))


if __name__ == "__main__":
    main()
