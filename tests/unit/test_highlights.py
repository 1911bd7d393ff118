"""What a result shows first: the costliest gaps, and only strengths that are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from matrix_support import a_matrix, a_skill, answer, cases, the_profile
from report_support import example_record, example_report, first_matrix

from skills.matrix import Matrix, Target
from skills.records.snapshot import assess_record
from skills.reports.as_summary import as_summary
from skills.reports.next_steps import talking_points
from skills.scoring import SELF, Estimate, score_skills
from skills.scoring.highlights import SHOWN, all_gaps, costly_gaps, largest_gaps, strengths
from skills.scoring.readiness import Readiness, compute_readiness
from skills.sentences.addressee import somebody
from skills.sentences.formats import listed
from skills.sentences.overview import range_text, verdict_reason

SQL, GIT, ART = a_skill("sql"), a_skill("git"), a_skill("art")
MATRIX = a_matrix(
    SQL,
    GIT,
    ART,
    targets=[Target("sql", 4, weight=9), Target("git", 2, must=True), Target("art", 1)],
)


def of(matrix: Matrix, answers: dict[str, str]) -> Readiness:
    return compute_readiness(matrix, the_profile(matrix), score_skills(matrix, answers))


def rated_by_mentor(skill: str) -> Readiness:
    """Return a readiness in which a mentor rated one skill; "sql" has nine of eleven weights."""
    mentor = Estimate("mentor", 1, 1, 1, 0.7, shown=1)
    answers = answer(SQL, 1, 0, 0, 0) | answer(GIT, 1, 0, 0, 0) | answer(ART, 1, 1, 0, 0)
    scores = score_skills(MATRIX, answers, others={skill: [mentor]})
    return compute_readiness(MATRIX, the_profile(MATRIX), scores)


FIRST = of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(GIT, 1, 0, 0, 0) | answer(ART, 1, 1, 0, 0))


def test_the_biggest_gap_comes_first_also_before_a_must_have() -> None:
    found = [each.target.skill for each in largest_gaps(FIRST)]
    assert found == ["sql", "git"]
    assert [each.target.skill for each in strengths(FIRST)] == ["art"]
    assert verdict_reason(MATRIX, FIRST) == "1 must-have to go: Git."


@given(cases())
def test_gaps_and_strengths_are_what_they_are_called(case: tuple[Matrix, dict[str, str]]) -> None:
    readiness = of(*case)
    gaps, best = largest_gaps(readiness), strengths(readiness)
    assert gaps == all_gaps(readiness)[:SHOWN]
    assert len(best) <= SHOWN
    assert all(each.is_shown for each in best)
    assert all(each.readiness_loss > 0 or each.target.must for each in gaps)
    assert all(each.is_missing_must for each in all_gaps(readiness) if each.is_met)
    lost = [round(each.readiness_loss, 9) for each in all_gaps(readiness)]
    assert lost == sorted(lost, reverse=True)
    assert not {each.target.skill for each in gaps} & {each.target.skill for each in best}


def test_a_target_met_to_within_rounding_costs_nothing_and_is_no_gap() -> None:
    scores = score_skills(MATRIX, answer(SQL, 1, 1, 1, 1) | answer(GIT, 1, 1, 0, 0))
    nearly = replace(scores["sql"], level=4 - 1e-12, shown=4 - 1e-12)
    found = compute_readiness(MATRIX, the_profile(MATRIX), {**scores, "sql": nearly})
    sql = next(each for each in found.skill_gaps if each.target.skill == "sql")
    assert (sql.is_met, sql.readiness_loss, sql.is_gap) == (True, 0.0, False)
    assert all_gaps(found) == ()


def test_every_output_names_the_same_gaps_in_the_same_order() -> None:
    report = example_report()
    assessed = assess_record(example_record(), first_matrix())
    skills = first_matrix().skills
    gaps = largest_gaps(assessed.readiness)
    assert any(each.target.must for each in gaps)
    titles = [skills[each.target.skill].title for each in gaps]
    assert f"Biggest gaps: {listed(titles)}." in report.finding
    assert f"Biggest gaps: {listed(titles)}\n" in as_summary(report)
    assert f"are in {listed(titles)}." in " ".join(talking_points(assessed))
    assert [each.title for each in report.gaps if each.is_gap][:SHOWN] == titles
    assert gaps == costly_gaps(assessed.readiness)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.36, 0.931, "between 36% and 94%"),
        (0.95, 0.95, "95%"),
    ],
)
def test_the_range_is_stated_in_words(low: float, high: float, expected: str) -> None:
    own = replace(FIRST, low=low, high=high, sources=(SELF,))
    assert range_text(own) == f"By your own ratings, it's probably {expected}."
    theirs = range_text(own, somebody(""))
    assert theirs == f"By their own ratings, it's probably {expected}."
    most = replace(rated_by_mentor("sql"), low=low, high=high)
    assert range_text(most) == f"We're about 90% sure it's {expected}."
    few = replace(rated_by_mentor("git"), low=low, high=high)
    assert range_text(few) == f"Mostly by your own ratings, it's probably {expected}."
