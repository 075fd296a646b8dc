"""Sphinx's settings of the reader: ``make``, or ``sphinx-build -c . source build/html``."""

from pathlib import Path

project = "Five Articles on Nagorno-Karabakh"
author = "The authors of the reader"
project_copyright = "the authors of the reader. Our writing: CC BY 4.0. Code: BSD 2-Clause"
version = release = "2026.1"
language = "en_GB"

extensions = ["sphinx_scholia", "sphinx_design", "sphinxcontrib.bibtex"]
# lets authors write ".. annotation::" and ":passage:" for ".. scholia:annotation::" and so on
primary_domain = "scholia"
# a teacher's own copies of the texts; "make TEXTS=folder" names another folder
scholia_texts = "texts" if Path(__file__).with_name("texts").is_dir() else None

bibtex_bibfiles = ["source/bibliography.bib"]
bibtex_reference_style = "author_year"

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False
html_static_path: list[str] = []

epub_show_urls = "no"
latex_engine = "xelatex"
