"""Send what no page would send: nothing wrong is stored, and the session goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import database_content
import pytest
from serving import ROOT, Server
from websockets.exceptions import ConnectionClosed
from wire import Wire

from skills.entries.kinds import NOTE_LENGTH

ANSWER: Final = "answer|many.s01|"
NOTE: Final = "note|many|"
POSSIBLE: Final = ({}, {"many.s01": "fully"})
"""Fully stands first in some of the values below, and is what a person could choose too."""

FORGED: Final[dict[str, dict[str, Any]]] = {
    "unknown option": {"string_array_value": ["evil"]},
    "id instead of title": {"string_array_value": ["not-applicable"]},
    "two options": {"string_array_value": ["Fully", "evil"]},
    "empty option": {"string_array_value": [""]},
    "a thousand options": {"string_array_value": ["Fully"] * 1000},
    "number": {"int_value": 99},
    "not a number": {"double_value": float("nan")},
    "truth": {"bool_value": True},
    "text": {"string_value": "<script>alert(1)</script>"},
    "bytes": {"bytes_value": b"\xff\xfe\x00"},
    "numbers": {"int_array_value": [2**31, -1]},
    "broken json": {"json_value": "{"},
    "press": {"trigger_value": True},
}


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(Path(__file__).with_name("twelve.yaml"))


def _assessment(wire: Wire) -> str:
    return parse_qs(wire.query)["a"][0]


def _assert_goes_on(wire: Wire, server: Server) -> None:
    wire.run(wire.value("answer|many.s02|", string_array_value=["Mostly"]))
    kept = database_content.values(server.database, _assessment(wire))
    assert kept.pop("many.s02", "") == "mostly"
    assert kept in POSSIBLE


def _assert_goes_on_after_reload(wire: Wire, server: Server) -> None:
    """Streamlit lets a session of the wrong kind of value down; that harms only who sent it."""
    with Wire(server.url, wire.cookie) as again:
        again.query = wire.query
        again.run(page="assess")
        _assert_goes_on(again, server)


def _assert_tells_nothing(wire: Wire) -> None:
    for inside in ("Traceback", str(ROOT), "site-packages"):
        assert inside not in wire.texts


@pytest.mark.parametrize("how", FORGED.values(), ids=FORGED)
def test_a_forged_answer_is_not_stored(wire: Wire, server: Server, how: dict[str, Any]) -> None:
    before = server.log()
    wire.run(wire.value(ANSWER, **how))
    _assert_tells_nothing(wire)
    assert server.log().removeprefix(before).count("\n") <= 1
    assert database_content.values(server.database, _assessment(wire)) in POSSIBLE
    _assert_goes_on_after_reload(wire, server)


@pytest.mark.parametrize("how", FORGED.values(), ids=FORGED)
def test_a_forged_note_is_text_or_nothing(wire: Wire, server: Server, how: dict[str, Any]) -> None:
    before = server.log()
    wire.run(wire.value(NOTE, **how))
    _assert_tells_nothing(wire)
    assert server.log().removeprefix(before).count("\n") <= 1
    kept = database_content.values(server.database, _assessment(wire), "note")
    assert kept in ({}, {"many": "<script>alert(1)</script>"})
    _assert_goes_on_after_reload(wire, server)


def test_an_unknown_option_leaves_the_session_as_it_was(wire: Wire, server: Server) -> None:
    wire.run(wire.value(ANSWER, string_array_value=["evil"]))
    _assert_goes_on(wire, server)


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "ab\0cd", "\ud7ff\ue000\uffff", "\u202e" * NOTE_LENGTH]
)
def test_a_note_of_any_text_is_stored_whole_or_refused(
    wire: Wire, server: Server, text: str
) -> None:
    wire.run(wire.value(NOTE, string_value=text))
    _assert_tells_nothing(wire)
    kept = database_content.values(server.database, _assessment(wire), "note").get("many", "")
    assert kept in ("", text)
    assert kept or "Not saved" in wire.texts
    _assert_goes_on(wire, server)


def test_more_than_a_page_may_send_ends_the_connection_only(wire: Wire, server: Server) -> None:
    huge = wire.value(NOTE, string_value="x" * 60_000_000)
    with pytest.raises(ConnectionClosed):
        wire.run(huge)
    _assert_goes_on_after_reload(wire, server)


@pytest.mark.parametrize(
    ("key", "forged"),
    [
        ("level|", {"string_array_value": ["evil"]}),
        ("mode", {"string_array_value": ["evil"]}),
        ("mode", {"int_value": 7}),
        ("hours", {"string_value": "-1"}),
        ("hours", {"string_value": "1e400"}),
        ("matrix", {"string_value": "../../etc/passwd"}),
    ],
)
def test_a_start_with_forged_choices_is_refused_or_set_right(
    server: Server, key: str, forged: dict[str, Any]
) -> None:
    before = set(database_content.assessments(server.database))
    with Wire(server.url) as wire:
        wire.run()
        choice = wire.value(key, **forged)
        wire.run(choice)
        _assert_tells_nothing(wire)
        wire.press("start", choice)
        _assert_tells_nothing(wire)
    for begun in set(database_content.assessments(server.database)) - before:
        settings = database_content.settings(server.database, begun)
        assert settings["mode"] in {"full", "quick"}
        assert settings["profile"] == "ml-engineer.entry"
        assert settings["hours"] is None


ADDRESSES: Final = (
    "skill=evil",
    "skill=../../x",
    "tab=' OR 1=1 --",
    f"tab={'x' * 5000}",
    "skill=many&skill=few",
    "skill=%00",
)


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_a_forged_address_shows_a_page_like_any_other(
    wire: Wire, server: Server, address: str
) -> None:
    wire.query = f"a={_assessment(wire)}&{address}"
    wire.run(page="assess")
    _assert_tells_nothing(wire)
    wire.query = f"a={_assessment(wire)}&skill=many"
    wire.run(page="assess")
    _assert_goes_on(wire, server)


@pytest.mark.parametrize("name", ["' OR 1=1 --", "x" * 5000, "\0", "<script>"])
def test_a_made_up_assessment_is_not_found(server: Server, name: str) -> None:
    with Wire(server.url) as wire:
        wire.query = f"a={name}"
        wire.run(page="assess")
        _assert_tells_nothing(wire)
        assert "Not found" in wire.texts
        assert "button_group" not in wire.texts


def test_knowing_every_id_of_somebody_else_gives_nothing(wire: Wire, server: Server) -> None:
    wire.run(wire.value(ANSWER, string_array_value=["Fully"]))
    wire.run(wire.value(NOTE, string_value="for nobody else"))
    with Wire(server.url) as stranger:
        stranger.query = wire.query
        stranger.widgets = dict(wire.widgets)
        forged = [
            stranger.value(ANSWER, string_array_value=["Partly"]),
            stranger.value(NOTE, string_value="overwritten"),
        ]
        for page in ("assess", "result", "plan", "assessments", "start"):
            stranger.run(*forged, page=page)
            assert "for nobody else" not in stranger.texts
            assert "Twelve statements, " not in stranger.texts
    assert database_content.values(server.database, _assessment(wire)) == {"many.s01": "fully"}
    assert database_content.values(server.database, _assessment(wire), "note") == {
        "many": "for nobody else"
    }


def test_malformed_messages_affect_nobody_else(wire: Wire, server: Server) -> None:
    for noise in (b"\xff" * 100, b"", "text", json.dumps({"a": 1}), b"\x5a\x00" * 50):
        with Wire(server.url, wire.cookie) as other:
            other.run()
            other.send_raw(noise)
    _assert_goes_on(wire, server)
