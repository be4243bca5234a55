"""A postmortem in Markdown to a document. Nothing is lost, nothing is invented, nothing becomes public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exporters.document import Document, Line
from webapp.imports.blocks import Parsed, parse
from webapp.imports.decode import decode
from webapp.imports.draft import Draft
from webapp.imports.flatten import entries
from webapp.imports.front_matter import FrontMatter, read_front_matter
from webapp.imports.headings import APPENDIX
from webapp.imports.inline import link_addresses
from webapp.imports.leftovers import lost_lines
from webapp.imports.outline import Part, outline
from webapp.imports.report import ImportReport
from webapp.imports.runs import words_of
from webapp.imports.title import find_title
from webapp.imports.words import document_words
from webapp.template import Template


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file."""

    document: Document
    report: ImportReport


def import_markdown(source: bytes | str, filename: str, template: Template) -> Imported:
    """Return the document that a Markdown file says; BadInput or TooLarge for a file that cannot be read."""
    text = decode(source if isinstance(source, bytes) else source.encode("utf-8", "replace"))
    front = read_front_matter(text)
    parsed = parse("\n".join(text.split("\n")[front.lines :]))
    title, blocks = find_title(parsed.blocks, front.values, filename)
    draft = Draft(template, title)
    for part in outline(blocks, template):
        _place(part, draft)
    _append_what_is_behind(front, parsed, draft)
    lost = lost_lines(text, document_words(draft.document()))
    draft.say(APPENDIX.item, ((0, line) for line in lost))
    return Imported(draft.document(), _report(front, parsed))


def _place(part: Part, draft: Draft) -> None:
    blocks = [part.heading, *part.blocks] if part.heading else part.blocks
    draft.say(part.target.item, entries(blocks))


def _append_what_is_behind(front: FrontMatter, parsed: Parsed, draft: Draft) -> None:
    """Keep the definitions of links and the front matter as they stand, at the end of the appendix."""
    definitions = (Line(tuple(link_addresses(text.strip()))) for text in parsed.definitions)
    draft.say(APPENDIX.item, ((0, line) for line in definitions))
    draft.say(APPENDIX.item, ((0, line) for line in _verbatim(front.text.split("\n") if front.text else ())))


def _verbatim(lines: Iterable[str]) -> Iterable[Line]:
    return (Line(words_of(text), "code") for text in lines)


def _report(front: FrontMatter, parsed: Parsed) -> ImportReport:
    remarks = (
        ("The front matter is not valid YAML. It is kept as it is in the appendix.",) if front.is_malformed else ()
    )
    return ImportReport(blocks=len(parsed.blocks), remarks=remarks)
