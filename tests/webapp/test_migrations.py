"""Migrations bring an empty and an old database to the shape that the models describe."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from webapp.db import Base
from webapp.migrations import configuration, upgrade

STORED = sorted((Path(__file__).parent / "databases").glob("*.sql"))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'afterword.db'}")
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), Base.metadata)


def test_an_empty_database_gets_the_shape_of_the_models(engine: Engine) -> None:
    upgrade(engine)
    assert differences(engine) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    upgrade(engine)
    assert differences(engine) == []


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_an_old_database_keeps_what_is_in_it(engine: Engine, tmp_path: Path, stored: Path) -> None:
    with sqlite3.connect(tmp_path / "afterword.db") as connection:
        connection.executescript(stored.read_text(encoding="utf-8"))
    connection.close()
    upgrade(engine)
    assert differences(engine) == []
    with engine.connect() as connection:
        people = connection.execute(text("SELECT name, role FROM account ORDER BY id")).all()
        entries = connection.execute(text("SELECT count(*) FROM audit_entry")).scalar()
    assert people == [("Ada Lovelace", "editor"), ("Dora Lind", "approver")]
    assert entries == 2


def test_a_migration_that_fails_leaves_the_database_as_it_was(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    real = command.upgrade

    def stumble(*arguments: object) -> None:
        real(*arguments)
        raise RuntimeError("the power went out")

    monkeypatch.setattr(command, "upgrade", stumble)
    with pytest.raises(RuntimeError, match="power"):
        upgrade(engine)
    assert inspect(engine).get_table_names() == []


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1
