"""Answers of an assessment are carried over to a newer version of its matrix."""

from pathlib import Path

from page_text import bare
from page_visit import APPRENTICE, Visit, begin, keys, put, stored

from components.web import session
from skills.entries.answers import carry_answers
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.sentences.answers import carried_over
from skills.sentences.pages import moved_to_today


def newer(garden_file: Path) -> str:
    """Write the next edition: a statement under a new id, one gone, and a new title."""
    text = garden_file.read_text().replace('version: "3"', 'version: "4"')
    text = text.replace("heap: {level: 1,", "pile: {was: [heap], level: 1,")
    text = text.replace("heap: {answer:", "pile: {answer:")
    return text.replace(
        "          plan: {level: 4, text: I plan", "          draw: {level: 4, text: I"
    )


def test_a_newer_version_of_an_uploaded_matrix_is_offered_and_keeps_the_answers(
    ann: Visit, garden_file: Path
) -> None:
    texts = [each.replace("matrix: garden", "matrix: mine") for each in edition(garden_file)]
    old, new = (read_texts([("mine.yaml", each.encode())]).matrix for each in texts)
    assert old is not None
    assert new is not None
    keep(ann, old, texts[0])
    assessment = begin(ann, old, APPRENTICE)
    answers = {"compost.heap": "fully", "compost.turning": "partly", "compost.plan": "never"}
    put(ann, assessment, answers)
    ann.open("assessments").press(f"change|{assessment.id}")
    assert "newer" not in keys(ann)
    keep(ann, new, texts[1])
    ann.open("assessments").press(f"change|{assessment.id}")
    assert carried_over(carry_answers(answers, new)) in ann.text()
    ann.press("newer")
    moved = session.store().assessment(ann.owner, assessment.id)
    assert (moved.wording, moved.structure) == (new.wording, new.structure)
    assert stored(ann, assessment) == answers | {"compost.pile": "fully"}
    ann.press(f"open|{assessment.id}")
    assert ann.control("answer|compost.pile|").value == "fully"
    assert ann.control("answer|compost.turning|").value == "partly"
    assert ann.control("answer|compost.draw|").value is None


def edition(garden_file: Path) -> tuple[str, str]:
    return garden_file.read_text(), newer(garden_file)


def keep(visit: Visit, matrix: Matrix, text: str) -> None:
    session.store().save_matrix(
        visit.owner,
        matrix_id=matrix.id,
        title=matrix.title,
        wording=matrix.wording,
        files=[("mine.yaml", text)],
    )


def test_a_server_with_a_newer_matrix_moves_the_answers_and_says_so(
    ann: Visit, garden: Matrix, garden_file: Path
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    answers = {"compost.heap": "fully", "compost.plan": "never"}
    put(ann, assessment, answers)
    text = newer(garden_file)
    garden_file.write_text(text)
    matrix = read_texts([("garden.yaml", text.encode())]).matrix
    assert matrix is not None
    ann.open("result", a=assessment.id)
    (info,) = ann.at.info
    carried = carried_over(carry_answers(answers, matrix))
    assert bare(info.value) == moved_to_today(carried, "")
    assert session.store().assessment(ann.owner, assessment.id).wording == matrix.wording
    assert stored(ann, assessment) == answers | {"compost.pile": "fully"}
    assert not ann.run().at.info
