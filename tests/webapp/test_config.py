"""Settings come from the environment; a wrong one stops the start with its name."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from webapp import create_app
from webapp.config import Settings, WrongSetting, as_markdown, load, secret_key

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_nothing_has_to_be_set() -> None:
    settings = load({"PATH": "/bin"})
    assert settings == Settings()
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.database == f"sqlite:///{Path('instance').absolute()}/afterword.db"


def test_every_kind_of_value_is_read() -> None:
    settings = load(
        {
            "AFTERWORD_INSTANCE": "/srv/afterword",
            "AFTERWORD_PORT": " 9000 ",
            "AFTERWORD_BASE_URL": "https://Afterword.example.com/",
            "AFTERWORD_INTERNAL_DOMAINS": "corp.example, internal ,",
            "AFTERWORD_TRUSTED_ORIGINS": "http://localhost:9000,https://other.example",
        }
    )
    assert settings.instance == Path("/srv/afterword")
    assert settings.port == 9000
    assert settings.is_https
    assert settings.internal_domains == ("corp.example", "internal")
    assert settings.origins == ("https://afterword.example.com", "http://localhost:9000", "https://other.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AFTERWORD_PORT", "80a"),
        ("AFTERWORD_PORT", "65536"),
        ("AFTERWORD_PORT", ""),
        ("AFTERWORD_PORT", "٣"),
        ("AFTERWORD_MAX_IMPORT_BYTES", "5MB"),
        ("AFTERWORD_SIGN_IN_LINK_MINUTES", "0"),
        ("AFTERWORD_BASE_URL", "afterword.example.com"),
        ("AFTERWORD_BASE_URL", "https://example.com/afterword"),
        ("AFTERWORD_TRUSTED_ORIGINS", "https://good.example,javascript:alert(1)"),
        ("AFTERWORD_SECRET_KEY", "short"),
        ("AFTERWORD_PROT", "8000"),
    ],
)
def test_a_wrong_value_stops_the_start_with_its_name(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=f"^{name} "):
        load({name: value})


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n")
    assert load({"AFTERWORD_SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "k" * 40


def test_a_secret_set_twice_or_in_a_missing_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="twice"):
        load({"AFTERWORD_SECRET_KEY": "k" * 40, "AFTERWORD_SECRET_KEY_FILE": "key"})
    with pytest.raises(WrongSetting, match=r"^AFTERWORD_SECRET_KEY_FILE "):
        load({"AFTERWORD_SECRET_KEY_FILE": str(tmp_path / "missing")})


def test_secrets_are_not_printed() -> None:
    shown = repr(Settings(secret_key="k" * 40, database_url="postgresql://afterword:hunter2@db/afterword"))
    assert "kkk" not in shown
    assert "hunter2" not in shown


def test_a_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    key = secret_key(settings)
    assert len(key) >= 32
    assert secret_key(settings) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_an_emptied_secret_key_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(WrongSetting, match=r"^AFTERWORD_SECRET_KEY "):
        secret_key(Settings(instance=tmp_path))


def test_the_instance_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    create_app(Settings(instance=tmp_path / "instance"))
    assert stat.S_IMODE((tmp_path / "instance").stat().st_mode) == 0o700


def test_the_documentation_is_made_from_the_table() -> None:
    assert as_markdown() in DOCS.read_text(encoding="utf-8")
