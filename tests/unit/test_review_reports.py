"""What reports say of a mentor's review, and that files bring all of it back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from report_support import NOW, TODAY, first_matrix

from skills.entries.kinds import IncomingEntry, Mode
from skills.importing.detect import read_file
from skills.records.record import Record
from skills.records.review_lists import review_entries_in
from skills.records.snapshot import assess_record
from skills.reports.build_report import build_report
from skills.reports.report import Extent, Parts, Report
from skills.reports.review_facts import action_lines
from skills.reports.writers import WRITERS
from skills.scoring.assessed import assess
from skills.sentences.results import BASIS_WORDS, MENTOR_BASIS_WORDS, SOURCE_WORDS
from skills.sentences.talk import comment_head, rated_level_text

pytestmark = pytest.mark.slow

RECORD = Record.model_validate_json(
    (Path(__file__).parents[1] / "data" / "records" / "version-1.5.json").read_text("utf-8")
)
"""The golden file: one review revealed and signed, another still hidden."""

REVIEW, AIM = RECORD.reviews[0].id, RECORD.assessment.profile

MATRIX = first_matrix()


def report(extent: Extent = Extent.whole, *, answers: bool = True, notes: bool = True) -> Report:
    parts = Parts(extent, answers=answers, notes=notes)
    return build_report(RECORD, assess_record(RECORD, MATRIX), parts, today=TODAY)


def test_agreed_levels_are_reported_with_who_decided_the_notes_and_the_seal() -> None:
    assert [(each.name, each.text) for each in report(answers=False).agreed] == [
        (
            "Fundamentals of programming",
            "2.5 · between Working and Practitioner, decided together. Seen in *two* projects",
        ),
        ("Understanding of statistics and probability", "Talk again"),
        (
            "Review by Ana <b>",
            "Signed off on 20 November 2026, not yet by Ana <b>, seal 0123456789ab.",
        ),
    ]
    expected = (
        "The agreed level is above the combined level in 1 skill. "
        "All other self-ratings now count 0.2 of a level higher than"
    )
    assert report().agreed_effect.startswith(expected)
    assert "With so few answers, readiness could be anything from " in report().agreed_effect


def test_beside_an_agreed_level_stands_what_each_side_rated() -> None:
    own = assess_record(RECORD, MATRIX).own_level("programming")
    ratings = {each.statement: each.option for each in RECORD.ratings if each.review == REVIEW}
    mentors = assess(MATRIX, ratings, {}, profile=AIM, mode=Mode.quick).own_level("programming")
    line = report().agreed[0].text
    for text in (rated_level_text("", own), rated_level_text("Ana <b>", mentors)):
        assert text
        assert f". {text}. " in line
    assert "Ben" not in line
    markdown = WRITERS["markdown"](report(), NOW).decode()
    assert rated_level_text("", own) in markdown


def test_each_revealed_mentor_is_named_with_their_own_level_in_every_report() -> None:
    first, second = RECORD.reviews
    shown = second.model_copy(update={"revealed_at": first.revealed_at})
    record = RECORD.model_copy(update={"reviews": (first, shown)})
    levels = {}
    for each in record.reviews:
        given = {one.statement: one.option for one in RECORD.ratings if one.review == each.id}
        rated = assess(MATRIX, given, {}, profile=AIM, mode=Mode.quick)
        levels[each.mentor] = rated.own_level("programming")
    assert levels["Ben"] not in {None, levels["Ana <b>"]}
    made = build_report(record, assess_record(record, MATRIX), Parts(), today=TODAY)
    expected = [rated_level_text(name, level) for name, level in levels.items()]
    assert ". ".join(expected) in made.agreed[0].text
    for kind in ("markdown", "html"):
        written = WRITERS[kind](made, NOW).decode().replace("&#39;", "'")
        assert expected[1] in written, kind


def test_ratings_that_are_not_shared_stay_out_of_the_agreed_levels() -> None:
    assert not any("ating: " in each.text for each in report(answers=False).agreed)


def test_a_level_nobody_rated_is_not_mentioned() -> None:
    assert rated_level_text("Mo", None) == ""
    assert rated_level_text("Mo", 1.97) == "Mo's rating: level 1.9"
    assert rated_level_text("", 2.0) == "Self-rating: level 2"


def test_what_a_mentor_rated_is_not_called_your_answer() -> None:
    alone = RECORD.model_copy(update={"agreements": ()})
    made = build_report(alone, assess_record(alone, MATRIX), Parts(), today=TODAY)
    words = {each.source: {basis for _, basis, *_ in each.terms} for each in made.sums}
    assert BASIS_WORDS["answered"] in words[SOURCE_WORDS["self"]]
    assert MENTOR_BASIS_WORDS["answered"] in words[SOURCE_WORDS["mentor"]]
    assert not words[SOURCE_WORDS["mentor"]] & {*BASIS_WORDS.values()}


def test_only_revealed_comments_are_reported() -> None:
    assert [each.name for each in report().comments] == ["Ana <b>, Fundamentals of programming"]
    hidden = RECORD.model_copy(
        update={
            "comments": [e.model_copy(update={"review": "review-0002"}) for e in RECORD.comments]
        }
    )
    made = build_report(hidden, assess_record(hidden, MATRIX), Parts(), today=TODAY)
    assert made.comments == ()


def test_a_report_marks_a_comment_changed_after_the_reveal() -> None:
    comments = [
        each.model_copy(update={"at": each.at + timedelta(hours=1)})
        for each in RECORD.comments
        if each.at
    ]
    late = RECORD.model_copy(update={"comments": comments})
    made = build_report(late, assess_record(late, MATRIX), Parts(), today=TODAY)
    (head,) = [each.name for each in made.comments]
    assert head == comment_head("Ana <b>, Fundamentals of programming", is_late=True)


def test_actions_are_listed_with_skill_and_date() -> None:
    assert [(each.name, each.text) for each in report().actions] == [
        ("Write <tests>", "Fundamentals of programming, by 24 December 2026"),
        ("Review a pull request", "the mentor, done"),
    ]


def test_only_a_project_of_the_persons_own_stands_with_an_action() -> None:
    (first, *_) = RECORD.actions
    for owner, project in (("self", "p"), ("mentor", "")):
        action = first.model_copy(update={"project": "p", "owner": owner})
        record = RECORD.model_copy(update={"actions": (action,)})
        (line,) = action_lines(record, MATRIX, TODAY)
        assert line.project == project


def test_a_report_leaves_out_what_is_not_shared() -> None:
    gaps = report(Extent.gaps, answers=False, notes=False)
    assert gaps.record.ratings == gaps.record.comments == ()
    assert [each.notes for each in gaps.record.agreements] == ["", ""]
    assert gaps.comments == ()
    cv = report(Extent.cv)
    assert cv.agreed == cv.actions == cv.comments == ()
    assert cv.record.reviews == cv.record.agreements == cv.record.actions == ()


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_reports_for_people_have_every_part_of_a_review(kind: str) -> None:
    text = WRITERS[kind](report(), NOW).decode()
    for part in (
        "Agreed with a mentor",
        "Agreed actions",
        "Comments from mentors",
        "24 December 2026",
        "2.5 ·",
    ):
        assert part in text, part
    assert "<tests>" not in text.replace("\\<tests>", "").replace("&lt;tests&gt;", "")


def test_the_calendar_has_what_is_due_and_not_what_is_done() -> None:
    text = WRITERS["calendar"](report(), NOW).decode()
    assert "SUMMARY:Action: Write <tests>" in text
    assert "20261224" in text
    assert "pull request" not in text


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "pdf"])
def test_every_entry_of_a_review_comes_back(kind: str) -> None:
    reading = read_file(WRITERS[kind](report(), NOW), f"it.{kind}", MATRIX)
    assert reading.imported is not None, reading.problems
    kinds = {each.kind for each in review_entries_in(RECORD)} | {"growth"}
    found = {
        (each.kind, each.item): each.value
        for each in reading.imported.entries
        if each.kind in kinds
    }
    assert found == _wanted()


def test_what_a_newer_file_says_beside_it_is_no_part_of_an_entry() -> None:
    newer = {"reviews": RECORD.reviews, "actions": RECORD.actions}
    record = RECORD.model_copy(
        update={
            name: tuple(type(each).model_validate({**dict(each), "mood": "fine"}) for each in parts)
            for name, parts in newer.items()
        }
    )
    assert record.reviews[0].model_extra == {"mood": "fine"}
    assert list(review_entries_in(record)) == list(review_entries_in(RECORD))


def _wanted() -> dict[tuple[str, str], str | None]:
    wishes = [IncomingEntry("growth", each.skill, each.wish) for each in RECORD.wishes]
    return {(e.kind, e.item): e.value for e in (*wishes, *review_entries_in(RECORD))}
