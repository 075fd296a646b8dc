// The panel “Aa”: which notes are shown, how the text is set, what is printed. Kept for the next page.
"use strict";
(() => {
  const { choices, keep, make, tool } = window.scholia;
  const SIZES = [["1", "Normal"], ["1.125", "Larger"], ["1.25", "Large"], ["1.5", "Largest"]];
  const LEADINGS = [["normal", "Normal"], ["wide", "Wide"], ["wider", "Wider"]];
  const FACES = [["serif", "With serifs"], ["sans", "Without"], ["dyslexia", "Dyslexia-friendly"]];
  const FAMILIES = { serif: "Source Serif 4", sans: "Source Sans 3", dyslexia: "Lexend" };
  const PRINTED = [["notes", "Notes"], ["definitions", "Words used"], ["precis", "Précis"], ["own", "My notes"]];
  const panel = make("div", { id: "reading", class: "reading-panel", popover: "auto", role: "dialog", "aria-label": "Reading" });

  function kindsHere() {
    const kinds = new Map();
    for (const sign of document.querySelectorAll(".note-kind")) {
      const slug = /\bkind-([\w-]+)/.exec(sign.closest("[class*='kind-']:not(.note-kind)").className)[1];
      if (!kinds.has(slug)) kinds.set(slug, sign.cloneNode(true));
    }
    return [...kinds].sort(([one], [other]) => one.localeCompare(other));
  }

  function group(title, ...content) {
    return make("fieldset", {}, make("legend", {}, title), ...content);
  }

  function box(type, name, value, checked, ...label) {
    const input = make("input", { type, name: `scholia-${name}`, value });
    input.checked = checked;
    return make("label", {}, input, ...label);
  }

  function oneOf(title, name, values) {
    const rows = values.map(([value, label]) => box("radio", name, value, choices[name] === value, label));
    const made = group(title, make("div", { class: "reading-row" }, ...rows));
    made.addEventListener("change", async ({ target }) => {
      if (name === "face") await loaded(FAMILIES[target.value]);
      if (target.checked) keep(name, target.value);
    });
    return made;
  }

  // a face that comes after it was asked for would not be used before the next page (faces.css)
  function loaded(family) {
    const styles = ["", "italic ", "600 "];
    return Promise.allSettled(styles.map((style) => document.fonts.load(`${style}1em "${family}"`, "aə")));
  }

  function notes(kinds) {
    const rows = kinds.map(([slug, sign]) => {
      const row = box("checkbox", "kind", slug, !choices.hide.includes(slug), sign);
      row.className = `kind-${slug}`;
      return row;
    });
    const inputs = rows.map((row) => row.firstChild);
    const says = make("p", { class: "reading-says", role: "status" });
    const count = (selector) => document.querySelectorAll(selector).length;
    const choose = () => {
      const elsewhere = choices.hide.filter((slug) => !kinds.some(([here]) => here === slug));
      keep("hide", [...elsewhere, ...inputs.filter((i) => !i.checked).map((i) => i.value)]);
      const shown = inputs.filter((i) => i.checked).length;
      says.textContent = `${shown} of ${inputs.length} kinds are shown.`;
    };
    const all = (checked) => () => {
      for (const input of inputs) input.checked = checked;
      choose();
    };
    const buttons = [["Show all", true], ["Show none", false]].map(([label, checked]) => {
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", all(checked));
      return button;
    });
    const made = group("Notes", make("div", { class: "reading-row" }, ...buttons), ...rows, says);
    made.addEventListener("change", choose);
    return count(".note-kind") ? made : "";
  }

  function printing() {
    const rows = PRINTED.map(([value, label]) => box("checkbox", "print", value, !choices.print.includes(value), label));
    const made = group("When printed", make("div", { class: "reading-row" }, ...rows));
    made.addEventListener("change", () => {
      keep("print", rows.map((row) => row.firstChild).filter((i) => !i.checked).map((i) => i.value));
    });
    return made;
  }

  function fill() {
    const kinds = kindsHere();
    panel.replaceChildren(
      kinds.length ? notes(kinds) : "",
      oneOf("Text size", "size", SIZES),
      oneOf("Line spacing", "leading", LEADINGS),
      oneOf("Letters", "face", FACES),
      document.querySelector(".passages") ? printing() : "",
    );
  }

  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") fill();
  });
  for (const button of tool("reading-open", "Aa", "Reading: notes shown, size of the text, printing")) button.setAttribute("popovertarget", panel.id);
  document.body.append(panel);
})();
