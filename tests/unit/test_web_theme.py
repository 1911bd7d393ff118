"""The theme is read once, and what a browser gets is what Streamlit would have sent."""

from __future__ import annotations

import inspect

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from components.web import theme

SECTIONS = [
    "theme",
    *(f"theme.{each.value}" for each in config.CustomThemeCategories),
]


@pytest.fixture(autouse=True)
def _streamlits_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Streamlit's function be what it was, before and after each test."""
    monkeypatch.setattr(app_session, theme.FILLS, getattr(app_session, theme.FILLS))


def _filled(section: str) -> bytes:
    message = CustomThemeConfig()
    getattr(app_session, theme.FILLS)(message, section)
    return message.SerializeToString(deterministic=True)


def test_streamlit_still_fills_the_theme_with_the_function_that_is_replaced() -> None:
    """If this fails, Streamlit has changed: look at what takes its place in `app_session`."""
    assert theme.FILLS == "_populate_theme_msg"
    assert list(inspect.signature(app_session._populate_theme_msg).parameters) == ["msg", "section"]
    source = inspect.getsource(app_session.AppSession._create_new_session_message)
    assert source.count(f"{theme.FILLS}(") == len(SECTIONS)


def test_every_section_is_filled_as_before() -> None:
    before = [_filled(section) for section in SECTIONS]
    assert len({*before}) == 4  # three sections of ours, and the empty ones
    theme.read_theme_once()
    for _ in range(2):
        assert [_filled(section) for section in SECTIONS] == before


def test_an_empty_section_stays_one_that_is_not_there() -> None:
    theme.read_theme_once()
    whole = CustomThemeConfig()
    app_session._populate_theme_msg(whole.sidebar, "theme.sidebar")
    app_session._populate_theme_msg(whole.dark, "theme.dark")
    assert not whole.HasField("sidebar")
    assert whole.dark.text_color == config.get_option("theme.dark.textColor")


def test_the_configuration_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    theme.read_theme_once()
    first = [_filled(section) for section in SECTIONS]
    asked: list[str] = []
    monkeypatch.setattr(config, "get_options_for_section", asked.append)
    assert [_filled(section) for section in SECTIONS] == first
    assert asked == []


def test_without_that_function_everything_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(app_session, theme.FILLS)
    theme.read_theme_once()
    assert not hasattr(app_session, theme.FILLS)
