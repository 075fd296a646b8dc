// The panel “My notes”: those of this page and of all, out to a file and in from files, and who writes.
"use strict";
(() => {
  const { make, own } = scholia;
  const panel = make("div", { id: "own-panel", class: "reading-panel own-panel", popover: "auto", role: "dialog", tabindex: "-1", "aria-label": "My notes" });
  const says = make("div", { class: "own-panel-says" });
  const content = make("div");
  panel.append(content, says);
  document.body.append(panel);

  const group = (title, ...parts) => make("fieldset", {}, make("legend", {}, title), ...parts);
  const row = (...parts) => make("div", { class: "reading-row" }, ...parts);
  const many = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;
  const all = () => [...own.all().values()];

  // -- this page -----------------------------------------------------------------------------------

  function entry({ note, sign }) {
    const letter = make("span", { class: "own-entry-letter" }, sign?.querySelector("a")?.textContent ?? "");
    const words = make("span", {}, letter, make("bdi", { class: "own-entry-quote" }, own.lemma(note)), " ", make("bdi", {}, own.line(note.text, 90)));
    const by = note.by ? make("bdi", { class: "own-by" }, note.by) : "";
    if (sign) {
      const open = own.button("", () => {
        panel.hidePopover();
        own.open(note.id);
      }, { class: "own-entry" });
      open.append(words, by);
      return make("li", {}, open);
    }
    // its words cannot show all of it beside them: so it is read here
    const whole = note.text ? make("p", { dir: "auto", class: "own-whole" }, note.text) : "";
    const remove = own.button("Delete", () => own.remove(note.id), { "aria-label": `Delete ${own.name(note)} on ${own.lemma(note)}` });
    return make("li", { class: "own-placeless" }, make("bdi", { class: "own-entry-quote" }, own.lemma(note)), whole, make("div", { class: "own-tools" }, by, remove));
  }

  function thisPage() {
    if (!document.querySelector(".passages")) return "";
    const notes = own.list();
    const placed = notes.filter(({ sign }) => sign);
    const placeless = notes.filter(({ sign }) => !sign);
    const how = "Select words in the text, then choose “Highlight” or “Note”. For a whole passage, choose its number.";
    return make("div", {},
      group("On this page", placed.length ? make("ul", {}, ...placed.map(entry)) : "", make("p", { class: "own-hint" }, how)),
      placeless.length ? group("Without a place here", make("p", { class: "own-hint" }, "Their words are not on this page: perhaps they were marked in another wording."), make("ul", {}, ...placeless.map(entry))) : "");
  }

  // -- all pages -----------------------------------------------------------------------------------

  const root = new URL(own.page.replace(/[^/]+/g, "..").replace(/\.\.$/, ".") || ".", location.href.replace(/[?#].*$/s, "")).href;

  // The address of a page of this reader; nothing else is ever linked.
  function address(page) {
    try {
      const { href } = new URL(page, root);
      return href.startsWith(root) ? href : "";
    } catch {
      return "";
    }
  }

  function title(page) {
    if (page === own.page) return document.querySelector("h1")?.firstChild?.textContent ?? page;
    const link = [...document.querySelectorAll("a[href]")].find((each) => each.href.split("#")[0] === address(page) && each.textContent.trim());
    return link ? link.textContent.trim() : own.line(page, 60);
  }

  function allPages(notes) {
    const counts = new Map();
    for (const { page } of notes) counts.set(page, (counts.get(page) ?? 0) + 1);
    const lines = [...counts].sort().map(([page, count]) => {
      const href = address(page);
      return make("li", {}, href ? make("a", { href }, title(page)) : make("bdi", {}, title(page)), `: ${many(count, "note or highlight", "notes and highlights")}`);
    });
    return lines.length ? group("On all pages", make("ul", { class: "own-pages" }, ...lines)) : "";
  }

  // -- writers -------------------------------------------------------------------------------------

  function me() {
    const field = make("input", { type: "text", maxlength: own.LONGEST.name, autocomplete: "name", value: own.writer() });
    field.addEventListener("change", () => own.setWriter(own.line(field.value, own.LONGEST.name)));
    return make("label", { class: "own-name" }, "Your name, if you like", field);
  }

  function writers() {
    const names = [...new Set(own.here().map(({ by }) => by))].sort((one, other) => one.localeCompare(other));
    if (names.length < 2) return "";
    const options = names.map((name) => make("option", { value: name }, name || "Without a name"));
    const choice = make("select", {}, make("option", { value: "\n" }, "Everybody"), ...options);
    choice.value = own.onlyBy ?? "\n";
    choice.addEventListener("change", () => {
      own.onlyBy = choice.value === "\n" ? null : choice.value;
      own.changed();
      panel.querySelector("select")?.focus();
    });
    return make("label", { class: "own-name" }, "Show the notes of", choice);
  }

  // -- files ---------------------------------------------------------------------------------------

  function exportAll() {
    const notes = all();
    const json = JSON.stringify(own.toCollection(notes), null, 2);
    const href = URL.createObjectURL(new Blob([json], { type: "application/ld+json" }));
    const by = own.writer().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    const link = make("a", { href, download: `notes${by && `-${by}`}-${new Date().toISOString().slice(0, 10)}.jsonld` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    own.say(`${many(notes.length, "note or highlight", "notes and highlights")} went into a file, ${link.download}.`);
  }

  async function read(file) {
    if (file.size > own.LONGEST.file) throw new Error("it is larger than 8 MB");
    return own.readFile(await file.text());
  }

  async function importFiles(files) {
    const lines = [];
    const undos = [];
    for (const file of files) {
      try {
        const { notes, refused } = await read(file);
        const { fresh, later, same, undo } = own.merge(notes);
        undos.unshift(undo);
        const parts = [`${fresh} new`, ...(later ? [`${later} changed since`] : []), ...(same ? [`${same} here already`] : [])];
        const reasons = [...new Set(refused)].slice(0, 3).join("; ");
        lines.push(`${own.line(file.name, 60)}: ${parts.join(", ")}${refused.length ? `; ${many(refused.length, "item")} refused: ${reasons}` : ""}.`);
      } catch (fault) {
        lines.push(`${own.line(file.name, 60)} was not taken: ${fault.message}. Nothing of yours is changed.`);
      }
    }
    own.changed();
    own.say(lines.join("\n"), undos.length ? () => {
      undos.forEach((undo) => undo());
      own.changed();
      own.say("The import is undone.");
    } : undefined);
  }

  function deleteAll() {
    const notes = all();
    const confirmed = () => {
      notes.forEach(own.forget);
      own.changed();
      own.say("All your notes and highlights are deleted.", () => {
        notes.forEach(own.save);
        own.changed();
      });
    };
    const sure = make("div", { class: "own-sure", role: "group", "aria-label": "Delete all" },
      make("p", {}, `Delete ${many(notes.length, "note or highlight", "notes and highlights")} on all pages?`),
      row(own.button("Delete all", confirmed), own.button("Keep them", () => own.filled())));
    panel.querySelector(".own-delete").replaceWith(sure);
    sure.querySelectorAll("button")[1].focus();
  }

  function files(count) {
    const picker = make("input", { type: "file", multiple: "", accept: ".jsonld,.json,application/ld+json,application/json", class: "visually-hidden", tabindex: "-1", "aria-hidden": "true" });
    picker.addEventListener("change", () => importFiles([...picker.files]));
    const buttons = [own.button("Import…", () => picker.click())];
    if (count) buttons.unshift(own.button("Export all", exportAll));
    if (count) buttons.push(own.button("Delete all…", deleteAll, { class: "own-delete" }));
    const where = own.isUnkept()
      ? "This browser refused to keep some of them: they are lost when you leave this page. Export them now."
      : "Kept in this browser only, and sent nowhere. They are gone if its data are cleared: export them.";
    return group("Files", row(...buttons), picker, make("p", { class: own.isUnkept() ? "own-hint own-warning" : "own-hint" }, where));
  }

  // -- the panel -----------------------------------------------------------------------------------

  function fill() {
    const notes = all();
    content.replaceChildren(thisPage(), writers(), me(), allPages(notes), files(notes.length));
  }

  own.filled = () => {
    if (!panel.matches(":popover-open")) return;
    const hadFocus = content.contains(document.activeElement);
    fill();
    if (hadFocus) panel.focus(); // what had it is gone
  };

  own.openPanel = (source) => panel.showPopover({ source });
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    says.replaceChildren();
    fill();
  });
  for (const button of document.querySelectorAll(".own-open")) button.setAttribute("popovertarget", panel.id);
})();
