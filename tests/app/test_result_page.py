"""The result page says what the arithmetic says, and nothing that is not known."""

from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from more_statements import lengthen
from page_text import plain
from page_visit import APPRENTICE, MASTER, Visit, begin, here, put
from result_page import ADVICE, COMPOST, PRUNING, WORST, readiness_of, rows

from components.pages.result import ALL_SKILLS, SCORING
from components.web import session
from skills.entries.kinds import Mode
from skills.guidance.plan import make_plan
from skills.matrix import NOT_APPLICABLE, Matrix, Skill
from skills.matrix.reading import read_texts
from skills.questionnaire.response_patterns import second_look as patterns_in
from skills.scoring import Score, assessed, levels, score_skills
from skills.scoring.verdicts import Verdict
from skills.sentences.answers import second_look
from skills.sentences.formats import day as written_day
from skills.sentences.formats import level, percent, points
from skills.sentences.overview import (
    answered_text,
    facts,
    line_text,
    range_text,
    result_preview_text,
    verdict_reason,
)
from skills.sentences.results import finding, target_status
from skills.sentences.verdicts import basis, headline, reach

NO_ADVICE = dict.fromkeys(ADVICE, NOT_APPLICABLE)
BEST = dict.fromkeys([*COMPOST, *PRUNING, *ADVICE], "fully")
CASES = {
    "one answer": {"compost.ripe": "partly"},
    "two skills": COMPOST | PRUNING,
    "all": COMPOST | PRUNING | ADVICE,
    "one set aside": COMPOST | PRUNING | NO_ADVICE,
    "best": BEST,
    "worst": WORST,
}


@pytest.mark.parametrize("answers", CASES.values(), ids=CASES)
@pytest.mark.parametrize("profile", [APPRENTICE, MASTER])
@pytest.mark.parametrize("mode", ["full", "quick"])
def test_the_page_shows_the_calculated_result(
    ann: Visit, garden: Matrix, answers: dict[str, str], profile: str, mode: str
) -> None:
    assessment = begin(ann, garden, profile, mode=mode)
    put(ann, assessment, answers)
    seen = ann.open("result", a=assessment.id).text()
    readiness = readiness_of(garden, answers, profile, mode)
    assert readiness.value is not None
    assert answered_text(readiness) in seen
    is_unknown = readiness.verdict is Verdict.unknown
    assert ('class="rr-here"' in ann.html()) != is_unknown
    assert ("of the way" in seen) != is_unknown
    assert bool(ann.parts('class="rr-radar"')) != is_unknown
    ways = {each.key: each.proto.type for each in ann.at.button}
    assert ways.get("assess") == ("primary" if is_unknown else None)
    assert not ann.downloads()
    if is_unknown:
        assert result_preview_text(readiness) in seen
        assert seen.count(reach(readiness)) == 1
        assert not ann.at.tabs
        return
    assert headline(garden, readiness) in seen
    assert verdict_reason(garden, readiness) in seen
    assert f"{percent(readiness.value)} of the way" in seen
    assert f"{range_text(readiness)} {line_text(readiness)}" in seen
    plan = make_plan(garden, readiness, score_skills(garden, answers, mode=Mode(mode))).steps
    counts = facts(readiness, plan, None)
    assert len(counts) >= 2
    for each in counts:
        assert f"<b>{each.value}</b>{each.label}" in ann.html()
    (page,) = ann.parts('class="rr-radar"')
    assert finding(garden, readiness) in unescape(unescape(page))
    ann.open("result", view=SCORING, a=assessment.id)
    assert basis(garden, readiness) in ann.text()
    assert ann.text().count(reach(readiness)) == 1
    ann.open("result", view=ALL_SKILLS, a=assessment.id)
    table = rows(ann, "Skills against targets, costliest gap first")
    assert [row[1:] for row in table] == [
        [
            level(each.score.level) if each.score.is_assessed else "–",
            str(each.target.level),
            f"{each.target.weight:g}",
            points(each.readiness_loss) if each.score.is_assessed else "–",
        ]
        for each in readiness.ordered()
    ]
    for row, each in zip(table, readiness.ordered(), strict=True):
        assert garden.skills[each.target.skill].title in row[0]
        assert target_status(each) in row[0]
        assert each.target.why in row[0]
        assert ("must-have" in row[0]) == each.target.must


def test_the_cases_above_reach_every_verdict(garden: Matrix) -> None:
    reached = {readiness_of(garden, each, APPRENTICE).verdict for each in CASES.values()}
    reached |= {readiness_of(garden, each, MASTER).verdict for each in CASES.values()}
    assert {Verdict.unknown, Verdict.early, Verdict.ready} <= reached


def test_the_radar_has_a_line_for_each_and_a_gap_where_nothing_is_known(
    ann: Visit, garden_file: Path
) -> None:
    garden, enough = lengthen(garden_file, "compost", 6)
    answers = COMPOST | PRUNING | enough
    assessment = begin(ann, garden, MASTER)
    put(ann, assessment, answers)
    ann.open("result", a=assessment.id)
    (page,) = ann.parts('class="rr-radar"')
    scores = score_skills(garden, answers, mode=Mode.full)
    for skill in ("compost", "pruning"):
        assert f"{garden.skills[skill].title}: level {level(scores[skill].level)} (" in page
    assert "Advice: not assessed, target 3" in page
    assert page.count("axis open") >= 2
    assert "Rings: 0 Not yet · 1 Awareness" in page
    assert page.count("role=&#34;group&#34;") == 2


def test_without_an_answer_there_is_no_picture_but_a_way_on(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("result", a=assessment.id)
    assert result_preview_text(readiness_of(garden, {}, APPRENTICE)) in ann.text()
    assert not ann.parts('class="rr-radar"')
    assert "<table" not in ann.html()
    ann.press("assess")
    assert ann.title == "Assess · Readiness Radar"


def test_everything_set_aside_is_no_number_either(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, dict.fromkeys(BEST, NOT_APPLICABLE))
    ann.open("result", a=assessment.id)
    everything = dict.fromkeys(BEST, NOT_APPLICABLE)
    assert result_preview_text(readiness_of(garden, everything, APPRENTICE)) in ann.text()
    assert ann.at.button(key="assess").label == "Change your answers"
    assert not ann.parts('class="rr-radar"')
    assert "%" not in plain(ann.html())


def test_one_answered_skill_gives_a_preview_without_judgements(ann: Visit, garden: Matrix) -> None:
    """Of the garden only composting is begun; nothing else may be said to be missing."""
    assessment = begin(ann, garden, APPRENTICE)
    answers = {"compost.heap": "fully", "compost.turning": "fully"}
    put(ann, assessment, answers)
    seen = ann.open("result", a=assessment.id).text()
    readiness = readiness_of(garden, answers, APPRENTICE)
    assert result_preview_text(readiness) in seen
    assert "of the way" not in seen
    assert seen.count("%") == reach(readiness).count("%") == 1
    for judging in ("must-have", "gap", "missing", "closest", "Seller"):
        assert judging not in seen
    assert "<table" not in ann.html()
    assert not ann.parts('class="rr-levels"')
    ann.press("assess")
    assert ann.title == "Assess · Readiness Radar"


def test_qualifications_stand_beside_the_skills(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER)
    put(ann, assessment, COMPOST | PRUNING | ADVICE)
    ann.open("result", view=ALL_SKILLS, a=assessment.id)
    (row,) = rows(ann, "Qualifications</caption>")
    assert row[1:] == ["required", "not answered"]
    before = ann.html()
    ann.open("assess", a=assessment.id, skill="@qualifications").choose("qualification|", "yes")
    ann.open("result", view=ALL_SKILLS, a=assessment.id)
    (row,) = rows(ann, "Qualifications</caption>")
    assert row[1:] == ["required", "you have it"]
    assert before.replace("not answered", "you have it") == ann.html()


def wide(count: int) -> str:
    """Write a matrix with many statements."""
    skills = "\n".join(
        f"      s{skill}:\n        title: Skill {skill}\n        statements:\n"
        + "\n".join(
            f"          t{each}: {{level: {each % 4 + 1}, text: Statement {skill} {each}}}"
            for each in range(5)
        )
        for skill in range(count)
    )
    targets = ", ".join(f"s{skill}: 2" for skill in range(count))
    return (
        "matrix: garden\ntitle: Wide\nareas:\n  all:\n    title: All\n    skills:\n"
        f"{skills}\nroles:\n  gardener:\n    title: Gardener\n    profiles:\n"
        f"      apprentice: {{title: Apprentice, targets: {{{targets}}}}}\n"
    )


@pytest.mark.parametrize("kind", ["same", "zig-zag", "honest"])
def test_an_unusual_pattern_asks_for_a_second_look(
    ann: Visit, garden_file: Path, kind: str
) -> None:
    text = wide(6)
    garden_file.write_text(text)
    matrix = read_texts([("garden.yaml", text.encode())]).matrix
    assert matrix is not None
    assessment = begin(ann, matrix, APPRENTICE)
    choices = {
        "same": ["mostly"] * 4,
        "zig-zag": ["not-yet", "not-yet", "fully", "fully"],
        "honest": ["fully", "mostly", "partly", "not-yet"],
    }
    answers = {each.id: choices[kind][each.level - 1] for each in matrix.statements.values()}
    put(ann, assessment, answers)
    ann.open("result", a=assessment.id)
    patterns = patterns_in(matrix, matrix.profiles[APPRENTICE], answers, Mode.full)
    assert bool(patterns) == (kind != "honest")
    notes = [plain(each) for each in ann.parts("rr-note")]
    assert notes == [second_look(matrix, each) for each in patterns]


def test_name_and_date_head_the_page(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    session.store().rename(ann.owner, assessment.id, "Before <spring> & *after*")
    ann.open("result", a=assessment.id)
    assert ann.title == "Result · Readiness Radar"
    (first,) = ann.parts("rr-aim-title")
    changed = session.store().assessment(ann.owner, assessment.id).changed_at
    assert plain(first) == f"Before <spring> & *after* changed {written_day(here(changed))}"
    assert "<spring>" not in first
    assert ann.at.selectbox(key=f"role|{assessment.id}|{APPRENTICE}").value == "gardener"
    assert ann.control("aim|").value == APPRENTICE


def test_the_page_scores_each_skill_once(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing is left to answer, so that the result of the day is kept as well."""
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {each.id: "fully" for each in garden.statements.values()})
    counts: Counter[str] = Counter()
    score = levels.score_skill

    def count(skill: Skill, *given: Any, **more: Any) -> Score:  # noqa: ANN401 - as it comes
        counts[skill.id] += 1
        return score(skill, *given, **more)

    for module in (levels, assessed):
        monkeypatch.setattr(module, "score_skill", count)
    ann.open("result", a=assessment.id)
    assert session.store().snapshots(ann.owner, assessment.id)
    assert counts == dict.fromkeys(garden.skills, 1)
