# SPDX-License-Identifier: EUPL-1.2
"""The icons as a macro, so that a page carries only those that it shows."""

import re
from pathlib import Path

HEAD = """{# SPDX-License-Identifier: EUPL-1.2 AND MIT #}
{# Made by static/build from Tabler Icons (MIT, see static/vendor/tabler/LICENSE).
   An icon stands beside a word; alone it needs a label. #}
{% set ICON_PATHS = {"""
# The icons in TURNING point somewhere, so they point the other way on a page that runs from right to left.
FOOT = """} %}
{% set TURNING = [
  'arrow-left', 'arrow-right', 'chevron-left', 'chevron-right', 'external-link', 'login', 'logout', 'send'
] %}
{% macro icon(name, label=None, class='') -%}
<svg class="icon{{ ' icon--turn' if name in TURNING }}{{ ' ' ~ class if class }}" viewBox="0 0 24 24" fill="none"
  stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
  {%- if label %} role="img" aria-label="{{ label }}"{% else %} aria-hidden="true"{% endif %} focusable="false">
  {{- ICON_PATHS[name]|safe -}}
</svg>
{%- endmacro %}
"""


def shapes(svg: str) -> str:
    found = re.findall(r"<(?:path|circle|rect|line|polyline)[^>]*?/>", svg)
    return "".join(re.sub(r"\s*/>$", "/>", shape) for shape in found if 'stroke="none"' not in shape)


def icons(folder: Path) -> str:
    lines = [f"  '{path.stem}': '{shapes(path.read_text('utf-8'))}'," for path in sorted(folder.glob("*.svg"))]
    return "\n".join([HEAD, *lines, FOOT])
