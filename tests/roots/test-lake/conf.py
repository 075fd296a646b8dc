"""A little reader with two articles and every kind of mark-up; most tests build a copy of it."""

project = "Two Articles on Lake Ora"
project_copyright = "1931, a teacher of Velm"
author = "a teacher of Velm"
version = release = "1931"

extensions = ["sphinx_scholia"]
primary_domain = "scholia"
exclude_patterns = ["_build", "_gettext", "annotations", "glossary"]
latex_engine = "xelatex"
man_pages = [("index", "lake", project, author, 7)]
epub_show_urls = "no"
