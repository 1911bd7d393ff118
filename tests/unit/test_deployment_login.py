"""Replicas share one file with the settings of a login, if one is named."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click
import pytest
import yaml

from components.web.login import Setup, read_setup

pytestmark = pytest.mark.slow

DEPLOY: Final = Path(__file__).parents[2] / "deploy"
REPLICAS: Final = ("radar-a", "radar-b")
NAMED: Final = {"RADAR_HOST": "radar.example.org"}
OWN: Final = "./secrets/login.toml"

_VARIABLE: Final = re.compile(r"\$\{(\w+)(?::([-+?])([^}]*))?\}")


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Fill in variables as Compose does."""

    def value(found: re.Match[str]) -> str:
        name, how, other = found.groups()
        here = values.get(name, "")
        if how == "+":
            return other if here else ""
        assert here or how == "-", name
        return here or other

    return _VARIABLE.sub(value, text)


def _compose(**more: str) -> Any:  # noqa: ANN401 - as YAML has it
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(_filled(text, NAMED | more))


def test_without_a_file_no_secrets_are_read() -> None:
    found = _compose()
    for each in REPLICAS:
        assert not found["services"][each]["environment"]["STREAMLIT_SECRETS_FILES"]
    # Compose refuses a secret whose file is missing.
    assert (DEPLOY / found["secrets"]["login"]["file"]).exists()


def test_replicas_read_the_same_file_which_is_mounted_as_a_secret() -> None:
    found = _compose(RADAR_LOGIN=OWN)
    assert found["secrets"]["login"]["file"] == OWN
    for each in REPLICAS:
        replica = found["services"][each]
        (mounted,) = [one for one in replica["secrets"] if isinstance(one, dict)]
        assert mounted["source"] == "login"
        read = replica["environment"]["STREAMLIT_SECRETS_FILES"]
        assert read == f"/run/secrets/{mounted['target']}"
        assert read.endswith(".toml"), "Streamlit reads no other file"
    assert OWN.split("/")[1] in (DEPLOY.parent / ".gitignore").read_text()


@pytest.mark.parametrize("named", ["", "/run/secrets/login.toml"])
def test_streamlit_takes_an_empty_setting_for_none(named: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "STREAMLIT_SECRETS_FILES": named},
    )
    shown = click.unstyle(done.stdout).partition("[secrets]")[2]
    files = tomllib.loads(shown).get("files", [])
    assert files == ([named] if named else [])


def test_the_example_lacks_nothing_but_what_is_yours() -> None:
    section = tomllib.loads((DEPLOY / "login.example.toml").read_text(encoding="utf-8"))["auth"]
    blank = [key for key, value in section.items() if value == ""]
    assert blank == ["cookie_secret", "client_id", "client_secret"]
    assert len(read_setup(section).troubles) == len(blank)
    assert read_setup(section | dict.fromkeys(blank, "a" * 64)) == Setup(("default",))
