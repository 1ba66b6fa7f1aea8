// SPDX-License-Identifier: EUPL-1.2
// Small comforts. Every page works without this file.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The language list closes on Escape and when somebody goes elsewhere.
for (const list of document.querySelectorAll("details.languages")) {
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.open) return;
    list.open = false;
    list.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target)) list.open = false;
  });
}
