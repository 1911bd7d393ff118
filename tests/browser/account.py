"""Log in and out as a person does, and ask for a file with any cookies."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from person import Person
from playwright.sync_api import expect
from provider import COOKIE_SECRET
from serving import Server, answer_to
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from tab import START, Tab

LOG_IN: Final = "Log in"
COOKIE: Final = "_streamlit_user"


def log_in(tab: Tab, subject: str) -> None:
    """Log in on the page that asks for it."""
    to_provider(tab)
    tab.page.get_by_placeholder("sub").fill(subject)
    tab.page.get_by_role("button", name="Authorize", exact=True).click()
    expect(tab.page.get_by_role("button", name=START)).to_be_visible()
    tab.wait_for_run(0)


def log_out(tab: Tab) -> None:
    """Log out by the menu, here and at the provider."""
    tab.open_menu()
    tab.frame_link("Log out").click()
    tab.page.get_by_role("button", name="End session").click()
    expect_login_page(tab)


def expect_login_page(tab: Tab) -> None:
    """Expect that a page asks to log in, and for nothing else."""
    expect(tab.heading(LOG_IN)).to_be_visible()
    tab.wait_for_run(0)
    shown = tab.main.get_by_role("button").all_inner_texts()
    assert shown == [LOG_IN]


def to_provider(tab: Tab) -> None:
    tab.page.get_by_role("button", name=LOG_IN, exact=True).click()
    expect(tab.heading("Authorize Client")).to_be_visible()


def post(server: Server, cookies: Mapping[str, str], assessment: str) -> tuple[int, bytes]:
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{server.url}/api/files/json",
        urlencode({"assessment": assessment}).encode(),
        {"Cookie": sent},
    )
    with answer_to(request) as answer:
        return answer.status or 0, answer.read()


def cookies_of(person: Person) -> dict[str, str]:
    return {each["name"]: each["value"] for each in person.context.cookies(person.url)}


def signed_cookie(server: Server, secret: str = COOKIE_SECRET, **claims: object) -> str:
    about = {"origin": server.url, "is_logged_in": True, "provider": "default"} | claims
    return create_signed_value(secret, COOKIE, json.dumps(about)).decode()
