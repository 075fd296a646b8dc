// What a lesson shows one after the other: the parts of the page, and what can be revealed in each.
"use strict";
(() => {
  const { choices } = window.scholia;
  const SLIDES = ".source-card, .passage, .endnotes, .question";
  const text = (element) => element?.textContent.trim() ?? "";

  function partsOf(element) {
    return [...element.children].filter((child) => !child.hidden && !child.popover).flatMap((child) => {
      return child.matches(SLIDES) || !child.querySelector(SLIDES) ? [child] : partsOf(child);
    });
  }

  function nameOf(part) {
    if (part.matches(".source-card")) return ["Source card"];
    if (part.matches(".endnotes")) return ["Endnotes"];
    if (part.matches(".question")) return [text(part.querySelector(".question-number")), ".question"];
    if (part.matches(".passage")) return [`¶${part.id.slice(1)}`, ".passage"];
    return [text(part.querySelector("h2, h3").firstChild)];
  }

  // Title and central question first; then card, passages, endnotes and questions, each with the
  // headings before it; at last the sections that hold none of them.
  function slidesOf(parts) {
    const opening = { name: "Title", parts: [], address: "" };
    const found = [opening];
    let waiting = [];
    for (const part of parts) {
      const isSlide = part.matches(SLIDES) || (part.matches("section") && part.querySelector("h2, h3"));
      if (isSlide) {
        const [name, counted] = nameOf(part);
        const count = counted && parts.filter((each) => each.matches(counted)).length;
        found.push({ name: count ? `${name} of ${count}` : name, parts: [...waiting, part], address: part.id });
        waiting = [];
      } else if (part.matches("h1, .central-question, .about-wording")) opening.parts.push(part);
      else if (!part.matches(".handout-links")) waiting.push(part);
    }
    return found;
  }

  // What can be revealed: the notes of the kinds that are shown, and an answer.
  function stepsOf(slide) {
    const all = slide.parts.flatMap((part) => [...part.querySelectorAll(".marginal-note, .answer")]);
    return all.filter((step) => !choices.hide.some((kind) => step.classList.contains(`kind-${kind}`)));
  }

  window.scholia.slides = { partsOf, slidesOf, stepsOf };
})();
