"""Where a person would stand after a plan, and how sure that is."""

from __future__ import annotations

from datetime import date

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_project, a_skill, answer, the_profile
from plan_support import catalogues

from skills.entries.kinds import Mode
from skills.guidance.plan import plan_for
from skills.guidance.plan_outlook import readiness_after
from skills.matrix import Matrix, Target
from skills.scoring import score_skills
from skills.scoring.assessed import Assessed, assess
from skills.scoring.readiness import compare

pytestmark = pytest.mark.slow

TODAY = date(2031, 5, 1)


def found(matrix: Matrix, answers: dict[str, str], **statuses: str) -> Assessed:
    profile = the_profile(matrix).id
    return assess(matrix, answers, {}, profile=profile, mode=Mode.full, projects=statuses)


@settings(max_examples=examples(200))
@given(catalogues(), st.data())
def test_the_outlook_equals_the_score_once_the_steps_are_verified(
    case: tuple[Matrix, dict[str, str]], data: st.DataObject
) -> None:
    matrix, answers = case
    said = st.sampled_from(["done", "planned", "started", "dropped"])
    ids = st.sampled_from([each.id for each in matrix.projects])
    one = found(matrix, answers, **data.draw(st.dictionaries(ids, said, max_size=2)))
    steps = plan_for(one, TODAY).steps
    assume(steps)
    reached = [*one.done.values(), *(each.project.raises for each in steps)]
    verified = {
        skill: max(each[skill] for each in reached if skill in each)
        for skill in {name for each in reached for name in each}
        if one.scores[skill].is_assessed
    }
    after = readiness_after(one, steps)
    scored = score_skills(matrix, answers, verified=verified, leniency=one.leniency)
    assert after == compare(matrix, the_profile(matrix), scored)
    assert after.value == pytest.approx(steps[-1].after, abs=1e-9)
    assert after.low <= steps[-1].after + 1e-9
    assert one.readiness.low <= after.low
    assert one.readiness.high <= after.high


def test_only_what_the_plan_raises_is_known_better_after_it() -> None:
    """SQL goes to level 4, known to a tenth of the scale; nothing is learned about ML."""
    sql, ml = a_skill("sql", scale=YES_NO), a_skill("ml", scale=YES_NO)
    near = a_project("near", {"sql": 4})
    matrix = a_matrix(sql, ml, targets=(Target("sql", 4), Target("ml", 4)), projects=[near])
    one = found(matrix, answer(sql, 1, 0, 0, 0) | answer(ml, 1, 1, 0, 0))
    after = readiness_after(one, plan_for(one, TODAY).steps)
    then = {each.target.skill: each.score for each in after.skill_gaps}
    assert then["ml"] == one.scores["ml"]
    assert then["sql"].level == 4
    assert then["sql"].low == pytest.approx(3.6)
    assert after.value == pytest.approx((1 + 0.5) / 2)
