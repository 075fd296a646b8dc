"""Sphinx's ``glossary``, whose entries may name their other forms and names.

A field list in an entry's definition says by what else the term is known::

    CSTO
       A military alliance led by Russia.

       :forms: Collective Security Treaty Organization
       :ru: ОДКБ
       :see also: CIS
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from anyascii import anyascii
from babel import Locale, UnknownLocaleError
from docutils import nodes
from sphinx.addnodes import index, pending_xref
from sphinx.domains.std import Glossary

from sphinx_scholia.directives import ScholiaDirective, listed
from sphinx_scholia.lexicon import Form
from sphinx_scholia.records import TermRecord, digest
from sphinx_scholia.roles import references_in

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS, SEE_ALSO = "forms", "see also"


class ReaderGlossary(Glossary, ScholiaDirective):
    """A glossary with stable ids (``term-csto``, also for other scripts) and known forms."""

    def run(self) -> list[nodes.Node]:
        with self.guarded():
            result = super().run()
        self.without_fault(result)
        for item in result[-1].findall(nodes.definition_list_item):
            self._enrich(item)
        return result

    def _enrich(self, item: nodes.definition_list_item) -> None:
        terms = [child for child in item.children if isinstance(child, nodes.term)]
        definition = item.children[-1]
        assert isinstance(definition, nodes.definition)
        for term in terms:
            term.line = (term.line or 0) + 1  # Sphinx counts from 0 here
            self._give_stable_id(term)
        headword = terms[0].astext()
        fields = self._fields(definition)
        named = [(term.astext(), "") for term in terms]
        named += [(form, lang) for lang in fields if lang != SEE_ALSO for form in fields[lang]]
        # the same name may be given in two languages
        forms = dict.fromkeys(form for form, _ in named)
        self._link_by(list(forms), terms[0])
        definition["headword"] = headword
        shown = {**fields, FORMS: told_apart(fields.get(FORMS, []), headword)}
        for line in self._names({name: forms for name, forms in shown.items() if forms}):
            line.source, line.line = terms[0].source, terms[0].line
            definition += line
        self.scholia.page.terms.append(
            TermRecord(
                headword,
                terms[0]["ids"][0],
                tuple(Form(form, headword) for form in forms),
                tuple(fields.get(SEE_ALSO, ())),
                digest(definition.pformat()),
                references_in(definition),
                f"{terms[0].source}:{terms[0].line}",
            )
        )

    def _give_stable_id(self, term: nodes.term) -> None:
        """Sphinx numbers terms that have no Latin letters; a number moves when a term is added."""
        old, new = term["ids"][0], nodes.make_id(f"term-{anyascii(term.astext())}")
        document = self.state.document
        document.ids.pop(old, None)
        term["ids"] = [new]
        document.note_explicit_target(term)
        for entry in term.findall(index):
            entry["entries"] = [
                (kind, text, new if target == old else target, main, key)
                for kind, text, target, main, key in entry["entries"]
            ]
        self._link_by([term.astext()], term)

    def _link_by(self, forms: list[str], term: nodes.term) -> None:
        """Let ``:term:`` and other projects' inventories find the term by any of its forms."""
        std, place = (
            self.env.domains.standard_domain,
            (self.env.current_document.docname, term["ids"][0]),
        )
        for form in forms:
            # not note_object: a form that two terms list is reported by our own check
            std.objects["term", form] = place
            std._terms[form.lower()] = place

    def _fields(self, definition: nodes.definition) -> dict[str, list[str]]:
        """The entry's fields, taken out of the definition: name -> values."""
        fields: dict[str, list[str]] = {}
        for field_list in [c for c in definition.children if isinstance(c, nodes.field_list)]:
            definition.remove(field_list)
            for field in field_list:
                name, body = field.children[0].astext(), field.children[1].astext()
                if name not in (FORMS, SEE_ALSO) and language_name(name) is None:
                    raise self.error(
                        f"{field.source}:{field.line}: ':{name}:' is neither 'forms', 'see also' "
                        "nor the code of a language, such as 'hy'"
                    )
                # a field may be written twice
                fields.setdefault(name, []).extend(listed(body, ";"))
        return fields

    def _names(self, fields: dict[str, list[str]]) -> Iterator[nodes.Node]:
        names = nodes.paragraph("", "", classes=["term-names"])
        for name in [name for name in fields if name != SEE_ALSO]:
            if names.children:
                names += nodes.Text("\u00a0· ")
            label = "Also" if name == FORMS else language_name(name) or name
            names += [nodes.emphasis("", label), nodes.Text(" ")]
            for position, form in enumerate(fields[name]):
                names += nodes.Text("; " if position else "")
                # docutils writes this class as the lang attribute
                marked = [f"language-{name}"] if name != FORMS else []
                names += nodes.inline("", form, classes=marked)
        if names.children:
            yield names
        if SEE_ALSO in fields:
            yield self._see_also(fields[SEE_ALSO])

    def _see_also(self, headwords: list[str]) -> nodes.paragraph:
        line = nodes.paragraph("", "", nodes.emphasis("", "See also"), nodes.Text(": "))
        line["classes"].append("see-also")
        for position, headword in enumerate(headwords):
            line += nodes.Text("; " if position else "")
            reference = term_reference(headword, self.env.current_document.docname)
            reference += nodes.inline("", headword)
            line += reference
        return line


def told_apart(forms: list[str], headword: str) -> list[str]:
    """Forms without those that differ from another only in capitals, signs or a plural's “s”.

    All of them are found in texts, but to readers they are one name.
    """
    names = {like(headword): headword}
    for form in forms:
        names.setdefault(like(form), form)
    return list(names.values())[1:]


def like(form: str) -> str:
    """What is the same for all ways of writing a name, and for its plural."""
    words = re.findall(r"\w+", form.casefold())
    return " ".join(word.removesuffix("s") for word in words)


def term_reference(headword: str, docname: str) -> pending_xref:
    """A link to a term around words yet to be put in; Sphinx resolves it for every builder."""
    return pending_xref(
        "",
        refdomain="std",
        reftype="term",
        reftarget=headword,
        refexplicit=True,
        refwarn=False,
        refdoc=docname,
        classes=["term-link"],
    )


def language_name(code: str) -> str | None:
    """The English name of a language, by its BCP 47 code; None for what is no code."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return None


class GlossaryFile(ScholiaDirective):
    """``.. glossary-file:: ../glossary/people.rst``: one family of terms, with its section title.

    Like ``include``, but messages about the entries name the right line of the right file,
    which ``include`` loses where a directive parses its content entry by entry.
    """

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        path = Path(self.env.relfn2path(self.arguments[0])[1])
        if not path.is_file():
            raise self.error(f"{path}: there is no such file")
        return self.parse_file(path, with_sections=True)
