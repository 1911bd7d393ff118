"""The command ``export``: write assessments to files that can be imported."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skills.cli.console import FINE, PROBLEMS, Commands, could_not_run, opened, write
from skills.cli.output import require_new
from skills.cli.problem_formats import printable
from skills.cli.report import add_output, add_parts, format_of, write_report
from skills.cli.sources import add_matrix, load, stored_source, workspace_of
from skills.problems import MatrixError, SkillsError
from skills.reports.file_kinds import KINDS

if TYPE_CHECKING:
    from skills.store import Assessment
    from skills.workspace import Workspace

IMPORTABLE: Final = tuple(name for name, kind in KINDS.items() if kind.can_be_imported)
"""The formats that can be imported with every answer."""


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``export``."""
    export = commands.add_parser(
        "export",
        help="write a whole assessment to a file that can be imported",
        description="Write a whole assessment, with its snapshots, to a file that can be imported; "
        "with --all, write a file for every assessment of every person to a folder.",
    )
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("source", nargs="?", metavar="ASSESSMENT", help="an id, or an exported file")
    what.add_argument("--all", type=Path, metavar="FOLDER", help="every assessment, as JSON")
    add_output(export, "json", IMPORTABLE)
    add_parts(export)
    add_matrix(export)
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    if options.all is not None:
        return _export_all(options)
    name = format_of(options, "json", IMPORTABLE)
    if not KINDS[name].can_be_imported:
        raise SkillsError(f"{KINDS[name].title} cannot be imported again; write it with report.")
    source = load(options.source, options, without_matrix=True)
    write_report(source, options, format_name=name, extent="whole")
    return FINE


def _export_all(options: argparse.Namespace) -> int:
    if options.output is not None or options.format is not None:
        raise SkillsError("--all writes JSON files to its folder: leave out -o and --format.")
    with opened(options) as store:
        try:
            options.all.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SkillsError(f"{options.all} cannot be created: {error.strerror}.") from None
        every = [
            (workspace_of(store, each.owner), listed.assessment)
            for each in store.owners()
            for listed in store.assessments(each.owner)
        ]
        written = sum(_export_one(options, workspace, found) for workspace, found in every)
    files = "1 file" if written == 1 else f"{written} files"
    write(f"Wrote {files} to {printable(str(options.all))}.\n")
    return FINE if written == len(every) else PROBLEMS


def _export_one(options: argparse.Namespace, workspace: Workspace, assessment: Assessment) -> bool:
    """Export one of all assessments, or report why it cannot be exported."""
    try:
        source = stored_source(workspace, assessment, options, without_matrix=True)
    except MatrixError:
        raise
    except SkillsError as error:
        could_not_run(f"Skipped {assessment.id}: {error}")
        return False
    options.output = options.all / f"{assessment.id}.json"
    try:
        require_new(options.output, options)
    except SkillsError as error:
        could_not_run(f"Skipped {assessment.id}: {error}")
        return False
    write_report(source, options, format_name="json", extent="whole")
    return True
