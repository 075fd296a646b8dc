"""What is noise in any copy from the web, known by its looks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sphinx_scholia.folding import fold
from sphinx_scholia.texts.model import Paragraph

NAVIGATION = "navigation"
PICTURE_CREDIT = "picture credit"

_NAVIGATION = re.compile(
    r"(open |close |main |toggle )?(menu|navigation)( close)?|close|search|home|print( this page)?"
    r"|skip (to (main )?content|advertisement)|back to top|scroll down|(next|previous) article"
    r"|advertisement|(story|advertisement) continues below|sponsored( content)?"
    r"|log ?in|sign in|register( now)?|create an account|want to write"
    r"|sign up( now| for our newsletter)?|(get|join) our newsletter|newsletters?"
    r"|subscribe( now| to our newsletter)?|click here to subscribe|donate( now)?|support us"
    r"|share( this( article| page| story)?)?|(share|save|post|send) (on|via|with|to|by) \w+( \w+)?"
    r"|follow us( on \w+)?|tweet|facebook|twitter|whatsapp|republish this article|download pdf"
    r"|read more|continue reading|load more|listen( to this article)?|more from this author"
    r"|related( articles| content| stories| topics)?|recommended|most (read|popular)"
    r"|you (may|might) also like|(show|view) comments|leave a comment|join the conversation"
)
_ENDS_OF_A_BUTTON = " .:!?…>»›→▸▼▾|•-–—"

_AGENCY = (
    r"(?:AFP|AP(?: Photo)?|Associated Press|EPA(?:-EFE)?|EFE|Reuters|REUTERS|Getty(?: Images)?"
    r"|Shutterstock|Alamy(?: Stock Photo)?|Wikimedia(?: Commons)?|Flickr|Unsplash|iStock"
    r"|Anadolu(?: Agency)?|Xinhua|TASS|Sputnik|PA(?: Images| Wire)?|dpa|DPA|ANSA"
    r"|Magnum(?: Photos)?)"
)
_NAMES = r"[^\W\d_a-z][\w.'-]*(?: [^\W\d_a-z][\w.'-]*){0,4}"
_OF_A_PICTURE = r"(?:[Pp]hoto|[Pp]hotograph|[Pp]icture|[Ii]mage|[Ii]llustration)s?"
_FROM = r" ?(?:/|\||,|via\b) ?"
_AGENCY_CREDIT = re.compile(
    rf"(?:{_OF_A_PICTURE}(?: by|:) )?(?:{_NAMES}{_FROM})*{_AGENCY}(?:{_FROM}[^!?]{{0,50}}[^.!?])?"
)
_PHOTO_BY = re.compile(rf"{_OF_A_PICTURE}(?: by| credits?:?| courtesy of|:) (?={_NAMES}).{{1,100}}")
_MORE_THAN_A_NAME = re.compile(rf"{_OF_A_PICTURE}|.*{_FROM}")
_LAST_SENTENCE_END = re.compile(r".*[.!?][\"')]* (?=[^ ])")
_IN_BRACKETS_AT_THE_END = re.compile(r".* [(\[]([^()\[\]]+)[)\]]")

_SHORTEST_REPEAT = 15
_FEWEST_WORDS_OF_A_REPEAT = 3
_SHORTEST_PULL_QUOTE = 40


def noise_by_rule(text: str) -> str | None:
    """The name of the rule that knows this line as noise, if one does."""
    folded = fold(text)[0]
    if is_navigation(text):
        return NAVIGATION
    return PICTURE_CREDIT if _is_credit(folded) else None


def is_navigation(text: str) -> bool:
    """Whether the line is a button, a menu or an invitation to sign up."""
    words = fold(text.strip(_ENDS_OF_A_BUTTON))[0].casefold()
    return bool(_NAVIGATION.fullmatch(words))


def _is_credit(line: str) -> bool:
    """Whether a line ends with who made a picture, as captions do and sentences do not."""
    if _PHOTO_BY.fullmatch(line):
        return True
    sentences = _LAST_SENTENCE_END.match(line)
    tail = line[sentences.end() :] if sentences else line
    bracketed = _IN_BRACKETS_AT_THE_END.fullmatch(line)
    if not (sentences or bracketed or _MORE_THAN_A_NAME.match(line)):
        return False  # a heading may be called "Reuters"
    candidates = [tail.strip("()[]"), *([bracketed[1]] if bracketed else [])]
    return any(_AGENCY_CREDIT.fullmatch(candidate) for candidate in candidates)


def find_repeats(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Which paragraphs repeat another one, wholly or (as pull-quotes do) its beginning.

    Returns their indexes with the index of the paragraph that each repeats.  Of two that are
    equal but for a full stop, the one without it is the repeat; of two that are quite equal, the
    later one.
    """
    keys = [_key(paragraph.text) for paragraph in paragraphs]
    repeats: dict[int, int] = {}
    first: dict[str, int] = {}
    stopped = [fold(paragraph.text)[0].endswith(".") for paragraph in paragraphs]
    in_order = sorted(range(len(keys)), key=lambda index: (not stopped[index], index))
    for index in in_order:
        original = first.setdefault(keys[index], index)
        if original != index and _may_repeat(paragraphs[index].text):
            repeats[index] = original
    by_key = sorted(first)
    for key, index in first.items():
        if len(key) < _SHORTEST_PULL_QUOTE:
            continue
        whole = _longest_with_prefix(by_key, key)
        if whole != key:
            repeats[index] = first[whole]
    return {index: _end_of_chain(repeats, index) for index in repeats}


def _key(text: str) -> str:
    """The words without blanks (a pull-quote may lack the breaks of its original)."""
    return fold(text)[0].replace(" ", "").rstrip(".")


def _may_repeat(text: str) -> bool:
    long_enough = len(text) >= _SHORTEST_REPEAT
    return long_enough and len(text.split()) >= _FEWEST_WORDS_OF_A_REPEAT


def _longest_with_prefix(by_key: list[str], prefix: str) -> str:
    """The longest of the sorted keys that begin with ``prefix``; they stand side by side."""
    longest = prefix
    for key in by_key[bisect_right(by_key, prefix) :]:
        if not key.startswith(prefix):
            break
        longest = max(longest, key, key=len)
    return longest


def _end_of_chain(repeats: dict[int, int], index: int) -> int:
    while index in repeats:
        index = repeats[index]
    return index
