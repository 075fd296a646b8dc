// Notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), and back. What comes from outside is never
// trusted: known properties only, of known types and lengths, and all of it text.
"use strict";
(() => {
  const { own } = scholia;
  const CONTEXT = "http://www.w3.org/ns/anno.jsonld";
  const HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236";
  own.LONGEST = { text: 20000, quote: 5000, name: 100, address: 500, file: 8e6 };

  // Version 4 of RFC 9562; crypto.randomUUID is refused to pages from a plain http server.
  own.newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
  };

  // Where the pages of this reader are, on the web; nothing in a folder, whose path tells its owner's name.
  function root() {
    const here = document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(/[?#].*$/s, "");
    return here.startsWith("http") && here.endsWith(own.page) ? here.slice(0, here.length - own.page.length) : "";
  }

  // -- writing ---------------------------------------------------------------------------------

  own.toAnnotation = (note) => {
    const quote = { type: "TextQuoteSelector", exact: note.exact, prefix: note.prefix, suffix: note.suffix };
    const position = { type: "TextPositionSelector", start: note.start, end: note.end };
    const passage = { type: "FragmentSelector", conformsTo: HTML_FRAGMENT, value: note.passage };
    const hasPosition = note.exact && note.start !== null;
    return {
      id: note.id,
      type: "Annotation",
      motivation: note.text ? "commenting" : "highlighting",
      created: note.created,
      modified: note.modified,
      ...(note.by && { creator: { type: "Person", name: note.by } }),
      ...(note.text && { body: { type: "TextualBody", value: note.text, format: "text/plain" } }),
      target: {
        source: note.page,
        selector: [...(note.exact ? [quote] : []), ...(hasPosition ? [position] : []), ...(note.passage ? [passage] : [])],
      },
    };
  };

  // A collection with one page, that holds all. Sources are relative, so that a file from one copy of the reader fits
  // another; where that copy is on the web, @base says so.
  own.toCollection = (notes) => {
    const base = root();
    return {
      "@context": base ? [CONTEXT, { "@base": base }] : CONTEXT,
      id: own.newId(),
      type: "AnnotationCollection",
      label: `Notes on ${document.querySelector("meta[name=scholia-reader]")?.content ?? document.title}`,
      total: notes.length,
      first: { id: own.newId(), type: "AnnotationPage", startIndex: 0, items: notes.map(own.toAnnotation) },
    };
  };

  // -- reading ---------------------------------------------------------------------------------

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const list = (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
  const whole = (text) => text.replace(/\p{Cs}/gu, "\ufffd"); // halves of characters cannot be kept

  function text(value, longest, what) {
    if (typeof value !== "string") throw new Error(`${what} is not text`);
    if (value.length > longest) throw new Error(`${what} has more than ${longest} characters`);
    return whole(value);
  }

  // Words for one line, cut rather than refused.
  own.line = (value, longest) => {
    const words = typeof value === "string" ? own.tidy(whole(value.slice(0, 20 * longest))).trim() : "";
    return [...words].length > longest ? `${[...words].slice(0, longest - 1).join("").replace(/ \S*$/, "")}…` : words;
  };

  function date(value) {
    const time = typeof value === "string" ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? "" : new Date(time).toISOString();
  }

  function words(annotation) {
    const bodies = [...list(annotation.body), ...list(annotation.bodyValue)];
    const parts = bodies.filter((body) => !isObject(body) || body.purpose !== "tagging").map((body) => {
      if (!isObject(body)) return text(body, own.LONGEST.text, "its text");
      return body.value === undefined ? "" : text(body.value, own.LONGEST.text, "its text");
    });
    return text(parts.filter(Boolean).join("\n\n"), own.LONGEST.text, "its text").trim();
  }

  // The selectors of a target, and those that refine them.
  function selectors(value, depth = 0) {
    return depth > 4 ? [] : list(value).filter(isObject).flatMap((each) => [each, ...selectors(each.refinedBy, depth + 1)]);
  }

  // A page's address from the root of the reader, whatever copy of it the note was written in.
  function pageOf(source, base) {
    const [address, fragment = ""] = text(isObject(source) ? source.id : source, own.LONGEST.address, "the address of its page").split("#");
    for (const start of [base, root()]) {
      if (start && address.startsWith(start)) return { page: address.slice(start.length), fragment };
    }
    const isHere = address.endsWith(`/${own.page}`);
    if (!address) throw new Error("it names no page");
    return { page: isHere ? own.page : address, fragment };
  }

  // A note from an annotation; an Error says why it cannot be one.
  own.fromAnnotation = (annotation, base = "") => {
    if (!isObject(annotation) || !list(annotation.type).includes("Annotation")) throw new Error("it is not an annotation");
    const id = text(annotation.id, own.LONGEST.address, "its id");
    if (!id) throw new Error("its id is empty");
    const [target] = list(annotation.target);
    const { page, fragment } = pageOf(isObject(target) ? target.source ?? target.id : target, base);
    const found = selectors(isObject(target) ? target.selector : []);
    const one = (type) => found.find((selector) => selector.type === type) ?? {};
    const quote = one("TextQuoteSelector");
    const count = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : null);
    const part = (name) => (quote[name] === undefined ? "" : text(quote[name], own.LONGEST.quote, `its ${name}`));
    const note = {
      id, page, exact: part("exact"), prefix: part("prefix"), suffix: part("suffix"),
      start: count(one("TextPositionSelector").start), end: count(one("TextPositionSelector").end),
      passage: own.line(one("FragmentSelector").value ?? fragment, own.LONGEST.name),
      text: words(annotation),
      by: own.line(list(annotation.creator).map((who) => (isObject(who) ? who.name ?? who.nickname : who)).filter((who) => typeof who === "string").join(", "), own.LONGEST.name),
    };
    if (!note.exact.trim() && !note.passage) throw new Error("it names no words and no passage");
    if (!note.exact.trim() && !note.text) throw new Error("it says nothing");
    const created = date(annotation.created);
    return { ...note, created, modified: date(annotation.modified) || created };
  };

  function itemsOf(value) {
    if (Array.isArray(value)) return value;
    if (!isObject(value)) return null;
    const types = list(value.type);
    if (types.includes("AnnotationCollection")) return itemsOf(value.first) ?? (Array.isArray(value.items) ? value.items : null);
    if (types.includes("AnnotationPage")) return Array.isArray(value.items) ? value.items : null;
    return types.includes("Annotation") ? [value] : null;
  }

  // The notes of a file, and why some of its items are none; an Error if it is no file of notes at all.
  own.readFile = (content) => {
    let value;
    try {
      value = JSON.parse(content);
    } catch {
      throw new Error("it is not JSON");
    }
    const items = itemsOf(value);
    if (!items) throw new Error("it is not an AnnotationCollection, an AnnotationPage or an Annotation");
    const context = list(isObject(value) ? value["@context"] : []).find((each) => isObject(each) && typeof each["@base"] === "string");
    const notes = [];
    const refused = [];
    for (const item of items) {
      try {
        notes.push(own.fromAnnotation(item, context?.["@base"]));
      } catch (fault) {
        refused.push(fault.message);
      }
    }
    return { notes, refused };
  };
})();
