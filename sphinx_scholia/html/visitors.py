"""HTML visitors. Roles are those of DPUB-ARIA 1.1."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_scholia.environment import scholia_domain
from sphinx_scholia.model import Finding, Kind
from sphinx_scholia.quotes import lemma

if TYPE_CHECKING:
    from typing import Any

    from sphinx_scholia.nodes import (
        definition_here,
        definitions_here,
        endnote,
        marginal_note,
        note_reference,
        passage,
        passage_text,
        passages,
        phrase,
        precis,
    )

    Attributes = dict[str, Any]


#: Keeps a number on the line of its phrase, and a comma or quotation mark beside it.
JOIN = "&#8288;"


def visit_passages(self: HTML5Translator, node: passages) -> None:
    page = scholia_domain(self.builder.env).pages.get(self.builder.current_docname)
    article = page.article if page else None
    # what a citation calls the article; not where many articles are on one page
    known: Attributes = {"data-article": article.short} if article else {}
    self.body.append(self.starttag(node, "div", **known))


def visit_definitions(self: HTML5Translator, node: definitions_here) -> None:
    self.body.append(self.starttag(node, "section", hidden="hidden"))
    self.body.append("<h2>Words used on this page</h2>\n")


def depart_definitions(self: HTML5Translator, node: definitions_here) -> None:
    self.body.append("</section>\n")


def visit_definition(self: HTML5Translator, node: definition_here) -> None:
    self.body.append(self.starttag(node, "div", **{"data-term": node["term"]}))


def visit_passage(self: HTML5Translator, node: passage) -> None:
    role: Attributes = {"role": "doc-abstract"} if node["abstract"] else {}
    self.body.append(self.starttag(node, "div", **role))
    number, anchor = node["number"], node["ids"][0]
    says = "Abstract, passage" if node["abstract"] else "Passage"
    if node["continues"]:
        says = "Continued: passage"
    self.body.append(
        f'<a class="passage-number" href="#{anchor}" title="Link to passage {number}">'
        f'<span class="visually-hidden">{says} </span>{number}</a>'
    )


def visit_passage_text(self: HTML5Translator, node: passage_text) -> None:
    # not <p>: a note, which is a block, stands inside, behind its phrase
    self.body.append(self.starttag(node, "div", "", CLASS="passage-text", role="paragraph"))


def depart_div(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def visit_precis(self: HTML5Translator, node: precis) -> None:
    self.body.append(self.starttag(node, "details"))
    self.body.append("<summary>Précis</summary>\n")


def depart_precis(self: HTML5Translator, node: precis) -> None:
    self.body.append("</details>\n")


def visit_phrase(self: HTML5Translator, node: phrase) -> None:
    # EPUB knows no such attribute before version 3.3, and needs none
    known: Attributes = {} if self.builder.name == "epub" else {"data-note": node["note"]}
    self.body.append(self.starttag(node, "span", "", **known))


def depart_span(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</span>")


def visit_note_reference(self: HTML5Translator, node: note_reference) -> None:
    number, target = node["number"], node["note"]
    says = escape(f"Note {number}, {node['kind']}", quote=True)
    if self.builder.name == "epub":
        link: Attributes = {"CLASS": "note-reference", "href": f"#{target}", "epub:type": "noteref"}
        self.body.append(f"{self.starttag(node, 'a', '', **link)}{number}</a>")
        raise nodes.SkipNode
    # one of the two is shown: the link where notes stand in the margin, the button elsewhere
    mark: Attributes = {"CLASS": "note-mark", "data-note": target}
    self.body.append(self.starttag(node, "span", "", **mark))
    self.body.append(
        f'<a class="note-reference" role="doc-noteref" href="#{target}" aria-label="{says}">'
        f'{number}</a>{JOIN}<button type="button" class="note-button" popovertarget="{target}"'
        f' aria-label="{says}">{number}</button>{JOIN}</span>'
    )
    raise nodes.SkipNode


def visit_marginal_note(self: HTML5Translator, node: marginal_note) -> None:
    if self.builder.name == "epub":
        attributes: Attributes = {"role": "doc-footnote", "epub:type": "footnote"}
    else:
        attributes = {"role": "doc-footnote", "popover": "auto"}
    self.body.append(self.starttag(node, "aside", "", **attributes))
    kind = Kind.labelled(node["kind"])
    number = node["number"]
    back = f"phrase-{node['slug']}-{node['name']}"
    head = (
        f'<p class="note-head"><a class="note-number" role="doc-backlink" href="#{back}"'
        f' aria-label="Note {number}: back to its phrase">{number}</a> '
        f'<span class="note-kind"><span class="kind-letter" aria-hidden="true">{kind.letter}'
        f"</span> {kind.label}</span>"
    )
    if node["finding"]:
        finding = Finding.named(node["finding"])
        head += f' <span class="finding finding-{finding.slug}">{finding.label}</span>'
    self.body.append(f'{head}</p>\n<p class="lemma">{escape(lemma(node["quote"]))}</p> ')


def depart_marginal_note(self: HTML5Translator, node: marginal_note) -> None:
    # no line end: the running text goes on, perhaps with a comma
    self.body.append("</aside>")


def visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    HTML5Translator.visit_citation(self, node)
    # docutils' role for an entry is deprecated in DPUB-ARIA 1.1; the list around it is plain
    self.body[-1] = self.body[-1].replace('role="doc-biblioentry"', 'role="listitem"')


def visit_endnote(self: HTML5Translator, node: endnote) -> None:
    self.body.append(self.starttag(node, "div"))
    number, anchor = node["number"], node["ids"][0]
    if node.get("stub"):
        self.body.append(f'<a class="endnote-number" href="#{anchor}">n{number}</a>')
        return
    self.body.append(
        f'<a class="endnote-number" role="doc-backlink" href="#{anchor}-reference">n{number}</a>'
    )
