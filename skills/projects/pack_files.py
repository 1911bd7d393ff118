"""Write the files of a pack, the same bytes on every machine."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Final

from skills.projects.data_file import pinned_versions, require_packages
from skills.projects.pack_tables import csv_bytes, dummy_prediction, submission
from skills.projects.packs import Pack, PackData, divided

CHECKSUMS: Final = "SHA256SUMS"
NEEDED: Final = ("pandas", "scikit-learn")
"""The packages that starters import."""

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP archive can hold, for files that have none."""

_CELL: Final = re.compile(r"^# %%\n", re.MULTILINE)

PackFiles = Mapping[str, bytes]
"""Name of each file and its content, in the order of the archive."""


@dataclass(frozen=True, slots=True)
class PackSize:
    """How many rows a pack has to learn from, and how many to predict."""

    train: int
    test: int


def data_of(pack: Pack) -> PackData:
    """Return the rows of a pack.

    Raises
    ------
    SkillsError
        If scikit-learn or the data is missing, or the data has changed.
    """
    require_packages()
    return divided(pack, pack.table())


def pack_files(pack: Pack, data: PackData, readme: str) -> PackFiles:
    """Return the files of a pack.

    Parameters
    ----------
    readme : the text of README.md.
    """
    starter = starter_of(pack)
    guesses = [dummy_prediction(pack, data)] * len(data.ids)
    made = {
        "README.md": readme.encode(),
        "train.csv": csv_bytes(data.train),
        "test.csv": csv_bytes(data.test),
        "sample_submission.csv": submission(data.ids, guesses),
        "starter.py": starter.encode(),
        "starter.ipynb": _notebook(starter).encode(),
        "requirements.txt": _requirements().encode(),
    }
    sums = "".join(f"{sha256(each).hexdigest()}  {name}\n" for name, each in sorted(made.items()))
    return made | {CHECKSUMS: sums.encode()}


def as_zip(made: PackFiles, folder: str) -> bytes:
    """Return files as a ZIP archive, uncompressed: compression depends on the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in made.items():
            info = zipfile.ZipInfo(f"{folder}/{name}", _FIRST_DAY)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def starter_of(pack: Pack) -> str:
    """Return the script of a pack, which scores at its simple baseline."""
    return (files("skills.projects.starters") / f"{pack.starter}.py").read_text(encoding="utf-8")


def _requirements() -> str:
    pins = pinned_versions()
    return "".join(f"{name}=={pins[name]}\n" for name in NEEDED)


def _notebook(script: str) -> str:
    """Return a script as a notebook: its docstring as text, then its parts as cells of code."""
    title, *parts = _CELL.split(script)
    cells = [_cell(0, "markdown", title.strip().strip('"'))]
    cells += [_cell(number, "code", part.strip()) for number, part in enumerate(parts, 1)]
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _cell(number: int, kind: str, text: str) -> dict[str, object]:
    cell = {
        "cell_type": kind,
        "id": f"cell-{number}",
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
