from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

import skills.settings
from skills.problems import SkillsError
from skills.settings import ROOT, Settings, SettingsError, is_json_log, read_settings, settings

NAMES = re.findall(r"^- ``(SKILLS_\w+)``", skills.settings.__doc__ or "", re.MULTILINE)


def test_by_default_data_are_next_to_the_app() -> None:
    data = ROOT / "data"
    wanted = Settings(data=data, database_url=f"sqlite:///{data}/skills.sqlite3")
    assert read_settings({}) == wanted
    assert (ROOT / "skills" / "settings.py").exists()


def test_blank_counts_as_unset() -> None:
    assert len(NAMES) > 5
    assert read_settings(dict.fromkeys(NAMES, " ")) == read_settings({})


def test_every_setting_stands_in_the_readme() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in page] == []


def test_everything_can_be_set() -> None:
    found = read_settings(
        {
            "SKILLS_DATA": "/srv/data",
            "SKILLS_DATABASE_URL": "postgresql://ana:secret@db/skills",
            "SKILLS_MATRICES": os.pathsep.join(["/srv/a.yaml", "", "more"]),
            "SKILLS_SECURE_COOKIE": "Yes",
            "SKILLS_METRICS": "yes",
            "SKILLS_LOG": "JSON",
            "PATH": "/bin",
        }
    )
    assert found == Settings(
        data=Path("/srv/data"),
        database_url="postgresql://ana:secret@db/skills",
        matrices=(Path("/srv/a.yaml"), Path("more")),
        secure_cookie=True,
        metrics=True,
    )


@pytest.mark.parametrize(
    ("value", "is_json"), [("JSON ", True), ("json", True), ("text", False), ("xml", False)]
)
def test_the_log_is_json_if_asked_for_even_where_something_else_is_wrong(
    value: str, is_json: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKILLS_METRICS", "perhaps")
    monkeypatch.setenv("SKILLS_LOG", value)
    assert is_json_log() is is_json


def test_the_data_folder_contains_the_database() -> None:
    assert read_settings({"SKILLS_DATA": "/srv"}).database_url == "sqlite:////srv/skills.sqlite3"


def test_a_password_is_not_shown() -> None:
    found = read_settings({"SKILLS_DATABASE_URL": "postgresql://ana:secret@db/skills"})
    assert "secret" not in repr(found)


@pytest.mark.parametrize("word", ["no", "False", "0"])
def test_the_secure_cookie_can_be_disabled(word: str) -> None:
    assert read_settings({"SKILLS_SECURE_COOKIE": word}).secure_cookie is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SKILLS_DATA", "~/data"),
        ("SKILLS_DATA", "a\0b"),
        ("SKILLS_MATRICES", f"fine{os.pathsep}~/more"),
        ("SKILLS_DATABASE_URL", "mysql://ana:secret@db/skills"),
        ("SKILLS_DATABASE_URL", "data/skills.sqlite3"),
        ("SKILLS_DATABASE_URL", "sqlite://"),
        ("SKILLS_DATABASE_URL", "sqlite:///"),
        ("SKILLS_DATABASE_URL", "sqlite:///:memory:"),
        ("SKILLS_SECURE_COOKIE", "perhaps"),
        ("SKILLS_METRICS", "perhaps"),
        ("SKILLS_LOG", "xml"),
    ],
)
def test_an_invalid_value_is_reported_with_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        read_settings({name: value})
    assert "secret" not in str(caught.value)
    assert isinstance(caught.value, SkillsError)


URL = "postgresql://radar@db:5432/radar"


def with_password(file: Path, url: str = URL) -> str:
    environ = {"SKILLS_DATABASE_URL": url, "SKILLS_DATABASE_PASSWORD_FILE": str(file)}
    return read_settings(environ).database_url


@pytest.mark.parametrize("password", ["secret", "p@ss/w:rd?&%41 #ä", " spaces stay "])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_password_comes_from_a_file_whatever_it_is_made_of(
    tmp_path: Path, password: str, end: str
) -> None:
    (tmp_path / "password").write_bytes(f"{password}{end}".encode())
    found = make_url(with_password(tmp_path / "password"))
    assert (found.username, found.password, found.host) == ("radar", password, "db")
    assert (found.port, found.database) == (5432, "radar")


@pytest.mark.parametrize(
    ("content", "url"),
    [
        (None, URL),
        (b"", URL),
        (b"\n", URL),
        (b"secret\nand more", URL),
        (b"\xff", URL),
        (b"secret", ""),
        (b"secret", "sqlite:///a@b"),
        (b"secret", "postgresql://db/radar"),
        (b"secret", "postgresql://@db/radar"),
        (b"secret", "postgresql://radar:other@db/radar"),
    ],
)
def test_a_password_that_cannot_be_used_is_reported_without_it(
    tmp_path: Path, content: bytes | None, url: str
) -> None:
    if content is not None:
        (tmp_path / "password").write_bytes(content)
    with pytest.raises(SettingsError, match="SKILLS_DATABASE_PASSWORD_FILE") as caught:
        with_password(tmp_path / "password", url)
    assert not [each for each in ("secret", "other") if each in str(caught.value)]


@given(st.dictionaries(st.sampled_from(["SKILLS_DATA", "SKILLS_DATABASE_URL"]), st.text()))
def test_any_values_yield_settings_or_a_message(environ: dict[str, str]) -> None:
    try:
        found = read_settings(environ).database_url
    except SettingsError:
        assert any(value.strip() for value in environ.values())
    else:
        wanted = environ.get("SKILLS_DATABASE_URL", "").strip()
        assert found == wanted or not wanted


def test_the_real_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILLS_DATA", "/srv/elsewhere")
    assert settings().data == Path("/srv/elsewhere")
