// What a note of a reader's shows, and how it is written. All of it is text, whoever wrote it.
"use strict";
(() => {
  const { make, own } = scholia;
  const LEMMA = 80; // characters

  own.cardId = (note) => `own-${note.id.replace(/^urn:uuid:/, "")}`;
  own.isMine = (note) => !(note.imported && note.by && note.by !== own.writer());
  own.name = (note) => `${note.text ? "note" : "highlight"}${note.by ? ` by ${note.by}` : ""}`;
  own.lemma = (note) => (note.exact ? `“${own.line(note.exact, LEMMA).replaceAll("“", "‘").replaceAll("”", "’")}”` : `¶${note.passage.replace(/^p(?=\d)/, "")}`);

  function head(note, isNote, back) {
    const number = isNote ? make("a", { class: "note-number", role: "doc-backlink", href: `#${back}`, "aria-label": "Back to its words" }) : "";
    const kind = make("span", { class: "note-kind" }, make("span", { class: "kind-letter", "aria-hidden": "true" }, "✎"), isNote ? " reader’s note" : " highlight");
    return make("p", { class: "note-head" }, number, " ", kind, note.by ? make("bdi", { class: "own-by" }, note.by) : "");
  }

  function body(note) {
    const paragraphs = note.text.split(/\n+/).filter((line) => line.trim());
    return paragraphs.map((line) => make("p", { dir: "auto", class: "own-line" }, line));
  }

  function tools(note, act) {
    const about = own.lemma(note);
    const write = own.button(note.text ? "Edit" : "Write a note", () => act.edit(note.id), { "aria-label": `${note.text ? "Edit the note" : "Write a note"} on ${about}` });
    const remove = own.button("Delete", () => act.remove(note.id), { "aria-label": `Delete ${own.name(note)} on ${about}` });
    return make("div", { class: "own-tools" }, own.isMine(note) ? write : "", remove);
  }

  function editor(note, act) {
    const field = make("textarea", { rows: 4, maxlength: own.LONGEST.text, "aria-label": `Your note on ${own.lemma(note)}` });
    field.value = note.text;
    field.addEventListener("input", () => act.write(note.id, field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") act.finish(note.id);
    });
    const done = own.button("Done", () => act.finish(note.id));
    return [field, make("p", { class: "own-hint" }, "Kept in this browser as you type."), make("div", { class: "own-tools own-editing" }, done, own.button("Delete", () => act.remove(note.id)))];
  }

  // The card of a note: in the margin where there is one; of a mere highlight only when it is asked for.
  own.makeCard = (note, back, isEdited, act) => {
    const isNote = note.text !== "" || isEdited;
    const card = make("div", {
      class: `${isNote ? "marginal-note own-note" : "own-card"} kind-own`, id: own.cardId(note), popover: "auto",
      role: isNote ? "comment" : "group", "aria-label": `${own.name({ ...note, text: isNote })} on ${own.lemma(note)}`,
    });
    const lemma = make("p", { class: "lemma" }, make("bdi", {}, own.lemma(note)));
    card.append(head(note, isNote, back), lemma, " ", ...(isEdited ? editor(note, act) : [...body(note), tools(note, act)]));
    return card;
  };

  // The sign behind the marked words: a letter that leads to the note; of a highlight a button that only the keyboard meets.
  own.makeSign = (note, isNote, back) => {
    const id = own.cardId(note);
    const button = make("button", { type: "button", class: "note-button", popovertarget: id });
    if (!isNote) return make("span", { class: "own-sign own-plain kind-own", id: back, "data-own": note.id }, button);
    const link = make("a", { class: "note-reference", role: "doc-noteref", href: `#${id}` });
    return make("span", { class: "own-sign kind-own", id: back, "data-own": note.id }, "\u2060", link, button, "\u2060");
  };
})();
