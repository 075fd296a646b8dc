// Before the page is painted: what its reader chose earlier, so that nothing moves afterwards.
// The one script that is not deferred, for that reason; it only sets attributes of <html>.
"use strict";
(() => {
  const KEY = "scholia";
  const root = document.documentElement;
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

  kept();
  apply();
  root.dataset.scholia = "scripted";
  // a page that can be a lesson keeps room for its button, or is dressed before it is seen
  if (document.querySelector("meta[name=scholia-lesson]")) {
    root.dataset.lesson = new URLSearchParams(location.search).has("lesson") ? "coming" : "offered";
  }
  root.classList.remove("no-js"); // furo does so too, but when it has been painted and must move
  window.scholia = { choices, keep };
})();
