"""Making a PDF or a DOCX opens no address and no file, whatever the document says."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from exporters import docx, pdf
from exporters.document import Audience
from exporters.page import (
    Check,
    Checklist,
    Code,
    Field,
    Heading,
    List,
    ListItem,
    Page,
    PageSection,
    Paragraph,
    Quote,
    Span,
)
from exporters.theme import Theme
from tests.exporters.sample_page import grid

SECRET = b"TOPSECRET-FILE"
VECTORS = (
    '<img src="{url}">',
    '<img srcset="{url} 1x">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>x</p>",
    "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    '<p style="background: url({url})">x</p>',
    '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    '<object data="{url}" type="image/png"></object>',
    '<embed src="{url}" type="image/png">',
    '<iframe src="{url}"></iframe>',
    '<video src="{url}" poster="{url}"></video>',
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    '<base href="{url}/"><img src="x.png">',
    '<meta http-equiv="refresh" content="0;url={url}"><script src="{url}"></script>',
    "url({url})",
    "![x]({url})",
    "{url}",
)


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server of our own: its address, and the paths that were asked of it."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/x", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "secret.txt"
    path.write_bytes(SECRET)
    return path.as_uri()


def everywhere(number: int, words: str, link: str) -> PageSection:
    """A section that says the same words in every place that takes words."""
    spans = (Span(words), Span(words, mono=True, link=link))
    blocks = (
        Paragraph(spans),
        Heading(4, spans),
        List((ListItem(spans),)),
        Code(words),
        Quote((spans,)),
        Field(words, (Paragraph(spans),)),
        grid(words, ((words, 100),), (((Paragraph(spans),),),)),
        Checklist((Check("no", spans, words),)),
    )
    return PageSection(f"section-{number}", number, words, blocks)


def test_no_words_of_a_document_are_fetched(secret: str) -> None:
    with listener() as (address, asked):
        vectors = [vector.format(url=url) for vector in VECTORS for url in (address, secret)]
        sections = tuple(everywhere(number, vector, address) for number, vector in enumerate(vectors, 1))
        facts = tuple((vector, vector) for vector in vectors[:8])
        lead = tuple(map(Span, vectors))
        page = Page(" ".join(vectors), "en", Audience.INTERNAL, facts, lead, sections, "Draft")
        assert not leaks(pdf.render(page, Theme()))
        with zipfile.ZipFile(io.BytesIO(docx.render(page, Theme()))) as package:
            assert not any(SECRET in package.read(name) for name in package.namelist())
        assert asked == []


@pytest.mark.parametrize("vector", VECTORS)
def test_even_markup_would_fetch_nothing(vector: str, secret: str) -> None:
    with listener() as (address, asked):
        for url in (address, secret):
            assert not leaks(HTML(string=vector.format(url=url), url_fetcher=pdf._nothing()).write_pdf())
        assert asked == []


def leaks(data: bytes) -> bool:
    with pikepdf.open(io.BytesIO(data)) as opened:
        streams = (thing.read_bytes() for thing in opened.objects if isinstance(thing, pikepdf.Stream))
        return bool(opened.attachments) or any(SECRET in stream for stream in streams)
