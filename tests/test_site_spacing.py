"""§ and ¶ are never parted from their number, however narrow the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdf
import pytest
from building import Site
from reading import every_page, opener

from sphinx_scholia.transforms.spacing import keep_together

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

Lake = Callable[..., Site]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("see § 5", "see §\u00a05"),
        ("see ¶\n7", "see ¶\u00a07"),
        ("see ¶7", "see ¶7"),
        ("¶1–6, ¶15–¶16", "¶1–\u20606, ¶15–\u2060¶16"),
        ("§§ 3-4", "§§\u00a03-\u20604"),
        ("the sign ¶ is old; 3–4 lines", "the sign ¶ is old; 3–4 lines"),
    ],
)
def test_what_is_joined(written: str, kept: str) -> None:
    assert keep_together(written) == kept


SIGNS = """
    Signs
    =====

    .. article:: signs

       :Author: Hale

    .. passages::

       1. Of this tell § 12 and ¶ 34, §§ 567–890 and ¶12345–67890 and *§ 7*.
       2. ``§ 9`` is as it was typed.
"""


INDEX = """
    Lake
    ====

    .. toctree::

       ferry
       bridge
       signs
       glossary
"""
FILES = {"signs.rst": SIGNS, "index.rst": INDEX, "annotations/signs.rst": ".. none\n"}


def test_in_a_page_and_not_in_what_is_literal(lake: Lake) -> None:
    built = lake(FILES).build()
    assert built.warnings == []
    words = built.page("signs.html").text_content()
    assert "§\u00a012 and ¶\u00a034, §§\u00a0567–\u2060890 and ¶12345–\u206067890" in words
    assert "§\u00a07" in words
    assert {code.text_content() for code in built.page("signs.html").iter("code")} == {"§ 9"}


def test_in_a_handout(lake: Lake) -> None:
    built = lake(FILES).build("handouts", scholia_size="large")
    assert built.warnings == []
    lines = [
        line
        for page in pypdf.PdfReader(built.out / "signs.pdf").pages
        for line in page.extract_text().splitlines()
    ]
    assert not [line for line in lines if line.rstrip().endswith(("§", "¶"))]
    joined = "".join(lines).replace("\u2060", "").replace("\u00a0", " ")
    assert "§§ 567–890" in joined and "¶12345–67890" in joined


# for each sign with a number: whether all of it is on one line
PARTED = r"""() => {
  const parted = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let found = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (const match of node.data.matchAll(/[§¶]+[\s\u2060]?n?\d+(?:[–-]\u2060?[¶§]?n?\d+)?/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      found += lines.size > 0;
      if (lines.size > 1) parted.push(match[0]);
    }
  }
  return [found, parted];
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [240, 320, 390, 820])
def test_no_line_ends_between_them_on_any_page(
    chromium: Browser, reader_precis: Path, width: int
) -> None:
    found, parted = 0, {}
    with opener(chromium, reader_precis) as open_page:
        page = open_page("index.html", (width, 800))
        for name in every_page(reader_precis):
            page.goto(f"{reader_precis.as_uri()}/{name}")
            here, wrong = page.evaluate(PARTED)
            found += here
            if wrong:
                parted[name] = wrong
    assert found > 100
    assert parted == {}
