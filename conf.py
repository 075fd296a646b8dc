"""Sphinx's settings of the reader: ``make``, or ``sphinx-build -c . source build/html``."""

import re
from functools import partial
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pybtex.plugin
from anyascii import anyascii
from pybtex.database import BibliographyData, Entry
from pybtex.style import FormattedEntry
from pybtex.style.formatting.alpha import Style as AlphaStyle
from pybtex.style.sorting.author_year_title import SortingStyle as AuthorYearTitle
from pybtex.style.template import Node, names, sentence
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

project = "Five Articles on Nagorno-Karabakh"
author = "The authors of the reader"
project_copyright = "the authors of the reader. Our writing: CC BY 4.0. Code: BSD 2-Clause"
version = release = "2026.1"
language = "en_GB"

extensions = ["sphinx_scholia", "sphinx_design", "sphinxcontrib.bibtex", "notfound.extension"]
# lets authors write ".. annotation::" and ":passage:" for ".. scholia:annotation::" and so on
primary_domain = "scholia"
# a teacher's own copies of the texts; "make TEXTS=folder" names another folder
scholia_texts = "texts" if Path(__file__).with_name("texts").is_dir() else None
# "make" puts the PDFs beside the folder of the pages
scholia_handouts_at = "../pdf"

bibtex_bibfiles = ["source/bibliography.bib"]
# an id that stays when a source is added before it
bibtex_cite_id = "source-{key}"
bibtex_reference_style = "author_year_round"

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False
html_favicon = "source/emblem/emblem.svg"
html_static_path = ["source/emblem/emblem.png", "source/emblem/preview.png"]
scholia_preview = "preview.png"
scholia_preview_alt = "The title of the reader, and a page with notes in its margin"

epub_show_urls = "no"
latex_engine = "xelatex"

# each citation asks for this plugin; what is not registered is looked for in all installed packages
PLAIN = ("pybtex.backends", "plaintext")
pybtex.plugin.register_plugin(*PLAIN, pybtex.plugin.find_plugin(*PLAIN), force=True)


#: By what it is known that sources would still be written in the same way.
STYLE = sha256(Path(__file__).read_bytes()).hexdigest(), metadata.version("pybtex")


class ByName(AuthorYearTitle):
    """One order for people, bodies and what has only a title; Öztığ beside Ozturk."""

    def sorting_key(self, entry: Entry) -> tuple[str, ...]:
        """The name, or else the title, as it is read, then the year and the title."""
        name, *more = super().sorting_key(entry)
        plain = re.sub(r"[{}]", "", name or more[-1])
        return anyascii(plain).lower(), *more


class Sources(AlphaStyle):
    """A source under the name by which it is cited and put in order: “Aga, Cavid”."""

    default_name_style = "lastfirst"
    default_sorting_style = "by_name"

    def format_names(self, role: str, as_sentence: bool = True) -> Node:
        """All names, in one sentence or within one."""
        apart = names(role, sep="; ", sep2="; ", last_sep="; ")
        return sentence[apart] if as_sentence else apart

    def format_entry(
        self, label: str, entry: Entry, bib_data: BibliographyData | None = None
    ) -> FormattedEntry:
        """The entry as it is printed; kept with it in Sphinx's environment until its file changes.

        Else all sources would be written anew in each build, also if one note has changed.
        """
        kept = vars(entry).setdefault("written", {})
        if (STYLE, label) not in kept:
            kept[STYLE, label] = super().format_entry(label, entry, bib_data)
        return kept[STYLE, label]


pybtex.plugin.register_plugin("pybtex.style.sorting", "by_name", ByName)
pybtex.plugin.register_plugin("pybtex.style.formatting", "sources", Sources)
bibtex_default_style = "sources"

# author and year in round brackets: (UN Security Council, 1993)
ROUND = BracketStyle(left="(", right=")", sep="; ")
register_plugin(
    "sphinxcontrib.bibtex.style.referencing",
    "author_year_round",
    partial(
        AuthorYearReferenceStyle,
        bracket_parenthetical=ROUND,
        bracket_textual=ROUND,
        bracket_author=ROUND,
        bracket_label=ROUND,
        bracket_year=ROUND,
    ),
)
