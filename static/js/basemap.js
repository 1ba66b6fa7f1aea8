// SPDX-License-Identifier: EUPL-1.2
// The background of our maps: calm colours, so that routes and signs stand out; words with at least 4.5 to 1 contrast.
"use strict";

(() => {
  const COLOURS = {
    land: "#f5f2ec",
    built: "#ece8e0",
    square: "#e6e1d8",
    grounds: "#efe4cf",
    grass: "#dde9d0",
    wood: "#cbdfbd",
    field: "#e9eedd",
    water: "#b5d5e8",
    buildings: "#ddd6cb",
    casing: "#cdc5b8",
    road: "#ffffff",
    major: "#fbe3ae",
    majorCasing: "#d3b26a",
    path: "#a99d8b",
    rail: "#a8a29a",
    roadName: "#4a453e",
    waterName: "#1f5878",
    placeName: "#2b2926",
    halo: "#fbf9f5",
  };

  // Widths in pixels at zoom 12, 14, 16 and 18; between them they grow evenly.
  const WIDTHS = {
    major: [2.5, 5, 9, 18],
    middle: [1.5, 3.5, 7, 15],
    minor: [0.5, 1.6, 5, 12],
    service: [0, 0.8, 2.5, 7],
  };

  const width = (kind, more) => (zoom) => {
    const steps = WIDTHS[kind];
    const at = Math.min(Math.max((zoom - 12) / 2, 0), 2.999);
    const low = Math.floor(at);
    const plain = steps[low] + (steps[low + 1] - steps[low]) * (at - low);
    return plain ? plain + more : 0;
  };

  const ofKind = (...kinds) => (_zoom, feature) => kinds.includes(feature.props.kind);

  function paintRules() {
    const fill = (dataLayer, colour, filter) => ({
      dataLayer,
      filter,
      symbolizer: new protomapsL.PolygonSymbolizer({ fill: colour }),
    });
    const stroke = (dataLayer, filter, options) => ({
      dataLayer,
      filter,
      symbolizer: new protomapsL.LineSymbolizer({ lineCap: "round", lineJoin: "round", ...options }),
    });
    const road = (kind, colour, more) => stroke("roads", ofKind(kind), { color: colour, width: width(kind, more) });
    return [
      fill("built", COLOURS.built, ofKind("built")),
      fill("green", COLOURS.field, ofKind("field")),
      fill("green", COLOURS.grass, ofKind("grass")),
      fill("green", COLOURS.wood, ofKind("wood")),
      fill("grounds", COLOURS.grounds),
      fill("built", COLOURS.square, ofKind("square")),
      fill("water", COLOURS.water),
      stroke("waterways", ofKind("wide"), { color: COLOURS.water, width: 3 }),
      stroke("waterways", ofKind("narrow"), { color: COLOURS.water, width: 1.2 }),
      { ...fill("buildings", COLOURS.buildings), minzoom: 14 },
      { ...stroke("roads", ofKind("path"), { color: COLOURS.path, width: 1, dash: [3, 2], lineCap: "butt" }), minzoom: 15 },
      stroke("rails", undefined, { color: COLOURS.rail, width: 1.5 }),
      road("service", COLOURS.casing, 1),
      road("minor", COLOURS.casing, 1.4),
      road("middle", COLOURS.casing, 2),
      road("major", COLOURS.majorCasing, 2),
      road("service", COLOURS.road, 0),
      road("minor", COLOURS.road, 0),
      road("middle", COLOURS.road, 0),
      road("major", COLOURS.major, 0),
    ];
  }

  function labelRules(family) {
    const font = (size, weight = 400, style = "normal") => `${style} ${weight} ${size}px ${family}`;
    const halo = { stroke: COLOURS.halo, width: 3 };
    const along = (dataLayer, minzoom, filter, options) => ({
      dataLayer,
      minzoom,
      filter,
      symbolizer: new protomapsL.LineLabelSymbolizer({
        ...halo,
        position: protomapsL.LineLabelPlacement?.Center ?? 2,
        repeatDistance: 400,
        ...options,
      }),
    });
    const at = (minzoom, filter, options) => ({
      dataLayer: "places",
      minzoom,
      filter,
      symbolizer: new protomapsL.CenteredTextSymbolizer({ ...halo, fill: COLOURS.placeName, lineHeight: 1.2, ...options }),
    });
    const street = { fill: COLOURS.roadName, font: font(12) };
    return [
      at(9, ofKind("city", "town"), { font: font(17, 700) }),
      at(11, ofKind("village"), { font: font(15, 700) }),
      at(12, ofKind("suburb", "quarter", "hamlet"), { font: font(13, 700) }),
      at(14, ofKind("neighbourhood", "station"), { font: font(12, 700) }),
      along("roads", 13, ofKind("major", "middle"), street),
      along("roads", 15, ofKind("minor"), street),
      along("roads", 17, ofKind("service", "path"), street),
      along("waterways", 12, ofKind("wide"), { fill: COLOURS.waterName, font: font(12, 400, "italic") }),
      along("waterways", 16, ofKind("narrow"), { fill: COLOURS.waterName, font: font(11, 400, "italic") }),
    ];
  }

  // Put the background under a map; without one the plain colour of the land stays.
  function addBackground(map, basemap) {
    if (!basemap) return;
    if (basemap.kind === "images") {
      L.tileLayer(basemap.url, { maxZoom: 19 }).addTo(map);
      return;
    }
    protomapsL
      .leafletLayer({
        url: basemap.url,
        attribution: "",
        maxDataZoom: 14,
        maxZoom: 18,
        noWrap: true,
        backgroundColor: COLOURS.land,
        paintRules: paintRules(),
        labelRules: labelRules(getComputedStyle(map.getContainer()).fontFamily),
      })
      .addTo(map);
  }

  window.scholentocht = Object.assign(window.scholentocht ?? {}, { addBackground });
})();
