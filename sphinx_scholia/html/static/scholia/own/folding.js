// One way of looking past how a text is typed: that of sphinx_scholia/folding.py, whose tables these are.
"use strict";
(() => {
  const UNSEEN = /[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]/;
  const BLANK = /[\s\x1c-\x1f\x85]/;
  const JOINS_THE_ONE_BEFORE = /[\p{M}\u1160-\u11ff]/u;
  const FORMS = new Map([
    ...[..."`´ʻʼ‘’‚‛′‹›＇"].map((quote) => [quote, "'"]),
    ...[..."«»“”„‟″〝〞〟＂"].map((quote) => [quote, '"']),
    ...[..."‐‑‒–—―−﹘﹣－"].map((dash) => [dash, "-"]),
    ["…", "..."],
  ]);

  // The visible characters with their offsets, letters and their accents put together.
  function* composed(text) {
    let cluster = [];
    let offset = 0;
    for (const character of text) {
      const at = offset;
      offset += character.length;
      if (UNSEEN.test(character)) continue;
      if (cluster.length && !JOINS_THE_ONE_BEFORE.test(character)) {
        yield* compose(cluster);
        cluster = [];
      }
      cluster.push([character, at]);
    }
    yield* compose(cluster);
  }

  function* compose(cluster) {
    if (cluster.length === 1 && cluster[0][0] < "\u0300") return yield cluster[0]; // such a one is its own normal form
    const put = [...cluster.map(([character]) => character).join("").normalize("NFC")];
    const apart = cluster.length - put.length;
    for (const [index, character] of put.entries()) {
      yield [character, cluster[index ? Math.max(0, index + apart) : 0][1]];
    }
  }

  // The folded text, and for each of its code units the offset in `text` that it comes from, with one last for the end.
  scholia.own.fold = (text) => {
    let folded = "";
    const offsets = [];
    for (const [character, offset] of composed(text)) {
      if (BLANK.test(character) && folded.endsWith(" ")) continue;
      const form = BLANK.test(character) ? " " : FORMS.get(character) ?? character;
      folded += form;
      for (let unit = 0; unit < form.length; unit += 1) offsets.push(offset);
    }
    offsets.push(text.length);
    return { folded, offsets };
  };

  // As a reader sees it, on one line: what is written down of a text (Web Annotation asks that it be normalised first).
  scholia.own.tidy = (text) => text.replace(new RegExp(UNSEEN, "g"), "").replace(/[\s\x1c-\x1f\x85]+/g, " ");
})();
