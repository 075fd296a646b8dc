"""No script runs but the site's own: the content-security policy, in pages and in the browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html
from reading import GAVIN, every_page, opener
from serving import served

from sphinx_scholia.handouts.listing import Entry, write_list
from sphinx_scholia.html.policy import widened
from sphinx_scholia.policy import hash_of, policy_tag
from sphinx_scholia.report import ScholiaError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLE = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
POLICY = "//meta[@http-equiv='Content-Security-Policy']"


def policy_of(page: html.HtmlElement) -> dict[str, str]:
    (tag,) = page.xpath(POLICY)
    return dict(part.split(" ", 1) for part in tag.get("content").split("; "))


def test_a_hash_is_that_of_the_specification() -> None:
    # the example of Content Security Policy Level 3, of an inline script
    assert hash_of("alert('Hello, world.');") == EXAMPLE
    assert hash_of("a\r\nb\rc") == hash_of("a\nb\nc")


def test_sources_cannot_leave_their_attribute() -> None:
    tag = html.fragment_fromstring(policy_tag({"img-src": "'self' \"><script>"}))
    assert tag.get("content") == "img-src 'self' \"><script>"


def test_every_page_says_so_before_anything_it_speaks_of(reader_precis: Path) -> None:
    pages = ["404.html", *every_page(reader_precis)]
    assert {"index.html", "search.html", "genindex.html"} <= set(pages)
    for name in pages:
        page = html.parse(str(reader_precis / name)).getroot()
        policy = policy_of(page)
        assert policy["default-src"] == "'none'"
        assert "unsafe" not in policy["script-src"]
        first = page.xpath("//script | //link | //style | //img")[0]
        (tag,) = page.xpath(POLICY)
        assert list(page.iter()).index(tag) < list(page.iter()).index(first)
        # furo's script is let through, and nothing listens in an attribute
        assert {hash_of(s.text) for s in page.xpath("//script[not(@src)]")} <= set(
            policy["script-src"].split()
        )
        assert not page.xpath("//@*[starts-with(name(), 'on')]")


def test_the_list_of_handouts_runs_nothing_at_all(tmp_path: Path) -> None:
    write_list(tmp_path / "index.html", "Lake Ora", [Entry("ferry", "Ferry", "article", 2)])
    policy = policy_of(html.parse(str(tmp_path / "index.html")).getroot())
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy and "unsafe" not in policy["style-src"]


INLINE = """
    :orphan:

    Inline
    ======

    .. raw:: html

       <script>window.ran = 1</script><script type="application/json">{}</script>
"""


def test_an_author_is_told_of_a_script_that_will_not_run(lake) -> None:
    (warning,) = lake({"inline.rst": INLINE}).build().warnings
    assert warning.startswith("inline.rst: WARNING: an inline script ('window.ran = 1') is not")
    assert "scholia_policy = False" in warning and warning.endswith("[scholia.inline_script]")


def test_it_can_be_widened(lake) -> None:
    wider = {
        "img-src": "'self' https://maps.example.org",
        "frame-src": "https://films.example.org",
        "base-uri": "'self'",
        "media-src": "'none'",
    }
    page = lake().build(scholia_policy_sources=wider).page("index.html")
    policy = policy_of(page)
    # furo's icons are data, which go on being allowed
    assert policy["img-src"] == "'self' data: https://maps.example.org"
    assert policy["frame-src"] == "https://films.example.org"
    assert (policy["base-uri"], policy["media-src"]) == ("'self'", "'none'")


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"image-src": "'self'"}, "no directive is called 'image-src'; did you mean 'img-src'?"),
        ({"maps": "'self'"}, "no directive is called 'maps'; there are default-src, script-src, "),
        ({"img-src": ["'self'"]}, "'img-src' is [\"'self'\"]; write its sources as words"),
        ({"img-src": ""}, "'img-src' is ''; write its sources as words"),
        ({"img-src": "data:; script-src *"}, "'img-src' is 'data:; script-src *'; write its "),
    ],
)
def test_what_cannot_widen_it_is_named(sources: dict[str, object], message: str) -> None:
    with pytest.raises(ScholiaError) as error:
        widened(sources)
    assert str(error.value).startswith(f"scholia_policy_sources: {message}")


def test_it_can_be_left_out(lake) -> None:
    built = lake({"inline.rst": INLINE}).build(scholia_policy=False)
    assert built.warnings == []
    assert not built.page("index.html").xpath(POLICY)


def test_plurals_of_other_languages_need_no_evaluation(lake) -> None:
    script = (lake().build(language="de").out / "_static/translations.js").read_text("utf-8")
    assert "addTranslations" not in script
    assert "Documentation.PLURAL_EXPR = (n) => Number((n != 1));" in script
    assert re.search(r'"Searching": "\w+', script)


SMUGGLED = """<p>Smuggled in</p><script>window.ran = "script"</script>
<img src="data:," onerror="window.ran = 'handler'">
<a id="link" href="javascript:void(window.ran = 'link')">x</a>
"""


def open_with_smuggled(page: Page, folder: Path, address: str, *, policy: bool) -> object:
    """What has run of a script that came into a page in spite of all."""
    words = (folder / GAVIN).read_text(encoding="utf-8")
    if not policy:
        words = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", words)
    smuggled = re.sub(r'(<article role="main"[^>]*>)', lambda m: m[1] + SMUGGLED, words)
    name = f"articles/smuggled-{policy}.html"
    (folder / name).write_text(smuggled, encoding="utf-8")
    page.goto(f"{address}/{name}")
    assert page.get_by_text("Smuggled in").is_visible()
    page.locator("#link").click()
    page.locator("#p5 .passage-number").click()
    return page.evaluate("() => window.ran ?? 'nothing'")


@pytest.mark.browser
@pytest.mark.parametrize("how", ["server", "file"])
def test_what_is_smuggled_in_does_not_run(
    chromium: Browser, reader_precis: Path, tmp_path: Path, how: str
) -> None:
    site = tmp_path / "site"
    (site / "articles").mkdir(parents=True)
    (site / "_static").symlink_to(reader_precis / "_static")
    (site / GAVIN).write_bytes((reader_precis / GAVIN).read_bytes())
    with opener(chromium, site) as open_page, served(site) as address:
        page = open_page(GAVIN)
        address = address if how == "server" else site.as_uri()
        # without its policy the same page runs it: the test would see it
        assert open_with_smuggled(page, site, address, policy=False) != "nothing"
        assert open_with_smuggled(page, site, address, policy=True) == "nothing"
        assert page.locator(".reading-open:visible").count() == 1, "our own scripts run"
        assert page.evaluate("() => document.body.dataset.theme") == "auto", "furo's script runs"
