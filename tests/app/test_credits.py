"""What a matrix rests on is named on the result page, as licences ask."""

from __future__ import annotations

from markupsafe import escape
from page_visit import MASTER, Visit, begin, put

from components.pages.result import SCORING
from skills.matrix import Matrix
from skills.matrix.library import Library

SOURCES = "What this matrix is based on"


def test_every_credit_and_identifier_is_shown(ann: Visit, shipped: Library) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    assessment = begin(ann, matrix, "ml-engineer.mid")
    put(ann, assessment, dict.fromkeys(matrix.statements, "partly"))
    ann.open("result", view=SCORING, a=assessment.id)
    assert [each for each in ann.at.expander if each.label == SOURCES]
    (sources,) = ann.parts(escape(matrix.credits[0]))
    assert all(escape(each) in sources for each in matrix.credits)
    (table,) = ann.parts("Skills in public frameworks</caption>")
    ids = [each for skill in matrix.skills.values() for ids in skill.refs.values() for each in ids]
    assert ids
    assert all(escape(each) in table for each in ids)


def test_a_matrix_without_sources_shows_none(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER)
    put(ann, assessment, dict.fromkeys(garden.statements, "fully"))
    ann.open("result", view=SCORING, a=assessment.id)
    assert not garden.credits
    assert "How readiness adds up" in ann.text()
    assert not [each for each in ann.at.expander if each.label == SOURCES]
