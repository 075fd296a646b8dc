"""Make the pictures of the reader from their sources beside this file: emblem.png, preview.png.

``.venv/bin/python source/emblem/make.py``; the same sources give the same bytes.
"""

from pathlib import Path

import typst

from sphinx_scholia.handouts.setting import FONTS

HERE = Path(__file__).parent


def picture(name: str) -> bytes:
    """A page of Typst as PNG, a pixel for each of its points."""
    made = typst.compile(
        HERE / f"{name}.typ",
        format="png",
        ppi=72,
        font_paths=[FONTS],
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes), f"{name}.typ has more than one page"
    return made


if __name__ == "__main__":
    for name in ("emblem", "preview"):
        (HERE / f"{name}.png").write_bytes(picture(name))
