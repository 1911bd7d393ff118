"""Convert the entries about learning projects to the lists of a record, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from skills.entries.kinds import IncomingEntry
from skills.entries.project_attempts import attempts_as_text, read_attempts
from skills.entries.work_links import WorkLink, link_as_text, read_link
from skills.matrix import Matrix
from skills.records.project_record import ProjectLink, ProjectVerified
from skills.records.record import ProjectMarked, State

ProjectValues = Mapping[str, tuple[str, datetime | None]]
"""Project id to the stored value and when it was entered."""


def projects_marked(stored: ProjectValues, matrix: Matrix) -> Iterable[ProjectMarked]:
    """Yield the statuses of learning projects."""
    for item, (status, at) in stored.items():
        yield ProjectMarked(project=item, status=status, title=_title(matrix, item), at=at)


def projects_verified(stored: ProjectValues, matrix: Matrix) -> Iterable[ProjectVerified]:
    """Yield the attempts at the checks of learning projects, without what is not valid."""
    for item, (text, at) in stored.items():
        each = read_attempts(text)
        if each is not None:
            parts = asdict(each)
            yield ProjectVerified(project=item, title=_title(matrix, item), at=at, **parts)


def project_links(stored: ProjectValues, matrix: Matrix) -> Iterable[ProjectLink]:
    """Yield the links to the work on learning projects, without what is not valid."""
    for item, (text, at) in stored.items():
        work, title = read_link(text), _title(matrix, item)
        if work is not None:
            yield ProjectLink(project=item, title=title, link=work.link, note=work.note, at=at)


def project_entries_in(record: State) -> Iterator[IncomingEntry]:
    """Yield the storable entries for the learning projects in a record."""
    for number, marked in enumerate(record.projects, 1):
        place = f"projects, number {number}"
        yield IncomingEntry("project", marked.project, marked.status, marked.at, place)
    for number, tried in enumerate(record.verifications, 1):
        place, value = f"verifications, number {number}", attempts_as_text(tried.attempts)
        yield IncomingEntry("verification", tried.project, value, tried.at, place)
    for number, work in enumerate(record.links, 1):
        place, value = f"links, number {number}", link_as_text(WorkLink(work.link, work.note))
        yield IncomingEntry("link", work.project, value, work.at, place)


def _title(matrix: Matrix, project: str) -> str:
    """Return the title of a project, or "" if the matrix has none of that id."""
    known = matrix.projects_by_id.get(project)
    return known.title if known else ""
