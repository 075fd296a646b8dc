"""``python -m sphinx_scholia``: what is done beside a build, not in it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sphinx_scholia.bringing import articles, copies
from sphinx_scholia.publish import publish
from sphinx_scholia.report import ScholiaError
from sphinx_scholia.texts import (
    TextError,
    bring_in,
    fingerprints,
    fingerprints_path,
    read_recipe,
    write_fingerprints,
)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status, 0 if all went well."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "fingerprints":
            record_fingerprints(options.texts, options.source)
        elif not options.built.is_dir():
            raise ScholiaError(f"{options.built}: there is no such folder")
        else:
            publish(options.built, options.published)
    except (TextError, ScholiaError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sphinx_scholia", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    record = commands.add_parser(
        "fingerprints", help="record what the passages of the texts at hand are, beside each page"
    )
    record.add_argument("texts", type=Path, help="the folder with the copies, <slug>.txt")
    record.add_argument("source", type=Path, help="the folder with the articles' pages")
    put = commands.add_parser("publish", help="put a finished build in the place of the last one")
    put.add_argument("built", type=Path, help="the folder that was built")
    put.add_argument("published", type=Path, help="the folder that readers open")
    return parser


def record_fingerprints(texts: Path, source: Path) -> None:
    """Write the fingerprints of every copy in ``texts`` that has a page under ``source``.

    Raises :class:`TextError` or :class:`ScholiaError` for a copy that cannot be read.
    """
    pages = articles(source)
    for copy in copies(texts):
        if copy.stem in pages:
            recipe_path = pages[copy.stem].with_suffix(".toml")
            written = fingerprints_path(recipe_path)
            write_fingerprints(written, fingerprints(bring_in(copy, read_recipe(recipe_path))))
            sys.stdout.write(f"{written}\n")


if __name__ == "__main__":
    sys.exit(main())
