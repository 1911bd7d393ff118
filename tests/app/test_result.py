from collections import Counter
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lengthening import lengthen
from visiting import Visit, bare, begin, here, plain, put, stored

from components.pages.result import ALL_SKILLS, DAY, OTHER_ROLES, SCORING
from components.result.role_list import ORDER
from components.web import session
from skills.entries.answers import Carried, carry_answers
from skills.entries.kinds import Mode
from skills.guidance.plan import make_plan
from skills.guidance.roles import rank_roles
from skills.guidance.working_day import assess_day, find_opening
from skills.matrix import NOT_APPLICABLE, Matrix, Skill
from skills.matrix.reading import read_texts
from skills.questionnaire.response_patterns import second_look as patterns_in
from skills.scoring import Score, levels, score_skills
from skills.scoring.readiness import Readiness, compare, compare_profiles
from skills.scoring.verdicts import Verdict
from skills.sentences.answers import second_look, without_place
from skills.sentences.formats import day as written_day
from skills.sentences.formats import exact_level, level, percent, points, total
from skills.sentences.guidance import day_text, met_musts, no_project_text, reached_text
from skills.sentences.must_haves import missing_musts
from skills.sentences.next_steps import step_total
from skills.sentences.overview import (
    answered_text,
    brings,
    facts,
    line_text,
    preview_text,
    raises,
    range_text,
    verdict_reason,
)
from skills.sentences.plan_page import trains
from skills.sentences.results import finding, readiness_text, target_status
from skills.sentences.verdicts import (
    VERDICT_WORDS,
    basis,
    conditions_text,
    headline,
    reach,
    verdict_word,
)

APPRENTICE = "gardener.apprentice"
MASTER = "gardener.master"

COMPOST = {
    "compost.heap": "fully",
    "compost.turning": "fully",
    "compost.ripe": "partly",
    "compost.plan": "never",
}
PRUNING = {"pruning.tools": "fully", "pruning.apple": "partly", "pruning.rose": "never"}
ADVICE = {"advice.listen": "fully", "advice.match": "partly", "advice.refuse": "never"}
NO_ADVICE = dict.fromkeys(ADVICE, NOT_APPLICABLE)
BEST = dict.fromkeys([*COMPOST, *PRUNING, *ADVICE], "fully")
WORST = dict.fromkeys([*COMPOST, *PRUNING, *ADVICE], "never")

CASES = {
    "one answer": {"compost.ripe": "partly"},
    "two skills": COMPOST | PRUNING,
    "all": COMPOST | PRUNING | ADVICE,
    "one set aside": COMPOST | PRUNING | NO_ADVICE,
    "best": BEST,
    "worst": WORST,
}


def told(matrix: Matrix, answers: Mapping[str, str], profile: str, mode: str = "full") -> Readiness:
    return compare(matrix, matrix.profiles[profile], score_skills(matrix, answers, mode=Mode(mode)))


def rows(visit: Visit, label: str) -> list[list[str]]:
    """Return the cells of the table with a label or caption, row by row."""
    (table,) = visit.parts(label)
    body = table.split("<tbody>")[1].split("</tbody>")[0]
    cells = [each.split("</tr>")[0] for each in body.split("<tr>")[1:]]
    return [
        [plain(cell.split(">", 1)[1]) for cell in row.replace("<th", "<td").split("<td")[1:]]
        for row in cells
    ]


@pytest.mark.parametrize("answers", CASES.values(), ids=CASES)
@pytest.mark.parametrize("profile", [APPRENTICE, MASTER])
@pytest.mark.parametrize("mode", ["full", "quick"])
def test_the_page_tells_what_the_arithmetic_says(
    ann: Visit, garden: Matrix, answers: dict[str, str], profile: str, mode: str
) -> None:
    found = begin(ann, garden, profile, mode=mode)
    put(ann, found, answers)
    seen = ann.open("result", a=found.id).text()
    readiness = told(garden, answers, profile, mode)
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
        assert preview_text(readiness) in seen
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
    ann.open("result", view=SCORING, a=found.id)
    assert basis(garden, readiness) in ann.text()
    assert ann.text().count(reach(readiness)) == 1
    ann.open("result", view=ALL_SKILLS, a=found.id)
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
    reached = {told(garden, each, APPRENTICE).verdict for each in CASES.values()}
    reached |= {told(garden, each, MASTER).verdict for each in CASES.values()}
    assert {Verdict.unknown, Verdict.early, Verdict.ready} <= reached


def test_the_radar_has_a_line_for_each_and_a_gap_where_nothing_is_known(
    ann: Visit, garden_file: Path
) -> None:
    garden, enough = lengthen(garden_file, "compost", 6)
    answers = COMPOST | PRUNING | enough
    found = begin(ann, garden, MASTER)
    put(ann, found, answers)
    ann.open("result", a=found.id)
    (page,) = ann.parts('class="rr-radar"')
    scores = score_skills(garden, answers, mode=Mode.full)
    for skill in ("compost", "pruning"):
        assert f"{garden.skills[skill].title}: level {level(scores[skill].level)} (" in page
    assert "Advice: not assessed, target 3" in page
    assert page.count("axis open") >= 2
    assert "Rings: 0 Not yet · 1 Awareness" in page
    assert page.count("role=&#34;group&#34;") == 2


def test_without_an_answer_there_is_no_picture_but_a_way_on(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("result", a=found.id)
    assert preview_text(told(garden, {}, APPRENTICE)) in ann.text()
    assert not ann.parts('class="rr-radar"')
    assert "<table" not in ann.html()
    ann.press("assess")
    assert ann.title == "Assess · Readiness Radar"


def test_everything_set_aside_is_no_number_either(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    put(ann, found, dict.fromkeys(BEST, NOT_APPLICABLE))
    ann.open("result", a=found.id)
    everything = dict.fromkeys(BEST, NOT_APPLICABLE)
    assert preview_text(told(garden, everything, APPRENTICE)) in ann.text()
    assert not [each for each in ann.at.button if each.key == "assess"]
    assert not ann.parts('class="rr-radar"')
    assert "%" not in plain(ann.html())


def test_one_answer_tells_nothing_that_is_not_known(ann: Visit, garden: Matrix) -> None:
    """Of the garden only composting is begun; nothing else may be said to be missing."""
    found = begin(ann, garden, APPRENTICE)
    answers = {"compost.heap": "fully", "compost.turning": "fully"}
    put(ann, found, answers)
    seen = ann.open("result", a=found.id).text()
    readiness = told(garden, answers, APPRENTICE)
    assert preview_text(readiness) in seen
    assert "of the way" not in seen
    assert seen.count("%") == reach(readiness).count("%") == 1
    for judging in ("must-have", "gap", "missing", "closest", "Seller"):
        assert judging not in seen
    assert "<table" not in ann.html()
    assert not ann.parts('class="rr-levels"')
    ann.press("assess")
    assert ann.title == "Assess · Readiness Radar"


def test_a_role_with_too_few_answers_is_not_judged(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, found, answers)
    ann.open("result", view=OTHER_ROLES, a=found.id)
    (seller,) = [row for row in rows(ann, ORDER) if row[0].startswith("Seller")]
    scores = score_skills(garden, answers, mode=Mode.full)
    fits = {each.role.title: each for each in rank_roles(garden, scores)}
    unknown = fits["Seller"]
    assert (unknown.reached, unknown.following.verdict) == (None, Verdict.unknown)
    assert (unknown.met_musts, unknown.musts) == (0, 1)
    assert len(missing_musts(unknown.following).unknown) == 1
    assert seller[0].startswith(f"Seller {reached_text(unknown)}")
    assert seller[1:] == [
        f"Starter {met_musts(unknown)}",
        f"– {VERDICT_WORDS[Verdict.unknown]}",
    ]


def test_a_skill_without_answers_may_be_why_no_project_is_named(
    ann: Visit, garden_file: Path
) -> None:
    """Only advising is left open, and the one project that could help trains just that."""
    garden, enough = lengthen(garden_file, "compost", 6)
    found = begin(ann, garden, APPRENTICE)
    put(ann, found, enough | dict.fromkeys([*COMPOST, *PRUNING], "fully"))
    seen = ann.open("result", a=found.id).text()
    readiness = told(garden, enough | dict.fromkeys([*COMPOST, *PRUNING], "fully"), APPRENTICE)
    assert no_project_text(garden, readiness) in seen
    every = score_skills(garden, dict.fromkeys(garden.statements, "fully"), mode=Mode.full)
    done = compare(garden, garden.profiles[APPRENTICE], every)
    assert no_project_text(garden, done) not in seen


def test_the_levels_of_the_role_stand_side_by_side(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, found, answers)
    ann.open("result", view=OTHER_ROLES, a=found.id)
    (cards,) = ann.parts('class="rr-levels"')
    scores = score_skills(garden, answers, mode=Mode.full)
    *found, end = cards.split("</li>")
    assert not plain(end)
    compared = compare_profiles(garden, garden.role_of(APPRENTICE), scores)
    assert len(found) == len(compared) > 1
    for card, each in zip(found, compared, strict=True):
        assert each.value is not None
        seen = plain(card)
        assert garden.profiles[each.profile].title in seen
        assert f"{readiness_text(each)}{verdict_word(each)}" in seen.replace(" " * 2, " ")
        assert seen.endswith(conditions_text(each))
        assert ("your target" in seen) == (each.profile == APPRENTICE)


def test_another_aim_is_stored_and_everything_measured_against_it(
    ann: Visit, garden: Matrix
) -> None:
    found = begin(ann, garden, APPRENTICE, mode="quick", hours=6)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, found, answers)
    ann.open("result", a=found.id).choose("aim|", MASTER)
    changed = session.store().assessment(ann.owner, found.id)
    assert (changed.profile, changed.mode, changed.hours) == (MASTER, "quick", 6)
    assert headline(garden, told(garden, answers, MASTER, "quick")) in ann.text()
    assert ann.control("aim|").value == MASTER
    ann.choose("aim|", APPRENTICE)
    assert session.store().assessment(ann.owner, found.id).profile == APPRENTICE
    assert stored(ann, found) == answers


def test_another_role_is_stored_with_a_level_of_it(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE | {"till.change": "fully", "till.closing": "fully"}
    put(ann, found, answers)
    ann.open("result", a=found.id).select(f"role|{found.id}|{APPRENTICE}", "seller")
    assert session.store().assessment(ann.owner, found.id).profile == "seller.starter"
    assert ann.control("aim|").value == "seller.starter"
    assert headline(garden, told(garden, answers, "seller.starter")) in ann.text()
    assert stored(ann, found) == answers


def test_every_role_is_listed_the_closest_first(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    answers = COMPOST | PRUNING | dict.fromkeys(ADVICE, "fully")
    put(ann, found, answers)
    ann.open("result", view=OTHER_ROLES, a=found.id)
    ranked = rank_roles(garden, score_skills(garden, answers, mode=Mode.full))
    assert len(ranked) == 2
    for row, each in zip(rows(ann, ORDER), ranked, strict=True):
        assert each.role.title in row[0]
        assert garden.profiles[each.following.profile].title in row[1]
        assert readiness_text(each.following) in row[2]


def test_the_day_is_shown_with_what_opens_it(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    answers = COMPOST | ADVICE | {"pruning.tools": "fully"}
    put(ann, found, answers)
    ann.open("result", view=DAY, a=found.id)
    scores = score_skills(garden, answers, mode=Mode.full)
    day = assess_day(garden, scores)
    plan = make_plan(garden, told(garden, answers, MASTER), scores).steps
    opening = find_opening(garden, scores, plan)
    assert opening is not None
    seen = ann.text()
    for each in day:
        assert f"{each.block.start}–{each.block.end}" in seen
        assert each.status.value in seen
    assert day_text(day, opening) in seen


def test_the_next_step_is_the_first_of_the_plan(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER, hours=3)
    put(ann, found, WORST)
    ann.open("result", a=found.id)
    readiness = told(garden, WORST, MASTER)
    plan = make_plan(garden, readiness, score_skills(garden, WORST, mode=Mode.full)).steps
    assert len(plan) > 1
    first = plan[0]
    (shown,) = [plain(each) for each in ann.parts('<h2 class="rr-h2">Next: ')]
    assert shown.startswith(f"Next: {first.project.title} · {first.project.hours:g} h")
    assert shown.endswith(brings(readiness, first))
    assert brings(readiness, first)
    lifts = raises(garden, first)
    assert lifts
    for each in lifts:
        assert f"{each.skill} {each.now} → {each.to}" in shown
    assert facts(readiness, plan, 3)[-1].label in ann.text()
    expected = [
        f"{at}. {each.project.title} · {trains(garden, each.project, [e[0] for e in each.lifts])}"
        f" · {each.project.hours:g}\u00a0h · {step_total(readiness, plan, each)}"
        for at, each in enumerate(plan, 1)
    ]
    (start,) = [each for each in ann.at.button if str(each.key).startswith("begin|")]
    ann.click(start.click())
    assert ann.title == "Plan · Readiness Radar"
    (in_hand,) = ann.parts('class="rr-h3"')
    assert plain(in_hand).startswith(first.project.title)
    assert [bare(e.label) for e in ann.at.expander][1 : len(plan)] == expected[1:]


def test_where_no_project_can_be_begun_each_says_what_comes_first(
    ann: Visit, garden_file: Path
) -> None:
    """Pruning is left open, and the roses need it."""
    garden, enough = lengthen(garden_file, "compost", 6)
    found = begin(ann, garden, MASTER)
    put(ann, found, enough | dict.fromkeys(["compost.heap", "compost.turning", *ADVICE], "fully"))
    put(ann, found, {"compost.ripe": "never", "compost.plan": "never"})
    ann.open("result", a=found.id)
    shown = [each.label for each in ann.at.expander if " points " in each.label]
    assert [each.split("**")[1] for each in shown] == ["A wall of roses"]
    assert bare(shown[0]).endswith("· needs level 2 in Pruning")


def test_qualifications_stand_beside_the_skills(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    put(ann, found, COMPOST | PRUNING | ADVICE)
    ann.open("result", view=ALL_SKILLS, a=found.id)
    (row,) = rows(ann, "Qualifications</caption>")
    assert row[1:] == ["required", "not answered"]
    before = ann.html()
    ann.open("assess", a=found.id, skill="@qualifications").choose("qualification|", "yes")
    ann.open("result", view=ALL_SKILLS, a=found.id)
    (row,) = rows(ann, "Qualifications</caption>")
    assert row[1:] == ["required", "you have it"]
    assert before.replace("not answered", "you have it") == ann.html()


def test_the_numbers_can_be_followed_down_to_single_answers(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, found, answers)
    ann.open("result", view=SCORING, a=found.id)
    readiness = told(garden, answers, MASTER)
    terms = rows(ann, 'aria-label="How readiness adds up"')
    added = sum(float(row[3]) for row in terms[:-1])
    assert f"{added:.1f}" == terms[-1][3] == total(readiness.value or 0)
    ann.select("explain", "compost")
    steps = rows(ann, 'aria-label="How the level adds up"')
    score = score_skills(garden, COMPOST, mode=Mode.full)["compost"]
    assert score.level is not None
    gained = sum(float(row[3]) for row in steps[:-1])
    assert f"{gained:.2f}" == steps[-1][3] == exact_level(score.level)
    for row, each in zip(steps[:-1], garden.skills["compost"].statements, strict=True):
        assert each.text in row[0]


def test_only_assessed_skills_have_an_arithmetic(ann: Visit, garden_file: Path) -> None:
    garden, enough = lengthen(garden_file, "compost", 6)
    found = begin(ann, garden, MASTER)
    put(ann, found, COMPOST | ADVICE | enough)
    ann.open("result", view=SCORING, a=found.id)
    assert sorted(ann.at.selectbox(key="explain").options) == ["Advice", "Composting"]


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
    found = begin(ann, matrix, APPRENTICE)
    choices = {
        "same": ["mostly"] * 4,
        "zig-zag": ["not-yet", "not-yet", "fully", "fully"],
        "honest": ["fully", "mostly", "partly", "not-yet"],
    }
    answers = {each.id: choices[kind][each.level - 1] for each in matrix.statements.values()}
    put(ann, found, answers)
    ann.open("result", a=found.id)
    patterns = patterns_in(matrix, matrix.profiles[APPRENTICE], answers, Mode.full)
    assert bool(patterns) == (kind != "honest")
    notes = [plain(each) for each in ann.parts("rr-note")]
    assert notes == [second_look(matrix, each) for each in patterns]


def test_answers_without_a_place_are_listed_and_do_not_count(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    answers = COMPOST | {"compost.gone": "fully", "pruning.tools": "no-option"}
    put(ann, found, answers)
    ann.open("result", a=found.id)
    assert preview_text(told(garden, COMPOST, APPRENTICE)) in ann.text()
    (note,) = [plain(each) for each in ann.parts("rr-note")]
    assert note == without_place(carry_answers(answers, garden))
    assert note.endswith("compost.gone, pruning.tools.")
    assert stored(ann, found)["compost.gone"] == "fully"


def test_with_a_verdict_they_are_listed_where_the_scoring_is(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, found, answers | {"compost.gone": "fully"})
    ann.open("result", view=SCORING, a=found.id)
    assert basis(garden, told(garden, answers, APPRENTICE)) in ann.text()
    (note,) = [plain(each) for each in ann.parts("rr-note")]
    assert note == without_place(Carried({}, {}, {"compost.gone": "fully"}))


def test_one_answer_without_a_place_is_told_in_the_singular(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    put(ann, found, COMPOST | {"compost.gone": "fully"})
    ann.open("result", a=found.id)
    (note,) = [plain(each) for each in ann.parts("rr-note")]
    assert note.startswith(without_place(Carried({}, {}, {"compost.gone": "fully"})))


def test_name_and_date_head_the_page(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    session.store().rename(ann.owner, found.id, "Before <spring> & *after*")
    ann.open("result", a=found.id)
    assert ann.title == "Result · Readiness Radar"
    (first,) = ann.parts("rr-aim-title")
    changed = session.store().assessment(ann.owner, found.id).changed_at
    assert plain(first) == f"Before <spring> & *after* changed {written_day(here(changed))}"
    assert "<spring>" not in first
    assert ann.at.selectbox(key=f"role|{found.id}|{APPRENTICE}").value == "gardener"
    assert ann.control("aim|").value == APPRENTICE


def test_the_page_scores_each_skill_once(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing is left to answer, so that the result of the day is kept as well."""
    found = begin(ann, garden, APPRENTICE)
    put(ann, found, {each.id: "fully" for each in garden.statements.values()})
    counts: Counter[str] = Counter()
    score = levels.score_skill

    def count(skill: Skill, *given: Any, **more: Any) -> Score:  # noqa: ANN401 - as it comes
        counts[skill.id] += 1
        return score(skill, *given, **more)

    monkeypatch.setattr(levels, "score_skill", count)
    ann.open("result", a=found.id)
    assert session.store().snapshots(ann.owner, found.id)
    assert counts == dict.fromkeys(garden.skills, 1)
