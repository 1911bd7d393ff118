"""Click and be gone before the server has even begun to answer: the click is stored."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

import database_content
import pytest
from serving import Server
from wire import PATIENCE_SECONDS, Wire

TIMES: Final = 8
EVERY: Final = {f"many.s{number:02}": "mostly" for number in range(1, TIMES + 1)}


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(Path(__file__).with_name("twelve.yaml"))


def _click(wire: Wire, number: int) -> None:
    wire.ask(wire.value(f"answer|many.s{number:02}|", string_array_value=["Mostly"]))


def test_clicks_and_another_page_at_once(wire: Wire, server: Server) -> None:
    """The message that asks for another page carries no values of widgets."""
    assessment = parse_qs(wire.query)["a"][0]
    for number in range(1, TIMES + 1):
        _click(wire, number)
        wire.run(page="result")
        wire.query = f"a={assessment}&skill=many"
        wire.run(page="assess")
    assert database_content.values(server.database, assessment) == EVERY


def test_clicks_and_a_closed_tab_at_once(wire: Wire, server: Server) -> None:
    assessment = parse_qs(wire.query)["a"][0]
    for number in range(1, TIMES + 1):
        with Wire(server.url, wire.cookie) as tab:
            tab.query = f"a={assessment}&skill=many"
            tab.run(page="assess")
            _click(tab, number)
            tab.leave()
    _assert_soon_stored(server, assessment, EVERY)


def test_a_closed_tab_while_its_page_is_still_on_the_way(wire: Wire, server: Server) -> None:
    """The browser is gone in the middle of a run: that is no error, and the click counts."""
    assessment = parse_qs(wire.query)["a"][0]
    _click(wire, 1)
    _click(wire, 2)
    wire.leave()
    _assert_soon_stored(server, assessment, {"many.s01": "mostly", "many.s02": "mostly"})
    assert "Traceback" not in server.log()


def _assert_soon_stored(server: Server, assessment: str, expected: dict[str, str]) -> None:
    """Nobody is there any more to be told when it is stored."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (found := database_content.values(server.database, assessment)) != expected:
        assert time.monotonic() < end, f"only {found} is stored"
