"""Every setting, in one table: the fields of `Settings` below are what the documentation page is made from.

A setting `NAME` is read from the environment variable `AFTERWORD_NAME`. A secret may also stand in a file whose path is
in `AFTERWORD_NAME_FILE`. A wrong value stops the start with its name in the message.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "AFTERWORD_"


class WrongSetting(SystemExit):
    """A setting that cannot be used: the start ends with a message that begins with its name."""


def _text(value: str) -> str:
    return value


def _path(value: str) -> Path:
    return Path(value).expanduser()


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in value.split(",")) if word)


def _secret(value: str) -> str:
    if len(value) < MIN_SECRET:
        raise ValueError(f"needs at least {MIN_SECRET} characters")
    return value


def _origin(value: str) -> str:
    parts = urlsplit(value.rstrip("/"))
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query):
        raise ValueError("needs the form https://afterword.example.com, without a path")
    return f"{parts.scheme}://{parts.netloc}".lower() if value else ""


def _origins(value: str) -> tuple[str, ...]:
    return tuple(_origin(word) for word in _words(value))


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ValueError(f"needs a whole number from {least} to {most}")
        return int(value)

    parse.__name__ = "_whole"
    return parse


MIN_SECRET = 32
KINDS = {
    "_text": "text",
    "_path": "path",
    "_words": "words, separated by commas",
    "_secret": "secret",
    "_origin": "address",
    "_origins": "addresses, separated by commas",
    "_whole": "whole number",
}


def _setting(parse: Callable[[str], Any], default: object, says: str, *, shown: str = "", secret: bool = False) -> Any:
    meaning = {"parse": parse, "says": says, "shown": shown, "secret": secret}
    return field(default=default, repr=not secret, metadata=meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator decided."""

    instance: Path = _setting(_path, Path("instance"), "Folder of the database, the documents and the secret key.")  # noqa: RUF009 — makes a field
    database_url: str = _setting(
        _text,
        "",
        "Where people, postmortems and publications are kept.",
        shown="SQLite file `afterword.db` in the instance",
        secret=True,
    )
    secret_key: str = _setting(
        _secret,
        "",
        "Signs sessions and forms.",
        shown="made at the first start and kept in the instance",
        secret=True,
    )
    host: str = _setting(_text, "127.0.0.1", "Address to listen on.")
    port: int = _setting(_whole(0, 65535), 8000, "Port to listen on; 0 picks a free one.")
    base_url: str = _setting(
        _origin, "", "Address under which people reach Afterword; links begin with it.", shown="`http://HOST:PORT`"
    )
    trusted_origins: tuple[str, ...] = _setting(_origins, (), "Further addresses that pages may be opened under.")
    proxies: int = _setting(_whole(0, 10), 0, "How many reverse proxies in front set X-Forwarded-For and -Proto.")
    workspace_name: str = _setting(_text, "Afterword", "Name of your organisation, shown on every page.")
    internal_domains: tuple[str, ...] = _setting(_words, (), "Domains whose host names never leave the house.")
    max_import_bytes: int = _setting(_whole(1024, 2**30), 5 * 2**20, "Largest upload, in bytes.")
    sign_in_link_minutes: int = _setting(_whole(1, 10080), 60, "How long a sign-in link can be used.")
    invitation_days: int = _setting(_whole(1, 365), 7, "How long an invitation can be accepted.")
    session_days: int = _setting(_whole(1, 365), 30, "After how many days people sign in again.")

    @property
    def database(self) -> str:
        """Return the address of the database."""
        return self.database_url or f"sqlite:///{self.instance.absolute() / 'afterword.db'}"

    @property
    def address(self) -> str:
        """Return the address under which people reach Afterword."""
        return self.base_url or f"http://{_in_url(self.host)}:{self.port}"

    @property
    def is_https(self) -> bool:
        """Return whether people reach Afterword over https, so that cookies can insist on it."""
        return self.address.startswith("https://")

    @property
    def origins(self) -> tuple[str, ...]:
        """Return every address that pages may be opened under, the first one being where links lead."""
        return (self.address, *self.trusted_origins)


def load(environ: Mapping[str, str]) -> Settings:
    """Return the settings that the environment describes, or raise WrongSetting."""
    _refuse_unknown(environ)
    return Settings(**{entry.name: _read(entry, environ) for entry in fields(Settings)})


def as_markdown() -> str:
    """Return the table as it stands in docs/settings.md."""
    lines = ["| setting | kind | default | what it is |", "|---|---|---|---|"]
    for entry in fields(Settings):
        kind = KINDS[entry.metadata["parse"].__name__]
        default = entry.metadata["shown"] or f"`{_shown(entry.default)}`"
        file = " Or in the file that `…_FILE` names." if entry.metadata["secret"] else ""
        lines.append(f"| `{_variable(entry)}` | {kind} | {default} | {entry.metadata['says']}{file} |")
    return "\n".join(lines) + "\n"


def secret_key(settings: Settings) -> str:
    """Return the secret key; where none is set, make one and keep it in the instance, readable by its owner only."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.instance / "secret_key"
    if not path.exists():
        _keep(path, secrets.token_urlsafe(48))
    key = path.read_text(encoding="ascii").strip()
    if len(key) < MIN_SECRET:
        raise WrongSetting(
            f"{PREFIX}SECRET_KEY is kept in {path}, and that is too short. Delete it; all sign in again."
        )
    return key


def _keep(path: Path, secret: str) -> None:
    # Written beside and linked into place: never half a secret, and of two starts at once the first one wins.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(draft, "w", encoding="ascii", opener=_private) as file:
        file.write(secret)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _read(entry: Field[Any], environ: Mapping[str, str]) -> Any:
    name, parse = _variable(entry), entry.metadata["parse"]
    value = _from_file(name, environ) if entry.metadata["secret"] else None
    if value is None:
        value = environ.get(name)
    if value is None:
        return entry.default
    try:
        return parse(value.strip())
    except ValueError as problem:
        raise WrongSetting(f"{name} {problem}.") from None


def _from_file(name: str, environ: Mapping[str, str]) -> str | None:
    path = environ.get(f"{name}_FILE")
    if path is None:
        return None
    if name in environ:
        raise WrongSetting(f"{name} is set twice: also in {name}_FILE. Keep one.")
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongSetting(f"{name}_FILE names a file that cannot be read: {problem}.") from None


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = {_variable(entry) for entry in fields(Settings)}
    known |= {f"{_variable(entry)}_FILE" for entry in fields(Settings) if entry.metadata["secret"]}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            raise WrongSetting(f"{name} is not a setting. The settings are {', '.join(sorted(known))}.")


def _variable(entry: Field[Any]) -> str:
    return PREFIX + entry.name.upper()


def _shown(default: object) -> str:
    return (", ".join(default) or "none") if isinstance(default, tuple) else str(default)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
