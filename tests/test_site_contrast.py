"""What is read stands out by 7:1, light and dark (WCAG 2.2, 1.4.6, AAA), as axe-core computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reading import GAVIN, LAPTOP, PHONE, opener
from test_reading_access import AXE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# words to be read, not numbers and labels; these are among what has 4.5:1 (test_reading_access)
READ = [
    ".passage-text",
    ".marginal-note",
    ".precis",
    ".source-card dd",
    ".central-question p",
    ".lead",
    ".about-wording",
    ".question > p",
    ".answer",
    "dl.glossary",
    ".known",
    ".claim-sentence",
    ".event",
    ".finding-entry",
    "table.docutils td",
    ".sd-card",
    ".term-card",
    "article > section > p",
    "article > section > section > p",
]
NOT_READ = [".note-mark", ".note-head", ".endnote-reference", ".event-date", "[class*='stance-']"]
RUN = """async ([read, not]) => {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  const include = read.filter(s => document.querySelector(s)).map(s => [s]);
  const found = await axe.run({ include, exclude: not.map(s => [s]) },
    { runOnly: ['color-contrast-enhanced'], preload: false });
  const nodes = found.violations.flatMap(rule => rule.nodes);
  return [found.passes.flatMap(rule => rule.nodes).length,
    nodes.map(n => `${n.any[0].data.contrastRatio} ${n.html.slice(0, 100)}`)];
}"""


def too_faint(page: Page) -> list[str]:
    page.evaluate(AXE)
    enough, faint = page.evaluate(RUN, [READ, NOT_READ])
    assert enough > 5, "nothing was looked at"
    return list(faint)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name",
    ["index.html", GAVIN, "glossary.html", "compare.html", "timeline.html", "corrections.html"],
)
def test_what_is_read(chromium: Browser, reader_precis: Path, name: str, scheme: str) -> None:
    with opener(chromium, reader_precis) as open_page:
        assert too_faint(open_page(name, LAPTOP, color_scheme=scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_note_and_a_definition_on_a_phone(
    chromium: Browser, reader_precis: Path, scheme: str
) -> None:
    with opener(chromium, reader_precis) as open_page:
        note = "note-gavin-2020-central-asia"
        page = open_page(f"{GAVIN}#{note}", PHONE, color_scheme=scheme)
        page.keyboard.press("Tab")
        page.locator(f"#{note} a.term-link").first.focus()
        page.locator("#term-card").wait_for()
        assert too_faint(page) == []
