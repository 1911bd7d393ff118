"""The addresses of the pages, and redirects from earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

PATHS: Final[Mapping[str, str]] = {
    "start": "",
    "assess": "assess",
    "checks": "checks",
    "result": "result",
    "plan": "plan",
    "project": "project",
    "progress": "progress",
    "share": "share",
    "review": "review",
    "mentor": "mentor",
    "shared": "shared",
    "assessments": "assessments",
    "cohort": "cohort",
    "guide": "guide",
}
"""The path of each page by its name; the start page has none."""

PROBES: Final = ("/api/live", "/api/ready", "/api/health")
"""Where a proxy or supervisor asks how this server is."""

RATE_AGAIN: Final = "rate"
"""Name of the query parameter that is there while a mentor changes revealed ratings."""

OWN_HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
"""Host names by which a machine reaches itself."""

MOVED: Final[Mapping[str, str]] = {
    "start": "start",
    "projects": "plan",
    "history": "progress",
    "report": "share",
}
"""Former paths, each with the page that has its content now."""


def base() -> str:
    """Return the path under which the app is served, "" at the root."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def below(path: str) -> str:
    """Return the path at which the server has what is at this path at the root."""
    return f"{base()}{path}"


def cookie_path() -> str:
    """Return the path for which a browser keeps our cookies: what is beside it is not ours."""
    return base() or "/"


def is_local_only() -> bool:
    """Return whether the server listens on this machine only."""
    return st.get_option("server.address") in (*OWN_HOSTS, "::1")


def address(page: str, assessment: str = "", *, project: str = "", skill: str = "") -> str:
    """Return the address of a page, for an assessment, a project and a skill if one is given."""
    about = {"a": assessment, "p": project, "skill": skill}
    asked = urlencode({name: value for name, value in about.items() if value})
    return f"{base()}/{PATHS[page]}{'?' * bool(asked)}{asked}"


def addresses(assessment: str) -> Mapping[str, str]:
    """Return the address of every page by its name, for an assessment if one is given."""
    root, asked = base(), f"?{urlencode({'a': assessment})}" if assessment else ""
    return {page: f"{root}/{path}{asked}" for page, path in PATHS.items()}


def redirects() -> list[Route]:
    """Return the routes that redirect former paths to the current pages."""
    return [Route(below(f"/{path}"), _redirect, methods=["GET", "HEAD"]) for path in MOVED]


async def _redirect(request: Request) -> RedirectResponse:
    page = MOVED[request.url.path.strip("/").rsplit("/", maxsplit=1)[-1]]
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{address(page)}{asked}", status_code=308)
