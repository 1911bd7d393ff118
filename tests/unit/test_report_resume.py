"""A report as a JSON Resume, and a JSON Resume as notes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta, timezone
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from report_support import NOW, assessment, evidence, example_record, example_report, first_matrix

from skills.importing.from_resume import GENERATOR, read_resume
from skills.importing.read_result import ReadResult
from skills.records.record import CredentialEntered, Holding
from skills.records.snapshot import take_record
from skills.reports.as_resume import as_resume
from skills.reports.report import Extent, Parts, Report

pytestmark = pytest.mark.slow

SCHEMA = Path(__file__).parents[1] / "data" / "jsonresume" / "schema.json"
VALID = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def written(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_resume(report))
    return found


def read(resume: dict[str, Any]) -> ReadResult:
    return read_resume(resume, "cv.json", first_matrix())


def notes_in(resume: dict[str, Any]) -> dict[str, str]:
    imported = read(resume).imported
    assert imported is not None
    assert {each.kind for each in imported.entries} == {"note"}
    return {each.item: each.value for each in imported.entries}


@pytest.mark.parametrize(
    ("extent", "notes", "name"), [*product(Extent, [True, False], ["", "Ana"])]
)
def test_every_extent_fits_the_schema(extent: Extent, notes: bool, name: str) -> None:  # noqa: FBT001
    resume = written(example_report(Parts(extent, notes=notes, name=name)))
    assert [each.message for each in VALID.iter_errors(resume)] == []
    assert resume["basics"].get("name", "") == name
    assert ("notes" in resume["meta"]) is (notes and extent is not Extent.cv)


def test_notes_are_no_projects_and_come_back_as_they_are() -> None:
    report = example_report()
    text = "Tested on *two* sets:\n\n  - one\n  - another"
    report = replace(report, notes=(replace(report.notes[0], text=text),))
    resume = written(report)
    assert text not in str(resume.get("projects", ""))
    assert resume["meta"]["notes"] == [{"skill": report.notes[0].skill, "text": text}]
    assert [each.message for each in VALID.iter_errors(resume)] == []
    assert list(notes_in(resume).values()) == [text]
    strange = resume | {"meta": {"notes": resume["meta"]["notes"]}, "skills": [{"name": "Writing"}]}
    assert list(notes_in(strange)) == ["writing"], "in another program's file, they mean nothing"


def test_notes_of_an_earlier_file_are_projects_and_come_back() -> None:
    note = {
        "name": "Writing",
        "highlights": ["a", "b"],
        "keywords": ["Writing"],
        "type": "evidence",
    }
    assert notes_in({"meta": {"generator": GENERATOR}, "projects": [note]}) == {"writing": "a\nb"}


def test_skill_stands_with_the_level_it_fully_reaches() -> None:
    report = example_report()
    levels = (0.99, 1.0, 1.99, 4.0, None)
    rows = tuple(replace(r, level=level) for r, level in zip(report.rows, levels, strict=False))
    found = written(replace(report, rows=rows))["skills"]
    assert [each["level"] for each in found[:-1]] == ["Awareness", "Awareness", "Expert"]
    assert [each["name"] for each in found[:-1]] == [each.title for each in rows[1:4]]


def test_level_is_included_where_themes_show_it() -> None:
    report = example_report()
    rows = (replace(report.rows[0], level=3.2, area="Data", evidence=("self", "check")),)
    found = written(replace(report, rows=rows))["skills"][0]
    basis = "based on self-ratings and knowledge checks"
    assert found["keywords"] == ["level 3 of 4: Practitioner", basis, "Data"]
    unknown = replace(report, rows=(replace(rows[0], evidence=()),))
    assert written(unknown)["skills"][0]["keywords"] == ["level 3 of 4: Practitioner", "Data"]


@pytest.mark.parametrize("extent", Extent)
def test_levels_by_adjusted_self_ratings_say_by_how_much(extent: Extent) -> None:
    report = replace(example_report(Parts(extent)), adjusted="Adjusted by 0.7 of a level.")
    assert written(report)["basics"] == {"summary": "Adjusted by 0.7 of a level."}
    agreed = tuple(replace(each, evidence=("agreed",)) for each in report.rows)
    assert written(replace(report, rows=agreed))["basics"] == {}


def test_qualifications_stand_with_whether_they_are_held() -> None:
    matrix = first_matrix()
    holds = ("yes", "in-progress", "no")
    given = [
        Holding(qualification=each.id, holds=one)
        for each, one in zip(matrix.qualifications, holds, strict=False)
    ]
    unknown = Holding(qualification="gone", holds="yes")
    record = example_record().model_copy(update={"qualifications": (*given, unknown)})
    first, second, *_ = (each.title for each in matrix.qualifications)
    for extent in set(Extent) - {Extent.gaps}:
        resume = written(example_report(Parts(extent), record=record))
        expected = {
            "name": "Qualifications",
            "keywords": [f"{first}: held", f"{second}: in progress"],
        }
        assert resume["skills"][-1] == expected, extent
        assert [each.message for each in VALID.iter_errors(resume)] == []
    gaps = written(example_report(Parts(Extent.gaps), record=record))
    assert "Qualifications" not in [each["name"] for each in gaps["skills"]]


def test_education_names_its_kind_and_its_subject_apart() -> None:
    made = [
        CredentialEntered(id=str(at), title=title, kind="education")
        for at, title in enumerate(("Master of Science in Statistics", "PhD"))
    ]
    record = example_record().model_copy(update={"credentials": tuple(made)})
    resume = written(example_report(record=record))
    assert resume["education"] == [
        {"studyType": "Master of Science", "area": "Statistics"},
        {"studyType": "PhD"},
    ]
    assert [each.message for each in VALID.iter_errors(resume)] == []


@pytest.mark.parametrize("extent", [Extent.whole, Extent.mentor, Extent.cv])
def test_experience_that_ended_has_an_end(extent: Extent) -> None:
    """A CV tool writes "Present" where no end is given."""
    start, end = date(2019, 5, 1), date(2021, 6, 30)
    made = CredentialEntered(id="e", title="Analyst", kind="experience", issued=start, expires=end)
    record = example_record().model_copy(update={"credentials": (made,)})
    assert written(example_report(Parts(extent), record=record))["work"] == [
        {"position": "Analyst", "startDate": "2019-05-01", "endDate": "2021-06-30"}
    ]


def test_what_is_planned_is_not_said_to_be_done() -> None:
    report = example_report()
    assert report.plan
    assert report.plan[0].title not in as_resume(report)


def test_a_verified_project_ends_on_the_day_it_was_where_the_person_is() -> None:
    matrix, west = first_matrix(), NOW.astimezone(timezone(timedelta(hours=-12)))
    record = take_record(assessment(matrix), evidence(matrix), matrix, west)
    report = example_report(record=record)
    (verified,) = [e for e in written(report)["projects"] if e["type"] == "verified project"]
    assert verified["endDate"] == "2026-11-22"


def test_credentials_stand_under_their_headings() -> None:
    day = date(2020, 1, 2)
    made = [
        CredentialEntered(id=kind, title=f"a {kind}", kind=kind, issuer="School", issued=day)
        for kind in ("education", "certificate", "experience")
    ]
    record = example_record().model_copy(update={"credentials": tuple(made)})
    resume = written(example_report(record=record))
    assert resume["education"] == [
        {"institution": "School", "studyType": "a education", "endDate": "2020-01-02"}
    ]
    assert resume["certificates"] == [
        {"name": "a certificate", "issuer": "School", "date": "2020-01-02"}
    ]
    assert resume["work"] == [
        {"name": "School", "position": "a experience", "startDate": "2020-01-02"}
    ]
    assert "certificates" not in written(example_report(Parts(Extent.gaps), record=record))


def test_licence_came_with_the_schema() -> None:
    assert "MIT License" in (SCHEMA.parent / "LICENSE.md").read_text(encoding="utf-8")


def test_own_file_imports_notes_and_no_levels() -> None:
    report = example_report()
    found = notes_in(written(report))
    assert found["evaluation"] == next(
        each.text for each in report.notes if each.skill == "Evaluating models"
    )
    assert "Awareness" not in " ".join(found.values())


def test_skills_projects_and_certificates_become_notes() -> None:
    found = notes_in(
        {
            "basics": {"name": "Ana"},
            "skills": [{"name": "writing", "level": "Master", "keywords": ["Reports", "PROG"]}],
            "projects": [
                {
                    "name": "Shop",
                    "startDate": "2020",
                    "endDate": "2021",
                    "description": "A shop.",
                    "highlights": ["sold"],
                    "keywords": ["Generative AI"],
                }
            ],
            "certificates": [{"name": "Statistics", "issuer": "School", "date": "2020"}],
        }
    )
    skill = "Skill in a résumé: writing, Master (Reports, PROG)"
    assert found["writing"] == found["programming"] == skill
    assert found["generative-ai"] == "Project in a résumé: Shop, 2020 to 2021\nA shop.\nsold"
    assert found["statistics"] == "Certificate in a résumé: Statistics, School, 2020"


def test_word_of_several_titles_is_left_out_and_reported() -> None:
    reading = read({"skills": [{"name": "models"}, {"name": "and"}, {"name": "Writing"}]})
    assert reading.imported is not None
    assert [each.item for each in reading.imported.entries] == ["writing"]
    assert 'Not matched to a skill in the matrix: "models", "and".' in reading.left_out
    assert "never answers or levels" in reading.left_out[0]


def test_long_text_is_cut_and_reported() -> None:
    resume = {"projects": [{"name": "Writing", "highlights": ["x" * 3000, "y" * 3000]}]}
    reading = read(resume)
    assert reading.imported is not None
    assert len(reading.imported.entries[0].value) == 4000
    assert any("Cut to 4,000" in each for each in reading.left_out)


@pytest.mark.parametrize(
    "resume",
    [
        {"skills": []},
        {"skills": [{"name": "Juggling"}]},
        {"skills": [7, None, {"name": None}, {"name": [], "keywords": {"a": 1}}], "projects": 3},
        {"skills": {"name": "writing"}},
    ],
)
def test_resume_about_other_things_is_explained_in_a_sentence(resume: dict[str, Any]) -> None:
    reading = read(resume)
    assert reading.imported is None
    assert [each.code for each in reading.problems] == ["no-record"]


def test_a_note_of_ours_that_is_too_long_is_refused_not_cut() -> None:
    note = {"name": "Writing", "type": "evidence", "highlights": ["x" * 4001]}
    reading = read({"projects": [{"name": "Writing"}, note]})
    assert reading.imported is None
    assert [(each.code, each.what, each.fix) for each in reading.problems] == [
        (
            "record-value",
            "projects, number 2, highlights: a note has 4,001 characters",
            "shorten it to 4,000",
        )
    ]
    meta = {"generator": GENERATOR, "notes": [{"skill": "Writing", "text": "x" * 4001}]}
    (problem,) = read({"meta": meta, "skills": []}).problems
    assert problem.what == "meta, notes, number 1: a note has 4,001 characters"
    whole = read({"projects": [note | {"highlights": ["x" * 4000]}]})
    assert whole.imported is not None
    assert whole.imported.entries[0].value == "x" * 4000


def test_a_text_of_another_resume_is_never_cut_in_silence() -> None:
    reading = read({"projects": [{"keywords": ["Writing"], "description": "x" * 5000}]})
    assert any("Cut to 4,000" in each for each in reading.left_out)


def test_resume_needs_a_matrix() -> None:
    reading = read_resume({"skills": [{"name": "Writing"}]}, "cv.json", None)
    assert [each.code for each in reading.problems] == ["record-needs-matrix"]


def test_half_characters_do_not_reach_the_notes() -> None:
    found = notes_in({"skills": [{"name": "writing", "keywords": ["\ud800"]}]})
    assert found["writing"].encode()
