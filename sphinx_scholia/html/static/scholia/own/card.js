// What can be done with a note of a reader's, on its card: that itself is made in beside.js.
"use strict";
(() => {
  const { make, own } = scholia;

  own.isMine = (note) => !(note.imported && note.by && note.by !== own.writer());

  own.tools = (note, act) => {
    const about = own.lemma(note);
    const write = own.button(note.text ? "Edit" : "Write a note", () => act.edit(note.id), { "aria-label": `${note.text ? "Edit the note" : "Write a note"} on ${about}` });
    const remove = own.button("Delete", () => act.remove(note.id), { "aria-label": `Delete ${own.name(note)} on ${about}` });
    return make("div", { class: "own-tools" }, own.isMine(note) ? write : "", remove);
  };

  own.editor = (note, act) => {
    const field = make("textarea", { rows: 4, maxlength: own.LONGEST.text, "aria-label": `Your note on ${own.lemma(note)}` });
    field.value = note.text;
    field.addEventListener("input", () => act.write(note.id, field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") act.finish(note.id);
    });
    const done = own.button("Done", () => act.finish(note.id));
    return [field, make("p", { class: "own-hint" }, "Kept in this browser as you type."), make("div", { class: "own-tools own-editing" }, done, own.button("Delete", () => act.remove(note.id)))];
  };
})();
