"""The commands ``backup``, ``restore`` and ``erase``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from skills.cli.console import (
    FINE,
    Commands,
    add_database,
    add_yes,
    agree,
    could_not_run,
    opened,
    url_of,
    write,
)
from skills.cli.problem_formats import printable
from skills.cli.sources import owner_having

if TYPE_CHECKING:
    from skills.store import Restored, Store

_OWNER: Final = re.compile(r"[0-9a-f]{64}")
_FOR_GOOD: Final = (
    "This cannot be undone, and old backups still contain the data: delete those too. "
    "To keep a copy, run python -m skills export … first."
)


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``backup``, ``restore`` and ``erase``."""
    _add_backup(commands)
    _add_restore(commands)
    _add_erase(commands)


def _add_backup(commands: Commands[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser(
        "backup",
        help="copy the database to a new file, even while the app is running",
        description="Copy the database to a new file, even while the app is running, and check the "
        "copy.",
        epilog="a backup still contains what is erased later: delete old ones",
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="must not exist yet")
    add_database(backup)
    backup.set_defaults(run=_backup)


def _add_restore(commands: Commands[argparse.ArgumentParser]) -> None:
    restore = commands.add_parser(
        "restore",
        help="replace the database with a backup",
        description="Replace the database with a backup; the previous database is kept next to it. "
        "What was erased since the backup is erased again.",
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="a file written by backup")
    add_yes(restore)
    add_database(restore)
    restore.set_defaults(run=_restore)


def _add_erase(commands: Commands[argparse.ArgumentParser]) -> None:
    erase = commands.add_parser(
        "erase",
        help="permanently erase an assessment, or all data of a person or of everyone",
        description="Permanently erase an assessment, or all data of a person or of everyone: no "
        "trace stays readable in the database files. Only hashes of the ids remain, so that no "
        "backup can restore the data.",
        epilog="the id of an assessment is in the address of its page, after a=",
    )
    what = erase.add_mutually_exclusive_group(required=True)
    what.add_argument("assessment", nargs="?", metavar="ASSESSMENT", help="id of an assessment")
    what.add_argument(
        "--person",
        metavar="OWNER",
        help="all data of one person: an owner id (64 characters) or the id of one of their "
        "assessments",
    )
    what.add_argument("--all", action="store_true", help="all data of everybody")
    what.add_argument(
        "--as-in",
        metavar="NAME",
        help="what was erased in another database on the same PostgreSQL server: for one that was "
        "restored from a dump, with the name of the one that it replaces",
    )
    add_yes(erase)
    add_database(erase)
    erase.set_defaults(run=_erase)


def _backup(options: argparse.Namespace) -> int:
    with opened(options) as store:
        store.backup(options.file)
    size = options.file.stat().st_size
    write(f"Backed up to {printable(str(options.file))}: {size:,} bytes, checked.\n")
    return FINE


def _restore(options: argparse.Namespace) -> int:
    from skills.store import restore  # noqa: PLC0415 - takes longer than checking a matrix

    url = url_of(options)
    agree(
        options,
        f"This replaces the database with {options.file}; the previous one is kept next to it. "
        "Entries made since that backup will only be in the previous one.",
    )
    write(_restored(restore(url, options.file)))
    return FINE


def _restored(restored: Restored) -> str:
    text = ["The backup is restored."]
    if restored.kept is not None:
        text.append(f"The previous database is kept as {printable(restored.kept.name)}.")
    if restored.erased is None:
        text.append(
            "It was damaged, so what was erased since the backup is not known: erase it again."
        )
    elif restored.erased:
        text.append(f"Erased again, since it was erased after the backup: {restored.erased}.")
    return " ".join(text) + "\n"


def _erase(options: argparse.Namespace) -> int:
    if options.as_in is not None:
        return _erase_as_in(options)
    with opened(options) as store:
        if options.assessment is not None:
            return _erase_assessment(options, store)
        if options.person is not None:
            whole = _OWNER.fullmatch(options.person)
            owners = [options.person if whole else owner_having(store, options.person)]
        else:
            owners = [each.owner for each in store.owners()]
        return _erase_owners(options, store, owners)


def _erase_as_in(options: argparse.Namespace) -> int:
    location = urlsplit(url_of(options))
    if not location.scheme.startswith("postgres"):
        return could_not_run(
            "--as-in is for PostgreSQL: restoring a database file erases again by itself."
        )
    url = location._replace(path=f"/{quote(options.as_in, safe='')}").geturl()
    with opened(options) as store:
        rows = store.erased_in(options.as_in, url)
        agree(options, f"This erases what was erased in {options.as_in}. {_FOR_GOOD}")
        write(f"Erased again: {store.erase_again(rows)}.\n")
    return FINE


def _erase_assessment(options: argparse.Namespace, store: Store) -> int:
    owner = owner_having(store, options.assessment)
    assessment = store.assessment(owner, options.assessment)
    count = sum(store.counts(owner, assessment.id).values())
    agree(options, f'This erases "{assessment.title}" with {count} entries. {_FOR_GOOD}')
    store.erase(owner, assessment.id)
    write("Erased: 1 assessment.\n")
    return FINE


def _erase_owners(options: argparse.Namespace, store: Store, owners: list[str]) -> int:
    known = {each.owner: each.assessments for each in store.owners() if each.owner in owners}
    if not known:
        return could_not_run("There is no such person here; nothing was erased.")
    people = "1 person" if len(known) == 1 else f"{len(known)} people"
    counted = _counted(sum(known.values()))
    agree(options, f"This erases all data of {people}: {counted}. {_FOR_GOOD}")
    erased = sum(store.erase_owner(owner) for owner in known)
    write(f"Erased: {_counted(erased)} of {people}, with everything that belongs to them.\n")
    return FINE


def _counted(assessments: int) -> str:
    return f"{assessments} assessment{'' if assessments == 1 else 's'}"
