// What Sphinx's own search page needs to work everywhere.
"use strict";
// In a folder of pages without a server a browser may not read the pages found, to show some words of each.
if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}
// Sphinx's English of Britain has empty plurals, and takes “true” for an index: without them its own words are used.
if (typeof Documentation !== "undefined") {
  for (const [words, translated] of Object.entries(Documentation.TRANSLATIONS)) {
    if (Array.isArray(translated) && translated.includes("")) delete Documentation.TRANSLATIONS[words];
  }
}
