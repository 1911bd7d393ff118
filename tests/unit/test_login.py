"""What the secrets say about logging in, and who somebody is by the claims of an ID token."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1.util import patch_config_options

from components.web import login, session
from skills.store import owner_of, owner_of_account

PROVIDER: Final = {
    "client_id": "radar",
    "client_secret": "hidden",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
SHARED: Final = {
    "redirect_uri": "https://radar.example.org/oauth2callback",
    "cookie_secret": "hidden and long enough to be safe",
}
SECTION: Final = SHARED | PROVIDER
CLAIMS: Final = {"iss": "https://login.example.org", "sub": "ana", "email": "ana@example.org"}
TOML: Final = "[auth]\n" + "\n".join(f'{name} = "{value}"' for name, value in SECTION.items())


def test_a_section_without_a_mistake_names_its_provider() -> None:
    assert login.read_setup(SECTION) == login.Setup(("default",))
    assert login.read_setup(SECTION | {"client_kwargs": {"scope": "openid"}}).troubles == ()


def test_several_providers_have_sections_of_their_own() -> None:
    assert login.read_setup(SHARED | {"work": PROVIDER}) == login.Setup(("work",))
    assert login.read_setup(SECTION | {"work": PROVIDER}) == login.Setup(("default", "work"))


@pytest.mark.parametrize("name", SECTION)
@pytest.mark.parametrize("how", ["missing", "blank"])
def test_each_missing_setting_is_named(name: str, how: str) -> None:
    others = {key: value for key, value in SECTION.items() if key != name}
    (trouble,) = login.read_setup(others if how == "missing" else others | {name: " "}).troubles
    assert trouble.startswith(name)


@pytest.mark.parametrize(
    ("spoilt", "expected"),
    [
        ({"cookie_secret": "short"}, "cookie_secret"),
        ({"redirect_uri": "https://radar.example.org/"}, "redirect_uri"),
        ({"redirect_uri": "radar.example.org/oauth2callback"}, "redirect_uri"),
        ({"my_work": PROVIDER}, "name of a provider"),
        ({"work": {"client_id": "radar", "client_secret": "hidden"}}, "[auth.work]"),
    ],
)
def test_a_mistake_is_reported_without_a_secret(spoilt: dict[str, Any], expected: str) -> None:
    (found,) = login.read_setup(SECTION | spoilt).troubles
    assert expected in found
    assert "hidden" not in found


def test_secrets_of_another_shape_are_a_mistake() -> None:
    assert login.read_setup("yes").troubles
    assert len(login.read_setup({}).troubles) == len(SECTION)


def _setup(monkeypatch: pytest.MonkeyPatch, file: Path, **options: object) -> login.Setup | None:
    monkeypatch.setattr(login, "secrets_singleton", Secrets())
    with patch_config_options({"secrets.files": [str(file)], **options}):
        return login.setup.__wrapped__()


def test_only_a_section_in_the_secrets_turns_it_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "secrets.toml"
    assert _setup(monkeypatch, file) is None
    file.write_text("other = 1\n")
    assert _setup(monkeypatch, file) is None
    file.write_text(TOML)
    assert _setup(monkeypatch, file) == login.Setup(("default",))
    file.write_text("[auth]\n")
    found = _setup(monkeypatch, file)
    assert found is not None
    assert len(found.troubles) == len(SECTION)


def test_secrets_that_nobody_can_read_open_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text("[auth\n")
    assert _setup(monkeypatch, file) == login.Setup((), ("the file of secrets cannot be read",))


def test_no_header_of_a_request_may_say_who_somebody_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(TOML)
    trusted = {"server.trustedUserHeaders": {"X-User": "sub"}}
    found = _setup(monkeypatch, file, **trusted)
    assert found is not None
    assert found.troubles == ("server.trustedUserHeaders may not set iss, sub or is_logged_in",)


def test_an_owner_is_issuer_and_subject_and_nothing_else() -> None:
    ana = login.owner_by(CLAIMS)
    assert ana == owner_of_account(CLAIMS["iss"], CLAIMS["sub"])
    assert login.owner_by(CLAIMS | {"email": "new@example.org", "name": "Ana"}) == ana
    assert login.owner_by(CLAIMS | {"sub": "ben"}) != ana


@pytest.mark.parametrize("name", ["iss", "sub"])
@pytest.mark.parametrize("value", ["", " ", None, 7, ["ana"]])
def test_who_has_no_issuer_or_no_subject_is_nobody(name: str, value: object) -> None:
    assert login.owner_by(CLAIMS | {name: value}) == ""
    assert login.owner_by({each: CLAIMS[each] for each in CLAIMS if each != name}) == ""


def test_without_a_provider_the_cookie_of_the_browser_decides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token, cookie = "t" * 43, {session.COOKIE: "t" * 43, "_streamlit_user": "x"}
    monkeypatch.setattr(login, "setup", lambda: None)
    assert session.owner_in(cookie) == owner_of(token)
    assert login.owner_in(cookie) == ""
    monkeypatch.setattr(login, "setup", lambda: login.Setup(("default",)))
    assert session.owner_in({session.COOKIE: token}) == ""


@pytest.mark.parametrize(
    ("path", "query", "status", "cookie", "why"),
    [
        ("/auth/login", b"provider=x", 400, "", login.UNREACHABLE),
        ("/auth/login", b"provider=x", 302, "", ""),
        ("/below/auth/login", b"provider=x", 400, "", login.UNREACHABLE),
        ("/oauth2callback", b"error=access_denied&state=x", 302, "", login.FAILED),
        ("/oauth2callback", b"code=x&state=x", 302, '_streamlit_user=""; Max-Age=0', login.FAILED),
        ("/oauth2callback", b"code=x&state=x", 302, "_streamlit_user=abc; Path=/", ""),
        ("/oauth2callback", b"", 302, "", ""),
        ("/", b"code=x", 400, "", ""),
    ],
)
def test_a_login_that_fails_ends_on_the_start_page(
    path: str, query: bytes, status: int, cookie: str, why: str
) -> None:
    headers = [(b"location", b"/elsewhere")] + [(b"set-cookie", cookie.encode())] * bool(cookie)
    message: dict[str, Any] = {"status": status, "headers": headers}
    login.explain_failure({"path": path, "query_string": query}, message)
    found = dict(message["headers"])
    assert found[b"location"] == (f"/?login={why}".encode() if why else b"/elsewhere")
    assert message["status"] == (302 if why else status)
    assert found.get(b"set-cookie", b"") == cookie.encode()


@pytest.mark.slow
def test_without_a_provider_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys; from components import guard; from components.web import login; "
        "print(login.setup(), 'authlib' in sys.modules)"
    )
    environ = {"STREAMLIT_SECRETS_FILES": str(tmp_path / "none.toml"), "PATH": ""}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["None", "False"]
