// Where notes are kept: in this browser. One key for each note, so that two tabs never write over each other's work.
// A note: { id, page, exact, prefix, suffix, start, end, passage, text, by, created, modified, imported }.
"use strict";
(() => {
  const { own } = scholia;
  const WRITER = "scholia-own"; // the name of who writes here
  const unkept = new Map(); // notes that the browser would not keep, by id; they hold until the page is left

  const key = ({ page, id }) => `${own.keys}${encodeURIComponent(page)}/${encodeURIComponent(id)}`;

  function kept(name) {
    try {
      const value = JSON.parse(localStorage.getItem(name));
      return { ...own.fromAnnotation(value), imported: value.imported === true };
    } catch {
      return null; // not ours, though it bears our key
    }
  }

  function names() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(own.keys));
    } catch {
      return [];
    }
  }

  // All notes of all pages, by id.
  own.all = () => {
    const notes = names().map(kept).filter(Boolean);
    return new Map([...notes, ...unkept.values()].map((note) => [note.id, note]));
  };

  // Those of this page, the oldest first: so stand several on the same words.
  own.here = () => {
    const age = ({ created, id }) => `${created} ${id}`;
    return [...own.all().values()].filter(({ page }) => page === own.page).sort((one, other) => (age(one) < age(other) ? -1 : 1));
  };

  // Keep a note; false if the browser refuses, and then it is held in this page alone.
  own.save = (note) => {
    try {
      localStorage.setItem(key(note), JSON.stringify({ ...own.toAnnotation(note), imported: note.imported || undefined }));
      unkept.delete(note.id);
      return true;
    } catch {
      unkept.set(note.id, note);
      return false;
    }
  };

  own.forget = (note) => {
    unkept.delete(note.id);
    try {
      localStorage.removeItem(key(note));
    } catch { /* it held none */ }
  };

  // Take notes in, all or none. Of two with one id the later is kept. How many were new, later, and here already.
  own.merge = (notes) => {
    const before = own.all();
    const done = [];
    const counts = { fresh: 0, later: 0, same: 0 };
    for (const note of notes) {
      const old = before.get(note.id);
      if (old && old.modified >= note.modified) {
        counts.same += 1;
        continue;
      }
      if (!own.save({ ...note, imported: old ? old.imported : true })) {
        for (const each of [note, ...done.map((one) => one.note)]) own.forget(each);
        for (const { old: replaced } of done) if (replaced) own.save(replaced);
        if (old) own.save(old);
        throw new Error("this browser would not keep them, so none was taken");
      }
      if (old && old.page !== note.page) own.forget(old);
      before.set(note.id, note);
      done.push({ note, old });
      counts[old ? "later" : "fresh"] += 1;
    }
    const undo = () => {
      for (const { note, old } of done.reverse()) {
        own.forget(note);
        if (old) own.save(old);
      }
    };
    return { ...counts, undo };
  };

  own.writer = () => {
    try {
      return own.line(localStorage.getItem(WRITER) ?? "", own.LONGEST.name);
    } catch {
      return "";
    }
  };
  own.setWriter = (name) => {
    try {
      localStorage.setItem(WRITER, name);
    } catch { /* it is asked for again on the next page */ }
  };

  own.isUnkept = () => unkept.size > 0;
  addEventListener("beforeunload", (event) => {
    if (unkept.size) event.preventDefault(); // the browser asks whether to leave
  });
  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(own.keys)) own.changed();
  });
})();
