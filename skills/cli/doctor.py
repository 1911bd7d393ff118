"""Say how this machine and its database are, and how to fix what is not well."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from skills.cli.console import FINE, PROBLEMS, Commands, add_database, write
from skills.cli.problem_formats import printable

if TYPE_CHECKING:
    from skills.store import Finding

_MARKS: Final = {"ok": "ok     ", "warning": "warning", "trouble": "TROUBLE"}


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``doctor``."""
    doctor = commands.add_parser(
        "doctor",
        help="say how this machine and its database are, and how to fix what is not well",
        description="Say how this machine and its database are, and how to fix what is not "
        "well. Nothing is changed.",
        epilog="exit codes: 0 fine (warnings may be shown), 1 trouble found, 2 could not run",
    )
    doctor.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text for people (default), json for programs",
    )
    add_database(doctor)
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    from skills.cli.health import findings  # noqa: PLC0415 - takes long to import

    found = list(findings(options))
    if options.format == "json":
        write(json.dumps([asdict(each) for each in found], indent=2) + "\n")
    else:
        write(_as_text(found))
    return PROBLEMS if any(each.level == "trouble" for each in found) else FINE


def _as_text(findings: Iterable[Finding]) -> str:
    lines = []
    for each in findings:
        lines.append(f"{_MARKS[each.level]}  {each.about}: {printable(each.found)}\n")
        if each.fix:
            lines.append(f"         {printable(each.fix)}\n")
    return "".join(lines)
