"""How long handouts take: ``python bench/handouts.py [folder of texts]``.

Measured is the CPU time of whole builds in processes of their own, with everything that belongs
to them (reading pages, resolving references, setting), and the ratios of one run: a second build
to a clean one; and a reader of one article to Sphinx's own LaTeX builder with xelatex on the same
doctree, where TeX is installed.

Of each the least of some runs counts, since whatever else a machine does only adds to it. An edit
that changes the number of pages of the book costs more than one that does not: all feet name it.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent.parent
LONGEST = "yavuz-huseynov-2020"
RUNS = 3


@dataclass(frozen=True)
class Copy:
    """A copy of the reader, which can be built and edited."""

    folder: Path
    texts: str

    def cpu(self, builder: str, *options: str) -> float:
        """Seconds of CPU time of a build."""
        given = ["-D", "bibtex_tooltips=0"]  # as "make pdf" does
        given += ["-D", f"scholia_texts={self.texts}"] if self.texts else []
        start = [sys.executable, "-m", "sphinx", "-Q", "-b", builder, "-c", ".", "-d", "doctrees"]
        return self.cpu_of([*start, *given, *options, "source", f"out/{builder}"])

    def cpu_of(self, command: list[str]) -> float:
        """Seconds of CPU time that a command and its children take."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        quiet = subprocess.DEVNULL
        subprocess.run(command, cwd=self.folder, check=True, stdout=quiet, stderr=quiet)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def clean(self) -> float:
        """Seconds of CPU time of handouts from nothing."""
        for left in ("doctrees", "out"):
            shutil.rmtree(self.folder / left, ignore_errors=True)
        return self.cpu("handouts")

    def edited(self, slug: str) -> float:
        """Seconds of CPU time of handouts after a word was added to the last note of an article."""
        notes = self.folder / "annotations" / f"{slug}.rst"
        notes.write_text(notes.read_text(encoding="utf-8") + "\n   More.\n", encoding="utf-8")
        return self.cpu("handouts")


def copy_of_reader(folder: Path, texts: str) -> Copy:
    """A copy of the whole reader."""
    folder.mkdir()
    for name in ("source", "annotations", "glossary", "conf.py"):
        source = HERE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return Copy(folder, texts)


def one_article(folder: Path, texts: str) -> Copy:
    """A copy in which only the longest article is left, with glossary and bibliography."""
    copy = copy_of_reader(folder, texts)
    for page in (folder / "source").rglob("*.rst"):
        if page.stem not in {LONGEST, "glossary", "sources", "index"}:
            page.unlink()
    index = f"Reader\n======\n\n.. toctree::\n\n   articles/{LONGEST}\n   glossary\n   sources\n"
    (folder / "source" / "index.rst").write_text(index, encoding="utf-8")
    return copy


def least(measure: Callable[[], float]) -> float:
    """The least of some measurements."""
    return min(measure() for _ in range(RUNS))


def say(what: str, seconds: float, of: float | None = None) -> None:
    """A line of the result, perhaps with its ratio to another."""
    ratio = f"  ({seconds / of:.2f})" if of else ""
    sys.stdout.write(f"{what:40} {seconds:6.2f} s{ratio}\n")


def second_builds(reader: Copy, slugs: Iterable[str]) -> None:
    """A clean build, one of nothing new, and one after an edit in each of some articles."""
    clean = least(reader.clean)
    say("whole reader, clean", clean)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"{'  memory, at most':40} {memory:6.0f} MB\n")
    say("  nothing changed", least(partial(reader.cpu, "handouts")), clean)
    for slug in slugs:
        say(f"  one note edited, {slug}", least(partial(reader.edited, slug)), clean)


def against_latex(reader: Copy) -> None:
    """One article with its notes as a PDF against LaTeX, whole and from the doctree on."""
    reader.cpu("dummy")
    before = least(partial(reader.cpu, "dummy"))  # Sphinx starts, and finds nothing to read

    def handout_alone() -> float:
        shutil.rmtree(reader.folder / "out/handouts", ignore_errors=True)
        return reader.cpu("handouts", "-D", f"scholia_handouts={LONGEST}")

    handout = least(handout_alone)
    if not shutil.which("xelatex"):
        say("one article (no xelatex here)", handout)
        return

    def by_latex() -> float:
        shutil.rmtree(reader.folder / "out/latex", ignore_errors=True)
        # xindy is not part of all installations of TeX
        written = reader.cpu("latex", "-D", "latex_use_xindy=0")
        return written + reader.cpu_of(["make", "-C", "out/latex", "all-pdf"])

    latex = least(by_latex)
    say("one article, LaTeX with xelatex", latex)
    say("one article, Typst", handout, latex)
    say("  without what both begin with", handout - before, latex - before)


def main() -> None:
    """Measure and print."""
    texts = str(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else ""
    slugs = sorted(path.stem for path in (HERE / "annotations").glob("*.rst"))
    with tempfile.TemporaryDirectory() as made:
        second_builds(copy_of_reader(Path(made, "all"), texts), slugs)
        against_latex(one_article(Path(made, "one"), texts))


if __name__ == "__main__":
    main()
