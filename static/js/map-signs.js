// SPDX-License-Identifier: EUPL-1.2
// The signs of stops and what their pop-ups say. Every word goes through textContent: a name can never become markup.
"use strict";

(() => {
  // Groups are called by colours; dash and shape differ along with them, so that colour is never the only sign.
  // The colours are those of css/src/50-groups.css. A light one has dark figures, and an edge that stands out from white.
  const STYLES = {
    red: { colour: "#b3261e", dash: null, shape: "circle" },
    blue: { colour: "#1f5fae", dash: "10 7", shape: "square" },
    green: { colour: "#2e7031", dash: "1 8", shape: "diamond" },
    yellow: { colour: "#f6c945", ink: "#1b2a2d", edge: "#6f5300", dash: "22 9", shape: "shield" },
    orange: { colour: "#f08c2e", ink: "#1b2a2d", edge: "#8a4408", dash: "16 9 2 9", shape: "pill" },
    purple: { colour: "#6a3d9a", dash: "4 7", shape: "leaf" },
    pink: { colour: "#f29ac0", ink: "#1b2a2d", edge: "#9a2f62", dash: "12 9 2 9 2 9", shape: "bean" },
    brown: { colour: "#74492a", dash: "8 6 8 14", shape: "tab" },
    grey: { colour: "#5a686b", dash: "1 6 1 14", shape: "arch" },
    turquoise: { colour: "#0b7574", dash: "28 7 5 7", shape: "drop" },
  };
  const ORDER = Object.keys(STYLES);
  const SIGNS = {
    meeting: "M5 2v20M5 3h13l-3.5 4.5L18 12H5",
    school: "M3 10 12 4l9 6M5 9.5V20h14V9.5M10 20v-6h4v6",
  };
  const SVG = "http://www.w3.org/2000/svg";

  // A line without a colour gets one by its place in the row.
  function styleOf(line, route) {
    const style = STYLES[line.colour] ?? STYLES[ORDER[route % ORDER.length]];
    return { ink: "#fff", edge: style.colour, ...style };
  }

  function paint(made, style) {
    made.style.setProperty("--colour", style.colour);
    made.style.setProperty("--ink", style.ink);
    made.style.setProperty("--edge", style.edge);
  }

  const fill = (text, words) => text.replace(/\{(\w+)\}/g, (_whole, word) => String(words[word]));

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function sign(place) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", SIGNS[place] ?? SIGNS.school);
    svg.append(path);
    return svg;
  }

  // A badge: the stop's number in the shape and colour of its route, or the sign of its kind of place.
  function badge(stop) {
    const made = element("span", `map-badge map-badge--${stop.style?.shape ?? "circle"}`);
    if (stop.style) paint(made, stop.style);
    // The number is drawn by the stylesheet: the words for it stand in the name of the sign and in the pop-up.
    if (stop.number === null) made.append(sign(stop.place));
    else made.dataset.number = String(stop.number);
    return made;
  }

  // Stops at one point share one sign.
  function places(stops) {
    const found = new Map();
    for (const stop of stops) {
      const key = `${stop.lat.toFixed(5)} ${stop.lon.toFixed(5)}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(stop);
    }
    return [...found.values()];
  }

  function roleOf(stop, data) {
    const route = stop.route === null ? "" : data.lines[stop.route].name;
    if (stop.number !== null && route) return fill(data.texts.stop, { route, number: stop.number });
    if (stop.place === "meeting") return route ? `${route}: ${data.texts.meeting}` : data.texts.meeting;
    return route;
  }

  function spoken(stops, data) {
    const parts = stops.map((stop) => [roleOf(stop, data), ...stop.details].filter(Boolean).join(", "));
    return [stops[0].name, ...parts].filter(Boolean).join(". ");
  }

  function popupContent(stops, data) {
    const content = element("div", "map-popup");
    const name = element("p", "map-popup-name", stops[0].name);
    name.dir = "auto";
    content.append(name);
    for (const stop of stops) {
      const part = element("div", "map-popup-stop");
      const words = element("div");
      const role = roleOf(stop, data);
      if (role) words.append(element("p", "map-popup-role", role));
      for (const detail of stop.details) {
        const line = element("p", "", detail);
        line.dir = "auto";
        words.append(line);
      }
      if (words.childElementCount) {
        if (stop.route !== null) part.append(badge(stop));
        part.append(words);
        content.append(part);
      }
    }
    const linked = stops.find((stop) => stop.href);
    if (linked) {
      const link = element("a", "map-popup-link", data.texts.more);
      link.href = linked.href;
      content.append(link);
    }
    return content;
  }

  function drawPlace(map, stops, data) {
    const row = element("span", "map-sign");
    row.dataset.count = String(Math.min(stops.length, 4));
    row.append(...stops.map(badge));
    const marker = L.marker([stops[0].lat, stops[0].lon], {
      icon: L.divIcon({ className: "map-place", html: row, iconSize: null }),
      riseOnHover: true,
    });
    marker.bindPopup(() => popupContent(stops, data), { maxWidth: 260, minWidth: 160, autoPanPadding: [12, 12] });
    marker.on("add", () => {
      const made = marker.getElement();
      made.setAttribute("aria-label", spoken(stops, data));
      made.setAttribute("aria-haspopup", "dialog");
      made.addEventListener("keydown", (event) => {
        if (event.key === " ") {
          event.preventDefault();
          marker.openPopup();
        }
      });
    });
    return marker.addTo(map);
  }

  window.scholentocht = Object.assign(window.scholentocht ?? {}, { badge, drawPlace, element, fill, paint, places, styleOf, SVG });
})();
