"""Find a Chrome or Chromium for the browser tests, or install one; say which, and where.

``make test`` runs this before the tests. ``SKILLS_TEST_BROWSER`` may name a program to use.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import sync_playwright

VARIABLE: Final = "SKILLS_TEST_BROWSER"

NAMES: Final = (
    "chromium-headless-shell",
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chrome",
)
"""What the program is called on the PATH of one system or another.

The first draws pages and nothing around them: the tests take an eighth less time with it.
"""

USUAL_PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"%PROGRAMFILES%\Google\Chrome\Application\chrome.exe",
    r"%PROGRAMFILES(X86)%\Google\Chrome\Application\chrome.exe",
    r"%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe",
)

QUIET: Final = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
"""Keep the browser from doing anything but showing our pages."""

STARTS_SECONDS: Final = 60
INSTALL_SECONDS: Final = 900


class NoBrowserError(Exception):
    """No browser is installed here, and none could be installed."""


class Found(NamedTuple):
    """A browser that starts."""

    program: Path
    origin: str


def find_browser(environ: Mapping[str, str] = os.environ) -> Found:
    """Return the first browser that starts, installing one if none does.

    Raises
    ------
    NoBrowserError
        where there is none to be had, or the variable names a program that does not start.
    """
    named = environ.get(VARIABLE, "")
    if named:
        if not starts(Path(named)):
            raise NoBrowserError(f"{VARIABLE} names {named}, which does not start as a browser.")
        return Found(Path(named), f"named by {VARIABLE}")
    for found in _candidates():
        if starts(found.program):
            return found
    raise NoBrowserError(
        "The browser tests need Chrome or Chromium: none is installed, and neither Playwright "
        f"nor the system's packages gave one. Install one, or name it in {VARIABLE}."
    )


def launch_arguments() -> list[str]:
    """Return how to start the browser; root may not use its sandbox."""
    return ["--no-sandbox", *QUIET] if _is_root() else list(QUIET)


def starts(program: Path) -> bool:
    """Return whether a program exists and runs; a stub without a browser behind it does not."""
    if not program.is_file():
        return False
    if sys.platform == "win32":  # there, asking for the version opens a window
        return True
    asked = [program, "--version"]
    try:
        done = subprocess.run(asked, capture_output=True, timeout=STARTS_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _candidates() -> Iterator[Found]:
    """Offer places to look at, the cheapest first; the last ones install what they offer."""
    yield from _on_path("installed")
    for place in USUAL_PLACES:
        yield Found(Path(os.path.expandvars(place)).expanduser(), "installed")
    own = _playwrights_own()
    yield Found(own, "Playwright's own")
    if _run(sys.executable, "-m", "playwright", "install", "chromium"):
        yield Found(own, "Playwright's own, installed just now")
    apt = shutil.which("apt-get")
    if (
        apt
        and _is_root()
        and _run(apt, "update", "--quiet")
        and _run(apt, "install", "--quiet", "--yes", "chromium-headless-shell")
    ):
        yield from _on_path("installed just now by apt-get")


def _on_path(origin: str) -> Iterator[Found]:
    for name in NAMES:
        place = shutil.which(name)
        if place:
            yield Found(Path(place), origin)


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _run(*command: str) -> bool:
    sys.stderr.write(f"No browser starts yet; trying: {' '.join(command)}\n")
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, timeout=INSTALL_SECONDS, check=False, env=environ)
    except (OSError, subprocess.TimeoutExpired) as error:
        sys.stderr.write(f"{error}\n")
        return False
    return done.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> int:
    """Say which browser the tests use, or why they cannot run."""
    try:
        found = find_browser()
    except NoBrowserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"Browser tests use {found.program} ({found.origin}).\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
