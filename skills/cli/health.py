"""Check the health of this installation: settings, packages, database and matrices."""

from __future__ import annotations

import argparse
import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from skills.cli.console import opened
from skills.matrix.library import Library
from skills.matrix.reading import read_texts
from skills.settings import ROOT, Settings, SettingsError, settings
from skills.store import Finding, examine

OLDEST_PYTHON: Final = (3, 11)

_PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def findings(options: argparse.Namespace) -> Iterator[Finding]:
    """Yield all findings, including those without a problem.

    Raises
    ------
    StoreError
        If the URL of the database is invalid.
    """
    found: Settings | None = None
    try:
        found = settings()
        yield Finding(
            "settings", "ok", f"The environment variables are valid; the data is in {found.data}."
        )
    except SettingsError as error:
        yield Finding("settings", "trouble", str(error), "correct or unset it")
    yield _python()
    yield from _packages()
    url = options.database or (found.database_url if found else "")
    if url:
        yield from _database(options, url)
    if found:
        yield from _matrices(found)


def _python() -> Finding:
    sentence = f"Python {platform.python_version()}."
    if sys.version_info < OLDEST_PYTHON:
        return Finding("Python", "trouble", sentence, "use Python 3.11 or later")
    return Finding("Python", "ok", sentence)


def _packages() -> Iterator[Finding]:
    file = ROOT / "requirements.txt"
    if not file.exists():
        sentence = "Their versions were not checked, because requirements.txt is missing."
        yield Finding("packages", "warning", sentence, f"copy it from the program to {file}")
        return
    wanted = dict(_PINNED.findall(file.read_text(encoding="utf-8")))
    others = {name: _installed(name) for name, asked in wanted.items() if _installed(name) != asked}
    for name, there in others.items():
        asked = wanted[name]
        sentence = f"{name} {asked} is required, but {there or 'none'} is installed."
        fix = "run: python -m pip install -r requirements.txt"
        yield Finding("packages", "warning" if there else "trouble", sentence, fix)
    if not others:
        listed = ", ".join(f"{name} {asked}" for name, asked in wanted.items())
        yield Finding("packages", "ok", f"As required by requirements.txt: {listed}.")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _database(options: argparse.Namespace, url: str) -> Iterator[Finding]:
    found = examine(url, options.clock())
    yield from found
    tables = [each for each in found if each.about == "version" and each.level == "ok"]
    if tables and all(each.level != "trouble" for each in found):
        yield from _uploads(options)


def _uploads(options: argparse.Namespace) -> Iterator[Finding]:
    """Report uploaded matrices that this program can no longer read."""
    unread = 0
    with opened(options) as store:
        for owner in store.owners():
            for upload in store.matrices(owner.owner):
                files = store.load_matrix(owner.owner, upload.wording).files
                texts = [(name, text.encode()) for name, text in files]
                unread += read_texts(texts).matrix is None
    if unread:
        sentence = f"Uploaded matrices that this program cannot read: {unread}."
        yield Finding(
            "uploads", "warning", sentence, "their owners must correct and upload them again"
        )
    else:
        yield Finding("uploads", "ok", "Every uploaded matrix can be read.")


def _matrices(settings: Settings) -> Iterator[Finding]:
    loaded = Library(settings.matrices).load()
    for each in loaded.problems:
        line = f", line {each.place.line}" if each.place.line else ""
        sentence = f"{each.place.file}{line}: {each.what}."
        fix = each.fix or "run: python -m skills validate PATH"
        yield Finding("matrices", "trouble", sentence, fix)
    sentence = f"Usable matrices: {len(loaded.matrices)}."
    if loaded.matrices:
        yield Finding("matrices", "ok", sentence)
    else:
        yield Finding("matrices", "trouble", sentence, "list some in SKILLS_MATRICES")
