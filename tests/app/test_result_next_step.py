"""The next step on the result page, and the part of the day it opens."""

from pathlib import Path

from more_statements import lengthen
from page_text import bare, plain
from page_visit import APPRENTICE, MASTER, Visit, begin, put
from result_page import ADVICE, COMPOST, PRUNING, WORST, readiness_of

from components.pages.result import DAY
from skills.entries.kinds import Mode
from skills.guidance.plan import Plan, make_plan
from skills.guidance.working_day import assess_day, find_opening
from skills.matrix import Matrix
from skills.scoring import score_skills
from skills.scoring.readiness import compute_readiness
from skills.sentences.guidance import day_text
from skills.sentences.next_steps import step_total
from skills.sentences.no_plan import no_plan_text
from skills.sentences.overview import brings, facts, raises
from skills.sentences.plan_page import trains


def test_a_skill_without_answers_may_be_why_no_project_is_named(
    ann: Visit, garden_file: Path
) -> None:
    """Only advising is left open, and the one project that could help trains just that."""
    garden, enough = lengthen(garden_file, "compost", 6)
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, enough | dict.fromkeys([*COMPOST, *PRUNING], "fully"))
    seen = ann.open("result", a=assessment.id).text()
    readiness = readiness_of(
        garden, enough | dict.fromkeys([*COMPOST, *PRUNING], "fully"), APPRENTICE
    )
    assert no_plan_text(garden, readiness, Plan()) in seen
    every = score_skills(garden, dict.fromkeys(garden.statements, "fully"), mode=Mode.full)
    done = compute_readiness(garden, garden.profiles[APPRENTICE], every)
    assert no_plan_text(garden, done, Plan()) not in seen


def test_the_day_is_shown_with_what_opens_it(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER)
    answers = COMPOST | ADVICE | {"pruning.tools": "fully"}
    put(ann, assessment, answers)
    ann.open("result", view=DAY, a=assessment.id)
    scores = score_skills(garden, answers, mode=Mode.full)
    day = assess_day(garden, scores)
    plan = make_plan(garden, readiness_of(garden, answers, MASTER), scores).steps
    opening = find_opening(garden, scores, plan)
    assert opening is not None
    seen = ann.text()
    for each in day:
        assert f"{each.block.start}–{each.block.end}" in seen
        assert each.status.value in seen
    assert day_text(day, opening) in seen


def test_the_next_step_is_the_first_of_the_plan(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER, hours=3)
    put(ann, assessment, WORST)
    ann.open("result", a=assessment.id)
    readiness = readiness_of(garden, WORST, MASTER)
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
    assessment = begin(ann, garden, MASTER)
    put(
        ann,
        assessment,
        enough | dict.fromkeys(["compost.heap", "compost.turning", *ADVICE], "fully"),
    )
    put(ann, assessment, {"compost.ripe": "never", "compost.plan": "never"})
    ann.open("result", a=assessment.id)
    shown = [each.label for each in ann.at.expander if " points " in each.label]
    assert [each.split("**")[1] for each in shown] == ["A wall of roses"]
    assert bare(shown[0]).endswith("· needs level 2 in Pruning")
