"""The page of a project whose result is answers, a table or a document."""

from __future__ import annotations

from pathlib import Path

from page_visit import MASTER, WEAK, Visit, begin, put, today, workspace_of

from components.web import session
from skills.entries.project_attempts import ProjectCheck, read_attempts
from skills.matrix import Matrix
from skills.matrix.reading import read_matrix
from skills.sentences import project_checks as say
from skills.sentences.plan_page import ACTIONS
from skills.sentences.result_documents import (
    INCOMPLETE,
    NOTHING_MISSING,
    STRUCTURE_ONLY,
    structure_texts,
)
from skills.sentences.result_tables import ALL_MET, column_text, table_texts
from skills.store import Assessment
from skills.workspace.assessment import assess_stored

QUESTIONS = """    raises: {advice: 2, pruning: 2}
    questions:
      visitors: {ask: How many visitors came?, is: 40, within: 1}
      plant: {ask: "Which plant sold best? <b>", is: [Rose, Roses]}
    verifies: advice
"""


def with_rules(garden_file: Path, rules: str) -> Matrix:
    """Give the first project of the garden what its result has to keep to."""
    text = garden_file.read_text(encoding="utf-8")
    text = text.replace("    raises: {advice: 2, pruning: 2}\n", rules, 1)
    garden_file.write_text(text, encoding="utf-8")
    matrix = read_matrix(garden_file).matrix
    assert matrix is not None
    return matrix


def ask(visit: Visit, visitors: str, plant: str) -> Visit:
    first, second = [e for e in visit.at.text_input if str(e.key).startswith("questions|")]
    first.set_value(visitors)
    second.set_value(plant)
    (button,) = [each for each in visit.at.button if each.label == "Check answers"]
    return visit.click(button.click())


def main_buttons(visit: Visit) -> list[str]:
    """Return the labels of the buttons that stand out."""
    return [each.label for each in visit.at.button if each.proto.type == "primary"]


def test_questions_are_checked_and_a_pass_raises_only_what_it_verifies(
    ann: Visit, garden_file: Path
) -> None:
    matrix = with_rules(garden_file, QUESTIONS)
    mine = begin(ann, matrix, MASTER)
    put(ann, mine, WEAK)
    ann.open("project", a=mine.id, p="open-day")
    ask(ann, "", " ")
    (project,) = [each for each in matrix.projects if each.id == "open-day"]
    assert say.unanswered_text(project, {}) in ann.text()
    assert not session.store().entries(ann.owner, mine.id, kind="verification")
    ask(ann, "12", "roses")
    assert "Not right yet: “How many visitors came?”." in ann.text()
    assert "1 of 2 answers right." in ann.text()
    assert main_buttons(ann) == ["Start this project", "Check answers"]
    assert "See your result" not in ann.text()
    ask(ann, "39,5", " ROSES")
    assert "All answers are right." in ann.text()
    assert main_buttons(ann) == ["Mark as done"]
    assert ACTIONS["started"] not in [each.label for each in ann.at.button]
    assert "See your result" in ann.text()
    assert "2 attempts. The last attempt is better than the one before." in ann.text()
    scores = assess_stored(workspace_of(ann.owner), mine, matrix, today()).scores
    assert [scores[each].level for each in ("advice", "pruning")] == [2, 1]


TABLE = """    raises: {advice: 2, pruning: 2}
    table:
      rows: {from: 2, to: 3}
      columns:
        visitor: {name: "Visitor <b>", unique: true}
        bought: {values: [rose, nothing]}
"""


def test_a_table_is_checked_by_the_rules_that_the_page_shows(ann: Visit, garden_file: Path) -> None:
    matrix = with_rules(garden_file, TABLE)
    (project,) = [each for each in matrix.projects if each.table]
    mine = begin(ann, matrix, MASTER)
    put(ann, mine, WEAK)
    ann.open("project", a=mine.id, p="open-day")
    table = project.table
    assert table is not None
    shown = [*map(column_text, table.columns), *table_texts(table)]
    assert [each for each in shown if each not in ann.text()] == []
    assert "Visitor &lt;b&gt;" in ann.html()
    send_table(ann, "<i>Ida</i>,rose", "<i>Ida</i>,a spade")
    assert say.metric_text(stored_check(ann, mine)) in ann.text()
    (found,) = ann.parts("rr-check-result")
    assert "“a spade”" in found
    assert "“&lt;i&gt;Ida" in found
    send_table(ann, "Ida,rose", "Jon,nothing")
    assert stored_check(ann, mine).is_passed
    assert ALL_MET in ann.text()
    scores = assess_stored(workspace_of(ann.owner), mine, matrix, today()).scores
    assert [scores[each].level for each in ("advice", "pruning")] == [2, 2]


def send_table(visit: Visit, *lines: str) -> None:
    (found,) = [e for e in visit.at.file_uploader if str(e.key).startswith("table|")]
    data = "\n".join(("Visitor <b>,bought", *lines)).encode()
    found.set_value(("visitors.csv", data, "text/csv"))
    visit.run()
    visit.press("check|open-day")


def stored_check(visit: Visit, assessment: Assessment) -> ProjectCheck:
    entries = session.store().entries(visit.owner, assessment.id, kind="verification")
    attempts = read_attempts(entries["verification", "open-day"].value or "")
    assert attempts is not None
    return attempts.last


DOCUMENT = """    raises: {advice: 2, pruning: 2}
    document:
      sections:
        goal: "Goal <b>"
        plan: {title: Plan, words: {from: 2}}
"""


def test_a_document_is_told_what_is_missing_and_changes_nothing(
    ann: Visit, garden_file: Path
) -> None:
    matrix = with_rules(garden_file, DOCUMENT)
    (project,) = [each for each in matrix.projects if each.document]
    assert project.document is not None
    mine = begin(ann, matrix, MASTER)
    put(ann, mine, WEAK)
    before = session.store().entries(ann.owner, mine.id)
    ann.open("project", a=mine.id, p="open-day")
    shown = [*structure_texts(project.document), STRUCTURE_ONLY]
    assert [each for each in shown if each not in ann.text()] == []
    assert "Goal &lt;b&gt;" in ann.html()
    send_document(ann, "# <i>Aims</i>\nNone\n# Plan\nDig")
    (found,) = ann.parts("rr-check-result")
    assert INCOMPLETE in found
    assert "“&lt;i&gt;Aims&lt;/i&gt;”" in found
    send_document(ann, "# Goal b\nRoses\n# Plan\nDig first")
    assert NOTHING_MISSING in ann.text()
    assert session.store().entries(ann.owner, mine.id) == before
    scores = assess_stored(workspace_of(ann.owner), mine, matrix, today()).scores
    assert [scores[each].level for each in ("advice", "pruning")] == [1, 1]
    send_document(ann, "goal: [", name="plan.yaml")
    assert "This file can't be checked" in ann.text()
    assert not ann.parts("rr-check-result")


def send_document(visit: Visit, text: str, name: str = "plan.md") -> None:
    (found,) = [e for e in visit.at.file_uploader if str(e.key).startswith("document|")]
    found.set_value((name, text.encode(), "text/plain"))
    visit.run()
