"""The five articles' handouts hold every note and question, with the real texts."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from docutils import nodes
from sphinx.addnodes import pending_xref
from test_handouts import squash

from sphinx_scholia.nodes import marginal_note, question
from sphinx_scholia.quotes import lemma

READER = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def build(texts_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", "handouts", "-c", "."]
    # the reader on the web has more links than the one in a folder, which "make" builds
    options = ["-D", f"scholia_texts={texts_folder}", "-D", "html_baseurl=https://example.org"]
    options += ["-d", str(folder / "doctrees")]
    subprocess.run([*command, *options, "source", str(folder / "pdf")], cwd=READER, check=True)
    return folder


def own_words(element: nodes.Element) -> list[str]:
    """Words as they are in every output: those of references differ from page to page."""
    return [
        squash(text.astext())
        for text in element.findall(nodes.Text)
        if not isinstance(text.parent, nodes.reference | pending_xref)
        and not isinstance(text.parent.parent, pending_xref)
    ]


@pytest.mark.texts
@pytest.mark.parametrize(
    "slug", sorted(path.stem for path in (READER / "source" / "articles").glob("*.rst"))
)
def test_every_note_and_question_is_in_the_handout(build: Path, slug: str) -> None:
    doctree = pickle.loads((build / "doctrees" / "articles" / f"{slug}.doctree").read_bytes())
    pages = pypdf.PdfReader(build / "pdf" / f"{slug}.pdf").pages
    found = squash("".join(page.extract_text() for page in pages))
    for note in doctree.findall(marginal_note):
        assert squash(f"Note{note['number']}") in found
        assert squash(lemma(note["quote"])).replace("'", "’") in found.replace("'", "’")
        assert [words for words in own_words(note) if words not in found] == []
    for asked in doctree.findall(question):
        body = asked.children[1]
        assert isinstance(body, nodes.paragraph)
        assert [words for words in own_words(body) if words not in found] == []
