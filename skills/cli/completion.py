"""The command ``completion``: a script with which a shell completes commands and options."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Final

from skills.cli.arguments import options_of
from skills.cli.console import FINE, Commands, write

SHELLS: Final = ("bash", "zsh", "fish")


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``completion``."""
    completion = commands.add_parser(
        "completion",
        help="write a shell completion script",
        description="Write a shell script that defines skills as a shortcut for "
        "python -m skills and completes its commands, options and files.",
        epilog='bash, zsh: eval "$(python -m skills completion bash)"; '
        "fish: python -m skills completion fish | source",
    )
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    known = commands.choices
    completion.set_defaults(run=lambda options: _write(options.shell, known))


def _write(shell: str, commands: Mapping[str, argparse.ArgumentParser]) -> int:
    options = {name: [o for o in options_of(each) if o != "-h"] for name, each in commands.items()}
    write(_fish(options) if shell == "fish" else _bash(options, shell))
    return FINE


def _bash(options: Mapping[str, list[str]], shell: str) -> str:
    cases = "".join(
        f"        {name}) words='{' '.join(found)}' ;;\n" for name, found in options.items()
    )
    first = "autoload -Uz bashcompinit && bashcompinit\n" if shell == "zsh" else ""
    return f"""{first}skills() {{ python -m skills "$@"; }}
_skills() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" words=''
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=( $(compgen -W '{" ".join(options)} --help --version' -- "$word") )
        return
    fi
    case "${{COMP_WORDS[1]}}" in
{cases}    esac
    COMPREPLY=( $(compgen -W "$words" -- "$word") $(compgen -f -- "$word") )
}}
complete -o filenames -F _skills skills
"""


def _fish(options: Mapping[str, list[str]]) -> str:
    names = " ".join(options)
    lines = [
        "function skills; python -m skills $argv; end",
        f"complete -c skills -n 'not __fish_seen_subcommand_from {names}' -f -a '{names}'",
    ]
    for name, found in options.items():
        where = f"complete -c skills -n '__fish_seen_subcommand_from {name}'"
        lines += [
            f"{where} -l {each[2:]}" if each.startswith("--") else f"{where} -s {each[1:]}"
            for each in found
        ]
    return "".join(f"{each}\n" for each in lines)
