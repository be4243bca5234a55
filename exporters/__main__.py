"""`python -m exporters file.json --format pdf --audience customer`: an export without any server."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exporters import Audience, BadDocument, Format, Policy, export, from_json


def main(arguments: list[str] | None = None) -> int:
    """Export the document in a JSON file; return 0, or 1 where the file is no document."""
    parser = argparse.ArgumentParser(prog="python -m exporters", description=__doc__)
    parser.add_argument("file", type=Path, help="a document as `afterword export N --format json` writes it")
    parser.add_argument("--format", required=True, choices=[choice.value for choice in Format])
    parser.add_argument("--audience", required=True, choices=[choice.value for choice in Audience])
    parser.add_argument("--person", action="append", default=[], help="a name that customers must not read")
    parser.add_argument("--internal-domain", action="append", default=[], help="a domain that customers must not read")
    parser.add_argument("-o", "--output", type=Path, help="file to write; the title's name in this folder where absent")
    chosen = parser.parse_args(arguments)
    policy = Policy(people=tuple(chosen.person), internal_domains=tuple(chosen.internal_domain))
    try:
        document = from_json(chosen.file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, BadDocument) as error:
        print(f"{chosen.file}: {error}", file=sys.stderr)  # noqa: T201 - the command's own voice
        return 1
    made = export(document, Format(chosen.format), audience=Audience(chosen.audience), policy=policy)
    target = chosen.output or Path(made.filename)
    target.write_bytes(made.bytes)
    print(target)  # noqa: T201 - the command's own voice
    return 0


if __name__ == "__main__":
    sys.exit(main())
