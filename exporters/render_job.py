"""An export as bytes, to the render helper and back: JSON, so that nothing but values can arrive."""

from __future__ import annotations

import json
from dataclasses import asdict

from exporters import BadDocument, Document, Export, Finding, Format, Policy, RedactionReport, Theme, export
from exporters.detectors import Kind
from exporters.document import Audience
from exporters.render_helper import Refused
from exporters.serialize import from_json, to_json


def question(document: Document, format: Format, *, audience: Audience, policy: Policy, theme: Theme) -> bytes:  # noqa: A002 - the door's own word
    """Return the arguments of `export` as a job for the helper."""
    options = {"format": format, "audience": audience, "policy": asdict(policy), "theme": asdict(theme)}
    return _join(json.dumps(options), _bytes(to_json(document)))


def work(body: bytes) -> bytes:
    """Do the job that `question` wrote."""
    head, document = _split(body)
    options = json.loads(head)
    policy = Policy(**{name: tuple(values) for name, values in options["policy"].items()})
    try:
        made = export(
            from_json(document.decode(errors="surrogatepass")),
            Format(options["format"]),
            audience=Audience(options["audience"]),
            policy=policy,
            theme=Theme(**options["theme"]),
        )
    except BadDocument as error:
        raise Refused(str(error)) from error
    return _answer(made)


def _answer(made: Export) -> bytes:
    head = {"media_type": made.media_type, "filename": made.filename, "report": asdict(made.report)}
    return _join(json.dumps(head), made.bytes)


def result(answer: bytes) -> Export:
    """Return the export that `work` made."""
    head, made = _split(answer)
    told = json.loads(head)
    findings = tuple(Finding(Kind(finding["kind"]), finding["where"]) for finding in told["report"]["findings"])
    report = RedactionReport(findings, told["report"]["hidden"])
    return Export(made, told["media_type"], told["filename"], report)


def _join(head: str, rest: bytes) -> bytes:
    return head.encode() + b"\n" + rest


def _split(joined: bytes) -> tuple[bytes, bytes]:
    head, _, rest = joined.partition(b"\n")
    return head, rest


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
