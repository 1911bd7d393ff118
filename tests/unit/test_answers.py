from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from matrix_support import QUARTERS, a_matrix, a_skill, cases

from skills.entries.answers import carry_answers, is_choice
from skills.entries.credentials import Credential, as_text
from skills.entries.rules import is_value
from skills.matrix import NOT_APPLICABLE, Check, Matrix, Qualification, Skill, Statement


def renamed_matrix() -> Matrix:
    statements = (
        Statement("sql.select", 1, "I query one table.", QUARTERS, was=("sql.query", "sql.read")),
        Statement("sql.join", 2, "I join tables.", QUARTERS),
    )
    return a_matrix(Skill("sql", "SQL", "area", statements))


def test_keeps_answers_under_todays_ids() -> None:
    stored = {"sql.select": "o2", "sql.join": NOT_APPLICABLE}

    carried = carry_answers(stored, renamed_matrix())

    assert (carried.answers, carried.renamed, carried.orphaned) == (stored, {}, {})


def test_follows_a_rename() -> None:
    carried = carry_answers({"sql.query": "o2"}, renamed_matrix())

    assert carried.answers == {"sql.select": "o2"}
    assert carried.renamed == {"sql.query": "sql.select"}


def test_todays_id_wins_over_an_earlier_one_in_any_order() -> None:
    for stored in (
        {"sql.query": "o1", "sql.select": "o3"},
        {"sql.select": "o3", "sql.query": "o1"},
    ):
        assert carry_answers(stored, renamed_matrix()).answers == {"sql.select": "o3"}


def test_sets_aside_what_the_matrix_has_no_place_for() -> None:
    stored = {"sql.gone": "o1", "sql.join": "no-such-option", "sql.query": "no-such-option"}

    carried = carry_answers(stored, renamed_matrix())

    assert carried.answers == {}
    assert carried.orphaned == stored


def test_a_choice_is_an_option_of_the_scale_or_not_applicable() -> None:
    matrix = a_matrix(a_skill("sql"))

    assert is_choice(matrix, "sql.s0", "o0")
    assert is_choice(matrix, "sql.s0", NOT_APPLICABLE)
    assert not is_choice(matrix, "sql.s0", "o5")
    assert not is_choice(matrix, "sql.s0", None)
    assert not is_choice(matrix, "sql.s9", "o0")


@pytest.mark.slow
@given(cases())
def test_answers_to_the_same_matrix_are_all_carried(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    carried = carry_answers(answers, matrix)
    assert (carried.answers, carried.orphaned) == (answers, {})


@pytest.mark.slow
@given(cases())
def test_every_answer_survives_renaming_every_statement(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    skills = [
        replace(
            skill,
            statements=tuple(
                replace(each, id=f"{each.id}-new", was=(each.id,)) for each in skill.statements
            ),
        )
        for skill in matrix.skills.values()
    ]
    carried = carry_answers(answers, a_matrix(*skills, top=matrix.top))
    assert carried.answers == {f"{key}-new": choice for key, choice in answers.items()}
    assert carried.renamed == {key: f"{key}-new" for key in answers}


def test_an_answer_cleared_since_the_rename_does_not_come_back() -> None:
    carried = carry_answers({"sql.query": "o4", "sql.select": None}, renamed_matrix())
    assert carried.answers == {}
    assert carried.renamed == {}


def full_matrix() -> Matrix:
    """One skill with a check and one qualification."""
    check = Check("sql.null", 1, "Which?", {"a": "A", "b": "B"}, "b", "Because.")
    skill = replace(a_skill("sql"), checks=(check,))
    degree = Qualification("degree", "A degree", "education")
    course = Qualification("course", "A course", "certificate")
    return replace(a_matrix(skill, a_skill("git")), qualifications=(degree, course))


CREDENTIAL = as_text(Credential("AWS", "certificate"))


@pytest.mark.parametrize(
    ("kind", "item", "value"),
    [
        ("answer", "sql.s0", "o4"),
        ("answer", "sql.s0", NOT_APPLICABLE),
        ("note", "git", ""),
        ("note", "sql", "x" * 4000),
        ("credential", "any name", CREDENTIAL),
        ("check", "sql.null", "a"),
        ("check", "sql.null", "b"),
        ("qualification", "degree", "yes"),
        ("qualification", "course", "in-progress"),
        ("qualification", "course", "no"),
    ],
)
def test_valid_values_can_be_stored(kind: str, item: str, value: str) -> None:
    assert is_value(full_matrix(), kind, item, value)


@pytest.mark.parametrize(
    ("kind", "item", "value"),
    [
        ("answer", "sql.s0", "o5"),
        ("answer", "sql.s4", "o0"),
        ("answer", "sql.s0", ["o0"]),
        ("note", "css", "A note"),
        ("note", "sql.s0", "A note"),
        ("note", "sql", "x" * 4001),
        ("note", "sql", None),
        ("note", "sql", ["a", "list"]),
        ("credential", "any name", ""),
        ("credential", "any name", "{}"),
        ("credential", "any name", None),
        ("credential", "any name", CREDENTIAL.encode()),
        ("credential", "any name", {"title": "AWS", "kind": "certificate"}),
        ("check", "sql.null", "c"),
        ("check", "sql.gone", "a"),
        ("check", "sql.s0", "a"),
        ("check", "sql.null", None),
        ("qualification", "degree", "maybe"),
        ("qualification", "degree", ""),
        ("qualification", "sql", "yes"),
        ("qualification", "degree", None),
        ("", "degree", "yes"),
        ("certificate", "degree", "yes"),
        ("hours", "sql", "yes"),
    ],
)
def test_invalid_values_cannot_be_stored(kind: str, item: str, value: object) -> None:
    assert not is_value(full_matrix(), kind, item, value)


def test_after_an_answer_that_was_cleared_the_others_still_count() -> None:
    carried = carry_answers({"sql.select": None, "sql.join": "o1"}, renamed_matrix())
    assert (carried.answers, carried.orphaned) == ({"sql.join": "o1"}, {})


def test_of_two_earlier_ids_the_first_that_was_stored_counts() -> None:
    carried = carry_answers({"sql.query": "o1", "sql.read": "o3"}, renamed_matrix())
    assert carried.answers == {"sql.select": "o1"}
    assert carried.renamed == {"sql.query": "sql.select", "sql.read": "sql.select"}
