"""What knowledge checks count beside the rating, and that the pages say so."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from checks_page import Clock, asked_check, line, look, outcome, rated, take, take_all, text_of
from page_text import plain
from page_visit import APPRENTICE, Visit, put

from components.pages.result import ALL_SKILLS, OVERVIEW, SCORING
from components.web import session
from skills.entries.kinds import Mode
from skills.matrix import DONT_KNOW, Matrix
from skills.scoring import CHECK, SELF, score_skills, source_weights
from skills.scoring.assessed import assess
from skills.scoring.knowledge_checks import score_checks
from skills.sentences.formats import level, rounded
from skills.sentences.knowledge_checks import (
    MAY_STILL_MOVE,
    MOVES_OTHERS,
    SELF_RATED_ONLY,
    level_changed,
)
from skills.sentences.leniency import leniency_text
from skills.sentences.verdicts import basis, headline
from skills.store import Assessment
from skills.workspace.export import read_state

pytest_plugins = ["checks_page"]
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def garden_text() -> str:
    return text_of()


def test_the_page_says_at_once_what_a_check_changed_and_leads_back(
    ann: Visit, garden: Matrix, begun: Assessment
) -> None:
    answers = dict.fromkeys((each.id for each in garden.skills["compost"].statements), "fully")
    put(ann, begun, answers)
    ann.open("checks", a=begun.id)
    assert "result" not in {each.key for each in ann.at.button}
    for option in ("three", "one"):
        take(ann, option).press("go-on")
        assert "→" not in ann.text()
    take(ann, "one")
    given = {"compost.air": "three", "compost.water": "one", "compost.soil": "one"}
    assessed = assess(garden, answers, given, profile=APPRENTICE, mode=Mode.full)
    own, now = assessed.own_level("compost"), assessed.scores["compost"].level
    assert own is not None
    assert now is not None
    assert now < own
    message = level_changed(own, now, assessed.outcome("compost"))
    assert message == f"Level {level(own)} → {level(now)} · 1 more would make this more certain"
    assert message in ann.text()
    assert MAY_STILL_MOVE in ann.text()
    assert ann.press("result").title == "Result · Readiness Radar"


def test_the_page_says_that_checks_move_other_skills_and_where_to_switch_that_off(
    ann: Visit, begun: Assessment
) -> None:
    ann.open("checks", a=begun.id)
    assert MOVES_OTHERS in ann.text()
    assert f"“{SCORING}”" in MOVES_OTHERS
    assert MAY_STILL_MOVE not in ann.text()


def test_the_result_can_be_seen_without_what_checks_took_off(
    ann: Visit, garden: Matrix, begun: Assessment, noon: Clock
) -> None:
    answers = dict.fromkeys(garden.statements, "fully")
    put(ann, begun, answers)
    assert not look(ann, SCORING).at.toggle
    noon.now += timedelta(minutes=5)
    given = {each.id: DONT_KNOW for each in garden.skills["compost"].checks}
    take_all(ann.open("checks", a=begun.id), given)
    how = {"profile": APPRENTICE, "mode": Mode.full}
    for adjusts in (True, False):
        look(ann, SCORING)
        if not adjusts:
            ann.click(ann.at.toggle(key="adjusts").set_value(False))
        look(ann, OVERVIEW)
        assessed = assess(garden, answers, given, **how, adjust_leniency=adjusts)
        assert leniency_text(assessed.leniency, is_adjusted=adjusts) in ann.text()
        assert headline(garden, assessed.readiness) in ann.text()
        look(ann, ALL_SKILLS)
        (table,) = ann.parts("Skills against targets, costliest gap first")
        for gap in assessed.readiness.skill_gaps:
            assert f">{level(gap.score.level)}<" in table
    history = session.store().snapshots(ann.owner, begun.id)
    (kept_one,) = [read_state(each) for each in history]
    adjusted = assess(garden, answers, given, **how).readiness
    assert kept_one.result is not None
    assert kept_one.result.readiness == pytest.approx(adjusted.value)


def combined(matrix: Matrix, answers: Mapping[str, str], given: Mapping[str, str]) -> list[str]:
    """Work out the row of compost past the pages."""
    skill = matrix.skills["compost"]
    outcome = score_checks(skill, given, top=matrix.top)
    assert outcome.estimate is not None
    scores = score_skills(matrix, answers, mode=Mode.full, others={skill.id: (outcome.estimate,)})
    estimates = {each.source: each for each in scores[skill.id].estimates}
    shares = source_weights([estimates[SELF], estimates[CHECK]])
    own = estimates[SELF]
    return [
        (
            f"{level(own.unadjusted_level)} adjusted {level(own.level)}, "
            f"counts for {rounded(shares[0])}"
        ),
        f"{level(estimates[CHECK].level)} counts for {rounded(shares[1])}",
        level(scores[skill.id].level),
    ]


@pytest.mark.parametrize("wrong", [0, 2, 4])
def test_rating_and_check_stand_side_by_side_with_what_each_counts(
    ann: Visit, garden: Matrix, begun: Assessment, wrong: int
) -> None:
    skill = garden.skills["compost"]
    answers = rated(garden, "partly")
    answers |= {each.id: "fully" for each in skill.statements if each.level < 3}
    put(ann, begun, answers)
    look(ann, ALL_SKILLS)
    assert SELF_RATED_ONLY in ann.text()
    assert f'href="/checks?a={begun.id}"' in "".join(ann.parts("Take knowledge checks"))
    (verdict,) = look(ann, OVERVIEW).parts("A few knowledge checks")
    assert f'href="/checks?a={begun.id}"' in verdict
    ann.open("checks")
    given = {e.id: "one" if place < wrong else "three" for place, e in enumerate(skill.checks)}
    look(take_all(ann, given), ALL_SKILLS)
    (table,) = ann.parts("Your rating and the checks</caption>")
    (row,) = table.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    head, *cells = [plain(f"<td{each}") for each in row.replace("<th", "<td").split("<td")[1:]]
    assert head == f"Composting {4 - wrong} of 4 right, 4 May 2031"
    assert cells == combined(garden, answers, given)
    assert cells[2] != level(score_skills(garden, answers, mode=Mode.full)["compost"].level)
    assessed = assess(garden, answers, given, profile=APPRENTICE, mode=Mode.full)
    message = basis(garden, assessed.readiness)
    assert "Based on self-ratings and knowledge checks." in message
    assert message in look(ann, SCORING).text()


def test_two_answers_change_no_level_and_the_page_says_why(
    ann: Visit, garden: Matrix, begun: Assessment
) -> None:
    answers = rated(garden, "partly")
    put(ann, begun, answers)
    for option in ("three", "three"):
        take(ann.open("checks", a=begun.id), option).press("go-on")
    assert line(ann) == outcome(2, 2)
    look(ann, ALL_SKILLS)
    (table,) = ann.parts("Your rating and the checks</caption>")
    own = level(score_skills(garden, answers, mode=Mode.full)["compost"].level)
    assert plain(table.split("<tbody>")[1]) == (
        f"Composting 2 of 2 right, 4 May 2031 {own} counts for 100% – {own}"
    )


def test_a_skill_with_too_few_checks_says_so(ann: Visit, begun: Assessment) -> None:
    ann.open("checks", a=begun.id).select("check-skill", "pruning")
    assert asked_check(ann).startswith("pruning.")
    assert line(ann) == outcome(0, 0, of=2)
