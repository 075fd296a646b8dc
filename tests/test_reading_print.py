"""A page printed from the browser has what its reader chose, and nothing to click on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reading import GAVIN, opener

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
NAVIGATION = [".sidebar-drawer", ".mobile-header", ".bottom-of-page", ".reading-open", ".note-cite"]


@pytest.mark.parametrize("left_out", [[], ["notes"], ["definitions"]], ids=str)
def test_what_is_printed_is_what_was_chosen(chromium: Browser, reader_precis: Path, left_out):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        page.evaluate("left_out => scholia.keep('print', left_out)", left_out)
        page.emulate_media(media="print")
        assert not any(page.locator(part).first.is_visible() for part in NAVIGATION)
        notes = page.locator(".marginal-note").first.is_visible()
        definitions = page.locator(".definitions").is_visible()
        assert notes == ("notes" not in left_out)
        assert definitions == ("definitions" not in left_out)


def test_definitions_are_unseen_on_the_screen(chromium: Browser, reader_precis: Path):
    with opener(chromium, reader_precis) as open_page:
        assert not open_page(GAVIN).locator(".definitions").is_visible()
