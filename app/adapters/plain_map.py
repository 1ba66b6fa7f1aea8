# SPDX-License-Identifier: EUPL-1.2
"""The one override of folium: no assets from elsewhere, and words reach the page as data only."""

import re
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps


class PlainMap(folium.Map):
    """A map that brings Leaflet alone; jQuery, Bootstrap, Font Awesome and raster tiles stay out."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []

    def __init__(self, name: str, centre: tuple[float, float]) -> None:
        options: dict[str, Any] = {"zoom_control": False, "scroll_wheel_zoom": False, "fade_animation": False}
        super().__init__(centre, tiles=None, zoom_start=14, **options)
        # folium draws a new id for every map; a fixed one gives the same page twice.
        self._id = name


class DrawnInTheBrowser(MacroElement):
    """Hands our data to static/js/map.js. Never folium's own pop-ups and tooltips: they turn names into script."""

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "scholentocht.drawMap({{ this._parent.get_name() }}, {{ this.content }});\n"
        "{% endmacro %}"
    )

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__()
        self._name = "Content"
        self.content = for_a_script(content)


def for_a_script(content: dict[str, Any]) -> str:
    """Write content as JSON that ends no script and starts no template.

    folium takes what a macro renders for a template and renders it once more: a name with two braces would be run here.
    """
    return re.sub(r'"(?:[^"\\]|\\.)*"', lambda word: word[0].replace("{", "\\u007b"), str(htmlsafe_json_dumps(content)))


def script_and_frame(name: str, centre: tuple[float, float], content: dict[str, Any]) -> tuple[str, str]:
    """Render a map. Returns: the script that draws it, and the element that it draws in."""
    drawing = PlainMap(name, centre)
    DrawnInTheBrowser(content).add_to(drawing)
    page: Any = drawing.get_root()
    page.render()
    return page.script.render(), page.html.render()
