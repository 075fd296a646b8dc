"""On the web: links that are passed on, what search engines are told, pages that are missing."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import PROJECT, Site, build_reader
from lxml import etree, html
from reading import LAPTOP, PHONE, opener
from serving import served
from test_reading_access import findings

from sphinx_scholia.report import ScholiaError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADDRESS = "https://example.org/reader"
Lake = Callable[..., Site]


@pytest.fixture(scope="module")
def on_the_web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader, built for an address."""
    folder = tmp_path_factory.mktemp("web")
    return build_reader(folder, "-D", f"scholia_texts={folder}", "-D", f"html_baseurl={ADDRESS}")


def told(page: html.HtmlElement) -> dict[str, str]:
    """The names of a page's meta elements, and what they say."""
    return {
        tag.get("property") or tag.get("name"): tag.get("content")
        for tag in page.xpath("//meta[@property or @name]")
    }


def page_of(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / name).read_text(encoding="utf-8"))


# previews


def test_a_link_to_an_article_is_shown_with_its_question_and_a_picture(on_the_web: Path) -> None:
    page = page_of(on_the_web, "articles/gavin-2020.html")
    says = told(page)
    question = page.xpath("string(//div[contains(@class, 'central-question')]/p[2])")
    assert says["og:description"] == says["description"] == " ".join(question.split())
    assert "Karabakh war" in says["og:title"] and "<" not in says["og:title"]
    assert says["og:type"] == "article" and says["og:locale"] == "en_GB"
    assert says["og:url"] == f"{ADDRESS}/articles/gavin-2020.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [says["og:url"]]
    assert says["og:image"] == f"{ADDRESS}/_static/preview.png"
    assert (says["og:image:width"], says["og:image:height"]) == ("1200", "630")
    assert says["og:image:alt"] and says["twitter:card"] == "summary_large_image"
    assert (on_the_web / "_static/preview.png").read_bytes().startswith(b"\x89PNG")


def test_the_first_page_is_that_of_a_site(on_the_web: Path) -> None:
    says = told(page_of(on_the_web, "index.html"))
    assert says["og:type"] == "website"
    assert says["og:description"].startswith("An annotated reader and study guide.")
    assert len(says["og:description"]) <= 202


def test_an_article_is_never_described_by_its_own_words(lake: Lake) -> None:
    page = """
        Ferry
        =====

        .. article:: ferry

           :Author: A long account of its author, which is not what the page is about

        .. passages::

           1. A summary that is longer than forty characters, and stands for the article's words.
    """
    site = lake({"ferry.rst": page, "annotations/ferry.rst": ".. none\n", "ferry.toml": None})
    assert "description" not in told(site.build(html_baseurl=ADDRESS).page("ferry.html"))


def test_without_an_address_nothing_is_said_of_one(lake: Lake) -> None:
    site = lake()
    built = site.build(html_baseurl=ADDRESS)
    assert (built.out / "sitemap.xml").exists()
    built = site.build()
    assert not [name for name in told(built.page("ferry.html")) if name.startswith("og:")]
    assert not built.page("ferry.html").xpath("//link[@rel='canonical']")
    # nor is what an earlier build left
    assert not (built.out / "sitemap.xml").exists()


def test_answers_are_not_to_be_found(lake: Lake) -> None:
    built = lake().build(html_baseurl=ADDRESS, scholia_edition="teacher")
    says = told(built.page("ferry.html"))
    assert says["robots"] == "noindex" and "og:url" not in says
    assert not (built.out / "sitemap.xml").exists()


def test_a_picture_that_is_not_there_stops_the_build(lake: Lake) -> None:
    with pytest.raises(ScholiaError, match=r"names 'x\.png', but html_static_path has no picture"):
        lake().build(scholia_preview="x.png")


# the site map


def test_the_site_map_has_every_page_to_be_read_and_no_other(on_the_web: Path) -> None:
    tree = etree.parse(str(on_the_web / "sitemap.xml"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    addresses = tree.xpath("//s:url/s:loc/text()", namespaces=space)
    assert addresses == sorted(addresses)
    listed = {address.removeprefix(f"{ADDRESS}/") for address in addresses}
    made = {path.relative_to(on_the_web).as_posix() for path in on_the_web.rglob("*.html")}
    assert made - listed == {"404.html", "search.html", "genindex.html"}
    assert listed <= made


@pytest.mark.parametrize(("address", "there"), [("https://a.org", True), (ADDRESS, False)])
def test_robots_are_told_where_they_look(lake: Lake, address: str, there: bool) -> None:
    file = lake().build(html_baseurl=address).out / "robots.txt"
    assert file.exists() == there
    if there:
        assert f"Sitemap: {address}/sitemap.xml\n" in file.read_text(encoding="utf-8")


# the emblem


def test_pictures_are_what_their_sources_make() -> None:
    folder = PROJECT / "source" / "emblem"
    spec = importlib.util.spec_from_file_location("make_emblem", folder / "make.py")
    assert spec and spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    for name in ("emblem", "preview"):
        assert make.picture(name) == (folder / f"{name}.png").read_bytes()


def test_every_page_has_the_emblem(on_the_web: Path) -> None:
    for path in on_the_web.rglob("*.html"):
        page = html.parse(str(path)).getroot()
        icons = page.xpath("//link[contains(@rel, 'icon')]/@href")
        assert [Path(href).name for href in icons] == ["emblem.png", "emblem.png", "emblem.svg"]
        if path.name != "404.html":
            assert all((path.parent / href).is_file() for href in icons)


def test_an_icon_is_announced_in_the_size_that_it_has(lake: Lake) -> None:
    square = (PROJECT / "source" / "emblem" / "emblem.png").read_bytes()
    wide = (PROJECT / "source" / "emblem" / "preview.png").read_bytes()
    for picture, sizes in ((square, ["180x180"]), (wide, ["1200x630"]), (b"no picture", [])):
        site = lake({"goat.png": picture, "goat.svg": "<svg/>"})
        page = site.build(html_favicon="goat.svg", html_static_path=["goat.png"]).page("ferry.html")
        assert page.xpath("//link[@type='image/png']/@sizes") == sizes
        shutil.rmtree(site.folder)


# where there is no page


def test_it_is_found_by_no_search_whatever_its_name(lake: Lake) -> None:
    extensions = ["sphinx_scholia", "notfound.extension"]
    built = lake().build(
        html_baseurl=ADDRESS, extensions=extensions, notfound_pagename="no-such-page"
    )
    assert told(built.page("no-such-page.html"))["robots"] == "noindex"
    assert "robots" not in told(built.page("ferry.html"))


def test_the_missing_page_is_found_by_no_search(on_the_web: Path) -> None:
    assert told(page_of(on_the_web, "404.html"))["robots"] == "noindex"
    assert not page_of(on_the_web, "404.html").xpath("//link[@rel='canonical']")
    assert '"404"' not in (on_the_web / "searchindex.js").read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
@pytest.mark.parametrize("path", ["gone.html", "articles/gone.html", "a/b/c/"])
def test_it_works_at_any_depth_below_a_path(chromium: Browser, on_the_web: Path, path, size):
    with served(on_the_web, below="/reader") as address, opener(chromium, on_the_web) as open_page:
        page = open_page("index.html", size)
        page.goto(f"{address}/index.html")
        failed: list[str] = []
        page.on(
            "response", lambda answer: failed.append(answer.url) if answer.status == 404 else None
        )
        page.goto(f"{address}/{path}")
        assert failed == [f"{address}/{path}"], "only the page itself is missing"
        assert page.get_by_role("heading", name="Page not found").is_visible()
        assert page.locator(".reading-open:visible").count() == 1
        assert findings(page) == []
        page.locator("#search-here").fill("Susa")
        page.keyboard.press("Enter")
        page.locator("#search-results li").first.wait_for()
        assert page.url == f"{address}/search.html?q=Susa"
        page.goto(f"{address}/{path}")
        page.get_by_role("link", name="first page").click()
        assert page.url == f"{address}/index.html"
