"""A file of notes is from anybody: nothing in it acts, and nothing in it breaks the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from own import open_panel
from reading import GAVIN, LAPTOP, PHONE, opener
from test_own_exchange import annotation, bring_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MARKUP = [
    "<script>evil()</script>",
    "</script><script>evil()</script>",
    "<img src=x onerror=evil()>",
    "<img src=x onerror=evil()//",
    "<svg onload=evil()>",
    "<svg><script>evil()</script></svg>",
    "<svg><animate onbegin=evil() attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:evil()><text y=9>x</text></a></svg>",
    "<math><mi xlink:href='javascript:evil()'>x</mi></math>",
    "<iframe srcdoc='<script>parent.evil()</script>'></iframe>",
    "<iframe src=javascript:parent.evil()></iframe>",
    "<object data=javascript:evil()></object>",
    "<embed src=javascript:evil()>",
    "<a href=javascript:evil()>x</a>",
    "<form action=javascript:evil()><button>x</button></form>",
    "<button formaction=javascript:evil()>x</button>",
    "<input autofocus onfocus=evil()>",
    "<details open ontoggle=evil()>",
    "<video><source onerror=evil()></video>",
    "<audio src=x onerror=evil()>",
    "<body onload=evil()>",
    "<style>body { display: none }</style>",
    "<link rel=stylesheet href=//x.example/x.css>",
    "<base href=//x.example/>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<template><script>evil()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=evil()>'>",
    "<!--><img src=x onerror=evil()>-->",
    "<![CDATA[<script>evil()</script>]]>",
    "]]><script>evil()</script>",
    "</textarea><script>evil()</script>",
    "</title><script>evil()</script>",
    "</div></aside></article><h1>taken over</h1>",
    '"><script>evil()</script>',
    "'><script>evil()</script>",
    '" onmouseover=evil() x="',
    "' autofocus onfocus=evil() x='",
    "`${evil()}`",
    "{{constructor.constructor('evil()')()}}",
    "${evil()}",
    "<%= evil() %>",
    "&lt;script&gt;evil()&lt;/script&gt;",
    "&#60;script&#62;evil()&#60;/script&#62;",
    "\\u003cscript\\u003eevil()\\u003c/script\\u003e",
    "%3Cscript%3Eevil()%3C/script%3E",
    "<ScRiPt>evil()</sCrIpT>",
    "<script\x00>evil()</script>",
    "<scr\xadipt>evil()</scr\xadipt>",
    "＜script＞evil()＜/script＞",
    "<marquee onstart=evil()>x</marquee>",
]
ADDRESSES = [
    "javascript:evil()",
    "JaVaScRiPt:evil()",
    " javascript:evil()",
    "java\tscript:evil()",
    "javascript://x.example/%0aevil()",
    "data:text/html,<script>evil()</script>",
    "vbscript:evil()",
    "blob:null/x",
    "file:///etc/passwd",
    "//x.example/",
    "https://x.example/articles/gavin-2020.html.evil",
    "../../../../../etc/passwd",
    "\\\\x.example\\share",
    "articles/../../../x",
    "#",
    "?x",
    "%",
    "\ud800",
    "a/b?c=<script>evil()</script>",
    "x" * 400,
]
SHAPES = [
    "x" * 19000,
    "x " * 9000,
    "\n" * 5000 + "x",
    "Z" + "\u0301" * 300,
    "\u202ereversed\u202c \u2066isolated",
    "\u200b" * 500 + "x",
    "\ud800 \udc00 x",
    "\x00\x01\x07\x1b[31m\x7f x",
    "﷽" * 300,
    "😀" * 2000,
    "א" * 500,
    "\u2028\u2029x",
    "W" * 5000,
    "|" * 5000,
    "\t" * 500 + "x",
]
KEYS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "then"]
WRONG = [None, 0, -1, 1.5, 1e308, True, [], {}, [[]], {"a": {}}, "", [None]]
#: where a word of a file goes
PLACES: dict[str, Any] = {
    "its text": lambda words: {"body": {"type": "TextualBody", "value": words}},
    "its writer": lambda words: {"creator": {"name": words}},
    "its words": lambda words: {
        "target": {
            "source": GAVIN,
            "selector": {
                "type": "TextQuoteSelector",
                "exact": words[:5000],
                "prefix": words[:5000],
            },
        }
    },
    "its passage": lambda words: {
        "target": {"source": GAVIN, "selector": {"type": "FragmentSelector", "value": words}}
    },
    "its id": lambda words: {"id": words[:500]},
}


EVIL = "() => { window.evil = () => { window.wasEvil = true } }"


def numbered(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"urn:x:{number}"} | each for number, each in enumerate(notes)]


def without_id(note: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in note.items() if key != "id"}


def check(page: Page, before: int) -> None:
    """Nothing has run, nothing has come that is not ours, nothing runs off the page."""
    page.wait_for_timeout(100)
    assert page.evaluate("window.wasEvil") is None
    assert page.evaluate("({}).polluted") is None
    assert strangers(page) == before
    acting = page.evaluate(
        """[...document.querySelectorAll('.own-note *, .own-card *, #own-panel *, .own-sign *')]
           .flatMap(e => [...e.attributes])
           .filter(a => a.name.startsWith('on') || ['src', 'action', 'style'].includes(a.name)
             || (a.name === 'href' && !/^(#|file:)/.test(a.value)))
           .map(a => `${a.name}=${a.value}`)"""
    )
    assert acting == []
    needed, given = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert needed <= given
    panel = page.locator("#own-panel")
    needed, given = panel.evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert needed <= given


def strangers(page: Page) -> int:
    strange = "script, iframe, object, embed, base, svg, img, style, link, form, video, audio, math"
    return int(page.evaluate(f"document.querySelectorAll('{strange}').length"))


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
@pytest.mark.parametrize("place", PLACES)
def test_words_that_would_like_to_act_are_shown_as_words(chromium, reader_precis, place, size):
    words = MARKUP + SHAPES + ADDRESSES + KEYS
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN, size)
        page.evaluate(EVIL)
        faults: list[object] = []
        page.on("pageerror", lambda fault: faults.append(fault))
        open_panel(page)
        before = strangers(page)
        notes = numbered([without_id(annotation()) | PLACES[place](each) for each in words])
        said = bring_in(page, notes)
        assert "new" in said
        check(page, before)
        page.keyboard.press("Escape")
        page.reload()
        page.evaluate(EVIL)
        open_panel(page)
        check(page, before)
        if place == "its text":
            shown = set(page.locator(".own-line").all_text_contents())
            missing = [each for each in MARKUP + KEYS if each not in shown]
            assert missing == []
        assert faults == []


def test_pages_with_hostile_addresses_are_named_and_never_linked(chromium, reader_precis):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        root = page.url.removesuffix(GAVIN)
        selector = {"type": "TextQuoteSelector", "exact": "war"}
        notes = numbered(
            [
                without_id(annotation(target={"source": each, "selector": selector}))
                for each in ADDRESSES + MARKUP + KEYS
            ]
        )
        bring_in(page, notes)
        panel = page.locator("#own-panel")
        links = panel.locator("a").evaluate_all("all => all.map(a => a.href)")
        assert [each for each in links if not each.startswith(root)] == []
        check(page, strangers(page))
        listed = panel.locator(".own-pages li").all_text_contents()
        assert any(each.startswith("javascript:evil()") for each in listed)


def test_values_of_the_wrong_type_are_refused_or_left_out(chromium, reader_precis):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        faults: list[object] = []
        page.on("pageerror", lambda fault: faults.append(fault))
        right = annotation()
        notes: list[Any] = [*WRONG, "note", KEYS]
        for name in (*right, "modified", "bodyValue", "motivation"):
            notes += [right | {"id": f"urn:x:{name}:{n}"} | {name: w} for n, w in enumerate(WRONG)]
        for name in ("type", "exact", "prefix", "suffix", "refinedBy", "value", "start"):
            for number, wrong in enumerate(WRONG):
                selector = right["target"]["selector"] | {name: wrong}
                target = {"source": GAVIN, "selector": selector}
                notes.append(right | {"id": f"urn:y:{name}:{number}", "target": target})
        open_panel(page)
        before = strangers(page)
        said = bring_in(page, notes)
        assert " new; " in said and "refused" in said
        check(page, before)
        assert faults == []


def test_keys_of_prototypes_change_nothing(chromium, reader_precis):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        inner = json.dumps(annotation())[1:-1]
        evil = '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}'
        raw = f"[{{{evil}, {inner}}}]"
        assert bring_in(page, raw) == "file-1.jsonld: 1 new."
        check(page, strangers(page))


def test_what_is_too_long_is_refused_with_the_reason(chromium, reader_precis):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        huge = annotation(body="x" * 500_000)
        said = bring_in(page, [huge, annotation()])
        assert said == (
            "file-1.jsonld: 1 new; 1 item refused: its text has more than 20000 characters."
        )
        assert "it is larger than 8 MB" in bring_in(page, "x" * 9_000_000)
        check(page, strangers(page))


@pytest.mark.parametrize("kept", ["", "null", "[]", "{", "5", '{"type": "Annotation"}', "<b>"])
def test_a_store_that_holds_something_else_does_no_harm(chromium, reader_precis, kept):
    with opener(chromium, reader_precis) as open_page:
        page = open_page(GAVIN)
        page.evaluate(
            """kept => {
              const page = encodeURIComponent(scholia.own.page);
              localStorage.setItem(`${scholia.own.keys}${page}/x`, kept);
              localStorage.setItem(`${scholia.own.keys}%/%E0%A4%A`, kept);
            }""",
            kept,
        )
        faults: list[object] = []
        page.on("pageerror", lambda fault: faults.append(fault))
        page.reload()
        assert bring_in(page, annotation()) == "file-1.jsonld: 1 new."
        assert page.locator(".own-note").count() == 1
        assert faults == []
