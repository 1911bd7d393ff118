"""Ask for files as a browser does, and as no browser does, while others use the server."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from pathlib import Path
from threading import Event
from typing import Final
from urllib.parse import parse_qs, urlencode

import pytest
from serving import Server, answer_to
from wire import Wire

from skills.reports.file_kinds import IMAGES, KINDS
from skills.workspace.example_person import EXAMPLE

PEOPLE: Final = 10
FILES: Final = 100


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(Path(__file__).with_name("twelve.yaml"))


def _assessment(wire: Wire) -> str:
    return parse_qs(wire.query)["a"][0]


def _post(
    server: Server, kind: str, cookie: str, body: bytes | None = None, **fields: str
) -> tuple[int, HTTPResponse | urllib.error.HTTPError, bytes]:
    sent = urlencode(fields).encode() if body is None else body
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{server.url}/api/files/{kind}", sent, {"Cookie": cookie}
    )
    with answer_to(request) as answer:
        return answer.status or 0, answer, answer.read()


def test_no_download_fails_while_ten_people_click(wire: Wire, server: Server) -> None:
    """A file that is kept in memory until it is fetched is dropped by the runs of others."""
    assessment, done = _assessment(wire), Event()

    def click_on() -> int:
        clicks = 0
        with Wire(server.url) as other:
            other.begin()
            while not done.is_set():
                clicks += 1
                item = f"answer|many.s{clicks % 12 + 1:02}|"
                other.run(other.value(item, string_array_value=["Mostly"]))
        return clicks

    with ThreadPoolExecutor(PEOPLE) as people:
        clicking = [people.submit(click_on) for _ in range(PEOPLE)]
        try:
            kinds = [*KINDS, *IMAGES] * FILES
            statuses = [
                _post(server, kind, wire.cookie, assessment=assessment)[0] for kind in kinds[:FILES]
            ]
        finally:
            done.set()
        clicks = [each.result() for each in clicking]
    assert statuses == [200] * FILES
    assert min(clicks) > 0


def test_a_file_has_name_and_type_and_is_kept_by_no_cache(wire: Wire, server: Server) -> None:
    _, answer, data = _post(server, "json", wire.cookie, assessment=_assessment(wire))
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="gap-report_')
    assert json.loads(data)["assessment"]["id"] == _assessment(wire)


def test_nobody_gets_the_file_of_somebody_else(wire: Wire, server: Server) -> None:
    with Wire(server.url) as stranger:
        for cookie in (stranger.cookie, "", "readiness_radar_owner=x"):
            for kind in ("json", *IMAGES):
                status, _, data = _post(server, kind, cookie, assessment=_assessment(wire))
                assert (status, data) == (404, b"This browser has no such assessment.")


def test_an_image_has_the_shape_and_theme_asked_for_or_the_usual_ones(
    wire: Wire, server: Server
) -> None:
    for asked, size in (("square", b"1080 1080"), ("wide", b"1200 630"), ("../odd", b"1200 630")):
        status, answer, data = _post(
            server, "share-svg", wire.cookie, assessment=_assessment(wire), shape=asked, theme="odd"
        )
        assert (status, answer.headers["content-type"]) == (200, "image/svg+xml")
        assert b'viewBox="0 0 ' + size in data
        name = answer.headers["content-disposition"]
        assert name.endswith('_light.svg"')
        assert "odd" not in name


def test_everybody_gets_files_of_the_example(server: Server) -> None:
    status, answer, data = _post(server, "share-png", "", assessment=EXAMPLE)
    assert (status, answer.headers["content-type"]) == (200, "image/png")
    assert data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b"\xff", (400, b"This request isn't valid.")),
        (b"assessment=a&unknown=1", (400, b"This request isn't valid.")),
        (b"assessment=a&zone=" + b"x" * 5000, (413, b"This request is too long.")),
    ],
    ids=["no text", "no field of ours", "too long"],
)
def test_a_request_that_no_form_sends_is_refused(
    wire: Wire, server: Server, body: bytes, answer: tuple[int, bytes]
) -> None:
    status, _, data = _post(server, "pdf", wire.cookie, body)
    assert (status, data) == answer
    assert "Traceback" not in server.log()


@pytest.mark.parametrize("zone", ["../../etc/passwd", "\0", "Nowhere/At-all", ""])
def test_an_unknown_time_zone_is_no_reason_to_fail(wire: Wire, server: Server, zone: str) -> None:
    status, _, _ = _post(server, "html", wire.cookie, assessment=_assessment(wire), zone=zone)
    assert status == 200


def test_an_unknown_kind_is_refused(wire: Wire, server: Server) -> None:
    for kind in ("exe", "%2e%2e", "PDF"):
        assert _post(server, kind, wire.cookie, assessment=_assessment(wire))[0] in {400, 404}
