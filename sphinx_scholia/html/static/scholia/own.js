// A reader's own notes: the rest is brought in only where there are some, where words are selected, or when it is asked for.
"use strict";
(() => {
  const FILES = ["own.css", "folding.js", "text.js", "keep.js", "exchange.js", "says.js", "card.js", "margin.js", "offer.js", "panel.js", "start.js"];
  const starter = document.currentScript;
  const { own } = scholia;
  if (!own.show) FILES.unshift("../beside.js"); // on the pages with texts it is there before them
  const hasText = document.querySelector(".passages");
  let brought;

  const one = (name) => new Promise((done, failed) => {
    const url = new URL(`own/${name}?v=${starter.dataset.version}`, starter.src).href;
    const style = name.endsWith("css");
    const element = document.createElement(style ? "link" : "script");
    Object.assign(element, style ? { rel: "stylesheet", href: url } : { src: url, async: false }, { onload: done, onerror: failed });
    document.head.append(element);
  });
  const bring = () => (brought ??= Promise.all(FILES.map(one)).then(() => own.start()));

  function bringWhereThereAreSome() {
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith(own.keysHere))) bring();
    } catch { /* a browser may forbid it: then there are none */ }
  }

  own.bring = bring;
  for (const button of scholia.tool("own-open", "✎", "My notes")) {
    // from then on the browser itself opens and closes it
    button.addEventListener("click", () => button.popoverTargetElement ?? bring().then(() => own.openPanel(button)));
  }
  if (!hasText) return;
  document.addEventListener("selectionchange", () => getSelection().isCollapsed || bring());
  addEventListener("storage", bringWhereThereAreSome); // written in another tab
  bringWhereThereAreSome();
})();
