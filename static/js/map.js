// SPDX-License-Identifier: EUPL-1.2
// A whole map from plain data: background, areas, routes, stops, pop-ups and the choice of routes.
"use strict";

(() => {
  const { addBackground, badge, drawLine, drawMinutes, drawPlace, element, makeRoom, places, spread, styleOf, SVG } = window.scholentocht;

  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    L.Map.mergeOptions({ zoomAnimation: false, markerZoomAnimation: false, inertia: false });
  }

  function tendPopups(map, data) {
    map.on("popupopen", ({ popup }) => {
      const box = popup.getElement();
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", box.querySelector(".map-popup-name").textContent);
      box.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", data.texts.close);
      box.tabIndex = -1;
      box.focus({ preventScroll: true });
    });
    map.on("popupclose", ({ popup }) => {
      // The pop-up is gone by now, and with it the focus if it was there: the page itself then has it.
      if (document.activeElement === document.body) popup._source?.getElement()?.focus({ preventScroll: true });
    });
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape" && map._popup?.isOpen()) {
        event.stopPropagation();
        map.closePopup();
      }
    });
  }

  function chooser(map, data, routes, refresh) {
    const list = element("div", "map-routes");
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", data.texts.routes);
    routes.forEach(({ name, style, show }) => {
      const button = element("button", "map-route");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      const text = element("span", "", name);
      text.dir = "auto";
      button.append(sample(style), text);
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        show(on);
        refresh();
      });
      list.append(button);
    });
    map.getContainer().parentElement.after(list);
  }

  function sample(style) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 44 12");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "map-sample");
    if (style.edge !== style.colour) svg.append(stroke(style.edge, "6.5", style.dash));
    svg.append(stroke(style.colour, "4.5", style.dash));
    const box = element("span", "map-route-sign");
    box.append(svg, badge({ style, number: "" }));
    return box;
  }

  function stroke(colour, width, dash) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", "M4 6h36");
    path.setAttribute("stroke", colour);
    path.setAttribute("stroke-width", width);
    path.setAttribute("stroke-linecap", "round");
    path.setAttribute("fill", "none");
    if (dash) path.setAttribute("stroke-dasharray", dash);
    return path;
  }

  function drawOutlines(map, outlines) {
    return outlines.map((outline) => {
      const layer = L.geoJSON(outline.geometry, {
        interactive: false,
        style: { color: "#4b4a63", weight: 2.5, dashArray: "6 5", fillColor: "#4b4a63", fillOpacity: 0.06 },
      }).addTo(map);
      if (outline.name) {
        const text = element("span", "map-area-name", outline.name);
        text.dir = "auto";
        const icon = L.divIcon({ className: "map-minutes-place", html: text, iconSize: null });
        L.marker(layer.getBounds().getCenter(), { icon, interactive: false, keyboard: false }).addTo(map);
      }
      return layer;
    });
  }

  function boundsOf(data, outlines) {
    const bounds = L.latLngBounds([]);
    data.stops.forEach((stop) => bounds.extend([stop.lat, stop.lon]));
    data.lines.forEach((line) => line.legs.forEach((leg) => leg.line.forEach((point) => bounds.extend(point))));
    outlines.filter((_layer, i) => data.outlines[i].whole || !bounds.isValid()).forEach((layer) => bounds.extend(layer.getBounds()));
    return bounds;
  }

  function buttons(map, texts) {
    L.control.zoom({ position: "bottomleft", zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out }).addTo(map);
    // A wheel that scrolls the page must not be caught by the map before somebody uses the map.
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
  }

  function nameMakers(map, credits) {
    map.attributionControl.setPrefix(false);
    for (const credit of credits) {
      const link = element("a", "", credit.text);
      link.href = credit.href;
      map.attributionControl.addAttribution(link.outerHTML);
    }
  }

  function drawMap(map, data) {
    const frame = map.getContainer();
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", data.label);
    map.setMaxZoom(18);
    buttons(map, data.texts);
    addBackground(map, data.basemap);
    nameMakers(map, data.credits);
    // The white edges of all lines lie under all colours, so that no route wipes out another.
    map.createPane("edges").style.zIndex = 390;
    const outlines = drawOutlines(map, data.outlines);
    tendPopups(map, data);

    data.lines.forEach((line, route) => (line.style = styleOf(line, route)));
    data.stops.forEach((stop) => (stop.style = stop.route === null ? null : data.lines[stop.route].style));
    const shown = new Set(data.lines.map((_line, route) => route));
    const labels = [];
    const routes = data.lines.map((line, route) => {
      const group = L.layerGroup().addTo(map);
      drawLine(group, line, route, data.lines.length === 1);
      labels.push(...drawMinutes(group, line, data.texts));
      return {
        name: line.name,
        style: line.style,
        show(on) {
          if (on) shown.add(route);
          else shown.delete(route);
          if (on) group.addTo(map);
          else group.remove();
        },
      };
    });

    const leaders = L.layerGroup().addTo(map);
    let signs = [];
    function arrange() {
      spread(map, signs, leaders);
      makeRoom(labels, signs);
    }
    function refresh() {
      signs.forEach((marker) => marker.remove());
      const visible = data.stops.filter((stop) => stop.route === null || shown.has(stop.route));
      signs = places(visible).map((stops) => drawPlace(map, stops, data));
      arrange();
    }

    const bounds = boundsOf(data, outlines);
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [32, 32], maxZoom: 17, animate: false });
    refresh();
    map.on("zoomend", arrange);
    if (routes.length > 1) chooser(map, data, routes, refresh);
  }

  Object.assign(window.scholentocht, { drawMap });
})();
