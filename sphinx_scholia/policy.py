"""Content-security policies: what a page may load and run, said in its head.

W3C, Content Security Policy Level 3. A policy is a second lock: text is never read as HTML to begin
with, and where that should fail one day, no script that came in with it runs.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def hash_of(content: str) -> str:
    """The source expression that lets exactly this inline script or style through.

    Browsers hash what their parser has made of the page, in which every line ends in a line feed.
    """
    plain = content.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"'sha256-{b64encode(hashlib.sha256(plain).digest()).decode()}'"


def policy_tag(directives: Mapping[str, str]) -> str:
    """The ``meta`` element of a policy; ``directives`` maps each name to its sources."""
    policy = "; ".join(f"{name} {sources}" for name, sources in directives.items())
    content = escape(policy, quote=False).replace('"', "&quot;")
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'
