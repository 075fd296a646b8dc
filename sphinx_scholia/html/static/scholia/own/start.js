// The notes of this page are shown, and one that the address names is opened.
"use strict";
scholia.own.start = () => {
  const { own } = scholia;
  if (!document.querySelector(".passages")) return;
  own.changed();
  const openAddressed = () => {
    const found = own.list().find(({ note }) => own.isAddressed(note));
    if (found) own.open(found.note.id);
  };
  addEventListener("hashchange", openAddressed);
  openAddressed();
  own.lookSoon(); // words that were selected while this came
};

// A note on a whole passage, asked for at its number.
scholia.own.writeOn = (passage) => {
  scholia.own.add({ exact: "", prefix: "", suffix: "", start: null, end: null, passage: passage.id }, true);
};
