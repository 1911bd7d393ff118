"""Log in with an identity provider (OpenID Connect), by Streamlit's own login and its secrets.

Without a section ``[auth]`` in the secrets none of this takes part: the cookie of the browser
decides. With one, the owner is a hash of the claims ``iss`` and ``sub`` of the ID token, which
Streamlit has validated at the login and keeps in a signed cookie.
"""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.types import Message, Scope
from streamlit import auth_util, config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette import starlette_server_config, starlette_websocket

from components.web.addresses import base
from skills.store import Refused, owner_of_account

SECRET_LENGTH: Final = 32
"""Characters that sign the cookie; a shorter secret could be guessed, and a login forged."""

FAILED: Final = "failed"
UNREACHABLE: Final = "unreachable"

_LOGIN: Final = "/auth/login"
_LOGOUT: Final = "/auth/logout"
_CALLBACK: Final = "/oauth2callback"
_COOKIE: Final = starlette_server_config.USER_COOKIE_NAME
_KEYS: Final = ("client_id", "client_secret", "server_metadata_url")
_CLAIMS: Final = frozenset({"iss", "sub", "is_logged_in"})
_PROVIDER: Final = re.compile(r"[A-Za-z0-9-]+")

_MOST_ENDED: Final = 10_000
_ENDED: Final[OrderedDict[str, None]] = OrderedDict()
"""Logins that somebody has logged out of since the server started, oldest first."""

log = logging.getLogger("readiness_radar")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the secrets say about logging in.

    Attributes
    ----------
    providers : names of the identity providers, "default" for the one in ``[auth]`` itself.
    troubles : what is wrong, for the administrator, without any value from the secrets.
    """

    providers: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


def is_on() -> bool:
    """Return whether this server asks people to log in."""
    return setup() is not None


def is_usable() -> bool:
    """Return whether logging in is set up without a mistake."""
    found = setup()
    return found is not None and not found.troubles


def providers() -> tuple[str, ...]:
    """Return the names of the identity providers."""
    found = setup()
    return found.providers if found else ()


@cache
def setup() -> Setup | None:
    """Return what the secrets say, or None if they do not mention logging in."""
    if not secrets_singleton.load_if_toml_exists():
        # Nobody knows what stands in a broken file: nothing is opened until somebody has looked.
        files = [each for each in config.get_option("secrets.files") if Path(each).exists()]
        return Setup(troubles=("the file of secrets cannot be read",)) if files else None
    if "auth" not in secrets_singleton:
        return None
    found = read_setup(secrets_singleton["auth"])
    more = list(_troubles_of_server())
    return Setup(found.providers, (*found.troubles, *more))


def _troubles_of_server() -> Iterator[str]:
    if not auth_util.is_authlib_installed():
        yield "Authlib is not installed: pip install -r requirements-login.txt"
    headers = config.get_option("server.trustedUserHeaders")
    if isinstance(headers, Mapping) and _CLAIMS & set(headers.values()):
        yield "server.trustedUserHeaders may not set iss, sub or is_logged_in"


def read_setup(section: object) -> Setup:
    """Return what a section ``[auth]`` says."""
    if not isinstance(section, Mapping):
        return Setup(troubles=("[auth] is not a section",))
    names = [
        name
        for name, value in section.items()
        if isinstance(value, Mapping) and name != "client_kwargs"
    ]
    if not names or any(key in section for key in _KEYS):
        names.insert(0, "default")
    of_providers = [each for name in names for each in _troubles_of(name, section)]
    return Setup(tuple(names), (*_shared_troubles(section), *of_providers))


def _shared_troubles(section: Mapping[str, object]) -> Iterator[str]:
    address = urlsplit(str(section.get("redirect_uri", "")))
    if address.scheme not in {"http", "https"} or not address.path.endswith(_CALLBACK):
        yield f"redirect_uri has to be the address of this app followed by {_CALLBACK}"
    if len(str(section.get("cookie_secret", "")).strip()) < SECRET_LENGTH:
        yield f"cookie_secret has to have {SECRET_LENGTH} characters or more"


def _troubles_of(name: str, section: Mapping[str, object]) -> Iterator[str]:
    own = section.get(name, section)
    if not _PROVIDER.fullmatch(name):
        yield "the name of a provider has to consist of letters, digits and hyphens"
    elif isinstance(own, Mapping):
        for key in _KEYS:
            if not str(own.get(key, "")).strip():
                yield f"{key} is missing from [auth{'' if name == 'default' else f'.{name}'}]"


def log_troubles() -> None:
    """Log for the administrator what is wrong with the setup, if anything is."""
    found = setup()
    for each in found.troubles if found else ():
        log.error("login: %s", each)


def is_logged_in() -> bool:
    """Return whether this tab's person is logged in, and has not logged out in another tab."""
    return is_usable() and st.user.get("is_logged_in") is True and not has_ended(st.context.cookies)


def owner() -> str:
    """Return the owner id of this tab's person, or "" if there is none."""
    return owner_by(st.user) if is_logged_in() else ""


def owner_in(cookies: Mapping[str, str]) -> str:
    """Return the owner id of the person in the signed cookie of a request, or "" if there is none.

    This is what Streamlit does when a tab connects; it has no function for other requests.
    """
    signed = _signed_in(cookies)
    if not signed or not is_usable() or has_ended(cookies):
        return ""
    # A form that is sent without our script has no origin; the cookie has to be for our own.
    origin = auth_util.get_origin_from_redirect_uri() or ""
    claims = starlette_websocket._parse_decoded_user_cookie(signed, origin)  # noqa: SLF001
    return owner_by(claims) if claims.get("is_logged_in") is True else ""


def owner_by(claims: Mapping[str, object]) -> str:
    """Return the owner id by the claims of an ID token, or "" if they do not identify anybody."""
    issuer, subject = claims.get("iss"), claims.get("sub")
    try:
        is_text = isinstance(issuer, str) and isinstance(subject, str)
        return owner_of_account(str(issuer), str(subject)) if is_text else ""
    except Refused:
        return ""


def own_address() -> str:
    """Return where people have to log in, if this tab shows the app under another address."""
    own = auth_util.get_origin_from_redirect_uri() or ""
    shown = urlsplit(st.context.url or own)
    return "" if f"{shown.scheme}://{shown.netloc}" == own else f"{own}{base()}/"


def start(provider: str) -> None:
    """Send this tab to the identity provider."""
    st.login(None if provider == "default" else provider)


def logout_address() -> str:
    """Return the address that logs out."""
    return f"{base()}{_LOGOUT}"


def note_logout(path: str, cookies: Mapping[str, str]) -> None:
    """End a login on the server as well if a request logs out.

    Streamlit only takes the cookie from the browser: its other tabs would go on, and so would a
    copy of the cookie.
    """
    if path.endswith(_LOGOUT) and owner_in(cookies):
        _ENDED[_login_in(cookies)] = None
        while len(_ENDED) > _MOST_ENDED:
            _ENDED.popitem(last=False)


def has_ended(cookies: Mapping[str, str]) -> bool:
    """Return whether somebody has logged out of the login in these cookies."""
    return _login_in(cookies) in _ENDED


def _login_in(cookies: Mapping[str, str]) -> str:
    """Return a hash of a login; its ID token has a random value and a time, so no two are alike."""
    return sha256(_signed_in(cookies)).hexdigest()


def _signed_in(cookies: Mapping[str, str]) -> bytes:
    """Return what Streamlit has signed in these cookies; nothing if it did not sign them."""
    found = starlette_websocket._get_signed_cookie_with_chunks(dict(cookies), _COOKIE)  # noqa: SLF001
    return found or b""


def explain_failure(scope: Scope, message: Message) -> None:
    """Send somebody whose login has failed to the start page, with the reason in its address.

    Streamlit itself shows two words on an empty page, or the start page as if nothing had been.
    """
    why = _failure(scope, message)
    if why:
        log.warning("login: %s", _TOLD[why])
        kept = [each for each in message["headers"] if each[0] != b"location"]
        to = (b"location", f"{base()}/?login={why}".encode())
        message["status"], message["headers"] = 302, [*kept, to]


_TOLD: Final = {
    UNREACHABLE: "server_metadata_url could not be read, or belongs to no identity provider",
    FAILED: "somebody came back from the identity provider without being logged in",
}


def _failure(scope: Scope, message: Message) -> str:
    path = scope["path"]
    if path.endswith(_LOGIN) and message["status"] >= 400:  # noqa: PLR2004 - of HTTP
        return UNREACHABLE
    # Without these two it is the way back from logging out.
    if (
        path.endswith(_CALLBACK)
        and {"code", "error"} & parse_qs(scope["query_string"].decode("latin-1")).keys()
    ):
        return "" if _sets_cookie(message) else FAILED
    return ""


def _sets_cookie(message: Message) -> bool:
    given = re.compile(rf"{_COOKIE}=[^;\"]".encode())
    return any(name == b"set-cookie" and given.match(value) for name, value in message["headers"])
