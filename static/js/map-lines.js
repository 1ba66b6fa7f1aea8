// SPDX-License-Identifier: EUPL-1.2
// The lines of routes and the minutes along them.
"use strict";

(() => {
  const { element, fill, paint } = window.scholentocht;

  // Routes along one street run beside each other, each a little more to the right of its own direction.
  const BesideTheStreet = L.Polyline.extend({
    _projectLatlngs(latlngs, result, bounds) {
      L.Polyline.prototype._projectLatlngs.call(this, latlngs, result, bounds);
      if (this.options.aside) result.forEach((ring, i) => (result[i] = shifted(ring, this.options.aside)));
    },
  });

  function shifted(points, aside) {
    const apart = points.filter((point, i) => i === 0 || !point.equals(points[i - 1]));
    if (apart.length < 2) return points;
    const normals = apart.slice(1).map((point, i) => {
      const way = point.subtract(apart[i]);
      const length = Math.hypot(way.x, way.y);
      return L.point(-way.y / length, way.x / length);
    });
    return apart.map((point, i) => {
      const before = normals[Math.max(i - 1, 0)];
      const after = normals[Math.min(i, normals.length - 1)];
      const sum = before.add(after);
      // In a sharp bend the corner would shoot away: never further out than twice the distance.
      const stretch = Math.max((sum.x * sum.x + sum.y * sum.y) / 2, 0.5);
      return point.add(sum.multiplyBy(aside / stretch));
    });
  }

  function drawLine(group, line, route, alone) {
    const { colour, edge, dash } = line.style;
    const aside = alone ? 0 : 2 + 3.5 * (route % 4);
    for (const leg of line.legs) {
      const width = leg.estimated ? 2.5 : 4.5;
      const common = { aside: leg.estimated ? 0 : aside, interactive: false, lineCap: "round", lineJoin: "round" };
      const dashed = { ...common, dashArray: leg.estimated ? "2 7" : dash, opacity: 1 };
      new BesideTheStreet(leg.line, { ...common, pane: "edges", color: "#ffffff", weight: width + 4, opacity: 0.9 }).addTo(group);
      if (edge !== colour) new BesideTheStreet(leg.line, { ...dashed, color: edge, weight: width + 2 }).addTo(group);
      new BesideTheStreet(leg.line, { ...dashed, color: colour, weight: width }).addTo(group);
    }
  }

  // The place along a line where half of it lies behind.
  function halfway(line) {
    const points = line.map(([lat, lon]) => L.latLng(lat, lon));
    const lengths = points.slice(1).map((point, i) => points[i].distanceTo(point));
    let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
    for (let i = 0; i < lengths.length; i += 1) {
      if (left <= lengths[i] && lengths[i] > 0) {
        const share = left / lengths[i];
        return [
          points[i].lat + (points[i + 1].lat - points[i].lat) * share,
          points[i].lng + (points[i + 1].lng - points[i].lng) * share,
        ];
      }
      left -= lengths[i];
    }
    return line[0];
  }

  function drawMinutes(group, line, texts) {
    return line.legs.map((leg) => {
      const text = fill(leg.estimated ? texts.about : texts.minutes, { n: leg.minutes });
      const label = element("span", "map-minutes", text);
      paint(label, line.style);
      // The same minutes stand in the list beside the map; here they would be read out without their place.
      label.setAttribute("aria-hidden", "true");
      const icon = L.divIcon({ className: "map-minutes-place", html: label, iconSize: null });
      return L.marker(halfway(leg.line), { icon, interactive: false, keyboard: false }).addTo(group);
    });
  }

  Object.assign(window.scholentocht, { drawLine, drawMinutes });
})();
