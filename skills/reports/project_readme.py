"""Write a pack's README.md: the project brief, how predictions are checked, what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from skills.matrix import Project
from skills.projects.check_predictions import passing_mark
from skills.projects.data_file import pinned_versions
from skills.projects.pack_files import PackSize
from skills.projects.pack_tables import classes_of
from skills.projects.packs import Pack, PackData
from skills.reports.markdown import line, paragraph
from skills.sentences import project_packs as say
from skills.sentences.project_checks import NOT_CERTIFIED

START: Final = ("python -m pip install -r requirements.txt", "python starter.py")
"""The commands that make the first predictions."""

CHECK: Final = "python -m skills project check {} FOLDER/predictions.csv"
"""The command that checks predictions, with a place for the id of the project."""


def project_readme(project: Project, pack: Pack, data: PackData) -> str:
    """Return the README of a pack in Markdown.

    Raises
    ------
    NoPassMark
        If the project has no pass mark.
    """
    parts = [
        ("", [line(project.title)]),
        ("", [paragraph(project.about), say.hours_text(project)]),
        ("Files", [_list(f"`{name}`: {text}" for name, text in say.FILES)]),
        ("Start", [say.START, _commands(*START)]),
        ("Check your predictions", [say.CHECK, _commands(CHECK.format(project.id))]),
        ("How it is checked", _checked(project, pack, data)),
        ("What is not checked", [_list(say.unchecked_texts(project, pack))]),
        ("What to deliver", [paragraph(project.deliver), paragraph(project.accept)]),
        ("Data and licence", _licence(project, pack)),
    ]
    (_, title), *rest = parts
    sections = [f"# {title[0]}", *(_section(name, texts) for name, texts in rest)]
    return "\n\n".join(each for each in sections if each) + "\n"


def _section(name: str, texts: Sequence[str]) -> str:
    shown = [each for each in texts if each]
    return "\n\n".join([f"## {name}", *shown] if name and shown else shown)


def _checked(project: Project, pack: Pack, data: PackData) -> list[str]:
    size = PackSize(len(data.train.rows), len(data.test.rows))
    return [
        say.size_text(pack, size),
        say.form_text(pack, classes_of(pack, data)),
        say.pass_text(pack, passing_mark(project)),
        say.compared_text(),
        say.wins_text(pack),
        NOT_CERTIFIED,
    ]


def _commands(*lines: str) -> str:
    return "\n".join(["```text", *lines, "```"])


def _licence(project: Project, pack: Pack) -> list[str]:
    pins = pinned_versions()
    places = {
        f"`{each.path}` in {each.package} {pins[each.package]}, SHA-256 `{each.sha256}`"
        for each in pack.files
    }
    return [_list(sorted(places)), paragraph(project.licence), paragraph(project.sensitive)]


def _list(texts: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in texts)
