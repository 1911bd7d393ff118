"""Back up, restore and erase what the app keeps."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

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

if TYPE_CHECKING:
    from skills.store import Restored, Store

_OWNER: Final = re.compile(r"[0-9a-f]{64}")
_FOR_GOOD: Final = (
    "It cannot be taken back, and old backups still hold it: delete those too. "
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
        help="copy the database into a new file, also while the app runs",
        description="Copy the database into a new file, also while the app runs, and check it.",
        epilog="a backup keeps what is erased later: delete old ones",
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="where to; must not exist yet")
    add_database(backup)
    backup.set_defaults(run=_backup)


def _add_restore(commands: Commands[argparse.ArgumentParser]) -> None:
    restore = commands.add_parser(
        "restore",
        help="put a backup in the place of the database",
        description="Put a backup in the place of the database, which is kept beside it. What was "
        "erased since the backup is erased from it again.",
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that backup wrote")
    add_yes(restore)
    add_database(restore)
    restore.set_defaults(run=_restore)


def _add_erase(commands: Commands[argparse.ArgumentParser]) -> None:
    erase = commands.add_parser(
        "erase",
        help="erase an assessment, a person or everybody, so that no file shows them any more",
        description="Erase an assessment, a person or everybody, so that the files of the "
        "database show them no more. Only hashes of the ids stay, so that no backup brings them "
        "back.",
        epilog="the address of a page shows the id of its assessment after a=; write -- before an "
        "id that begins with -",
    )
    what = erase.add_mutually_exclusive_group(required=True)
    what.add_argument("assessment", nargs="?", metavar="ASSESSMENT", help="id of an assessment")
    what.add_argument(
        "--person",
        metavar="OWNER",
        help="all of one person: the 64 signs of an owner, or the id of one of their assessments",
    )
    what.add_argument("--all", action="store_true", help="all of everybody")
    add_yes(erase)
    add_database(erase)
    erase.set_defaults(run=_erase)


def _backup(options: argparse.Namespace) -> int:
    with opened(options) as store:
        store.backup(options.file)
    size = options.file.stat().st_size
    write(f"{printable(str(options.file))} holds the database: {size:,} bytes, checked.\n")
    return FINE


def _restore(options: argparse.Namespace) -> int:
    from skills.store import restore  # noqa: PLC0415 - takes longer than checking a matrix

    url = url_of(options)
    agree(
        options,
        f"{options.file} takes the place of the database, which is kept beside it. "
        "What was said since that backup is then only in what is kept.",
    )
    write(_restored(restore(url, options.file)))
    return FINE


def _restored(restored: Restored) -> str:
    text = ["The backup is in place."]
    if restored.kept is not None:
        text.append(f"What was there is kept as {printable(restored.kept.name)}.")
    if restored.erased is None:
        text.append(
            "It was damaged and could not tell what was erased since the backup: erase that again."
        )
    elif restored.erased:
        text.append(f"Erased since the backup, and now from it too: {restored.erased}.")
    return " ".join(text) + "\n"


def _erase(options: argparse.Namespace) -> int:
    with opened(options) as store:
        if options.assessment is not None:
            return _erase_assessment(options, store)
        if options.person is not None:
            whole = _OWNER.fullmatch(options.person)
            owners = [options.person if whole else store.owner_with(options.person)]
        else:
            owners = [each.owner for each in store.owners()]
        return _erase_owners(options, store, owners)


def _erase_assessment(options: argparse.Namespace, store: Store) -> int:
    owner = store.owner_with(options.assessment)
    assessment = store.assessment(owner, options.assessment)
    said = sum(store.counts(owner, assessment.id).values())
    agree(options, f'This erases "{assessment.title}" with {said} entries. {_FOR_GOOD}')
    store.erase(owner, assessment.id)
    write("Erased: 1 assessment.\n")
    return FINE


def _erase_owners(options: argparse.Namespace, store: Store, owners: list[str]) -> int:
    known = {each.owner: each.assessments for each in store.owners() if each.owner in owners}
    if not known:
        return could_not_run("There is nobody here whom that could mean; nothing was erased.")
    people = "1 person" if len(known) == 1 else f"{len(known)} people"
    agree(options, f"This erases all of {people}: {_counted(sum(known.values()))}. {_FOR_GOOD}")
    erased = sum(store.erase_owner(owner) for owner in known)
    write(f"Erased: {_counted(erased)} of {people}, with all that belongs to them.\n")
    return FINE


def _counted(assessments: int) -> str:
    return f"{assessments} assessment{'' if assessments == 1 else 's'}"
