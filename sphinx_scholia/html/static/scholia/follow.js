// A phrase, its number and its note light up together; a note's own address opens it.
"use strict";
(() => {
  const NARROW_BUTTON = ".note-button";
  // why a note is lit: the pointer is on it, the focus is, it was opened, or a lesson has come to it
  const reasons = { pointer: null, focus: null, opened: null, lesson: null };
  let lit = new Set();

  const note = (id) => document.getElementById(id);
  const marks = (id) => document.querySelectorAll(`[data-note="${CSS.escape(id)}"]`);
  const button = (id) => document.querySelector(`${NARROW_BUTTON}[popovertarget="${CSS.escape(id)}"]`);
  const isShown = (element) => Boolean(element?.getClientRects().length);

  function noteAt(target) {
    const found = target instanceof Element ? target.closest("[data-note], .marginal-note") : null;
    return found ? found.dataset.note ?? found.id : null;
  }

  function light(reason, id) {
    reasons[reason] = id;
    const now = new Set(Object.values(reasons).filter(Boolean));
    for (const each of new Set([...lit, ...now])) {
      for (const element of [...marks(each), note(each)]) element?.classList.toggle("lit", now.has(each));
    }
    lit = now;
  }

  // -- opening ------------------------------------------------------------------------------

  function open(id) {
    const opener = button(id);
    const beside = marks(id)[0];
    note(id).classList.add("called"); // shown even where its kind is hidden
    for (const mark of marks(id)) mark.classList.add("called");
    light("opened", id);
    if (isShown(opener)) {
      beside?.scrollIntoView({ block: "start" }); // with room for the note below
      if (!note(id).matches(":popover-open")) opener.click();
    } else {
      note(id).scrollIntoView({ block: "center" });
    }
  }

  function openAddressed() {
    const id = window.scholia.idIn(location);
    if (note(id)?.matches("aside.marginal-note")) open(id);
  }

  let openBefore = null;
  document.addEventListener("pointerdown", (event) => {
    // by the time of the click a note that was open has been closed by the browser
    const id = noteAt(event.target);
    openBefore = id && note(id)?.matches(":popover-open") ? id : null;
  }, true);

  document.addEventListener("click", (event) => {
    const address = event.target.closest("a[href^='#note-']");
    if (address && address.hash === location.hash) openAddressed();
    const phrase = event.target.closest(".phrase");
    if (!phrase || event.target.closest("a, button, aside")) {
      if (!noteAt(event.target)) light("opened", null);
      return;
    }
    if (!getSelection().isCollapsed) return; // the words are being marked, to be copied
    const id = phrase.dataset.note;
    if (isShown(button(id))) {
      if (openBefore !== id) button(id).click();
    } else if (isShown(note(id))) {
      light("opened", reasons.opened === id ? null : id);
      if (reasons.opened) note(id).scrollIntoView({ block: "nearest" });
    }
  });

  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("aside.marginal-note")) return;
    const opened = event.newState === "open";
    if (opened || reasons.opened === event.target.id) light("opened", opened ? event.target.id : null);
  }, true);

  document.addEventListener("click", (event) => {
    // back to the phrase: a note that covers part of the page has done its work
    const back = event.target.closest(".note-number");
    const from = back?.closest("aside.marginal-note");
    if (from?.matches(":popover-open")) from.hidePopover();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // browsers leave a note open that came with the address, before its reader had touched the page
    document.querySelector("aside.marginal-note:popover-open")?.hidePopover();
    light("opened", null);
  });
  document.addEventListener("pointerover", (event) => {
    // a finger that is lifted leaves nothing behind
    light("pointer", event.pointerType === "touch" ? null : noteAt(event.target));
  });
  document.addEventListener("focusin", (event) => light("focus", noteAt(event.target)));
  document.addEventListener("focusout", () => light("focus", null));
  addEventListener("hashchange", openAddressed);
  openAddressed();
  window.scholia.light = light;
})();
