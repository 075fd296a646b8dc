"""What notes and term links cost: an annotated site against the same words as plain pages.

    python bench/annotated.py [ARTICLES]

Builds both with the same theme, one after the other and by turns, and prints the processor time of
each (of all its processes, median of three) and their ratio. Only the ratio means something: the
times are those of one machine on one day.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = """
the boat of Velm crosses lake Ora by night when goats and millers sleep under a chalk board
that lists each fare in pennies while Ostra counts its piers
""".split()  # noqa: SIM905 - a list of forty strings is no better to read
TERMS = ["Velm", "Ora", "Ostra", "goats", "millers", "piers", "pennies", "chalk board"]
PASSAGES, NOTES = 25, 15
CONF = """
extensions = [{}]
primary_domain = "{}"
html_theme = "furo"
exclude_patterns = ["annotations"]
"""


def passages(chance: random.Random) -> list[str]:
    """Passages of invented words; each holds three words that stand nowhere else."""
    return [
        " ".join(chance.choices(WORDS, k=60)) + f" mark{n} quay{n} stone{n}."
        for n in range(PASSAGES)
    ]


def annotated(folder: Path, articles: int) -> None:
    """Write the site with notes, terms and questions."""
    chance = random.Random(1)
    (folder / "annotations").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF.format('"sphinx_scholia"', "scholia"))
    entries = "".join(f"   {term}\n      A word of the shore.\n\n" for term in TERMS)
    (folder / "terms.rst").write_text(f"Terms\n=====\n\n.. glossary::\n\n{entries}")
    for index in range(articles):
        slug = f"article-{index}"
        listed = "".join(f"   {n}. {text}\n\n" for n, text in enumerate(passages(chance), 1))
        page = (
            f"Article {index}\n===========\n\n.. article:: {slug}\n\n   :Author: A. N. Author\n\n"
        )
        (folder / f"{slug}.rst").write_text(f"{page}.. passages::\n\n{listed}")
        notes = "".join(
            f".. annotation:: note-{n}\n   :passage: {n + 1}\n   :quote: mark{n} quay{n}\n"
            f"   :kind: context\n\n   A note on the boat, the goats and Velm.\n\n"
            for n in range(NOTES)
        )
        (folder / "annotations" / f"{slug}.rst").write_text(notes)
    _index(folder, [*(f"article-{i}" for i in range(articles)), "terms"])


def plain(folder: Path, articles: int) -> None:
    """Write the same words, as pages without notes and terms."""
    chance = random.Random(1)
    folder.mkdir()
    (folder / "conf.py").write_text(CONF.format("", "py"))
    for index in range(articles):
        text = "\n\n".join(passages(chance))
        (folder / f"article-{index}.rst").write_text(f"Article {index}\n===========\n\n{text}\n")
    _index(folder, [f"article-{i}" for i in range(articles)])


def _index(folder: Path, names: list[str]) -> None:
    listed = "".join(f"   {name}\n" for name in names)
    (folder / "index.rst").write_text(f"Site\n====\n\n.. toctree::\n\n{listed}")


def processor_time(site: Path, out: Path) -> float:
    """Seconds of processor time of one clean build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-a", str(site), str(out)]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Build both three times by turns, and print what they took."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        annotated(folder / "annotated", articles)
        plain(folder / "plain", articles)
        took: dict[str, list[float]] = {"plain": [], "annotated": []}
        for _ in range(3):
            for site in took:
                took[site].append(processor_time(folder / site, folder / f"out-{site}"))
    median = {site: statistics.median(times) for site, times in took.items()}
    for site, seconds in median.items():
        sys.stdout.write(f"{site:10} {seconds:6.2f} s\n")
    sys.stdout.write(f"annotated / plain: {median['annotated'] / median['plain']:.2f}\n")


if __name__ == "__main__":
    main()
