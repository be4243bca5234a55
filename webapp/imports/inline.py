"""Inline Markdown, as parsed, to runs. Whatever a run cannot hold is written out beside the text: no word is lost.

A document's links are http, https or mailto; any other target (a relative path, say) stands in parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from exporters.document import Run
from webapp.imports.runs import HARD, SOFT, Runs, is_safe, merged, plain

BREAK = re.compile(r"<br\s{0,9}/?>\Z", re.IGNORECASE)
MARK_TAGS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "mono"}
MARK_TAG = re.compile(r"<(/?)(b|strong|i|em|code)>\Z", re.IGNORECASE)


def read_inline(tokens: Iterable[Token]) -> Runs:
    """Return the runs that inline tokens say."""
    reader = _Reader()
    for token in tokens:
        reader.read(token)
    return merged(reader.runs)


@dataclass
class _Reader:
    runs: list[Run] = field(default_factory=list)
    depth: dict[str, int] = field(default_factory=lambda: {"strong": 0, "em": 0, "mono": 0})
    links: list[tuple[Token, int]] = field(default_factory=list)

    def read(self, token: Token) -> None:
        kind = token.type
        if kind in {"text", "text_special"}:
            self._say(token.content)
        elif kind in {"strong_open", "strong_close", "em_open", "em_close"}:
            self.depth[kind.partition("_")[0]] += token.nesting
        elif kind in {"s_open", "s_close"}:
            self._say("~~")
        elif kind == "code_inline":
            self._say(token.content, mono=True)
        elif kind in {"softbreak", "hardbreak"}:
            self._say(SOFT if kind == "softbreak" else HARD)
        elif kind == "link_open":
            self.links.append((token, len(self.runs)))
        elif kind == "link_close":
            self._close_link(*self.links.pop())
        elif kind == "image":
            self._image(token)
        elif kind == "footnote_ref":
            self._say(f"[^{token.meta['label']}]")
        else:
            self._html(token.content)

    def _say(self, text: str, *, mono: bool = False, link: str | None = None) -> None:
        if text:
            marks = self.depth
            is_mono = mono or marks["mono"] > 0
            self.runs.append(Run(text, marks["strong"] > 0, marks["em"] > 0, is_mono, link))

    def _close_link(self, token: Token, start: int) -> None:
        target, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
        if is_safe(target):
            if not plain(self.runs[start:]).strip():
                self._say(target)
            self.runs[start:] = [replace(run, link=target) for run in self.runs[start:]]
        elif token.markup != "autolink":
            self._say(f" ({target})" if target else "")
        self._say(f" “{title}”" if title else "")

    def _image(self, token: Token) -> None:
        target, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
        before = len(self.runs)
        for child in token.children or ():
            self.read(child)
        has_words = bool(plain(self.runs[before:]).strip())
        if is_safe(target) and not self.links:
            if not has_words:
                self._say(target)
            self.runs[before:] = [replace(run, link=target) for run in self.runs[before:]]
        elif target:
            self._say(f" ({target})" if has_words else target)
        self._say(f" “{title}”" if title else "")

    def _html(self, text: str) -> None:
        tag = MARK_TAG.match(text)
        if BREAK.match(text):
            self._say(HARD)
        elif tag:
            mark = MARK_TAGS[tag[2].lower()]
            self.depth[mark] = max(0, self.depth[mark] + (-1 if tag[1] else 1))
        else:
            self._say(text)


def link_addresses(text: str) -> Iterator[Run]:
    """Yield text as runs in which each address of the web is a link."""
    position = 0
    for found in re.finditer(r"https?://[^\s<>]+", text):
        if found.start() > position:
            yield Run(text[position : found.start()])
        yield Run(found[0], link=found[0])
        position = found.end()
    if position < len(text):
        yield Run(text[position:])
