// SPDX-License-Identifier: EUPL-1.2
// Room on the map: signs that would cover each other move apart, minutes that would cover anything wait for a closer look.
"use strict";

(() => {
  const GAP = 3;
  const FURTHEST = 64;

  // Push signs apart until none covers another; a thin line then leads from the sign to its place.
  function spread(map, markers, leaders) {
    leaders.clearLayers();
    const boxes = markers.map((marker) => {
      const sign = marker.getElement();
      const home = map.latLngToLayerPoint(marker.getLatLng());
      return { marker, sign, home, at: home.clone(), width: sign.offsetWidth + GAP, height: sign.offsetHeight + GAP };
    });
    for (let round = 0; round < 60 && pushApart(boxes); round += 1);
    for (const box of boxes) settle(map, box, leaders);
  }

  function pushApart(boxes) {
    let moved = false;
    boxes.forEach((one, i) => {
      for (const other of boxes.slice(i + 1)) {
        const away = other.at.subtract(one.at);
        const across = (one.width + other.width) / 2 - Math.abs(away.x);
        const down = (one.height + other.height) / 2 - Math.abs(away.y);
        if (across > 0.5 && down > 0.5) {
          const step = across < down ? L.point(((away.x < 0 ? -1 : 1) * across) / 2, 0) : L.point(0, ((away.y < 0 ? -1 : 1) * down) / 2);
          one.at = near(one, one.at.subtract(step));
          other.at = near(other, other.at.add(step));
          moved = true;
        }
      }
    });
    return moved;
  }

  function near(box, point) {
    const away = point.subtract(box.home);
    const far = Math.hypot(away.x, away.y);
    return far > FURTHEST ? box.home.add(away.multiplyBy(FURTHEST / far)) : point;
  }

  function settle(map, { marker, sign, home, at, height }, leaders) {
    const moved = at.subtract(home);
    sign.style.translate = `calc(-50% + ${moved.x}px) calc(-50% + ${moved.y}px)`;
    marker.options.icon.options.popupAnchor = [moved.x, moved.y - height / 2 + 4];
    if (Math.hypot(moved.x, moved.y) > 8) {
      const place = marker.getLatLng();
      const line = [place, map.layerPointToLatLng(at)];
      L.polyline(line, { color: "#ffffff", weight: 4, interactive: false }).addTo(leaders);
      L.polyline(line, { color: "#22201d", weight: 1.5, interactive: false }).addTo(leaders);
      L.circleMarker(place, { radius: 4, color: "#ffffff", weight: 2, fillColor: "#22201d", fillOpacity: 1, interactive: false }).addTo(leaders);
    }
  }

  // Hide the minutes that would lie over a sign or over other minutes.
  function makeRoom(labels, signs) {
    const boxOf = (marker) => marker.getElement()?.getBoundingClientRect();
    const taken = signs.map(boxOf).filter(Boolean);
    for (const label of labels) {
      const made = label.getElement();
      if (made) {
        made.hidden = false;
        const box = boxOf(label);
        const covered = taken.some(
          (other) =>
            box.left < other.right + 2 && box.right + 2 > other.left && box.top < other.bottom + 1 && box.bottom + 1 > other.top,
        );
        made.hidden = covered;
        if (!covered) taken.push(box);
      }
    }
  }

  Object.assign(window.scholentocht, { makeRoom, spread });
})();
