"""What the tests of a reader's own notes share."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

#: Selects words in an element's text, as a reader would, looking past notes and their marks.
SELECT = """([selector, words]) => {
  const unseen = 'aside, .note-mark, .own-note, .own-sign, .own-card, .passage-number';
  const root = document.querySelector(selector);
  const take = node => node.parentElement.closest(unseen) ? 2 : 1;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, take);
  const at = [];
  let text = '';
  while (walker.nextNode()) {
    for (const [i, letter] of [...walker.currentNode.data].entries()) {
      if (!letter.trim() && text.endsWith(' ')) continue;
      text += letter.trim() ? letter : ' ';
      at.push([walker.currentNode, i]);
    }
  }
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`not there: ${words}`);
  const range = document.createRange();
  range.setStart(...at[start]);
  const [last, offset] = at[start + words.length - 1];
  range.setEnd(last, offset + 1);
  root.scrollIntoView({ block: 'center' });
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page: Page, selector: str, words: str) -> None:
    """Select words in an element, and wait for what is offered then."""
    page.evaluate(SELECT, [selector, words])
    expect(page.locator(".own-offer")).to_be_visible()


def highlight(page: Page, selector: str, words: str) -> None:
    select(page, selector, words)
    page.get_by_role("button", name="Highlight", exact=True).click()
    expect(page.locator(".own-offer")).to_be_hidden()


def write(page: Page, selector: str, words: str, note: str) -> None:
    """Write a note on words of an element."""
    select(page, selector, words)
    page.get_by_role("button", name="Note", exact=True).click()
    page.locator(".own-note textarea").fill(note)
    page.get_by_role("button", name="Done").click()
    expect(page.locator("textarea")).to_have_count(0)


def marked(page: Page) -> list[str]:
    """The words that each note or highlight is shown on, in the order of the page."""
    return list(
        page.evaluate(
            """() => {
              const words = new Map();
              for (const mark of document.querySelectorAll('.own-mark')) {
                const id = mark.dataset.own;
                words.set(id, (words.get(id) ?? '') + mark.textContent);
              }
              return [...words.values()].map(each => each.replace(/\\s+/g, ' '));
            }"""
        )
    )


def open_panel(page: Page) -> Locator:
    """Open the panel “My notes”."""
    page.locator(".own-open:visible").click()
    panel = page.locator("#own-panel")
    expect(panel).to_be_visible()
    return panel


def bring(page: Page) -> None:
    """Have the scripts of own notes at hand."""
    page.evaluate("async () => { await scholia.own.bring() }")


def stored(page: Page) -> list[dict[str, Any]]:
    """The annotations that the browser keeps."""
    return list(
        page.evaluate(
            """Object.keys(localStorage).filter(key => key.startsWith('scholia-own/')).sort()
               .map(key => JSON.parse(localStorage[key]))"""
        )
    )


@contextmanager
def served(folder: Path, **headers: str) -> Iterator[str]:
    """The address of a server of a folder, on this machine."""

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            super().end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
