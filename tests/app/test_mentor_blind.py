"""What a mentor sees before the reveal: notes, and nothing else of the person."""

from __future__ import annotations

import pytest
from import_export import write
from mentor_visit import OTHER, REVIEW, TITLE, Guest, begin_review, everything, rate
from page_visit import APPRENTICE, BEN, MASTER, Visit, put, workspace_of

from components.pages.mentor import FINISH, WELCOME
from components.web import session
from skills.entries.credentials import Credential, as_text
from skills.entries.review_entries import item_of
from skills.matrix import Matrix
from skills.store import Assessment
from skills.workspace.assessment import aim_for

pytest_plugins = ["mentor_visit"]

NOTE = "In the shed behind the lindens"


def test_the_persons_notes_are_shown_and_nobody_elses(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    write(ann, assessment, "note", "compost", NOTE)
    write(ann, assessment, "comment", item_of(OTHER, "compost"), "Nia's comment")
    mo.rates(assessment, skill="compost")
    assert NOTE in mo.text()
    assert b"Nia's comment" not in everything(mo)
    assert NOTE not in mo.rates(assessment, skill="pruning").text()


STEPS = (WELCOME, "@practice/ada", "compost", "pruning", "advice", FINISH)


def pages(mo: Guest, assessment: Assessment) -> list[bytes]:
    """Return every step as it goes over the wire, without what belongs to the connection."""
    seen = []
    for step in STEPS:
        mo.rates(assessment, skill=step)
        deltas = [each.SerializeToString() for each in mo.messages if each.HasField("delta")]
        seen.append(b"\n".join(deltas))
    return seen


def test_nothing_on_the_page_depends_on_what_is_hidden(
    mo: Guest, ann: Visit, garden: Matrix, assessment: Assessment
) -> None:
    before = pages(mo, assessment)
    assert len(set(before)) == len(STEPS)
    put(ann, assessment, dict.fromkeys(garden.statements, "fully"))
    begin_review(ann, assessment, OTHER, "Nia")
    rate(ann, assessment, dict.fromkeys(garden.statements, "never"), OTHER)
    write(ann, assessment, "agreed", "compost", "4")
    write(ann, assessment, "discussion", "compost", "We talked.")
    write(ann, assessment, "qualification", "certificate", "yes")
    write(ann, assessment, "project", "first-heap", "done")
    write(ann, assessment, "credential", "one", as_text(Credential("Diploma", "certificate")))
    aim_for(
        workspace_of(ann.owner),
        session.store().assessment(ann.owner, assessment.id),
        garden,
        MASTER,
    )
    session.store().rename(ann.owner, assessment.id, "Another title")
    assert pages(mo, assessment) == before


@pytest.mark.parametrize("step", STEPS)
def test_a_mentor_reads_neither_what_the_person_aims_for_nor_what_they_named_it(
    mo: Guest, garden: Matrix, assessment: Assessment, step: str
) -> None:
    mo.rates(assessment, skill=step)
    profile = garden.profiles[APPRENTICE]
    seen = everything(mo).decode(errors="replace")
    hidden = [TITLE, "My garden", profile.title, profile.about, *(e.why for e in profile.targets)]
    assert [each for each in hidden if each and each in seen] == []
    assert garden.levels[2].title not in mo.text()
    assert "target" not in mo.text().lower()


def test_the_page_leads_to_no_other_page_of_the_person(mo: Guest, assessment: Assessment) -> None:
    for step in STEPS:
        mo.rates(assessment, skill=step)
        assert [each for each in mo.parts("href=") if not each.startswith("<script")] == []


@pytest.mark.parametrize("page", ["assess", "result", "plan", "progress", "share", "review"])
def test_a_grant_opens_no_other_page(mo: Guest, assessment: Assessment, page: str) -> None:
    mo.open(page, a=assessment.id, r=REVIEW)
    assert "This page needs one cookie" in mo.text()
    mo.cookie = BEN
    mo.open(page, a=assessment.id, r=REVIEW)
    assert "Not found" in mo.text()
    assert TITLE.encode() not in everything(mo)
