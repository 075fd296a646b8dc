// Before the page is painted: what its reader chose earlier, so that nothing moves afterwards. It only sets attributes of
// <html>. And what the other scripts share, of which beside.js is not deferred either, for the same reason.
"use strict";
(() => {
  const KEY = "scholia";
  const root = document.documentElement;
  const LEXEND = ["lexend-latin-400-normal", "lexend-latin-600-normal"];
  const choices = { hide: [], size: "1", leading: "normal", face: "serif", print: [] };

  function kept() {
    // a browser may forbid storage; it may hold what another version, or another page, has put there
    try {
      const found = JSON.parse(localStorage.getItem(KEY)) ?? {};
      for (const name of Object.keys(choices)) {
        const alike = typeof found[name] === typeof choices[name];
        if (alike && Array.isArray(found[name]) === Array.isArray(choices[name])) choices[name] = found[name];
      }
    } catch { /* the defaults, then */ }
  }

  function apply() {
    for (const [name, value] of Object.entries(choices)) root.dataset[name] = [].concat(value).join(" ");
  }

  function keep(name, value) {
    choices[name] = value;
    apply();
    try {
      localStorage.setItem(KEY, JSON.stringify(choices));
    } catch { /* it holds for this page, then */ }
  }

  // Faces are used only if they are there when the page is painted (faces.css): ask for those it needs.
  function askForFaces() {
    const { src, dataset } = document.currentScript;
    let faces = dataset.faces.split(" ");
    if (choices.face === "sans") faces = faces.filter((face) => !face.startsWith("source-serif"));
    if (choices.face === "dyslexia") faces = [...LEXEND, ...faces.filter((face) => !/-latin-|italic|serif-4/.test(face))];
    for (const face of faces) {
      const href = new URL(`../fonts/${face}.woff2`, src);
      const link = Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", href });
      if (location.protocol !== "file:") link.crossOrigin = ""; // a folder has no origin to be crossed
      document.head.append(link);
    }
  }

  kept();
  apply();
  askForFaces();
  root.dataset.scholia = "scripted";
  // a page that can be a lesson keeps room for its button, or is dressed before it is seen
  if (document.querySelector("meta[name=scholia-lesson]")) {
    root.dataset.lesson = new URLSearchParams(location.search).has("lesson") ? "coming" : "offered";
  }
  root.classList.remove("no-js"); // furo does so too, but when it has been painted and must move

  // An element with attributes and content; text is never read as HTML.
  function make(tag, attributes = {}, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  }

  // The id that an address ends with; none if it is not well-formed.
  function idIn(address) {
    try {
      return decodeURIComponent(address.hash.slice(1));
    } catch {
      return "";
    }
  }

  // Where a reader's own notes of this page are kept.
  const page = document.querySelector("meta[name=scholia-page]")?.content ?? "";
  const keys = `scholia-own/${encodeURIComponent(document.currentScript.dataset.reader)}/`;
  window.scholia = { choices, keep, make, idIn, own: { page, keys, keysHere: `${keys}${encodeURIComponent(page)}/` } };
})();
