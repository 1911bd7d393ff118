"""Run a real identity provider on this machine, where everybody may log in as anybody."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Final

from serving import LOOK_SECONDS, READY_SECONDS, clean_environment, free_port

SETTINGS: Final = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "{secret}"
client_id = "radar"
client_secret = "{client_secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid" }}
"""

COOKIE_SECRET: Final = "for-tests-only-" + "0123456789" * 3
CLIENT_SECRET: Final = "x" * 24 + "-client"


class Provider:
    """An OpenID Connect server on one port, however often it is started."""

    def __init__(self, log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the provider and return once it answers."""
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=clean_environment(), stdout=log, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            if self._answers():
                return
            try:
                self._process.wait(LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        raise AssertionError(f"the provider does not answer:\n{self._log.read_text()}")

    def kill(self) -> None:
        """End the provider."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def settings(self, url: str) -> str:
        """Return the secrets of an app at this address that asks this provider."""
        return SETTINGS.format(
            url=url, provider=self.url, secret=COOKIE_SECRET, client_secret=CLIENT_SECRET
        )

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/jwks", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, HTTPException, OSError):
            return False
