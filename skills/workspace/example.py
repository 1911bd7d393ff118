"""The assessment of a fictional person, which everybody can look at and no one can change.

It lives in an in-memory store of its own and is rebuilt for each version of the matrix.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

from skills.entries.credentials import as_text
from skills.entries.kinds import Kind, Mode
from skills.entries.project_attempts import add_attempt, attempts_as_text
from skills.entries.work_links import WorkLink, link_as_text
from skills.matrix import DONT_KNOW, Check, Matrix, Profile, Skill
from skills.matrix.library import Library
from skills.questionnaire.questions import asked_skills
from skills.records.snapshot import take_state
from skills.records.to_json import as_json
from skills.store import ReadOnlyStore, owner_of
from skills.workspace import Workspace
from skills.workspace import example_person as person
from skills.workspace.access import Saving
from skills.workspace.example_answers import described, example_answers
from skills.workspace.example_person import EXAMPLE
from skills.workspace.example_review import hold_review
from skills.workspace.matrices import read_upload

OWNER: Final = owner_of(EXAMPLE)

FEWEST_SKILLS: Final = 3
"""Fewest skills for an example: with fewer, there is no radar and little to look at."""

DAYS: Final = (timedelta(days=71), timedelta(days=1))
"""How long before today the person answered: about ten weeks ago, and yesterday."""

HOUR: Final = time(9, tzinfo=UTC)
"""A time that falls on the same date, morning or evening, nearly all over the world."""

_SECONDS_A_CHOICE: Final = 7


@dataclass(slots=True)
class _Clock:
    """A clock that moves forward a little with every answer."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> datetime:
        """Move the clock forward and return the time."""
        self.now += by
        return self.now


@dataclass(frozen=True, slots=True)
class ExampleSubject:
    """The matrix and profile that the example is about."""

    matrix: Matrix
    profile: Profile


def find_subject(matrices: Mapping[str, Matrix]) -> ExampleSubject | None:
    """Return what the example is about, or None if every matrix is too small for one.

    It is the profile that the person was invented for or, without that matrix, another's first.
    """
    known = matrices.get(person.MATRIX)
    if known is not None and person.PROFILE in known.profiles:
        return ExampleSubject(known, known.profiles[person.PROFILE])
    found = (ExampleSubject(each, next(iter(each.profiles.values()))) for each in matrices.values())
    return next((each for each in found if _is_enough(each)), None)


def _is_enough(subject: ExampleSubject) -> bool:
    asked = asked_skills(subject.matrix, subject.profile)
    return sum(bool(each.statements) for each in asked) >= FEWEST_SKILLS


def example_workspace(library: Library, now: datetime) -> Workspace | None:
    """Return a workspace whose only assessment is the example, or None if no matrix suits.

    It is the same for the same day and matrix, wherever and how often it is made.
    """
    subject = find_subject(library.known())
    if subject is None:
        return None
    clock = _Clock(datetime.combine(now.astimezone(UTC).date(), HOUR))
    ids = (f"snapshot-{number:04}" for number in range(1, 1000))
    store = ReadOnlyStore.in_memory(clock=clock, new_id=lambda: next(ids))
    today = clock.now
    for visit, before in enumerate(DAYS):
        clock.now = today - before
        if not visit:
            _begin(store, subject, today)
        _answer(store, subject, visit, clock)
        if visit:
            skills = asked_skills(subject.matrix, subject.profile)
            hold_review(store, (OWNER, EXAMPLE), skills, clock.forward)
        _take_snapshot(store, subject, clock)
    store.seal()
    return Workspace(store, OWNER, library, read_upload)


def _begin(store: ReadOnlyStore, subject: ExampleSubject, today: datetime) -> None:
    matrix = subject.matrix
    store.create_as(
        EXAMPLE,
        OWNER,
        title=person.TITLE if matrix.id == person.MATRIX else person.OTHER_TITLE,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=subject.profile.id,
        mode=Mode.full.value,
        hours=person.HOURS,
        next_on=(today + timedelta(days=27)).date(),
    )


def _answer(store: ReadOnlyStore, subject: ExampleSubject, visit: int, clock: _Clock) -> None:
    """Store what the person enters on one of the two days, unless it is stored already."""
    stored = {slot: each.value for slot, each in store.entries(OWNER, EXAMPLE).items()}
    for number, (kind, item, value) in enumerate(_entries(subject, visit, clock.now)):
        if stored.get((kind, item)) != value:
            clock.forward(timedelta(seconds=_SECONDS_A_CHOICE))
            name, revision = f"{EXAMPLE}-{visit}-{number}", visit if (kind, item) in stored else 0
            how = Saving(tab=name, widget_revision=revision, operation=name)
            store.save(OWNER, EXAMPLE, kind, item, value, **how)


def _take_snapshot(store: ReadOnlyStore, subject: ExampleSubject, clock: _Clock) -> None:
    clock.forward(timedelta(minutes=1))
    found, matrix = store.assessment(OWNER, EXAMPLE), subject.matrix
    entries = tuple(store.entries(OWNER, EXAMPLE).values())
    state = take_state(found, entries, matrix, clock.now)
    store.add_snapshot(
        OWNER,
        EXAMPLE,
        record=as_json(state),
        profile=subject.profile.id,
        wording=matrix.wording,
        structure=matrix.structure,
        taken_at=clock.now,
    )


def _entries(subject: ExampleSubject, visit: int, now: datetime) -> Iterator[tuple[Kind, str, str]]:
    """Yield the entries that the person makes on the first or the second day."""
    matrix, asked = subject.matrix, asked_skills(subject.matrix, subject.profile)
    notes = person.LATER_NOTES if visit else person.EARLIER_NOTES
    for skill in asked:
        for statement, option in example_answers(skill, matrix.top, visit):
            yield "answer", statement, option
        if note := described(skill, notes, ""):
            yield "note", skill.id, note
    for check, knows in _checks(asked, visit):
        yield "check", check.id, _reply(check, knows)
    for each in matrix.qualifications:
        kind_state = person.OTHER_QUALIFICATIONS.get(each.kind, "no")
        yield "qualification", each.id, person.QUALIFICATIONS.get(each.id, kind_state)
    for number, (credential, before) in enumerate(() if visit else person.CREDENTIALS):
        issued = (now - before).date()
        yield "credential", f"{EXAMPLE}-{number}", as_text(replace(credential, issued=issued))
    if visit:
        yield from _evidence(matrix, now)


def _evidence(matrix: Matrix, now: datetime) -> Iterator[tuple[Kind, str, str]]:
    """Yield the check of a project and the note on another, if the matrix has these projects."""
    checked = matrix.projects_by_id.get(person.VERIFIED)
    if checked is not None and checked.pack and checked.baseline:
        mark = checked.baseline.passing
        check = replace(person.VERIFIED_CHECK, at=now, passing=mark, matrix_version=matrix.version)
        found = add_attempt(None, check, levels=checked.verified_levels, expires_on=None)
        yield "verification", checked.id, attempts_as_text(found)
    project, note = person.WORK
    if project in matrix.projects_by_id:
        yield "link", project, link_as_text(WorkLink(note=note))


def _checks(asked: tuple[Skill, ...], visit: int) -> Iterator[tuple[Check, float]]:
    """Yield the checks that the person takes, with the level up to which the answers are right."""
    with_checks = [each for each in asked if each.checks]
    known = {
        each.id: found for each in with_checks if (found := described(each, person.CHECKED, None))
    }
    if not known:
        known = dict.fromkeys([each.id for each in with_checks[: visit + 1]], person.OTHER_CHECKED)
    for skill in with_checks:
        knows = known.get(skill.id, (None, None))[visit]
        if knows is not None:
            yield from ((check, knows) for check in skill.checks)


def _reply(check: Check, knows: float) -> str:
    """Return the answer to a check: as checks get harder, right, then wrong, then not known."""
    if check.level <= knows:
        return check.right
    wrong = next((each for each in check.options if each != check.right), DONT_KNOW)
    return wrong if check.level <= knows + 1 else DONT_KNOW
