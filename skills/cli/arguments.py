"""Parse arguments among which ids may begin with "-", which argparse takes for options."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

MARK: Final = "\0"
"""Put before an id while it is parsed: no shell can pass it."""

_ID: Final = re.compile(r"-[A-Za-z0-9_-]{11}")
"""An id of twelve characters, as all are that the app or a command made."""


class Parser(argparse.ArgumentParser):
    """A parser whose messages show ids as they were written."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and a message, and exit with code 2."""
        super().error(message.replace(MARK, ""))


def parse(
    parser: argparse.ArgumentParser,
    commands: Mapping[str, argparse.ArgumentParser],
    arguments: Sequence[str],
    edge: argparse.Namespace,
) -> argparse.Namespace:
    """Return the parsed arguments; an id is never taken for an option.

    Parameters
    ----------
    commands : the parser of each command by name.
    edge : the namespace to fill.
    """
    command = next((commands[each] for each in arguments if each in commands), parser)
    options = parser.parse_args([*_marked(arguments, options_of(command))], edge)
    for name, value in vars(options).items():
        setattr(options, name, _without_mark(value))
    return options


def options_of(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    """Return all options of a command, as in ``--output``."""
    return tuple(parser._option_string_actions)  # noqa: SLF001 - argparse has no public way


def _marked(arguments: Sequence[str], options: Collection[str]) -> Iterator[str]:
    for index, each in enumerate(arguments):
        is_id = _ID.fullmatch(each) and "--" not in arguments[:index]
        yield f"{MARK}{each}" if is_id and not _is_option(each, options) else each


def _is_option(argument: str, options: Collection[str]) -> bool:
    """Return whether an argument is an option, its abbreviation, or a short one with its value."""
    if argument.startswith("--"):
        return any(each.startswith(argument) for each in options)
    return argument[:2] in options and argument[:2] != "-h"


def _without_mark(value: object) -> object:
    if isinstance(value, str):
        return value.removeprefix(MARK)
    if isinstance(value, Path):
        return Path(str(value).removeprefix(MARK))
    return [_without_mark(each) for each in value] if isinstance(value, list) else value
