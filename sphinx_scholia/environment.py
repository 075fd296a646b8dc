"""The one way to the domains from wherever Sphinx hands out its environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_scholia.domain import ScholiaDomain


def scholia_domain(env: BuildEnvironment) -> ScholiaDomain:
    """Our domain; named, not imported, since the domain itself imports most of the package."""
    return cast("ScholiaDomain", env.get_domain("scholia"))


def sources_listed(env: BuildEnvironment) -> list[Any]:
    """The sources in the bibliographies of sphinxcontrib-bibtex; none where it is not used."""
    return cast("list[Any]", env.domaindata.get("cite", {}).get("citations", []))
