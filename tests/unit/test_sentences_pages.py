from datetime import date

import pytest
from matrix_support import a_matrix, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.matrix import Target
from skills.questionnaire.effort import effort
from skills.questionnaire.questions import Progress
from skills.scoring import score_skill, score_skills
from skills.scoring.readiness import compute_readiness
from skills.sentences.must_haves import only_estimated
from skills.sentences.pages import (
    PARTLY_ESTIMATED,
    SET_ASIDE,
    SNAPSHOT_TOO_LARGE,
    answered_of,
    archive_done,
    archive_holds,
    came_from_file,
    deleted,
    deletion_warning,
    erasure_warning,
    import_done,
    import_undone,
    imported_as_new,
    loaded,
    mode_text,
    moved_to_today,
    no_matrix_for,
    own_matrices,
    part_of_list,
    problems_head,
    skill_rated,
    which_assessment,
)

DAY = date(2026, 1, 2)


def test_a_mode_says_how_many_statements_it_asks() -> None:
    long = a_matrix(a_skill("sql", levels=range(1, 8)), targets=[Target("sql", 1)], top=7)
    many = {each: effort(long, the_profile(long), each) for each in Mode}
    assert mode_text(Mode.full, many) == "All 7 statements. The most precise."
    assert mode_text(Mode.quick, many) == (
        "About 3 of 7 statements, chosen as you answer. A little less precise."
    )


def test_a_mode_that_saves_nothing_for_sure_names_no_number() -> None:
    short = a_matrix(a_skill("sql", levels=[1]), targets=[Target("sql", 1)])
    few = {each: effort(short, the_profile(short), each) for each in Mode}
    for known in (few, None):
        assert mode_text(Mode.full, known) == "Every statement. The most precise."
        assert mode_text(Mode.quick, known) == (
            "Skips statements that your other answers settle. A little less precise."
        )


def test_progress_is_counted() -> None:
    assert answered_of(Progress(3, 8)) == "3 of 8 answered"


def test_progress_is_a_range_until_quick_mode_knows() -> None:
    assert answered_of(Progress(12, 51, spared=9)) == "12 of 42 to 51 answered"


def test_removing_something_says_what_is_removed() -> None:
    which = which_assessment("Mine", "Gardener, Apprentice")
    assert deletion_warning(which, "3 of 8 answered", "2 May 2026") == (
        "“Mine” (Gardener, Apprentice) will be permanently deleted, with its answers and notes: 3 "
        "of 8 answered, last changed on 2 May 2026. If you might want it back one day, export it "
        "first."
    )
    assert which_assessment("Gardener", "") == "“Gardener”"
    assert deleted("Mine") == "“Mine” was deleted."
    assert erasure_warning(2, 0) == (
        "2 assessments with every answer, note and snapshot will be permanently deleted. "
        "Export everything first if you might want it back."
    )
    assert "snapshot, and 1 uploaded matrix, will be" in erasure_warning(1, 1)
    assert no_matrix_for("Mine") == (
        "“Mine” can't be exported because its matrix is no longer available."
    )


def test_a_changed_matrix_says_what_became_of_answers_and_aim() -> None:
    kept = "The matrix has changed since you last answered: 2 answers kept."
    assert moved_to_today("2 answers kept", "") == kept
    assert moved_to_today("2 answers kept", "Role, Level") == (
        f"{kept} It no longer has your target level, so your target role is now Role, Level."
    )


@pytest.mark.parametrize(
    ("problems", "errors", "expected"),
    [
        (1, 1, "It can't be loaded: 1 problem."),
        (2, 1, "It can't be loaded: 1 problem and 1 warning."),
        (2, 2, "It can't be loaded: 2 problems."),
        (3, 2, "It can't be loaded: 2 problems and 1 warning."),
        (1, 0, "1 warning. It doesn't stop you from using this."),
        (2, 0, "2 warnings. They don't stop you from using this."),
    ],
)
def test_problems_are_counted(problems: int, errors: int, expected: str) -> None:
    assert problems_head(problems, errors, "It can't be loaded") == expected


def test_an_import_says_what_it_did() -> None:
    assert import_done("Mine", 2, 1) == "2 entries changed and 1 snapshot added in “Mine”."
    assert import_done("Mine", 1, 0) == "1 entry changed in “Mine”."
    assert import_done("Mine", 0, 0) == "Nothing left to change in “Mine”."
    assert imported_as_new("Mine") == "Imported as “Mine”."
    assert came_from_file(1, DAY) == "1 entry imported from a file on 2 January 2026."
    assert came_from_file(0, DAY) == "Snapshots imported from a file on 2 January 2026."
    assert import_undone(3, 0) == "3 entries are as they were before the import."
    assert import_undone(3, 1) == (
        "3 entries are as they were before the import. "
        "1 entry was changed or revealed since then and was kept."
    )


def test_an_archive_says_what_it_holds() -> None:
    assert own_matrices(["A", "B"]) == "2 uploaded matrices: “A”, “B”."
    assert (archive_holds(2, 1), archive_holds(0, 1)) == ("2 assessments", "1 matrix")
    assert archive_done(1, 0) == "1 assessment imported."
    unread = "could not be read and"
    assert archive_done(1, 0, 1) == f"1 assessment imported. 1 matrix {unread} was left out."
    assert archive_done(0, 1, 2) == f"1 matrix imported. 2 matrices {unread} were left out."


def test_what_always_reads_the_same() -> None:
    assert SET_ASIDE == "This skill is set aside as not applicable."


def test_a_long_list_and_an_upload_say_what_is_shown() -> None:
    assert part_of_list(100, 100, 5000) == "101 to 200 of 5000"
    assert part_of_list(4900, 100, 4950) == "4901 to 4950 of 4950"
    assert loaded("Mine") == "Loaded: Mine. It's selected above."
    assert SNAPSHOT_TOO_LARGE == (
        "This result is too large to save as a snapshot, so Progress won't show it. All your "
        "answers are saved."
    )


def test_a_finished_skill_says_there_only_where_the_result_does() -> None:
    matrix = a_matrix(a_skill("git"), targets=[Target("git", 2, must=True)])
    profile, skill = the_profile(matrix), matrix.skills["git"]
    score = score_skill(skill, answer(skill, 1, 1, 0, 0), top=matrix.top)
    there = skill_rated(matrix, profile, score, 2)
    assert there == "That's level 2 of 4. Level needs 2 · Level 2. You're there."
    assert skill_rated(matrix, profile, score, 2, is_reached=False) == there.removesuffix(
        " You're there."
    )
    estimated = skill_rated(matrix, profile, score, 2, is_reached=False, is_estimated=True)
    assert estimated.endswith(f". {PARTLY_ESTIMATED}")
    assert skill_rated(matrix, profile, score, 0) == "That's level 2 of 4."


@pytest.mark.parametrize(
    ("earned", "level", "reached"),
    [((1, 1), 3, "meets its target"), ((1, 0.5), 4, "reaches half its target")],
)
def test_a_must_have_that_rests_on_an_estimate_says_how_far_and_what_settles_it(
    earned: tuple[float, float], level: int, reached: str
) -> None:
    skill = a_skill("git")
    matrix = a_matrix(skill, targets=[Target("git", level, must=True)])
    scores = score_skills(matrix, answer(skill, *earned, None, None))
    (gap,) = compute_readiness(matrix, the_profile(matrix), scores).skill_gaps
    assert gap.is_only_estimated
    assert only_estimated(matrix, gap) == (
        f"Git {reached} only in an estimate from your other answers. "
        "Answer another statement to settle it."
    )
