"""The pure rooms know neither Sphinx nor docutils."""

from __future__ import annotations

import subprocess
import sys

import pytest

ROOMS = (
    "model",
    "records",
    "quotes",
    "lexicon",
    "folding",
    "publish",
    "policy",
    "margins",
    "texts",
)


@pytest.mark.parametrize("room", ROOMS)
def test_a_pure_room_imports_neither_sphinx_nor_docutils(room: str) -> None:
    # the package itself is Sphinx's entry and imports it, so its name is given an empty one
    program = f"""
import importlib.util, sys, types
spec = importlib.util.find_spec("sphinx_scholia")
package = types.ModuleType("sphinx_scholia")
package.__path__ = spec.submodule_search_locations
sys.modules["sphinx_scholia"] = package
import sphinx_scholia.{room}
print(sorted({{"sphinx", "docutils"}} & {{name.partition(".")[0] for name in sys.modules}}))
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("[]\n", "")
