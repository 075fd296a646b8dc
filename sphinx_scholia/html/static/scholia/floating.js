// What the deferred scripts share. Cards that open beside what they are about: below it, or above where there is no room.
"use strict";
window.scholia.place = (card, beside) => {
  const lines = beside.getClientRects();
  const box = lines[lines.length - 1] ?? beside.getBoundingClientRect();
  const zoom = card.currentCSSZoom ?? 1; // of the text, which its reader may have enlarged
  const margin = 8;
  const view = document.documentElement;
  const below = view.clientHeight - box.bottom - margin;
  card.style.maxHeight = "";
  const fits = card.offsetHeight * zoom <= below || below >= box.top;
  card.style.maxHeight = `${Math.max(fits ? below : box.top - margin, 80) / zoom}px`;
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(margin, Math.min(box.left, view.clientWidth - width - margin));
  const top = fits ? box.bottom : box.top - height;
  card.style.left = `${(left + scrollX) / zoom}px`;
  card.style.top = `${(top + scrollY) / zoom}px`;
};

// A button in the head of the page, beside the others. Of the two heads that furo has, one is shown: it stands in both.
window.scholia.tool = (name, sign, label) => {
  const { make } = window.scholia;
  const heads = document.querySelectorAll(".content-icon-container, .mobile-header .header-right");
  return [...(heads.length ? heads : [document.body])].map((head) => {
    if (!head.querySelector(":scope > .scholia-tools")) head.prepend(make("div", { class: "scholia-tools" }));
    const button = make("button", { type: "button", class: name, "aria-label": label, title: label }, sign);
    head.querySelector(":scope > .scholia-tools").append(button);
    return button;
  });
};
