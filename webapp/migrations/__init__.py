"""Changes of the database's shape: append-only, one purpose each, in `versions/`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine


def upgrade(engine: Engine) -> None:
    """Bring a database, empty or old, to the newest shape. All of it happens, or nothing does."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _upgrade_sqlite(connection)
        else:
            _run(connection)
            connection.commit()


def configuration(connection: Connection | None = None) -> Config:
    """Return what alembic needs to know."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade_sqlite(connection: Connection) -> None:
    # A table that is rebuilt is dropped in between, and with foreign keys checked that would delete what refers to it.
    # The switch works outside a transaction only; see https://www.sqlite.org/lang_altertable.html#otheralter
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        _run(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError("A migration left references that lead nowhere. Nothing was changed.")
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.commit()


def _run(connection: Connection) -> None:
    command.upgrade(configuration(connection), "head")
