"""Start servers and measure their resources. CPU figures need Linux."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STARTING_SECONDS = 60.0
STOPPING_SECONDS = 10.0
SETTLING_SECONDS = 3.0
LOOK_SECONDS = 0.005
QUIET_MS = 1.0


NOT_OURS = ("STREAMLIT_", "SKILLS_", "PYTHON")
"""Prefixes of environment variables that would distort the comparison."""


class MeasuringError(Exception):
    """Raised when something could not be measured."""


@dataclass
class Server:
    """A server in its own process, on a free local port.

    Parameters
    ----------
    command : program and arguments; ``{port}`` stands for the port.
    folder : private to this server: its home, and the place of its log.
    works_in : working folder, where Streamlit looks for ``.streamlit/config.toml``.
    environment : variables in addition to those of every server.
    """

    command: Sequence[str]
    folder: Path
    works_in: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(init=False, default=0)
    listening_ms: float = field(init=False, default=0.0)
    healthy_ms: float = field(init=False, default=0.0)
    _process: subprocess.Popen[bytes] | None = field(init=False, default=None)

    @property
    def url(self) -> str:
        """Return the address of the first page."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Return the id of the process.

        Raises
        ------
        MeasuringError
            If the server does not run.
        """
        if self._process is None:
            raise MeasuringError("The server was not started.")
        return self._process.pid

    def start(self) -> Server:
        """Start the server, wait until it is healthy, and record how long that took.

        It gets a port on its first start, and keeps it.
        """
        self.port = self.port or free_port()
        command = [part.format(port=self.port) for part in self.command]
        with (self.folder / "server.log").open("wb") as log:
            begin = time.perf_counter()
            self._process = subprocess.Popen(
                command,
                cwd=self.works_in,
                env=_environment(self.folder) | dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_for(self._is_listening)
        self.listening_ms = (time.perf_counter() - begin) * 1000
        self._wait_for(self._is_healthy)
        self.healthy_ms = (time.perf_counter() - begin) * 1000
        return self

    def stop(self) -> None:
        """Terminate the process, and kill it if it does not exit."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOPPING_SECONDS)
        self._process = None

    def cpu_ms(self) -> float:
        """Return the user and system time of the process and its children so far, in ms."""
        return sum(_cpu_seconds(each) for each in _tree(self.pid)) * 1000

    def rss_mb(self) -> float:
        """Return the resident memory of the process and its children, in MB."""
        return sum(_rss_kilobytes(each) for each in _tree(self.pid)) / 1024

    def settle(self) -> None:
        """Wait until the server is idle, including garbage collection."""
        end = time.monotonic() + SETTLING_SECONDS
        before = self.cpu_ms()
        while time.monotonic() < end:
            time.sleep(4 * LOOK_SECONDS)
            now = self.cpu_ms()
            if now - before < QUIET_MS:
                return
            before = now

    def log(self) -> str:
        """Return the last lines of the server's output."""
        return (self.folder / "server.log").read_text(errors="replace")[-2000:]

    def _wait_for(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + STARTING_SECONDS
        while not condition():
            if self._process is None or self._process.poll() is not None:
                raise MeasuringError(f"A server ended at its start:\n{self.log()}")
            if time.monotonic() > end:
                raise MeasuringError(f"A server did not become healthy:\n{self.log()}")
            time.sleep(LOOK_SECONDS)

    def _is_listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:  # noqa: S310 - our own server
                return bool(answer.read() == b"ok")
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    """Return a free local port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def percentile(values: Sequence[float], share: float) -> float:
    """Return a percentile of the values, linearly interpolated; NaN without values.

    Parameters
    ----------
    share : 0 to 1.
    """
    if not values:
        return float("nan")
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def median(values: Sequence[float]) -> float:
    """Return the median; NaN without values."""
    return percentile(values, 0.5)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return kept | {"HOME": str(home)}


def _tree(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [pid]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found


def _cpu_seconds(pid: int) -> float:
    # The kernel's clock of another process: like utime + stime of /proc, with ended threads, but
    # in nanoseconds instead of steps of 10 ms.
    return time.clock_gettime((~pid << 3) | 2)


def _rss_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
