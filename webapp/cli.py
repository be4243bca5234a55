"""The `afterword` command: each subcommand is a view over the same verbs as the pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from flask import Flask

from exporters import Format
from exporters.document import Audience
from webapp import doctor, server
from webapp.accounts import Role
from webapp.accounts.tokens import create_token
from webapp.accounts.users import add_user
from webapp.config import WrongSetting, load
from webapp.db import db
from webapp.errors import AfterwordError, NotFound
from webapp.postmortems.exports import export_postmortem
from webapp.postmortems.imports import import_file
from webapp.postmortems.models import Postmortem


class Sentences(click.Group):
    """Commands whose errors are the same sentences as on the pages, without a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (AfterwordError, WrongSetting) as error:
            raise click.ClickException(str(error)) from error


def _app() -> Flask:
    """Return the application that the environment describes, with its database up to date."""
    return server.ready_app(load(os.environ))


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="afterword")
def main() -> None:
    """Write blameless incident postmortems together, and export them for each audience.

    Settings are environment variables, AFTERWORD_INSTANCE first of all: the folder that holds everything.
    """


@main.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 unless AFTERWORD_HOST says otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 8000 unless AFTERWORD_PORT says otherwise.")
def serve(host: str | None, port: int | None) -> None:
    """Start the server and print its address."""
    server.serve(host=host, port=port, say=click.echo)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(files: tuple[Path, ...]) -> None:
    """Import Markdown files; print the number and title of each new postmortem."""
    refused = 0
    with _app().app_context():
        for path in files:
            try:
                postmortem, report = import_file(path.name, path.read_bytes(), by=None)
            except AfterwordError as error:
                refused += 1
                click.echo(f"{path}: {error.message}", err=True)
                continue
            click.echo(f"{postmortem.number}\t{postmortem.name}")
            click.echo(f"{path}: {report}", err=True)
    sys.exit(1 if refused else 0)


@main.command()
@click.argument("number", type=int)
@click.option("--format", "format_", type=click.Choice([choice.value for choice in Format]), required=True)
@click.option(
    "--audience",
    type=click.Choice([choice.value for choice in Audience]),
    required=True,
    help="Who it is for. There is no default.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; - for stdout.")
def export(number: int, format_: str, audience: str, output: Path | None) -> None:
    """Export postmortem NUMBER as a file for one audience."""
    with _app().app_context():
        postmortem = db.session.get(Postmortem, number)
        if postmortem is None:
            raise NotFound(f"There is no postmortem {number}.")
        made = export_postmortem(postmortem, format=Format(format_), audience=Audience(audience))
    if output == Path("-"):
        click.get_binary_stream("stdout").write(made.bytes)
        return
    target = output or Path(made.filename)
    target.write_bytes(made.bytes)
    click.echo(target)


@main.command("doctor")
def doctor_() -> None:
    """Check this machine and say what is missing."""
    lines, code = doctor.report()
    click.echo("\n".join(lines))
    sys.exit(code)


@main.group()
def user() -> None:
    """Manage accounts."""


@user.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([choice.value for choice in Role]), required=True)
def add(email: str, role: str) -> None:
    """Add an account and print its sign-in link."""
    with _app().app_context():
        click.echo(add_user(email, Role(role)))


@main.command()
@click.argument("email")
def token(email: str) -> None:
    """Print a token for the HTTP API and the socket, shown only this once."""
    with _app().app_context():
        click.echo(create_token(email))
