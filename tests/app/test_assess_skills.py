"""From skill to skill: in order, by a jump, and where one left off."""

import pytest
from assess_page import TRUE, all_of, heading
from page_text import plain
from page_visit import APPRENTICE, MASTER, Visit, begin, put, stored

from components.web import session
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.questionnaire.questions import asked_skills, progress
from skills.scoring import score_skill
from skills.sentences.pages import SET_ASIDE, all_done, answered_of, level_meaning, skill_rated


def rated(visit: Visit) -> str:
    """Return what the page says a finished skill came to."""
    (found,) = visit.parts('class="rr-rated" role="status"')
    return plain(found)


def test_a_skill_that_does_not_apply_at_all_is_set_aside(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    for each in garden.skills["compost"].statements:
        ann.answer(each.id, NOT_APPLICABLE)
    assert rated(ann) == SET_ASIDE


@pytest.mark.parametrize("mode", ["full", "quick"])
def test_the_target_is_shown_only_once_the_skill_is_rated(
    ann: Visit, garden: Matrix, mode: str
) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode=mode)
    skill = garden.skills["compost"]
    target = next(e for e in garden.profiles[APPRENTICE].targets if e.skill == skill.id)
    message = f"Apprentice needs {level_meaning(garden, target.level)}"
    ann.open("assess", a=assessment.id)
    while waiting := [each for each in ann.asked() if ann.control(f"answer|{each}|").value is None]:
        assert rated(ann) == ""
        assert message not in ann.text()
        assert target.why not in ann.text()
        ann.answer(waiting[0], TRUE)
    score = score_skill(skill, stored(ann, assessment), top=garden.top, mode=Mode(mode))
    assert rated(ann) == skill_rated(garden, garden.profiles[APPRENTICE], score, target.level)
    assert message in rated(ann)


@pytest.mark.parametrize("mode", Mode)
def test_how_far_one_is_counts_every_skill_and_at_the_end_leads_to_the_result(
    ann: Visit, garden: Matrix, mode: Mode
) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode=mode)
    skills = asked_skills(garden, garden.profiles[APPRENTICE])
    ann.open("assess", a=assessment.id)
    assert (" to " in ann.status()) is (mode is Mode.quick)
    for skill in skills:
        assert f">{skill.title}</h1>" in heading(ann)
        while waiting := [e for e in ann.asked() if ann.control(f"answer|{e}|").value is None]:
            done = progress(skills, stored(ann, assessment), mode)
            assert ann.status().endswith(f". {answered_of(done)}")
            ann.answer(waiting[0], TRUE)
        ann.press("next")
    done = progress(skills, stored(ann, assessment), mode)
    assert ann.status().endswith(all_done(done))
    assert ann.at.button(key="result").label == "See your result"
    ann.press("back")
    assert ann.status().endswith(f"{all_done(done)} See your result")
    (bar,) = ann.parts('class="rr-saved"')
    assert f'href="/result?a={assessment.id}"' in bar


def test_next_and_back_go_through_every_skill_of_the_profile(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER)
    skills = asked_skills(garden, garden.profiles[MASTER])
    ann.open("assess", a=assessment.id)
    assert ann.at.button(key="back").disabled
    for number, skill in enumerate(skills, 1):
        assert f">{skill.title}</h1>" in heading(ann)
        assert f"{number} of {len(skills) + 1}" in heading(ann)
        assert ann.asked() == [each.id for each in skill.statements]
        ann.press("next")
    assert ">Qualifications</h1>" in heading(ann)
    assert not [each for each in ann.at.button if each.key == "next"]
    for skill in reversed(skills):
        assert not ann.at.button(key="back").disabled
        ann.press("back")
        assert f">{skill.title}</h1>" in heading(ann)
    assert ann.at.button(key="back").disabled
    assert session.store().history(ann.owner, assessment.id) == ()


def test_jumping_to_a_skill_is_remembered(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).select("jump|compost", "advice")
    assert ann.asked() == [each.id for each in garden.skills["advice"].statements]
    assert session.store().assessment(ann.owner, assessment.id).skill == "advice"
    assert ann.at.selectbox(key="jump|advice").value == "advice"
    ann.open("assess", a=assessment.id)
    assert ">Advice</h1>" in heading(ann)
    ann.select("jump|advice", "compost").select("jump|compost", "pruning")
    assert ">Pruning</h1>" in heading(ann)


def test_the_list_of_skills_marks_what_is_done(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, all_of(garden.skills["compost"]) | {"pruning.rose": "never"})
    ann.open("assess", a=assessment.id, skill="advice")
    assert ann.at.selectbox(key="jump|advice").options == [
        "✓ Composting",
        "◐ Pruning",
        "● Advice",
        "Qualifications",
    ]


def test_the_first_skill_with_something_open_comes_first(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, all_of(garden.skills["compost"]))
    ann.open("assess", a=assessment.id)
    assert ">Pruning</h1>" in heading(ann)


@pytest.mark.parametrize("forged", ["nowhere", "till", "../../etc", "<b>", "@all"])
def test_a_forged_skill_leads_to_the_first_open_one(
    ann: Visit, garden: Matrix, forged: str
) -> None:
    """No statement of a skill the profile does not ask for can be reached."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id, skill=forged)
    assert ">Composting</h1>" in heading(ann)
    assert ann.at.query_params["skill"] == "compost"
