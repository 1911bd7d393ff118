"""The command ``share``: a result as an image to post, or as a few lines of text."""

from __future__ import annotations

import argparse
from typing import Final

from skills.cli.console import FINE, Commands
from skills.cli.output import add_file, check_output, name_text, write_output
from skills.cli.report import build
from skills.cli.sources import Source, add_matrix, add_source, load
from skills.problems import SkillsError
from skills.reports.file_kinds import SHAPES, THEMES

SUFFIXES: Final = {"text": ".txt", "png": ".png", "svg": ".svg"}
"""Format to the extension of its files."""


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``share``."""
    share = commands.add_parser(
        "share",
        help="write a result as an image to post, or as text",
        description="Write a result as an image to post, or as a few lines of text. Notes and "
        "individual answers are never included.",
    )
    add_source(share)
    add_file(share)
    share.add_argument(
        "--format",
        choices=list(SUFFIXES),
        help="default: from the extension of FILE, else text",
    )
    share.add_argument("--shape", choices=SHAPES, default=SHAPES[0], help="default: wide, 1200×630")
    share.add_argument("--theme", choices=THEMES, default=THEMES[0], help="default: light")
    share.add_argument(
        "--name", type=name_text, default="", help="a name to put on the image; default: none"
    )
    add_matrix(share)
    share.set_defaults(run=_share)


def _share(options: argparse.Namespace) -> int:
    kind = _format_of(options)
    check_output(options, "PNG" if kind == "png" else "")
    write_output(_made(load(options.source, options), options, kind), options)
    return FINE


def _format_of(options: argparse.Namespace) -> str:
    """Return the requested format, from --format or from the extension of the file.

    Raises
    ------
    SkillsError
        If the extension is that of another format, or unknown where no format is given.
    """
    suffix = options.output.suffix.lower() if options.output else ""
    meant = next((kind for kind, each in SUFFIXES.items() if each == suffix), "")
    if options.format and meant not in ("", options.format):
        raise SkillsError(
            f"{options.output.name} looks like {meant}, but --format asks for {options.format}."
        )
    if suffix and not (meant or options.format):
        raise SkillsError(
            f"Cannot write a {suffix} file: use .png, .svg or .txt, or choose the format with "
            "--format."
        )
    return options.format or meant or "text"


def _made(source: Source, options: argparse.Namespace, kind: str) -> bytes:
    from skills.reports.as_share_image import share_image  # noqa: PLC0415 - loads what draws
    from skills.reports.as_summary import as_summary  # noqa: PLC0415 - likewise

    report = build(source, options, extent="whole", name=options.name)
    if kind == "text":
        return as_summary(report).encode()
    return share_image(report, kind=kind, shape=options.shape, theme=options.theme)
