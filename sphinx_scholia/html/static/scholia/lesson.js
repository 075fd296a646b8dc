// A lesson: an article's page in another dress, one passage at a time, its notes revealed one by one.
// Nothing is copied: of the page's own parts (slides.js) all but one are hidden.
"use strict";
(() => {
  const { choices, light, make, slides: { partsOf, slidesOf, stepsOf } } = window.scholia;
  const root = document.documentElement;
  const main = document.querySelector(".passages")?.closest("[role=main], main, body");
  if (!root.dataset.lesson || !main) return;
  const SIZES = [1, 0.92, 0.84, 0.77, 0.7, 0.64]; // by which a passage shrinks until it fits
  const text = (element) => element?.textContent.trim() ?? "";
  const isOn = () => root.dataset.lesson === "on";
  let slides = [];
  let at = 0;

  const hiddenOf = (slide) => stepsOf(slide).filter((step) => !step.classList.contains("told"));

  // -- the bar ---------------------------------------------------------------------------------

  const status = make("p", { class: "visually-hidden", role: "status" });
  const places = make("select", { "aria-label": "Go to" });
  function button(sign, words, act) {
    const drawn = /\w/.test(sign); // a sign that no face needs to have
    const shown = make("span", { class: `lesson-sign ${drawn ? sign : ""}`, "aria-hidden": "true" }, drawn ? "" : sign);
    const made = make("button", { type: "button", title: words }, shown, make("span", { class: "lesson-word" }, words));
    made.addEventListener("click", act);
    return made;
  }
  const previous = button("‹", "Back", () => show(at - 1));
  const next = button("›", "Next", () => show(at + 1));
  const onward = make("button", { type: "button", class: "lesson-onward" });
  const full = button("frame", "Full screen", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen();
  });
  const toggle = document.querySelector(".theme-toggle"); // the theme's own
  const reading = make("button", { type: "button", popovertarget: "reading", "aria-label": "Reading", title: "Reading" }, "Aa");
  const bar = make("nav", { class: "lesson-bar", "aria-label": "Lesson" },
    make("div", {}, button("×", "Leave", () => leave()), reading,
      toggle ? button("half", "Light or dark", () => toggle.click()) : "", document.fullscreenEnabled ? full : ""),
    make("div", {}, previous, places, next), make("div", {}, onward), status);

  function fillBar() {
    const left = hiddenOf(slides[at]);
    const all = stepsOf(slides[at]);
    const what = left[0]?.matches(".answer") ? "the answer" : `note ${all.length - left.length + 1} of ${all.length}`;
    const isLast = at === slides.length - 1;
    onward.textContent = left.length ? `Show ${what}` : isLast ? "The end" : "Go on";
    for (const [each, ends] of [[previous, at === 0], [next, isLast], [onward, isLast && !left.length]]) {
      each.setAttribute("aria-disabled", ends);
    }
    places.selectedIndex = at;
  }

  // -- moving ----------------------------------------------------------------------------------

  function address(isLesson, place) {
    const others = location.search.slice(1).split("&").filter((each) => each && !/^lesson\b/.test(each));
    const query = [...others, ...(isLesson ? ["lesson"] : [])].join("&");
    return location.pathname + (query && `?${query}`) + (place && `#${place}`);
  }

  function fit() {
    if (!isOn()) return;
    const room = innerHeight - bar.offsetHeight - 24;
    const last = slides[at].parts[slides[at].parts.length - 1];
    const top = slides[at].parts[0];
    for (const size of SIZES) {
      root.style.setProperty("--lesson-fit", size);
      // who has asked for large letters gets them, and scrolls
      if (choices.size !== "1" || last.getBoundingClientRect().bottom - top.getBoundingClientRect().top <= room) return;
    }
  }

  function show(index, { told = false, silent = false } = {}) {
    if (index < 0 || index >= slides.length) return;
    at = index;
    const slide = slides[at];
    for (const each of document.querySelectorAll(".lesson-now, .told, .telling")) each.classList.remove("lesson-now", "told", "telling");
    for (const part of slide.parts) part.classList.add("lesson-now");
    if (told) for (const step of stepsOf(slide)) step.classList.add("told");
    light("lesson", null);
    fit();
    fillBar();
    scrollTo({ top: 0, behavior: "instant" });
    history.replaceState(history.state, "", address(true, slide.address));
    const notes = stepsOf(slide).filter((step) => step.matches(".marginal-note")).length;
    if (!silent) status.textContent = `${slide.name.replace("¶", "Passage ")}${notes ? `, ${notes} ${notes === 1 ? "note" : "notes"}` : ""}`;
    if (!bar.contains(document.activeElement)) focusOn(slide.parts[slide.parts.length - 1]);
  }

  function focusOn(element) {
    element.tabIndex = -1; // its reader goes on from here
    element.focus({ preventScroll: true });
  }

  function tell(step) {
    step.classList.add("told");
    lightUp(step);
    status.textContent = text(step).replace(/\s+/g, " ");
    fillBar();
  }

  function lightUp(step) {
    document.querySelector(".telling")?.classList.remove("telling");
    step?.classList.add("telling");
    light("lesson", step?.id || null);
    const marks = step?.id ? document.querySelectorAll(`[data-note="${CSS.escape(step.id)}"]`) : [];
    for (const each of [step, ...marks]) each?.scrollIntoView({ block: "nearest" });
  }

  // One key, or a presenter's button: the next note, the rest of a long passage, the next passage.
  function goOn() {
    const [step] = hiddenOf(slides[at]);
    const below = root.scrollHeight - scrollY - innerHeight;
    if (step) tell(step);
    else if (below > 8) scrollBy(0, (innerHeight - bar.offsetHeight) * 0.85);
    else show(at + 1);
  }

  function goBack() {
    const told = stepsOf(slides[at]).filter((step) => step.classList.contains("told"));
    if (!told.length) return show(at - 1, { told: true });
    told.pop().classList.remove("told");
    lightUp(told.pop());
    fillBar();
  }

  // -- coming and leaving ----------------------------------------------------------------------

  function dress() {
    const parts = partsOf(main);
    slides = slidesOf(parts);
    for (let each = main; each !== document.body; each = each.parentElement) {
      parts.push(...[...each.parentElement.children].filter((other) => other !== each && !other.popover));
    }
    for (const part of parts) part.classList.add("lesson-part");
    places.replaceChildren(...slides.map((slide) => make("option", {}, slide.name)));
    document.body.append(bar);
    root.dataset.lesson = "on";
  }

  function undress() {
    const slide = slides[at];
    root.dataset.lesson = "offered";
    root.style.removeProperty("--lesson-fit");
    for (const each of document.querySelectorAll(".lesson-part, .told, .telling")) each.classList.remove("lesson-part", "lesson-now", "told", "telling");
    light("lesson", null);
    bar.remove();
    if (document.fullscreenElement) document.exitFullscreen();
    (slide.address ? slide.parts[0] : root).scrollIntoView({ block: "start", behavior: "instant" });
    [...document.querySelectorAll(".lesson-open")].find((each) => each.getClientRects().length)?.focus({ preventScroll: true });
  }

  function leave() {
    history.replaceState(history.state, "", address(false, slides[at].address));
    undress();
  }

  // The address says what is shown: the lesson or the page, and which of its parts.
  function arrive() {
    if (!new URLSearchParams(location.search).has("lesson")) return isOn() && undress();
    const isNew = !isOn();
    if (isNew) dress();
    const target = document.getElementById(window.scholia.idIn(location));
    const index = target ? slides.findIndex((slide) => slide.parts.some((part) => part.contains(target))) : 0;
    if (isNew || index !== at) show(Math.max(index, 0));
    if (target?.matches(".marginal-note")) tell(target);
    else if (target?.matches(".endnote, .endnote-reference")) target.scrollIntoView({ block: "center" });
    else return undefined;
    history.replaceState(history.state, "", address(true, target.id)); // where a browser that still loads goes to
    return undefined;
  }

  function open(event) {
    event.preventDefault();
    history.pushState(null, "", address(true, location.hash.slice(1)));
    arrive();
  }

  // -- keys, taps and swipes -------------------------------------------------------------------

  const KEYS = {
    " ": (event) => (event.shiftKey ? goBack() : goOn()), PageDown: goOn, PageUp: goBack,
    ArrowRight: () => show(at + 1), ArrowLeft: () => show(at - 1),
    Home: () => show(0), End: () => show(slides.length - 1),
    Escape: () => leave(),
  };
  document.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!isOn() || !act || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    // a field has keys of its own, as has what is open above the page; a button is pressed by the space bar
    if (event.target.closest("select, input, textarea") && event.key !== "Escape") return;
    if (document.querySelector(":popover-open") || (event.key === " " && event.target.closest("a, button, summary"))) return;
    event.preventDefault();
    act(event);
  });

  document.addEventListener("click", (event) => {
    if (!isOn() || event.target.closest("a:not(.note-reference), button, summary, .answer")) return;
    const marked = event.target.closest(".phrase, .note-mark, .marginal-note");
    const note = marked && document.getElementById(marked.dataset.note ?? marked.id);
    if (!note || !getSelection().isCollapsed) return;
    event.preventDefault();
    tell(note);
  });

  let touch = null;
  document.addEventListener("touchstart", (event) => {
    const isOne = event.touches.length === 1 && (visualViewport?.scale ?? 1) < 1.05;
    touch = isOn() && isOne && !event.target.closest(".lesson-bar, [popover]:popover-open") ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!touch || !getSelection().isCollapsed) return;
    const [across, down] = ["clientX", "clientY"].map((way) => event.changedTouches[0][way] - touch[way]);
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) show(at + (across < 0 ? 1 : -1));
  }, { passive: true });

  onward.addEventListener("click", goOn);
  places.addEventListener("change", () => show(places.selectedIndex, { silent: true }));
  document.addEventListener("change", (event) => {
    if (isOn() && event.target.closest("#reading")) { fit(); fillBar(); }
  });
  addEventListener("resize", fit);
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
  document.fonts?.ready.then(fit);

  for (const panel of document.querySelectorAll(".reading-open")) {
    const link = make("a", { class: "lesson-open", href: address(true, ""), title: "One passage at a time, large, to be projected" }, "Lesson");
    link.addEventListener("click", open);
    panel.after(make("nav", { "aria-label": "Lesson view" }, link)); // everything to be read stands in a landmark
  }
  arrive();
})();
