// A reader's own notes and highlights are shown at their words while the page still comes in, before it is painted: so nothing
// moves when the scripts come by which they are made, changed and taken away (own.js), and which use what is here.
"use strict";
(() => {
  const { make, idIn, own } = scholia;
  // what stands in a page but is no part of its text; as INVISIBLE in transforms/places.py, and the page's own controls
  const UNSEEN = ".marginal-note, .note-mark, .own-card, .own-sign, .passage-number, .endnote-number, .endnote-reference,"
    + ".headerlink, .visually-hidden, .term-card, .cite-card, .own-offer, .definitions, .back-to-top, .footnote-reference, summary, button, script, style, [hidden]";
  const BLOCKS = "p, div, section, article, li, dt, dd, td, th, caption, h1, h2, h3, h4, blockquote, figcaption, details, pre";
  const PLACES = ".passage[id], .endnote[id], .source-card[id], .question[id]";
  const LEMMA = 80; // characters
  const AROUND = 200; // characters in which a prefix or suffix stands, with the blanks of the page

  // -- the text of the page --------------------------------------------------------------------

  own.root = () => document.querySelector("article[role=main], [role=main], main");
  const blockOf = (node) => node.parentElement.closest(BLOCKS);

  // The text, and the text nodes it came from: { text, pieces: [{ node, start }] }.
  own.flatten = () => {
    const flat = { text: "", pieces: [] };
    const root = own.root();
    if (!root) return flat; // not yet
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(UNSEEN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    let before = null;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const block = blockOf(node);
      // line ends between blocks are no words
      if (!node.data.trim() && !(before === block && flat.text)) continue;
      if (before && block !== before) flat.text += "\n";
      before = block;
      flat.pieces.push({ node, start: flat.text.length });
      flat.text += node.data;
    }
    return flat;
  };

  own.placeAt = (flat, offset) => {
    const piece = flat.pieces.findLast(({ start }) => start <= offset);
    return piece?.node.parentElement.closest(PLACES)?.id ?? "";
  };

  // Marks around a span, one for each text node; `flat` stays true. They are elements, and not the CSS Custom Highlight API,
  // so that a click, a screen reader and paper know of them.
  function wrap(flat, { start, end }, make) {
    const marks = [];
    flat.pieces = flat.pieces.flatMap((piece) => {
      const { node } = piece;
      const from = Math.max(start - piece.start, 0);
      const to = Math.min(end - piece.start, node.length);
      if (from >= to) return [piece];
      const behind = to < node.length ? [{ node: node.splitText(to), start: piece.start + to }] : [];
      const middle = from ? node.splitText(from) : node;
      const mark = make();
      middle.replaceWith(mark);
      mark.append(middle);
      marks.push(mark);
      return [...(from ? [piece] : []), { node: middle, start: piece.start + from }, ...behind];
    });
    return marks;
  }

  // The first blank behind an offset, as a text node that begins with it; null if the block ends before. Not in a link.
  function blankBehind(flat, end) {
    const first = flat.pieces.findLastIndex(({ start }) => start < end);
    const block = blockOf(flat.pieces[first].node);
    for (let index = first; flat.pieces[index] && blockOf(flat.pieces[index].node) === block; index += 1) {
      const { node, start } = flat.pieces[index];
      const from = Math.max(end - start, 0);
      const blank = from + node.data.slice(from).search(/\s/);
      if (blank < from || node.parentElement.closest("a")) continue;
      if (!blank) return node;
      const rest = node.splitText(blank);
      flat.pieces.splice(index + 1, 0, { node: rest, start: start + blank });
      return rest;
    }
    return null;
  }

  // A mark is cut in two before one of its children; gives what begins there.
  function cut(mark, rest) {
    if (!rest.previousSibling) return mark;
    const behind = mark.cloneNode(false);
    const children = [...mark.childNodes];
    behind.append(...children.slice(children.indexOf(rest)));
    mark.after(behind);
    return behind;
  }

  // Behind a word and all that is glued to it. Between letters it would move them: they are set closer together where
  // nothing stands between them. Not in a mark, which would be that of another note.
  function putBehind(flat, end, ...parts) {
    let rest = blankBehind(flat, end);
    if (!rest) return blockOf(flat.pieces.findLast(({ start }) => start < end).node).append(...parts);
    while (rest.parentElement.matches(".own-mark")) rest = cut(rest.parentElement, rest);
    return rest.before(...parts);
  }

  // -- a note ----------------------------------------------------------------------------------

  own.cardId = (note) => `own-${note.id.replace(/^urn:uuid:/, "")}`;
  const signId = (note) => `${own.cardId(note)}-sign`;
  own.name = ({ text, by }, isNote = text !== "") => `${isNote ? "note" : "highlight"}${by ? ` by ${by}` : ""}`;
  own.lemma = ({ exact, passage }) => {
    if (!exact) return `¶${passage.replace(/^p(?=\d)/, "")}`;
    const words = [...exact.replace(/\s+/g, " ").trim().replaceAll("“", "‘").replaceAll("”", "’")];
    return `“${words.length > LEMMA ? `${words.slice(0, LEMMA - 1).join("").replace(/ \S*$/, "")}…` : words.join("")}”`;
  };

  // The card: in the margin where there is one; of a mere highlight only when it is asked for. All of it is text, whoever
  // wrote it. A note that is being written has no text yet.
  function makeCard(note, isNote, isWritten) {
    const number = isNote ? make("a", { class: "note-number", role: "doc-backlink", href: `#${signId(note)}`, "aria-label": "Back to its words" }) : "";
    const kind = make("span", { class: "note-kind" }, make("span", { class: "kind-letter", "aria-hidden": "true" }, "✎"), isNote ? " reader’s note" : " highlight");
    const lines = isWritten ? [] : note.text.split(/\n+/).filter((line) => line.trim());
    return make("div", {
      class: `${isNote ? "marginal-note own-note" : "own-card"} kind-own`, id: own.cardId(note), popover: "auto",
      role: isNote ? "comment" : "group", "aria-label": `${own.name(note, isNote)} on ${own.lemma(note)}`,
    },
    make("p", { class: "note-head" }, number, " ", kind, note.by ? make("bdi", { class: "own-by" }, note.by) : ""),
    make("p", { class: "lemma" }, make("bdi", {}, own.lemma(note))), " ",
    ...lines.map((line) => make("p", { dir: "auto", class: "own-line" }, line)));
  }

  // The sign at the words, over the line and without a width: a letter that leads to the note; of a highlight a button that
  // only the keyboard meets.
  function makeSign(note, isNote) {
    const button = make("button", { type: "button", class: "note-button", popovertarget: own.cardId(note) });
    const link = make("a", { class: "note-reference", role: "doc-noteref", href: `#${own.cardId(note)}` });
    if (!isNote) button.textContent = "✎";
    if (!isNote) button.setAttribute("aria-label", `${own.name(note, isNote)} on ${own.lemma(note)}`);
    return make("span", { class: `own-sign${isNote ? "" : " own-plain"} kind-own`, id: signId(note), "data-own": note.id }, ...(isNote ? [link] : []), button);
  }

  // A note at its words, or on a passage as a whole; null where there is neither.
  own.show = (flat, note, span, isWritten = false) => {
    const isNote = note.text !== "" || isWritten;
    const marks = span ? wrap(flat, span, () => make("mark", { class: "own-mark kind-own", "data-own": note.id })) : [];
    const passage = note.exact ? null : document.getElementById(note.passage)?.querySelector(":scope.passage .passage-text");
    if (!marks.length && !passage) return null;
    const [sign, card] = [makeSign(note, isNote), makeCard(note, isNote, isWritten)];
    if (passage) passage.prepend(sign, card);
    else putBehind(flat, span.end, sign, card);
    sign.classList.toggle("own-first", marks.length === 0);
    // under one of our phrases a mark cannot be clicked on
    sign.classList.toggle("own-within", marks.length > 0 && marks.every((mark) => mark.closest(".phrase")));
    return { note, sign, card };
  };

  own.isAddressed = (note) => idIn(location) === own.cardId(note);
  own.unfold = (element) => {
    for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  };

  const letters = (index) => (index < 26 ? "" : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26));

  // Letters go by the order of the page.
  own.letter = () => {
    for (const [index, sign] of document.querySelectorAll(".own-sign:not(.own-plain)").entries()) {
      const card = sign.nextSibling;
      const by = card.querySelector(".own-by")?.textContent;
      for (const each of sign.children) {
        each.textContent = letters(index);
        each.setAttribute("aria-label", `Reader’s note ${letters(index)}${by ? `, ${by}` : ""}`);
      }
      card.querySelector(".note-number").textContent = letters(index);
    }
  };

  // -- before the page is painted --------------------------------------------------------------

  // A note as keep.js has kept it; null of what the other scripts must look into.
  function kept(key) {
    try {
      const { id, created, creator, body, target } = JSON.parse(localStorage.getItem(key));
      const one = (type) => target.selector.find((each) => each.type === type) ?? {};
      const { exact = "", prefix = "", suffix = "" } = one("TextQuoteSelector");
      const note = { id, created, text: body?.value ?? "", by: creator?.name ?? "", exact, prefix, suffix, passage: one("FragmentSelector").value ?? "" };
      return Object.values(note).every((value) => typeof value === "string") ? note : null;
    } catch {
      return null;
    }
  }

  function all() {
    try {
      const notes = Object.keys(localStorage).filter((key) => key.startsWith(own.keysHere)).map(kept).filter(Boolean);
      const age = ({ created, id }) => `${created} ${id}`;
      return notes.sort((one, other) => (age(one) < age(other) ? -1 : 1));
    } catch {
      return []; // a browser may forbid it
    }
  }

  const oneLine = (text) => text.replace(/\s+/g, " ").trim();
  const only = (list) => (list.length === 1 ? list[0] : null);

  // Where a note's words are, if they stand as they did when it was made, or but once in its passage. As own.find in
  // text.js does, which sees more alike: a note that only that one finds comes later, and makes its room then.
  function find(flat, { exact, prefix, suffix, passage }) {
    if (!exact.trim()) return null;
    const words = exact.trim().split(/\s+/).map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join("\\s+");
    const found = [...flat.text.matchAll(new RegExp(words, "g"))].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
    const fits = ({ start, end }) => oneLine(flat.text.slice(Math.max(0, start - AROUND), start)).endsWith(prefix.trim())
      && oneLine(flat.text.slice(end, end + AROUND)).startsWith(suffix.trim());
    return only(found.filter(fits)) ?? only(found.filter(({ start }) => own.placeAt(flat, start) === passage));
  }

  own.early = new Map(); // what is shown so, by id
  let waiting = all();
  const observer = new MutationObserver(() => {
    const flat = own.flatten();
    waiting = waiting.filter((note) => {
      const shown = own.show(flat, note, find(flat, note));
      if (shown) own.early.set(note.id, shown);
      if (shown && own.isAddressed(note)) own.unfold(shown.sign);
      return !shown;
    });
    own.letter();
    observer.takeRecords(); // what it did itself
  });
  if (waiting.length && document.readyState === "loading") observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => observer.disconnect());
})();
