from datetime import date

import pytest

from skills.questionnaire.questions import Progress
from skills.sentences.pages import (
    SET_ASIDE,
    SNAPSHOT_TOO_LARGE,
    answered_of,
    answered_so_far,
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
    moved_to_today,
    no_matrix_for,
    own_matrices,
    part_of_list,
    problems_head,
)

DAY = date(2026, 1, 2)


def test_progress_is_counted() -> None:
    assert answered_so_far(Progress(3, 8)) == "3 of 8 statements answered."
    assert answered_of(Progress(3, 8)) == "3 of 8"


def test_progress_is_a_range_until_quick_mode_knows() -> None:
    assert answered_so_far(Progress(12, 51, spared=9)) == "12 of 42 to 51 statements answered."
    assert answered_of(Progress(12, 51, spared=9)) == "12 of 42 to 51"


def test_who_removes_something_is_told_what_is_gone() -> None:
    assert deletion_warning("Mine", 1) == (
        "“Mine” with 1 answer and its notes will be gone for good. If you may want it back one "
        "day, export it first."
    )
    assert deleted("Mine") == "“Mine” is deleted."
    assert erasure_warning(2, 0) == (
        "2 assessments with every answer, note and snapshot will be gone for good. Export "
        "everything first if you may want it back."
    )
    assert "snapshot, and 1 matrix of your own, will be gone" in erasure_warning(1, 1)
    assert no_matrix_for("Mine") == (
        "“Mine” cannot be exported because its matrix is not here any more."
    )


def test_a_changed_matrix_says_what_became_of_answers_and_aim() -> None:
    kept = "The matrix has changed since you last answered: 2 answers kept."
    assert moved_to_today("2 answers kept", "") == kept
    assert moved_to_today("2 answers kept", "Role, Level") == (
        f"{kept} It has no such level any more; you aim for Role, Level now."
    )


@pytest.mark.parametrize(
    ("problems", "errors", "told"),
    [
        (1, 1, "1 problem, which keeps the matrix from loading."),
        (2, 1, "2 problems, of which 1 keeps the matrix from loading."),
        (2, 2, "2 problems, which keep the matrix from loading."),
        (3, 2, "3 problems, of which 2 keep the matrix from loading."),
        (1, 0, "1 problem, which does not keep the matrix from loading."),
        (2, 0, "2 problems, none of which keeps the matrix from loading."),
    ],
)
def test_problems_are_counted(problems: int, errors: int, told: str) -> None:
    assert problems_head(problems, errors, "the matrix from loading") == told


def test_an_import_says_what_it_did() -> None:
    assert import_done("Mine", 2, 1) == "2 entries changed and 1 earlier date came in “Mine”."
    assert import_done("Mine", 1, 0) == "1 entry changed in “Mine”."
    assert import_done("Mine", 0, 0) == "Nothing more to change in “Mine”."
    assert imported_as_new("Mine") == "Imported as “Mine”."
    assert came_from_file(1, DAY) == "1 entry came from a file on 2 January 2026."
    assert came_from_file(0, DAY) == "Earlier dates came from a file on 2 January 2026."
    assert import_undone(3, 0) == "3 entries as before."
    assert import_undone(3, 1) == "3 entries as before. 1 entry changed since, and stayed."


def test_an_archive_says_what_it_holds() -> None:
    assert own_matrices(["A", "B"]) == "2 matrices of your own: “A”, “B”."
    assert (archive_holds(2, 1), archive_holds(0, 1)) == ("2 assessments", "1 matrix")
    assert archive_done(1, 0) == "1 assessment imported."


def test_what_always_reads_the_same() -> None:
    assert SET_ASIDE == "This skill is set aside as not applicable."


def test_a_long_list_and_an_upload_say_what_is_shown() -> None:
    assert part_of_list(100, 100, 5000) == "101 to 200 of 5000"
    assert part_of_list(4900, 100, 4950) == "4901 to 4950 of 4950"
    assert loaded("Mine") == "Loaded: Mine. It is chosen above."
    assert SNAPSHOT_TOO_LARGE == (
        "This result is too large to save as a snapshot, so Progress won't show it. All your "
        "answers are saved."
    )
