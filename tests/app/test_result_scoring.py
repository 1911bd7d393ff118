"""How the numbers of a result add up, and the answers that do not count."""

from pathlib import Path

import pytest
from more_statements import lengthen
from page_text import plain
from page_visit import APPRENTICE, MASTER, Visit, begin, put, stored
from result_page import ADVICE, COMPOST, PRUNING, readiness_of, rows

from components.pages.result import SCORING
from skills.entries.answers import Carried, carry_answers
from skills.entries.kinds import Mode
from skills.matrix import Matrix
from skills.scoring import score_skills
from skills.sentences.answers import without_place
from skills.sentences.formats import exact_level, total
from skills.sentences.overview import result_preview_text
from skills.sentences.verdicts import basis


def test_the_numbers_can_be_followed_down_to_single_answers(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, assessment, answers)
    ann.open("result", view=SCORING, a=assessment.id)
    readiness = readiness_of(garden, answers, MASTER)
    terms = rows(ann, 'aria-label="How readiness adds up"')
    added = sum(float(row[3]) for row in terms[:-1])
    for row in terms[:-1]:
        level, target = row[2].split(" ÷ ")
        share = float(row[1].removesuffix("%"))
        expected = share * min(float(level) / float(target), 1.0)
        assert float(row[3]) == pytest.approx(expected, abs=0.3), row
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
    assessment = begin(ann, garden, MASTER)
    put(ann, assessment, COMPOST | ADVICE | enough)
    ann.open("result", view=SCORING, a=assessment.id)
    assert sorted(ann.at.selectbox(key="explain").options) == ["Advice", "Composting"]


def test_answers_without_a_place_are_listed_and_do_not_count(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    answers = COMPOST | {"compost.gone": "fully", "pruning.tools": "no-option"}
    put(ann, assessment, answers)
    ann.open("result", a=assessment.id)
    assert result_preview_text(readiness_of(garden, COMPOST, APPRENTICE)) in ann.text()
    (note,) = [plain(each) for each in ann.parts("rr-note")]
    assert note == without_place(carry_answers(answers, garden))
    assert note.endswith("compost.gone, pruning.tools.")
    assert stored(ann, assessment)["compost.gone"] == "fully"


def test_with_a_verdict_they_are_listed_where_the_scoring_is(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, assessment, answers | {"compost.gone": "fully"})
    ann.open("result", view=SCORING, a=assessment.id)
    assert basis(garden, readiness_of(garden, answers, APPRENTICE)) in ann.text()
    (note,) = [plain(each) for each in ann.parts("rr-note")]
    assert note == without_place(Carried({}, {}, {"compost.gone": "fully"}))


def test_one_answer_without_a_place_is_counted_in_the_singular(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, COMPOST | {"compost.gone": "fully"})
    ann.open("result", a=assessment.id)
    (note,) = [plain(each) for each in ann.parts("rr-note")]
    assert note.startswith(without_place(Carried({}, {}, {"compost.gone": "fully"})))
