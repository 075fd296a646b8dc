// Notes beside their words: placed, opened, written, deleted.
"use strict";
(() => {
  const { own } = scholia;
  const shown = new Map(); // by id: { note, sign, card }; without sign and card where the words are not on the page
  const ROOM = 260; // pixels below the sign, for a card
  let flat = null; // the text of the page, as long as nothing has been taken from it
  let editing = null; // { id, isNew }
  own.onlyBy = null; // the writer whose notes are shown; null: all

  const isShown = (element) => Boolean(element?.getClientRects().length);
  const marksOf = (id) => document.querySelectorAll(`.own-mark[data-own="${CSS.escape(id)}"]`);

  // -- placing -----------------------------------------------------------------------------------

  function place(note) {
    const isWritten = editing?.id === note.id;
    flat ??= own.flatten();
    const placed = own.early.get(note.id) ?? own.show(flat, note, note.exact && own.find(flat, note), isWritten);
    own.early.delete(note.id);
    if (!placed) return { note, sign: null, card: null };
    const { sign, card } = placed;
    const act = { edit: own.edit, remove, write, finish };
    card.append(...(isWritten ? own.editor(note, act) : [own.tools(note, act)]));
    card.addEventListener("beforetoggle", (event) => event.newState === "open" && makeRoom(sign));
    card.addEventListener("toggle", (event) => event.newState === "closed" && finish(note.id, false));
    return { note, sign, card };
  }

  // A card that opens above its sign would cover the words it is about.
  function makeRoom(sign) {
    if (sign.getBoundingClientRect().bottom > innerHeight - ROOM) sign.scrollIntoView({ block: "start" });
  }

  function clear(id, { sign, card }) {
    sign?.remove();
    card?.remove();
    marksOf(id).forEach(own.unwrap);
    flat = null;
  }

  function take(id) {
    if (shown.has(id)) clear(id, shown.get(id));
    shown.delete(id);
  }

  function show(note) {
    take(note.id);
    if (own.onlyBy === null || own.onlyBy === note.by) shown.set(note.id, place(note));
  }

  const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // Show what is kept now, wherever it was changed; what is unchanged is not touched.
  own.changed = () => {
    const now = new Map(own.here().map((note) => [note.id, note]));
    for (const [id, early] of own.early) {
      // what another tab has changed since this page came in
      if (now.get(id)?.text === early.note.text && now.get(id).by === early.note.by) continue;
      clear(id, early);
      own.early.delete(id);
    }
    for (const [id, { note }] of [...shown]) {
      // what is being written stays: it is not kept before its first word, and may have been deleted in another tab
      if ((!now.has(id) && editing?.id !== id) || (own.onlyBy !== null && own.onlyBy !== note.by)) take(id);
    }
    for (const note of now.values()) {
      const was = shown.get(note.id);
      if (was && alike(was.note, note)) continue;
      const field = editing?.id === note.id && was?.card?.querySelector("textarea");
      if (!field) show(note);
      else if (was.note.modified !== note.modified) {
        was.note = note; // written on in another tab
        field.value = note.text;
      }
    }
    own.letter();
    own.filled?.();
  };

  // The notes of this page in its order; those without a place here at the end.
  own.list = () => {
    const order = new Map([...document.querySelectorAll(".own-sign")].map((sign, index) => [sign.dataset.own, index]));
    const at = ({ note }) => order.get(note.id) ?? Infinity;
    return [...shown.values()].sort((one, other) => at(one) - at(other) || 0);
  };

  // -- opening -----------------------------------------------------------------------------------

  const control = (sign) => [...sign.querySelectorAll("a, button")].find(isShown);

  function reveal({ sign, card }, block) {
    own.unfold(sign);
    for (const each of [sign, card]) each.classList.add("called"); // shown even where such notes are hidden
    const button = sign.querySelector("button");
    if (!isShown(button)) return card.scrollIntoView({ block });
    sign.scrollIntoView({ block: "start" });
    if (!card.matches(":popover-open")) card.showPopover({ source: button });
  }

  own.open = (id) => {
    const one = shown.get(id);
    if (!one?.sign) return;
    reveal(one, "center");
    control(one.sign)?.focus({ preventScroll: true });
  };

  // -- writing -----------------------------------------------------------------------------------

  const now = () => new Date().toISOString();

  // A new note on what own.describe has described, kept at once as a highlight or opened to be written.
  own.add = (described, isWritten) => {
    const note = { id: own.newId(), page: own.page, ...described, text: "", by: own.writer(), created: now(), modified: now(), imported: false };
    own.onlyBy = null;
    editing = isWritten ? { id: note.id, isNew: true } : null;
    show(note);
    own.letter();
    if (isWritten) return begin(note.id);
    if (!own.save(note)) own.sayUnkept();
    control(shown.get(note.id).sign)?.focus({ preventScroll: true });
  };

  function begin(id) {
    const one = shown.get(id);
    reveal(one, "nearest");
    one.card.querySelector("textarea").focus();
  }

  own.edit = (id) => {
    editing = { id, isNew: false };
    show(shown.get(id).note);
    own.letter();
    begin(id);
  };

  function write(id, text) {
    const one = shown.get(id);
    one.note = { ...one.note, text, modified: now() };
    if (text.trim() && !own.save(one.note)) own.sayUnkept();
  }

  // The end of writing. A note without a word is a highlight, unless it was to be a note from the first.
  function finish(id, isFocused = true) {
    if (editing?.id !== id) return;
    const { isNew } = editing;
    editing = null;
    const { note } = shown.get(id);
    if (!note.text.trim() && (isNew || !note.exact)) {
      if (isNew && !own.all().has(id)) take(id);
      else remove(id);
    } else {
      const done = { ...note, text: note.text.trim() };
      if (!own.save(done)) own.sayUnkept();
      show(done);
    }
    own.letter();
    const { sign } = shown.get(id) ?? {};
    if (isFocused && sign) control(sign)?.focus({ preventScroll: true });
  }

  function remove(id) {
    const kept = own.all().get(id);
    const note = kept ?? shown.get(id).note;
    editing = null;
    take(id);
    own.forget(note);
    own.letter();
    own.filled?.();
    if (!kept) return;
    own.say(`The ${note.text ? "note" : "highlight"} on ${own.lemma(note)} is deleted.`, () => {
      own.save(note);
      own.changed();
      own.open(id);
    });
  }
  own.remove = remove;

  // -- pointer and focus -------------------------------------------------------------------------

  const idAt = (target) => (target instanceof Element && target.closest("[data-own]")?.dataset.own) || [...shown.values()].find(({ card }) => card?.contains(target))?.note.id;

  function light(id) {
    for (const { note, sign, card } of shown.values()) {
      for (const each of [...marksOf(note.id), sign, card]) each?.classList.toggle("lit", note.id === id);
    }
  }

  let openBefore = null;
  document.addEventListener("pointerdown", (event) => {
    // by the time of the click a card that was open has been closed by the browser
    const id = idAt(event.target);
    openBefore = shown.get(id)?.card?.matches(":popover-open") ? id : null;
  }, true);
  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element && event.target.closest(".own-mark");
    // words that one of our notes stands on open that note; theirs is opened by its letter
    if (!mark || event.target.closest("a, button, .phrase") || !getSelection().isCollapsed) return;
    const { sign, card } = shown.get(mark.dataset.own);
    const button = sign.querySelector("button");
    if (isShown(button)) return openBefore === mark.dataset.own ? undefined : card.showPopover({ source: button });
    card.scrollIntoView({ block: "nearest" });
    light(mark.dataset.own);
  });
  document.addEventListener("keydown", (event) => {
    // Sphinx keeps this key from the browser, to take its marks of words found away
    if (event.key === "Escape") document.querySelector(":is(.own-card, .own-note, .own-panel):popover-open")?.hidePopover();
  });
  document.addEventListener("pointerover", (event) => light(event.pointerType === "touch" ? null : idAt(event.target)));
  document.addEventListener("focusin", (event) => light(idAt(event.target)));
})();
