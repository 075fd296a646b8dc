// In a page's plain text (own.flatten in beside.js): what a selection says, and where a quote stands.
//
// Not from a library: @apache-annotator/dom compares letter by letter, and @recogito/text-annotator (23 kB compressed) goes
// by offsets alone. Ours must fold as the engine does, look past its notes, and refuse to guess.
"use strict";
(() => {
  const { own } = scholia;
  const CONTEXT = 32; // characters of prefix and suffix
  const LETTER = /[\p{L}\p{N}\p{M}]/u;

  const joined = (text, at) => at > 0 && at < text.length && LETTER.test(before(text, at)) && LETTER.test(String.fromCodePoint(text.codePointAt(at)));
  // the code point that ends at an offset
  const before = (text, at) => [...text.slice(Math.max(0, at - 2), at)].pop() ?? "";
  const points = (text) => [...text].length;

  // The span of a range of the page, widened to whole words; null if it holds none.
  own.spanOf = (flat, range) => {
    let start = null;
    let end = null;
    for (const { node, start: at } of flat.pieces) {
      if (!range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (from >= to) continue;
      start ??= at + from;
      end = at + to;
    }
    if (start === null) return null;
    while (start < end && !flat.text[start].trim()) start += 1;
    while (end > start && !flat.text[end - 1].trim()) end -= 1;
    if (start === end) return null;
    while (joined(flat.text, start)) start -= 1;
    while (joined(flat.text, end)) end += 1;
    return { start, end };
  };

  // What is written down of a span. Offsets count code points, as the Web Annotation model asks.
  own.describe = (flat, { start, end }) => {
    const [head, exact, tail] = [flat.text.slice(0, start), flat.text.slice(start, end), flat.text.slice(end)].map(own.tidy);
    return {
      exact,
      prefix: [...head].slice(-CONTEXT).join("").replace(/^\p{M}+/u, ""),
      suffix: [...tail].slice(0, CONTEXT).join(""),
      start: points(head),
      end: points(head) + points(exact),
      passage: own.placeAt(flat, start),
    };
  };

  // All places where the folded words stand, from word's edge to word's edge.
  function wholeWords(folded, needle) {
    const found = [];
    for (let from = folded.indexOf(needle); needle && from >= 0; from = folded.indexOf(needle, from + 1)) {
      const to = from + needle.length;
      if (!joined(folded, from) && !joined(folded, to)) found.push({ from, to });
    }
    return found;
  }

  // Whether a character of the text begins here, and not a part of one that was folded to more than one.
  const whole = (offsets, at) => offsets[at] !== offsets[at - 1];

  // Where a note's words stand, or null: one place with these words around it; else, in another wording, the only one
  // in its passage. Of several alike the offset decides, or none is taken.
  own.find = (flat, note) => {
    flat.folding ??= own.fold(flat.text);
    const { folded, offsets } = flat.folding;
    const [needle, prefix, suffix] = [note.exact, note.prefix, note.suffix].map((part) => own.fold(part).folded.trim());
    const places = wholeWords(folded, needle).filter(({ from, to }) => whole(offsets, from) && whole(offsets, to)).map(({ from, to }) => ({
      start: offsets[from],
      end: offsets[to],
      fits: folded.slice(Math.max(0, from - prefix.length - 1), from).trimEnd().endsWith(prefix)
        && folded.slice(to, to + suffix.length + 1).trimStart().startsWith(suffix),
    }))
    const fitting = places.filter(({ fits }) => fits);
    if (fitting.length === 1) return fitting[0];
    const here = (fitting.length ? fitting : places).filter(({ start }) => note.passage && own.placeAt(flat, start) === note.passage);
    if (here.length === 1) return here[0];
    return fitting.find(({ start }) => points(own.tidy(flat.text.slice(0, start))) === note.start) ?? null;
  };

  own.unwrap = (mark) => {
    const { parentNode } = mark;
    mark.replaceWith(...mark.childNodes);
    parentNode.normalize();
  };
})();
