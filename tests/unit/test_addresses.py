"""Old addresses lead on, and what the browser gets passes Streamlit's sanitizer."""

from __future__ import annotations

import asyncio
import re

import pytest
import streamlit as st
from starlette.requests import Request

from components.web.addresses import MOVED, PATHS, address, below, cookie_path, redirects
from components.web.own_page import STYLES
from components.web.scripts import SCRIPTS


@pytest.mark.parametrize("old", MOVED)
@pytest.mark.parametrize("base", ["", "/radar"])
def test_an_old_address_leads_to_its_page_with_what_it_asked_for(
    monkeypatch: pytest.MonkeyPatch, old: str, base: str
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.get)
    path = f"{base}/{old}"
    (route,) = [each for each in redirects() if each.path == path]
    request = Request({"type": "http", "path": path, "query_string": b"a=abc&tab=x", "headers": []})
    answer = asyncio.run(route.endpoint(request))
    expected = f"{address(MOVED[old])}?a=abc&tab=x"
    assert answer.status_code == 308
    assert answer.headers["location"] == expected
    assert expected.startswith(f"{base}/")


@pytest.mark.parametrize("option", ["radar", "/radar", "radar/", "/radar/"])
def test_a_base_path_may_be_written_in_several_ways(
    monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": option}.get)
    assert (below("/api/health"), cookie_path()) == ("/radar/api/health", "/radar")


def test_without_a_base_path_the_cookie_is_for_the_whole_site() -> None:
    assert (below("/api/health"), cookie_path()) == ("/api/health", "/")


def test_every_page_has_an_address_of_its_own() -> None:
    assert len(set(PATHS.values())) == len(PATHS)
    assert not set(MOVED) & set(PATHS.values())
    assert address("result", "a b") == "/result?a=a+b"


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_looks_like_markup(script: str) -> None:
    """Streamlit's sanitizer silently drops a script with such a sign."""
    assert not re.search(r"<[a-zA-Z/!]", script)


def test_what_depends_on_streamlits_markup_stands_in_one_file_for_the_pinned_version() -> None:
    files = {each.name: each.read_text(encoding="utf-8") for each in STYLES.glob("*.css")}
    pinned = (STYLES.parents[1] / "requirements.txt").read_text(encoding="utf-8")
    version = re.search(r"streamlit\[\w+\]==(\d+\.\d+)", pinned)
    assert version
    assert f"Streamlit {version[1]};" in files.pop("streamlit.css")
    assert files
    inner = re.compile(r"data-testid|st-emotion|\.st[A-Z]|data-baseweb")
    assert [name for name, css in files.items() if inner.search(css)] == []


def test_five_type_sizes_are_enough() -> None:
    found = [
        size
        for each in STYLES.glob("*.css")
        for size in re.findall(r"font-size:\s*([^;}]+)", each.read_text(encoding="utf-8"))
    ]
    others = {size for size in found if not re.fullmatch(r"var\(--rr-(s|m|l|xl|xxl)\)", size)}
    assert len(found) > 30
    assert others <= {"inherit", "2.75rem"}, "2.75rem is the question on the start page"
