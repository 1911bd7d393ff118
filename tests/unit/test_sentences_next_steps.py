import pytest
from matrices_for_tests import a_matrix, a_skill

from skills.matrix import Target
from skills.sentences.next_steps import (
    NEXT_PROJECT,
    NO_PROJECTS,
    ask_about_losses,
    ask_about_musts,
    ask_about_unseen,
    ask_why_apart,
    lifts_text,
    plan_basis,
)


@pytest.mark.parametrize(
    ("hours", "end"),
    [
        (None, ""),
        (0.0, ""),
        (2.5, " Dates at 2.5 hours a week."),
        (1.0, " Dates at 1 hour a week."),
    ],
)
def test_a_plan_says_what_points_mean_and_how_its_dates_came_about(
    hours: float | None, end: str
) -> None:
    points = "Points are what each project adds by itself; together they may add less."
    assert plan_basis(hours) == f"{points}{end}"


def test_what_a_project_raises_is_listed() -> None:
    matrix = a_matrix(a_skill("sql"), a_skill("ml"), targets=[Target("sql", 2)])
    assert lifts_text(matrix, [("sql", 1.0, 2), ("ml", 1.5, 3)]) == (
        "Sql from 1 to 2 and Ml from 1.5 to 3"
    )


def test_a_mentor_is_asked_about_what_there_is() -> None:
    assert ask_about_musts(["Sql", "Git"]) == (
        "Must-haves not reached yet: Sql and Git. What would show them?"
    )
    assert ask_about_losses(["Ops"]) == "Most readiness is lost by Ops. Do you see that too?"
    assert ask_about_unseen(["Css"]) == "Not assessed: Css. What have you seen of these?"
    assert ask_why_apart("Sql", 4, 1.5) == "Sql: own rating 4, checks 1.5. Why?"
    assert ask_about_musts([]) == ask_about_losses([]) == ask_about_unseen([]) == ""


def test_what_always_holds_is_said_the_same_way() -> None:
    assert NEXT_PROJECT == "Which one project comes next, and when do we look at it together?"
    assert NO_PROJECTS == "The matrix that is at hand holds no projects."
