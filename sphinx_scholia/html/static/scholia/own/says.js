// What has been done, with a way to undo it: in the panel where it is open, at the foot of the window elsewhere.
// It stays until it is closed or something else is said: nobody has to read against the clock (WCAG 2.2.1).
"use strict";
(() => {
  const { make, own } = scholia;
  const foot = make("div", { class: "own-says", popover: "manual" });
  document.body.append(foot);

  own.button = (label, act, attributes = {}) => {
    const button = make("button", { type: "button", ...attributes }, label);
    button.addEventListener("click", act);
    return button;
  };

  function fill(place, message, undo) {
    const says = make("p", { role: "status" });
    place.replaceChildren(says);
    says.textContent = message; // after it has come into the page: so it is read out
    if (undo) place.append(own.button("Undo", () => { close(place); undo(); }));
    place.append(own.button("Close", () => close(place)));
  }

  function close(place) {
    place.replaceChildren();
    if (place === foot) foot.hidePopover();
  }

  own.say = (message, undo) => {
    const panel = document.querySelector("#own-panel:popover-open .own-panel-says");
    if (!panel && !foot.matches(":popover-open")) foot.showPopover();
    fill(panel ?? foot, message, undo);
    panel?.scrollIntoView({ block: "nearest" });
  };

  own.sayUnkept = () => own.say("This browser refused to keep that: its room is full, or it keeps nothing for this page. Your notes hold until you leave the page. Open “My notes” (✎) and export them.");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && foot.matches(":popover-open") && foot.contains(document.activeElement)) close(foot);
  });
})();
