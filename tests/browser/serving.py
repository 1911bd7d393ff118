"""Run the real server as a program of its own, which a test may kill and start again."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Final, Protocol, TypeVar

ROOT: Final = Path(__file__).parents[2]
READY_SECONDS: Final = 60
LOOK_SECONDS: Final = 0.02


def answer_to(request: urllib.request.Request) -> HTTPResponse | urllib.error.HTTPError:
    """Send a request to our own server; a refusal is an answer too."""
    try:
        answer: HTTPResponse = urllib.request.urlopen(request)  # noqa: S310 - our own server
    except urllib.error.HTTPError as refusal:
        return refusal
    return answer


class Program(Protocol):
    """What can be started, and killed at any time."""

    def start(self) -> None:
        """Return once it answers."""

    def kill(self) -> None:
        """End it at once, if it runs."""


Started = TypeVar("Started", bound=Program)


@contextmanager
def started(program: Started) -> Iterator[Started]:
    """Start a server, and kill it at the end, whatever happens in between."""
    try:
        program.start()
        yield program
    finally:
        program.kill()


class Server:
    """Serve one data folder on one port, however often it is started.

    Attributes
    ----------
    probe : the address that answers with 200 once the server counts as started.
    """

    def __init__(
        self,
        data: Path,
        environ: Mapping[str, str] | None = None,
        *,
        base: str = "",
        root: Path = ROOT,
    ) -> None:
        self.probe = "/api/health"
        self._root = root
        self.data = data
        self.database = data / "skills.sqlite3"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}{base}"
        self._log = data.with_name(f"{data.name}.log")
        self._environ = clean_environment() | {"SKILLS_DATA": str(data)} | dict(environ or {})
        if base:
            self._environ["STREAMLIT_SERVER_BASE_URL_PATH"] = base
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and return once it answers that it is well."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        command += ["--server.headless", "true", "--server.port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._root, env=self._environ, stdout=log, stderr=subprocess.STDOUT
            )
        self._wait_until_well(self._process)

    def kill(self) -> None:
        """End the server as a power cut would, without a word to it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def hang(self) -> None:
        """Stop the server where it is; it takes connections and requests, and answers none."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def end(self) -> None:
        """Ask the server to end, as a supervisor does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(READY_SECONDS)
            self._process = None

    def restart(self) -> None:
        """Kill the server and start it again."""
        self.kill()
        self.start()

    def exit_code(self) -> int | None:
        """Return what the server has ended with by itself, None if it has not."""
        return None if self._process is None else self._process.poll()

    def log(self) -> str:
        """Return all that the server has written so far."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def _wait_until_well(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end and process.poll() is None:
            if self._is_well():
                return
            try:
                process.wait(LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        raise AssertionError(f"the server does not answer; it wrote:\n{self.log()}")

    def _is_well(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + self.probe, timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, HTTPException, OSError):
            return False


_PORTS: Final = (12_000 + (os.getpid() * 8 + number) % 18_000 for number in itertools.count())
"""Below those that systems hand out themselves: nobody takes one while its server is killed."""


def free_port() -> int:
    """Return a port that no other process of the tests begins with."""
    for port in _PORTS:
        with contextlib.suppress(OSError), socket.socket() as one:
            one.bind(("127.0.0.1", port))
            return port
    raise AssertionError("the ports never end")


def clean_environment() -> dict[str, str]:
    """Keep settings of whoever runs the tests away from the server."""
    ours = ("SKILLS_", "STREAMLIT_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"STREAMLIT_SECRETS_FILES": "none-of-theirs.toml"}
