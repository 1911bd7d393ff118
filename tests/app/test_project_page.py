"""The page of a project: data to take, predictions to check, results that are kept, and links."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_export import export_file, unpacked
from page_text import bare, plain
from page_visit import MASTER, WEAK, Visit, begin, put, today, workspace_of
from streamlit.testing.v1.element_tree import FileUploader

from components.web import session
from skills.entries.project_attempts import Attempts, read_attempts
from skills.entries.work_links import WorkLink, link_as_text, read_link
from skills.matrix import Matrix
from skills.matrix.reading import read_matrix
from skills.problems import StoreError
from skills.projects import data_file
from skills.projects.data_file import INSTALL
from skills.projects.pack_tables import baseline_predictions, submission
from skills.projects.packs import divided
from skills.projects.shipped_packs import PACKS
from skills.sentences import project_checks as say
from skills.sentences.plan_page import UNTIL_RATED
from skills.store import Assessment, Store
from skills.workspace.assessment import assess_stored

WITH_PACK = """    raises: {compost: 2}
    pack: penguins
    valid_months: 12
    baseline: {metric: macro F1, better: higher, passing: 0.93}
"""


@pytest.fixture
def garden(garden_file: Path) -> Matrix:
    """Return the garden with a project whose predictions can be checked."""
    text = garden_file.read_text(encoding="utf-8")
    garden_file.write_text(
        text.replace("    raises: {compost: 2}\n", WITH_PACK, 1), encoding="utf-8"
    )
    matrix = read_matrix(garden_file).matrix
    assert matrix is not None
    return matrix


@pytest.fixture
def mine(ann: Visit, garden: Matrix) -> Assessment:
    assessment = begin(ann, garden, MASTER, hours=4)
    put(ann, assessment, WEAK)
    come_to(ann, assessment)
    return assessment


def come_to(visit: Visit, assessment: Assessment, project: str = "first-heap") -> Visit:
    return visit.open("project", a=assessment.id, p=project)


def uploader(visit: Visit) -> FileUploader:
    (found,) = [e for e in visit.at.file_uploader if str(e.key).startswith("predictions|")]
    return found


def check(visit: Visit, data: bytes, name: str = "predictions.csv") -> Visit:
    uploader(visit).set_value((name, data, "text/csv"))
    visit.run()
    return visit.press("check|first-heap")


def predictions(wrong: int) -> bytes:
    """Return predictions of which so many are wrong."""
    rows = divided(PACKS["penguins"], PACKS["penguins"].table())
    turned = ["Gentoo" if each != "Gentoo" else "Adelie" for each in rows.answers[:wrong]]
    said = zip(rows.ids, (*turned, *rows.answers[wrong:]), strict=True)
    return "\n".join(["row_id,prediction", *(",".join(each) for each in said)]).encode()


def kept(visit: Visit, assessment: Assessment, project: str = "first-heap") -> Attempts | None:
    entries = session.store().entries(visit.owner, assessment.id, kind="verification")
    entry = entries.get(("verification", project))
    return read_attempts(entry.value or "") if entry else None


def level_of(visit: Visit, assessment: Assessment, matrix: Matrix) -> float | None:
    result = assess_stored(workspace_of(visit.owner), assessment, matrix, today())
    return result.scores["compost"].level


@pytest.mark.slow
def test_a_passed_check_is_kept_and_raises_the_level(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    assert level_of(ann, mine, garden) == 1
    rows = divided(PACKS["penguins"], PACKS["penguins"].table())
    check(ann, submission(rows.ids, list(baseline_predictions(PACKS["penguins"], rows))))
    assert "Last attempt: Not passed yet. " in ann.text()
    assert say.SAME_AS_BASELINE in ann.text()
    assert level_of(ann, mine, garden) == 1
    check(ann, predictions(1))
    attempts = kept(ann, mine)
    assert attempts is not None
    assert (attempts.count, attempts.is_passed, attempts.progress) == (2, True, "better")
    assert level_of(ann, mine, garden) == 2
    text = ann.text()
    for expected in (
        say.verdict_text(attempts.last),
        say.comparison_text(attempts.last),
        say.attempts_text(attempts),
        say.shown_text(garden, {"compost": 2}),
        say.expiry_text(attempts, today()),
        say.NOT_CERTIFIED,
    ):
        assert expected in text
    assert uploader(ann).value is None


@pytest.mark.slow
def test_the_same_file_is_no_new_attempt_and_results_can_be_removed(
    ann: Visit, mine: Assessment
) -> None:
    check(check(ann, predictions(2)), predictions(2))
    assert say.SAME_FILE in ann.text()
    found = kept(ann, mine)
    assert found is not None
    assert found.count == 1
    ann.press("forget|first-heap")
    assert kept(ann, mine) is None
    assert "Last attempt" not in ann.text()


def test_a_file_that_cannot_be_checked_is_no_attempt(ann: Visit, mine: Assessment) -> None:
    check(ann, b"row_id,prediction\nx,<b>Adelie</b>\n", "mine.csv")
    text = ann.text()
    assert "This file can't be checked" in text
    assert "predictions-id-missing" in text
    assert say.NOT_SCORED in text
    assert "<b>Adelie" not in "".join(ann.parts("predictions-value"))
    assert kept(ann, mine) is None


def test_what_is_not_stored_is_not_shown_as_a_result(
    ann: Visit, mine: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Store, "save", fail)
    check(ann, predictions(1))
    assert [each.value for each in ann.at.error] == ["The disk is full."]
    assert "Last attempt" not in ann.text()
    assert kept(ann, mine) is None


def test_the_data_comes_as_a_zip(ann: Visit, mine: Assessment) -> None:
    name, data = export_file(ann, "project-pack")
    assert name == "first-heap.zip"
    assert {"first-heap/train.csv", "first-heap/README.md"} <= set(unpacked(data))
    assert mine.id


def test_where_packages_are_missing_the_page_names_the_command(
    ann: Visit, mine: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_file, "find_spec", lambda _: None)
    come_to(ann, mine)
    (note,) = ann.parts("rr-note")
    assert INSTALL in plain(note)
    assert not ann.at.error
    assert not ann.downloads()
    assert not ann.at.file_uploader


def test_a_link_with_a_note_is_kept_shown_and_removed(ann: Visit, mine: Assessment) -> None:
    def send(link: str, note: str) -> None:
        (address,) = [each for each in ann.at.text_input if each.label == "Link"]
        (text,) = [each for each in ann.at.text_area if each.label.startswith("What is there")]
        address.set_value(link)
        text.set_value(note)
        (button,) = [each for each in ann.at.button if each.label == "Save"]
        ann.click(button.click())

    def stored() -> WorkLink | None:
        entries = session.store().entries(ann.owner, mine.id, kind="link")
        entry = entries.get(("link", "first-heap"))
        return read_link(entry.value or "") if entry else None

    send("http://example.org", "")
    assert [bare(each.value) for each in ann.at.error] == [
        "A link must start with https:// and have no spaces."
    ]
    assert stored() is None
    send(" https://example.org/heap ", "<i>Warm</i>")
    assert stored() == WorkLink("https://example.org/heap", "<i>Warm</i>")
    (shown,) = ann.parts("rr-evidence")
    assert 'href="https://example.org/heap"' in shown
    assert "&lt;i&gt;Warm" in shown
    assert say.SELF_DECLARED in plain(shown)
    send("", "")
    assert stored() is None
    assert not ann.parts("rr-evidence")


def test_the_result_lists_the_evidence_and_leads_back(ann: Visit, mine: Assessment) -> None:
    put_entry(ann, mine, "link", "open-day", link_as_text(WorkLink("", "Forty visitors")))
    html = ann.open("result", a=mine.id, view="All skills").html()
    assert "Evidence from projects" in html
    assert "Forty visitors" in html
    assert f"a={mine.id}&amp;p=open-day" in html


def test_the_plan_leads_to_each_project(ann: Visit, mine: Assessment) -> None:
    html = ann.open("plan", a=mine.id).html()
    assert f"a={mine.id}&amp;p=first-heap" in html
    assert "Data, check and evidence" in html


def test_another_projects_page_has_no_check_and_an_unknown_one_says_so(
    ann: Visit, mine: Assessment
) -> None:
    come_to(ann, mine, "open-day")
    assert "Data and check" not in ann.text()
    assert "Open day" in ann.text()
    come_to(ann, mine, "<gone>")
    assert "No such project" in ann.text()


def put_entry(visit: Visit, assessment: Assessment, kind: str, item: str, value: str) -> None:
    session.store().save(
        visit.owner,
        assessment.id,
        kind,
        item,
        value,
        tab="t",
        widget_revision=0,
        operation=session.operation(),
    )


def test_a_done_project_asks_to_rate_its_skills_again(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    (done,) = [each for each in ann.at.button if str(each.key).startswith("done|first-heap|")]
    assert "Rate its skills again" not in ann.text()
    ann.click(done.click())
    assert f"Rate its skills again: {garden.skills['compost'].title}. {UNTIL_RATED}" in ann.text()
    actions = [str(each.key).split("|")[0] for each in ann.at.button]
    assert not {"done", "started"} & set(actions)
    assert {"undo", "dropped"} <= set(actions)
    put(ann, mine, {"compost.turning": "partly"})
    ann.run()
    assert "Rate its skills again" not in ann.text()
