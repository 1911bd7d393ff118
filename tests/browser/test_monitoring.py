"""What an administrator can monitor: lines of the log, and metrics."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from serving import Server, started
from wire import Wire

ANSWER = "answer|many.s01|"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the server with everything on that can be watched."""
    environ = {
        "SKILLS_MATRICES": str(Path(__file__).with_name("twelve.yaml")),
        "SKILLS_LOG": "json",
        "SKILLS_METRICS": "yes",
        "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
    }
    with started(Server(tmp_path_factory.mktemp("data"), environ)) as serving:
        yield serving


def _metrics(server: Server) -> dict[str, float]:
    with urlopen(f"{server.url}/api/metrics") as answer:  # noqa: S310 - our own server
        lines = answer.read().decode().splitlines()
    samples = (each.rsplit(" ", 1) for each in lines if not each.startswith("#"))
    return {name.removeprefix("readiness_radar_"): float(value) for name, value in samples}


def _lines(server: Server) -> list[dict[str, Any]]:
    return [json.loads(each) for each in server.log().splitlines()]


def test_metrics_count_actions_and_contain_no_personal_data(server: Server) -> None:
    before = _metrics(server)
    with Wire(server.url) as wire:
        wire.begin()
        wire.run(wire.value(ANSWER, string_array_value=["Fully"]))
        now = _metrics(server)
        assert now["open_connections"] == before["open_connections"] + 1
        assert now['saves_total{result="saved"}'] == before['saves_total{result="saved"}'] + 1
        assert now["save_seconds_sum"] > before["save_seconds_sum"]
        assert now['requests_total{method="GET",route="/",status="200"}'] >= 1
        output = "\n".join(now) + server.log()
        assert wire.query
        secrets = (*wire.query.split("&"), wire.cookie.split("=", 1)[1], "127.0.0.1", "Fully")
        assert [each for each in secrets if each.split("=")[-1] in output] == []


def test_every_line_of_the_log_is_an_object_even_where_something_fails(server: Server) -> None:
    with Wire(server.url) as wire:
        wire.begin()
        wire.run(wire.value(ANSWER, int_value=3))
    with Wire(server.url) as wire:
        wire.begin()
        for path in server.data.glob("skills.sqlite3*"):
            path.write_bytes(b"ruined " * (path.stat().st_size // 7))
        wire.run(wire.value(ANSWER, string_array_value=["Fully"]))
    with pytest.raises(OSError, match="503"):
        urlopen(Request(f"{server.url}/api/ready"))  # noqa: S310
    lines = _lines(server)
    assert len(lines) > 1
    assert {tuple(each)[:4] for each in lines} == {("time", "level", "logger", "message")}
    assert [each for each in lines if each["message"].startswith("ready: ")]
    assert _metrics(server)['saves_total{result="failed"}'] > 0
