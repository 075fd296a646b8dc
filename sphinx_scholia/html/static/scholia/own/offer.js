// What can be done with words that have just been selected, by mouse, finger or keyboard.
"use strict";
(() => {
  const { make, own, place } = scholia;
  const LONGEST = own.LONGEST.quote;
  let described = null; // what was selected
  let isPressed = false; // by a pointer, somewhere on the page
  let isChosen = false; // by a pointer, one of the buttons: some browsers drop the selection before the click
  let wasEntered = false; // by the Tab key
  let timer = 0;

  const act = (isWritten) => () => {
    const chosen = selected()?.described ?? described; // it may have grown since
    close();
    getSelection().removeAllRanges();
    own.add(chosen, isWritten);
  };
  const says = make("p", { class: "visually-hidden", role: "status" });
  const offer = make("div", { class: "own-offer", popover: "manual", role: "group", "aria-label": "The selected words" },
    own.button("Highlight", act(false)), own.button("Note", act(true)));
  (own.root() ?? document.body).append(offer);
  document.body.append(says);

  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount || !document.querySelector(".passages")) return null;
    const range = selection.getRangeAt(0);
    const flat = own.flatten();
    const span = own.spanOf(flat, range);
    return span && span.end - span.start <= LONGEST ? { range, described: own.describe(flat, span) } : null;
  }

  function close() {
    clearTimeout(timer);
    described = null;
    isChosen = false;
    says.textContent = "";
    if (offer.matches(":popover-open")) offer.hidePopover();
  }

  function look() {
    const found = selected();
    if (!found) return close();
    ({ described } = found);
    wasEntered = false;
    if (!offer.matches(":popover-open")) offer.showPopover();
    place(offer, found.range);
    says.textContent = "Words selected. Tab: highlight or note.";
  }

  // when it has come to rest: a selection grows letter by letter
  function lookSoon() {
    clearTimeout(timer);
    if (!isPressed) timer = setTimeout(look, 200);
  }
  own.lookSoon = lookSoon;

  document.addEventListener("selectionchange", () => {
    if (isChosen || offer.contains(document.activeElement)) return;
    if (getSelection().isCollapsed) close();
    else lookSoon();
  });
  document.addEventListener("pointerdown", (event) => {
    isChosen = offer.contains(event.target);
    isPressed = !isChosen;
    if (isChosen) event.preventDefault(); // the words stay selected while one of its buttons is pressed
  }, true);
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => {
      isPressed = false;
      if (!getSelection().isCollapsed && !offer.contains(document.activeElement)) lookSoon();
    }, true);
  }
  document.addEventListener("keydown", (event) => {
    if (!offer.matches(":popover-open")) return;
    if (event.key === "Escape") close();
    // once, from the words; then the Tab key goes on as ever
    else if (event.key === "Tab" && !event.shiftKey && !wasEntered) {
      event.preventDefault();
      wasEntered = true;
      offer.firstChild.focus();
    }
  });
})();
