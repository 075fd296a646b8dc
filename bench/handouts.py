"""How long handouts take: ``python bench/handouts.py [folder of texts] [slug]``.

Measured is the CPU time of whole builds in processes of their own, with everything that belongs
to them (reading pages, resolving references, setting). Where TeX is installed, Sphinx's own LaTeX
builder with xelatex is measured on the same pages.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent.parent


def cpu(command: list[str], folder: Path) -> float:
    """Seconds of CPU time that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def one_article(slug: str, folder: Path) -> None:
    """A copy of the reader in ``folder`` in which only one article is left."""
    for name in ("source", "annotations", "glossary", "conf.py"):
        source = HERE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    kept = {slug, "glossary", "sources"}
    for page in (folder / "source").rglob("*.rst"):
        if page.stem not in kept and page.stem != "index":
            page.unlink()
    index = f"Reader\n======\n\n.. toctree::\n\n   articles/{slug}\n   glossary\n   sources\n"
    (folder / "source" / "index.rst").write_text(index, encoding="utf-8")


def sphinx(builder: str, texts: str, *options: str) -> list[str]:
    """A command that builds the copy."""
    given = ["-D", f"scholia_texts={texts}"] if texts else []
    start = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-c", ".", "-d", "doctrees"]
    return [*start, *given, *options, "source", f"out/{builder}"]


def main() -> None:
    """Measure and print."""
    texts = str(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else ""
    slug = sys.argv[2] if len(sys.argv) > 2 else "yavuz-huseynov-2020"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        one_article(slug, folder)
        clean = cpu(sphinx("handouts", texts), folder)
        same = cpu(sphinx("handouts", texts), folder)
        notes = folder / "annotations" / f"{slug}.rst"
        notes.write_text(notes.read_text(encoding="utf-8") + "\n   More.\n", encoding="utf-8")
        edited = cpu(sphinx("handouts", texts), folder)
        print(f"clean                {clean:6.2f} s")  # noqa: T201
        print(f"nothing changed      {same:6.2f} s  ({same / clean:.2f})")  # noqa: T201
        print(f"one note edited      {edited:6.2f} s  ({edited / clean:.2f})")  # noqa: T201
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"memory, at most      {memory:6.0f} MB")  # noqa: T201
        if shutil.which("xelatex"):
            shutil.rmtree(folder / "doctrees")
            latex = cpu(sphinx("latex", texts), folder)
            latex += cpu(["make", "-C", "out/latex", "all-pdf"], folder)
            print(f"latex with xelatex   {latex:6.2f} s  (handouts: {clean / latex:.2f})")  # noqa: T201


if __name__ == "__main__":
    main()
