"""axe-core finds nothing to mend: every page, light and dark, on three screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from reading import GAVIN, LAPTOP, SIZES, every_page, opener

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const found = await axe.run(document, { preload: false, resultTypes: ['violations'] });
  const line = (rule, node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary}`;
  return found.violations.flatMap(rule => rule.nodes.map(node => line(rule, node)));
}"""


def findings(page: Page) -> list[str]:
    """What axe-core complains of, one line for each element."""
    page.evaluate(AXE)
    return list(page.evaluate(RUN))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_page(chromium: Browser, reader_precis: Path, size, scheme):
    complaints = {}
    with opener(chromium, reader_precis) as open_page:
        page = open_page("index.html", size, color_scheme=scheme)
        for name in every_page(reader_precis):
            page.goto(f"{reader_precis.as_uri()}/{name}")
            if found := findings(page):
                complaints[name] = found
    assert complaints == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_with_a_note_a_term_and_the_panels_open(
    chromium: Browser, reader_precis: Path, size, scheme
):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(f"{GAVIN}#note-gavin-2020-central-asia", size, color_scheme=scheme)
        page.keyboard.press("Tab")
        page.locator("#note-gavin-2020-central-asia a.term-link").first.focus()
        page.locator("#term-card").wait_for()
        assert findings(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.locator(".reading-open:visible").click()
        assert findings(page) == []
        page.keyboard.press("Escape")
        page.locator("#p5 .passage-number").click()
        assert findings(page) == []


def test_the_focus_can_be_seen_wherever_it_goes(chromium: Browser, reader_precis: Path):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN, LAPTOP)
        unseen = []
        for _ in range(60):
            page.keyboard.press("Tab")
            shown = page.evaluate(
                """() => {
                  const at = document.activeElement, style = getComputedStyle(at);
                  const wide = parseFloat(style.outlineWidth) > 0;
                  const outlined = style.outlineStyle !== 'none' && wide;
                  const seen = at.getClientRects().length && Number(style.opacity) > 0.5;
                  const ok = at === document.body || (outlined && seen);
                  return ok ? '' : at.outerHTML.slice(0, 120);
                }"""
            )
            unseen += [shown] if shown else []
        assert unseen == []
