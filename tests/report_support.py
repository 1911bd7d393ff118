"""Make records and reports to look at: of the first matrix, with answers as people give them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final

from skills.entries.credentials import Credential, as_text
from skills.entries.project_attempts import ProjectCheck, add_attempt, attempts_as_text
from skills.entries.work_links import WorkLink, link_as_text
from skills.matrix import Matrix
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix
from skills.records.record import Record, State
from skills.records.snapshot import assess_record, take_record, take_state
from skills.reports.build_report import build_report
from skills.reports.report import Parts, Report
from skills.store import Assessment, Entry

NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY: Final = date(2026, 11, 23)
PROFILE: Final = "ml-engineer.mid"
MINE: Final = "known to nobody but me"

HOSTILE: Final = (
    "=1+1",
    "'quoted",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2",
    "\ttab first",
    "line\nbreak\n\nand more",
    '#read("/etc/passwd") #eval("1+1") *b* $x$ @ref <label> \\ // /* c */',
    "<script>alert(1)</script> & <img src=https://evil.example/x.png>",
    "![remote](https://evil.example/x.png) [link](javascript:alert(1)) `code` | pipe",
    "{{ 7*7 }} {% raw %} ${x} %s %(x)s",
    "emoji 😀 👩‍👩‍👧 🏳️‍🌈",
    "مرحبا بالعالم",
    "नमस्ते दुनिया",
    "สวัสดีชาวโลก",
    "Γειά σου Κόσμε, Привет, мир",
    "你好,世界 こんにちは 안녕하세요",
    "a" * 300,
    "\u202eevil\u202c bidi",
    "｀full＝width",
    "ends with space ",
    " leading space",
    "NULL",
    "1.10",
    "no",
)


@cache
def first_matrix() -> Matrix:
    matrix = read_matrix(SHIPPED / "machine-learning-engineer").matrix
    assert matrix is not None
    return matrix


CHECKED = ProjectCheck(
    at=NOW,
    metric="macro-f1",
    better="higher",
    score=0.97,
    rows=86,
    dummy=0.2043,
    baseline=0.96,
    passing=0.95,
    merit=0.99,
    gain=0.01,
    gain_low=-0.02,
    gain_high=0.04,
    file_hash="ab" * 32,
    pack="penguins",
    pack_version="penguins-1",
    versions={"scikit-learn": "1.9.1"},
)
"""The check of a file that passed."""


@dataclass(frozen=True)
class Given:
    """An assessment as it would be stored."""

    found: Assessment
    entries: tuple[Entry, ...] = field(default=())


def assessment(matrix: Matrix, **changes: object) -> Assessment:
    found = Assessment(
        id="abcdefghijkl",
        title="Machine learning engineer, Mid-level",
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=profile_of(matrix),
        mode="full",
        hours=6.0,
        created_at=NOW,
        changed_at=NOW,
    )
    return replace(found, **changes)


def profile_of(matrix: Matrix) -> str:
    """Return a middle level of a role that has several."""
    role = next(each for each in matrix.roles if each.id == "ml-engineer" or len(matrix.roles) == 1)
    return role.profiles[len(role.profiles) // 2].id


def entries(
    matrix: Matrix,
    seed: int = 1,
    share: float = 0.9,
    notes: Sequence[str] = HOSTILE,
    ability: float = 0.9,
) -> tuple[Entry, ...]:
    """Return answers whose credit falls with the level, some notes, checks and a credential."""
    draw = random.Random(seed)  # noqa: S311 - an example, no secret
    found = []
    for each in matrix.statements.values():
        if draw.random() < share:
            wish = draw.gauss(ability - 0.18 * each.level, 0.2)
            option = min(each.scale.options, key=lambda one: abs(one.credit - wish))
            found.append(_entry("answer", each.id, option.id))
    for skill, text in zip(matrix.skills, notes, strict=False):
        found.append(_entry("note", skill, text))
    for skill in list(matrix.skills.values())[:3]:
        found += [_entry("check", each.id, next(iter(each.options))) for each in skill.checks[:5]]
    if matrix.qualifications:
        found.append(_entry("qualification", matrix.qualifications[0].id, "yes"))
    if matrix.projects:
        found.append(_entry("project", matrix.projects[-1].id, "done"))
    credential = Credential("Course «ML»", "certificate", "A <school>", date(2020, 1, 2))
    found.append(_entry("credential", "draft123", as_text(replace(credential, expires=TODAY))))
    return tuple(found)


def evidence(
    matrix: Matrix, check: ProjectCheck = CHECKED, expires_on: date | None = None
) -> tuple[Entry, ...]:
    """Return a checked project and a link to the work on another one."""
    checked = next(each for each in matrix.projects if each.pack == "penguins")
    tried = add_attempt(None, check, levels=checked.verified_levels, expires_on=expires_on)
    work = WorkLink("https://example.org/work?a=1&b=2", "=See <the> notebook")
    return (
        _entry("verification", checked.id, attempts_as_text(tried)),
        _entry("link", matrix.projects[-1].id, link_as_text(work)),
    )


def _entry(kind: str, item: str, value: str) -> Entry:
    return Entry(kind, item, value, revision=1, base=1, tab="t", changed_at=NOW)


def example_record(
    matrix: Matrix | None = None,
    seed: int = 1,
    share: float = 0.9,
    notes: Sequence[str] = HOSTILE,
    history: Sequence[State] = (),
) -> Record:
    matrix = matrix or first_matrix()
    found = assessment(matrix)
    return take_record(found, entries(matrix, seed, share, notes), matrix, NOW, history)


def example_report(parts: Parts | None = None, record: Record | None = None) -> Report:
    record = record or example_record()
    return build_report(
        record, assess_record(record, first_matrix()), parts or Parts(), today=TODAY
    )


def built(parts: Parts | None = None, record: Record | None = None, **more: object) -> Report:
    """Build a report of today, of the rich record unless another one is given."""
    return build_report(
        record or rich(),
        assess_record(record or rich(), first_matrix()),
        parts or Parts(),
        today=TODAY,
        **more,  # type: ignore[arg-type] # changes
    )


@cache
def rich() -> Record:
    """Return a record with notes and checks, now and in its history."""
    matrix = first_matrix()
    given_then = entries(matrix, 2, 0.5, [MINE, *HOSTILE])
    then = take_state(assessment(matrix), given_then, matrix, NOW - timedelta(days=90))
    return example_record(matrix, notes=[MINE], history=[then])


def hostile_report() -> Report:
    """Put hostile texts wherever a person or a file can put one."""
    record = example_record()
    then = record.matrix
    skills = [
        each.model_copy(update={"title": text})
        for each, text in zip(then.skills, HOSTILE, strict=False)
    ]
    about = record.assessment.model_copy(update={"title": HOSTILE[0]})
    matrix = then.model_copy(update={"title": HOSTILE[2], "skills": skills, "version": "-1"})
    credentials = [each.model_copy(update={"issuer": "\t=1"}) for each in record.credentials]
    changes = {"assessment": about, "matrix": matrix, "credentials": credentials}
    report = example_report(record=record.model_copy(update=changes))
    return replace(report, name="=cmd", verdict="+v", basis="@b", aim="\uff1da")
