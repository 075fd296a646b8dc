"""A reader's notes are kept in the browser, go out as Web Annotations, and come in from others."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from own import highlight, marked, open_panel, served, stored, write
from playwright.sync_api import expect
from reading import GAVIN, LAPTOP, PHONE, opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from reading import Open

pytestmark = pytest.mark.browser
WORDS = "outside powers are already taking sides"
TEXT = "#p5 .passage-text"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@pytest.fixture
def open_page(chromium: Browser, reader_precis: Path) -> Iterator[Open]:
    with opener(chromium, reader_precis) as open_page:
        yield open_page


def annotation(**changes: Any) -> dict[str, Any]:
    """An annotation as another tool might write it."""
    return {
        "@context": CONTEXT,
        "id": "urn:uuid:5e0b9f5e-0000-4000-8000-000000000001",
        "type": "Annotation",
        "created": "2026-01-02T03:04:05Z",
        "creator": {"type": "Person", "name": "Ani"},
        "body": {"type": "TextualBody", "value": "Which powers?"},
        "target": {
            "source": GAVIN,
            "selector": {"type": "TextQuoteSelector", "exact": WORDS, "prefix": "since "},
        },
    } | changes


def bring_in(page: Page, *contents: object) -> str:
    """Import files, and return what is said of them."""
    panel = page.locator("#own-panel")
    if not panel.is_visible():
        open_panel(page)
    files = [
        {
            "name": f"file-{number}.jsonld",
            "mimeType": "application/ld+json",
            "buffer": (each if isinstance(each, str) else json.dumps(each)).encode(
                "utf-8", "surrogatepass"
            ),
        }
        for number, each in enumerate(contents, 1)
    ]
    said = panel.locator(".own-panel-says [role=status]")
    page.evaluate("document.querySelector('.own-panel-says').replaceChildren()")
    page.locator("#own-panel input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    said.wait_for()
    return str(said.text_content())


def export(page: Page) -> dict[str, Any]:
    """The file of all notes."""
    if not page.locator("#own-panel").is_visible():
        open_panel(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export all").click()
    assert re.fullmatch(
        r"notes(-[\w-]+)?-\d{4}-\d\d-\d\d\.jsonld", download.value.suggested_filename
    )
    return dict(json.loads(download.value.path().read_text(encoding="utf-8")))


# -- out ---------------------------------------------------------------------------------------


def check_annotation(item: dict[str, Any]) -> None:
    """Each has what https://www.w3.org/TR/annotation-model/ demands, and nothing else."""
    optional = {"body", "creator"}
    required = {"id", "type", "motivation", "created", "modified", "target"}
    assert required <= set(item) <= required | optional
    assert URN.fullmatch(item["id"]) and item["type"] == "Annotation"
    assert DATE.fullmatch(item["created"]) and DATE.fullmatch(item["modified"])
    assert item["motivation"] == ("commenting" if "body" in item else "highlighting")
    if "body" in item:
        assert set(item["body"]) == {"type", "value", "format"}
        assert (item["body"]["type"], item["body"]["format"]) == ("TextualBody", "text/plain")
    if "creator" in item:
        assert set(item["creator"]) == {"type", "name"} and item["creator"]["type"] == "Person"
    assert set(item["target"]) == {"source", "selector"} and item["target"]["source"] == GAVIN
    for selector in item["target"]["selector"]:
        match selector["type"]:
            case "TextQuoteSelector":
                assert set(selector) == {"type", "exact", "prefix", "suffix"}
            case "TextPositionSelector":
                assert set(selector) == {"type", "start", "end"}
                assert 0 <= selector["start"] < selector["end"]
            case other:
                assert (other, set(selector)) == (
                    "FragmentSelector",
                    {"type", "value", "conformsTo"},
                )


def test_the_file_is_a_collection_of_web_annotations(open_page):
    page = open_page(GAVIN)
    panel = open_panel(page)
    panel.get_by_label("Your name").fill("Leyla M.")
    panel.get_by_label("Your name").press("Tab")
    page.keyboard.press("Escape")
    write(page, TEXT, WORDS, "Which “powers”?\n<b>Both?</b>")
    highlight(page, "#p7 .passage-text", "widens the danger")
    file = export(page)
    assert set(file) == {"@context", "id", "type", "label", "total", "first"}
    assert (file["@context"], file["type"], file["total"]) == (CONTEXT, "AnnotationCollection", 2)
    assert set(file["first"]) == {"id", "type", "startIndex", "items"}
    assert (file["first"]["type"], file["first"]["startIndex"]) == ("AnnotationPage", 0)
    assert URN.fullmatch(file["id"]) and URN.fullmatch(file["first"]["id"])
    items = sorted(file["first"]["items"], key=lambda item: item["motivation"])
    for item in items:
        check_annotation(item)
    assert items[0]["body"]["value"] == "Which “powers”?\n<b>Both?</b>"
    assert [item["creator"]["name"] for item in items] == ["Leyla M."] * 2
    assert "file:" not in json.dumps(file), "no path of this machine"


def test_on_the_web_the_file_says_where_the_pages_are(chromium, reader_precis):
    with served(reader_precis) as address:
        context = chromium.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{address}/{GAVIN}?x=1#p5")
        write(page, TEXT, WORDS, "One.")
        assert export(page)["@context"] == [CONTEXT, {"@base": f"{address}/"}]
        context.close()


def test_what_went_out_comes_in_again_elsewhere(open_page):
    page = open_page(GAVIN)
    write(page, TEXT, WORDS, "Which?")
    highlight(page, "#p7 .passage-text", "widens the danger")
    page.locator("#p6 .passage-number").click()
    page.get_by_role("button", name="Write a note").click()
    page.keyboard.type("On all of ¶6.")
    page.get_by_role("button", name="Done").click()
    file = export(page)
    other = open_page(GAVIN, PHONE)
    assert bring_in(other, file) == "file-1.jsonld: 3 new."
    assert marked(other) == marked(page)
    assert other.locator(".own-line").all_text_contents() == ["Which?", "On all of ¶6."]
    strip = ("imported",)
    assert [{k: v for k, v in each.items() if k not in strip} for each in stored(other)] == (
        stored(page)
    )


# -- in ----------------------------------------------------------------------------------------


def test_files_are_merged_without_doubling(open_page):
    page = open_page(GAVIN)
    assert bring_in(page, annotation()) == "file-1.jsonld: 1 new."
    assert bring_in(page, annotation()) == "file-1.jsonld: 0 new, 1 here already."
    later = annotation(
        modified="2026-02-01T00:00:00Z", body={"type": "TextualBody", "value": "Both?"}
    )
    assert bring_in(page, later) == "file-1.jsonld: 0 new, 1 changed since."
    assert bring_in(page, annotation()) == "file-1.jsonld: 0 new, 1 here already."
    assert page.locator(".own-line").all_text_contents() == ["Both?"]
    page.locator("#own-panel").get_by_role("button", name="Undo").click()
    assert len(stored(page)) == 1, "that import had changed nothing"


def test_an_import_can_be_undone(open_page):
    page = open_page(GAVIN)
    write(page, TEXT, "Turkey strongly backs", "Mine.")
    mine = stored(page)
    changed = mine[0] | {"modified": "2999-01-01T00:00:00Z", "body": {"value": "Theirs."}}
    changed["body"]["type"] = "TextualBody"
    assert bring_in(page, [annotation(), changed]) == "file-1.jsonld: 1 new, 1 changed since."
    page.locator("#own-panel").get_by_role("button", name="Undo").click()
    assert stored(page) == mine
    assert page.locator(".own-line").all_text_contents() == ["Mine."]


def test_a_class_of_thirty(open_page):
    page = open_page(GAVIN)
    files = [
        {
            "@context": CONTEXT,
            "id": f"urn:x:{who}",
            "type": "AnnotationPage",
            "items": [
                annotation(
                    id=f"urn:x:{who}:{number}",
                    creator={"type": "Person", "name": f"Student {who:02}"},
                    body={"type": "TextualBody", "value": f"Answer {who}.{number}"},
                )
                for number in range(3)
            ],
        }
        for who in range(30)
    ]
    assert bring_in(page, *files).count("3 new") == 30
    assert page.locator(".own-note").count() == 90
    assert set(marked(page)) == {WORDS}
    signs = page.locator(".own-sign a").all_text_contents()
    assert len(set(signs)) == 90 and signs[25:28] == ["z", "aa", "ab"]
    page.locator("#own-panel").get_by_label("Show the notes of").select_option("Student 07")
    assert page.locator(".own-note .own-by").all_text_contents() == ["Student 07"] * 3
    expect(page.locator(".own-note").get_by_role("button", name="Edit")).to_have_count(0)
    needed, given = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert needed <= given


def test_files_of_other_tools_are_read(open_page):
    page = open_page(GAVIN)
    refined = annotation(
        id="https://tool.example/2",
        creator=["https://people.example/ani", {"name": "Ani"}],
        body=[{"type": "TextualBody", "purpose": "tagging", "value": "tag"}, "Plain."],
        target=[
            {
                "source": {"id": f"https://school.example/reader/{GAVIN}"},
                "selector": {
                    "type": "FragmentSelector",
                    "value": "p5",
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "strongly backs"},
                },
            }
        ],
    )
    whole = annotation(
        id="https://tool.example/3", bodyValue="All.", body=None, target=f"{GAVIN}#p6"
    )
    assert bring_in(page, [refined, whole]) == "file-1.jsonld: 2 new."
    assert page.locator("#p5 .own-line").text_content() == "Plain."
    assert page.locator("#p6 .own-line").text_content() == "All."
    assert marked(page) == ["strongly backs"]


NOT_NOTES = {
    "nothing": "",
    "not json": "{",
    "a number": "5",
    "null": "null",
    "other json": '{"type": "FeatureCollection", "features": []}',
    "html": "<script>window.evil = 1</script>",
    "a collection elsewhere": {"type": "AnnotationCollection", "first": "https://x.example/1"},
    "items that are none": {"type": "AnnotationPage", "items": "many"},
    "deep": "[" * 100000,
}


@pytest.mark.parametrize("name", NOT_NOTES)
def test_a_file_of_something_else_is_refused_and_nothing_lost(open_page, name):
    page = open_page(GAVIN)
    write(page, TEXT, WORDS, "Mine.")
    before = stored(page)
    said = bring_in(page, NOT_NOTES[name], annotation())
    assert said.startswith("file-1.jsonld was not taken: it is not ")
    assert said.endswith("file-2.jsonld: 1 new."), "the other file is taken"
    assert before[0] in stored(page)


def test_an_item_that_is_no_note_is_refused_with_the_reason(open_page):
    page = open_page(GAVIN)
    said = bring_in(page, [annotation(), annotation(id=None), {"type": "Person"}])
    assert said == (
        "file-1.jsonld: 1 new; 2 items refused: its id is not text; it is not an annotation."
    )


# -- kept --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_two_tabs_do_not_write_over_each_other(chromium, reader_precis, scheme):
    with served(reader_precis) as address:
        start = address if scheme == "http" else reader_precis.as_uri()
        viewport = {"width": LAPTOP[0], "height": LAPTOP[1]}
        context = chromium.new_context(reduced_motion="reduce", viewport=viewport)
        one, two = context.new_page(), context.new_page()
        for page in (one, two):
            page.goto(f"{start}/{GAVIN}")
        write(one, TEXT, WORDS, "From one.")
        expect(two.locator(".own-line")).to_have_text(["From one."])
        write(two, "#p7 .passage-text", "widens the danger", "From two.")
        expect(one.locator(".own-line")).to_have_text(["From one.", "From two."])
        # the same note, open in both
        one.locator(".own-note").first.get_by_role("button", name="Edit").click()
        two.locator(".own-note").first.get_by_role("button", name="Edit").click()
        one.locator("textarea").fill("From one, and more.")
        expect(two.locator("textarea")).to_have_value("From one, and more.")
        two.get_by_role("button", name="Done").click()
        one.get_by_role("button", name="Done").click()
        # deleted in one, while it is written on in the other
        one.locator(".own-note").first.get_by_role("button", name="Edit").click()
        two.locator(".own-note").first.get_by_role("button", name="Delete").click()
        expect(two.locator(".own-line")).to_have_text(["From two."])
        one.locator("textarea").fill("From one, and more.")
        one.get_by_role("button", name="Done").click()
        expect(two.locator(".own-line")).to_have_text(["From one, and more.", "From two."])
        two.locator(".own-note").last.get_by_role("button", name="Delete").click()
        for page in (one, two):
            expect(page.locator(".own-line")).to_have_text(["From one, and more."])
        context.close()


FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
FORBIDDEN = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('', 'SecurityError') },
})"""


@pytest.mark.parametrize("fault", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_a_browser_that_keeps_nothing_is_told_of_and_nothing_is_lost_silently(open_page, fault):
    page = open_page(GAVIN)
    page.add_init_script(fault)
    page.reload()
    faults: list[object] = []
    page.on("pageerror", lambda each: faults.append(each))
    write(page, TEXT, WORDS, "Held.")
    expect(page.locator(".own-says")).to_contain_text("refused to keep")
    expect(page.locator(".own-line")).to_have_text("Held.")
    assert [item["body"]["value"] for item in export(page)["first"]["items"]] == ["Held."]
    expect(page.locator("#own-panel .own-warning")).to_contain_text("Export them now")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    assert faults == []
    page.reload()
    assert asked == ["beforeunload"], "the browser asks whether to leave"


def test_an_import_that_finds_no_room_takes_nothing_and_changes_nothing(open_page):
    page = open_page(GAVIN)
    write(page, TEXT, WORDS, "Mine.")
    before = stored(page)
    page.evaluate(
        """() => {
          const { setItem } = Storage.prototype;
          let room = 2;
          Storage.prototype.setItem = function (...args) {
            if (room === 0) throw new DOMException('', 'QuotaExceededError');
            room -= 1;
            setItem.apply(this, args);
          };
        }"""
    )
    notes = [annotation(id=f"urn:x:{number}") for number in range(5)]
    assert "would not keep them, so none was taken" in bring_in(page, notes)
    assert stored(page) == before
    assert page.locator(".own-line").all_text_contents() == ["Mine."]


def test_all_are_deleted_only_when_confirmed_and_can_be_had_back(open_page):
    page = open_page(GAVIN, LAPTOP)
    write(page, TEXT, WORDS, "One.")
    panel = open_panel(page)
    panel.get_by_role("button", name="Delete all…").click()
    assert page.evaluate("document.activeElement.textContent") == "Keep them"
    page.keyboard.press("Enter")
    assert len(stored(page)) == 1
    panel.get_by_role("button", name="Delete all…").click()
    panel.get_by_role("button", name="Delete all", exact=True).click()
    assert (stored(page), marked(page)) == ([], [])
    panel.get_by_role("button", name="Undo").click()
    assert marked(page) == [WORDS]
