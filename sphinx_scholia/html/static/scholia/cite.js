// Copy the link or the citation of a passage (at its number) or of a note (at its head).
"use strict";
(() => {
  const { make, place } = window.scholia;
  const card = make("div", { id: "cite", class: "cite-card", popover: "auto", role: "dialog", "aria-label": "Copy" });
  const about = make("p", { class: "cite-about" });
  const says = make("p", { role: "status" });
  const link = make("button", { type: "button" }, "Copy link");
  const citation = make("button", { type: "button" }, "Copy citation");
  const write = make("button", { type: "button" }, "Write a note");
  card.append(about, make("div", { class: "reading-row" }, link, citation, write), says);
  let chosen = null; // the passage or note

  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const text = (element) => element?.textContent.trim() ?? "";
  const passages = document.querySelector(".passages[data-article]");
  if (!passages) return;

  function address() {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    return `${canonical ?? location.href.replace(/[?#].*$/s, "")}#${chosen.id}`;
  }

  function place_of(element) {
    const passage = element.closest(".passage, .endnote, .source-card");
    if (passage.matches(".source-card")) return "source card";
    const number = passage.id.slice(1);
    return passage.matches(".endnote") ? `endnote ${number}` : `¶\u2060${number}`;
  }

  function name() {
    const where = `${passages.dataset.article}, ${place_of(chosen)}`;
    if (!chosen.matches(".marginal-note")) return passages.matches(".wording-precis") ? `Summary of ${where}` : where;
    const kind = text(chosen.querySelector(".note-kind")).replace(/^\w\s+/, "");
    return `Note ${text(chosen.querySelector(".note-number"))} (${kind}) on ${where}: ${text(chosen.querySelector(".lemma"))}`;
  }

  function cited() {
    // a path on this machine would tell a reader elsewhere nothing
    const where = location.protocol === "file:" ? `${meta("scholia-page")}#${chosen.id}` : address();
    const today = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
    return `${name()}. In: ${meta("scholia-reader")}. ${where} (read on ${today}).`;
  }

  async function copy(words, done) {
    try {
      await navigator.clipboard.writeText(words);
      says.textContent = done;
    } catch {
      // some browsers refuse to a page from a folder: show the words, marked, to be copied by hand
      const field = make("textarea", { readonly: "", rows: 4, "aria-label": "To be copied" });
      field.value = words;
      says.replaceChildren(field);
      field.select();
    }
  }

  function open(element, source) {
    chosen = element;
    about.textContent = name();
    says.textContent = "";
    write.hidden = !element.matches(".passage");
    if (card.matches(":popover-open")) card.hidePopover();
    source.focus({ preventScroll: true }); // where the focus goes back to when the card is closed
    // told where it was opened, a browser leaves the note open that the button is in
    card.showPopover({ source });
    place(card, source);
    link.focus({ preventScroll: true });
  }

  link.addEventListener("click", () => copy(address(), "The link is copied."));
  citation.addEventListener("click", () => copy(cited(), "The citation is copied."));
  write.addEventListener("click", () => {
    card.hidePopover();
    scholia.own.bring().then(() => scholia.own.writeOn(chosen));
  });
  document.addEventListener("click", (event) => {
    const source = event.target.closest(".passage-number, .note-cite");
    // when the browser has gone to the passage, which takes the focus away from where it is put now
    if (source) setTimeout(open, 0, source.closest(".marginal-note, .passage"), source);
  });
  for (const note of document.querySelectorAll("aside.marginal-note")) {
    const label = `Cite note ${text(note.querySelector(".note-number"))}`;
    const button = make("button", { type: "button", class: "note-cite", "aria-label": label, title: label }, "Cite");
    note.querySelector(".note-head").append(button);
  }
  document.querySelector("article[role=main], main, body").append(card);
})();
