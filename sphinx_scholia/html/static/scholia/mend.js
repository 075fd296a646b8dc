// What is amiss in the pages of Sphinx and of furo, and cannot be put right when they are written.
"use strict";
(() => {
// In a folder of pages without a server a browser may not read the pages found, to show some words of each.
if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  document.documentElement.dataset.summaries = "none";
}
// Two landmarks of one kind are told apart by their names; furo gives them none.
for (const [selector, name] of [[".sidebar-drawer", "Site"], [".toc-drawer", "On this page"]]) {
  document.querySelector(selector)?.setAttribute("aria-label", name);
}
// Sphinx's search page has no heading before something is searched for.
const main = document.querySelector("[role=main]");
if (main && !document.querySelector("h1")) {
  main.prepend(window.scholia.make("h1", { class: "visually-hidden" }, document.title));
}
// Everything to be read stands in a landmark; furo's way back to the top, which is fixed, stood in none.
const top = document.querySelector(".back-to-top");
if (top) main?.append(top);
// A table that is wider than the page is scrolled by keyboard, too.
for (const table of document.querySelectorAll(".table-wrapper")) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}
})();
