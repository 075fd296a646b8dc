"""What is known of a handout from the last time: how tall its notes are, and where its text stands.

What a note says moves no text, unless no margin can take the note. So after an edit of notes only
those are measured, and the pages are set once, not for each step of planning.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_scholia.handouts.planning import Heights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_scholia.handouts.setting import Told

#: What is reported of places in the text that plans are made from; others may lie in notes.
OF_TEXT = {"hook", "margin", "run", "end-of-run"}


class Proofs:
    """Reports by plan, heights by the digest of a note; what is not asked for is forgotten."""

    def __init__(self, text: str, before: Told, measured: dict[str, Heights]) -> None:
        """``text`` is a digest of all that says where text stands.

        ``measured`` are notes of other handouts, by their digests; those of this one are added.
        """
        self._reports = before["reports"] if before.get("text") == text else {}
        self._measured = measured
        for digest, heights in before.get("heights", {}).items():
            measured[digest] = Heights(*heights)
        #: what to remember
        self.kept: Told = {"text": text, "reports": {}, "heights": {}}

    def heights(
        self,
        digests: Mapping[str, str],
        measure: Callable[[Iterable[str]], Mapping[str, Heights]],
    ) -> dict[str, Heights]:
        """How tall notes are, each given with its digest; those that are new are measured."""
        if new := [note for note, digest in digests.items() if digest not in self._measured]:
            self._measured |= {digests[note]: heights for note, heights in measure(new).items()}
        self.kept["heights"] = {digest: self._measured[digest] for digest in digests.values()}
        return {note: self._measured[digest] for note, digest in digests.items()}

    def report(self, plan: Told, ask: Callable[[Told], Told]) -> Told:
        """What is reported of the text by a plan by which no note is drawn."""
        if plan.get("rest"):  # but those that stand on pages of their own
            return ask(plan)
        key = json.dumps(plan, sort_keys=True)
        report: Told = self._reports.get(key) or _of_text(ask(plan))
        self.kept["reports"][key] = report
        return report


def _of_text(report: Told) -> Told:
    return {**report, "places": [place for place in report["places"] if place.keys() & OF_TEXT]}
