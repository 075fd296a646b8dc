// The definition of a term, at the term: on hover, focus or tap, from what the page itself holds.
// WCAG 1.4.13: the card can be entered, stays while the pointer or the focus is on it, and closes with Esc.
"use strict";
(() => {
  const { make, place } = window.scholia;
  const OPEN_AFTER = 200, CLOSE_AFTER = 300; // ms
  const card = make("div", { class: "term-card", id: "term-card", popover: "manual" });
  let at = null; // the link whose card is open
  let timer = 0;
  let touched = false;

  const linkAt = (target) => target instanceof Element && target.closest("a.term-link");
  const isInside = (target) => target instanceof Node && card.contains(target);

  function definition(link) {
    const id = window.scholia.idIn(link);
    const kept = document.querySelector(`.definition[data-term="${CSS.escape(id)}"]`);
    if (kept) return [...kept.cloneNode(true).childNodes];
    // on the page of the glossary itself
    const entry = link.pathname === location.pathname && document.getElementById(id);
    const body = entry?.closest?.("dt")?.parentElement.querySelector(`#${CSS.escape(id)} ~ dd`);
    return body ? [make("p", {}, make("strong", {}, entry.firstChild.textContent)), ...body.cloneNode(true).childNodes] : null;
  }

  function open(link) {
    clearTimeout(timer);
    if (at === link) return;
    close();
    const content = definition(link);
    if (!content) return;
    for (const part of content) part.querySelectorAll?.("[id]").forEach((each) => each.removeAttribute("id"));
    const more = make("p", { class: "term-more" }, make("a", { href: link.href }, "Open in glossary"));
    card.replaceChildren(...content, more);
    link.after(card); // so that the Tab key goes from the link into its card
    link.setAttribute("aria-describedby", card.id);
    at = link;
    card.showPopover();
    place(card, link);
  }

  function close() {
    clearTimeout(timer);
    if (!at) return;
    at.removeAttribute("aria-describedby");
    if (isInside(document.activeElement)) at.focus({ preventScroll: true });
    at = null;
    if (card.matches(":popover-open")) card.hidePopover();
    card.remove();
  }

  function closeSoon() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const held = [at, card].some((each) => each?.matches(":hover") || each?.contains(document.activeElement));
      if (!held) close();
    }, CLOSE_AFTER);
  }

  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (at && !isInside(event.target) && linkAt(event.target) !== at) close();
  }, true);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (link && !isInside(link)) {
      clearTimeout(timer);
      if (link !== at) timer = setTimeout(open, OPEN_AFTER, link);
    } else if (isInside(event.target)) clearTimeout(timer);
    else closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link && !isInside(link) && !touched && link.matches(":focus-visible")) open(link);
    else if (!isInside(event.target) && link !== at) closeSoon();
  });
  document.addEventListener("focusout", closeSoon);
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    if (!link || isInside(link) || !touched) return;
    if (at === link) close();
    else open(link);
    if (at === link || !at) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !at) return;
    close();
    event.preventDefault(); // a note around the term stays open
    event.stopImmediatePropagation();
  }, true);
})();
