# SPDX-License-Identifier: EUPL-1.2
"""The application starts without what only some questions need."""

import json
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

HEAVY = ("ortools", "folium", "valhalla", "weasyprint", "holidays", "shapely", "osmium", "numpy", "alembic", "aiosmtpd")
START = "import json, sys; from app.factory import create_app; create_app(); print(json.dumps(sorted(sys.modules)))"


def test_heavy_libraries_are_loaded_when_they_are_first_used(tmp_path: Path):
    told = {"SCHOLENTOCHT_DATABASE_URL": f"sqlite:///{tmp_path}/start.db", "SCHOLENTOCHT_INSTANCE": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=told, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "app.factory" in loaded
    assert loaded & set(HEAVY) == set()
