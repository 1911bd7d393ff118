"""What a read-only link shows: the result of what counts, and nothing that is private."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from report_support import NOW, assessment, entries, first_matrix
from store_support import ANA, BEN, begin_with, workspace_of

from skills.entries.kinds import IncomingEntry
from skills.entries.review_entries import OWNER, item_of
from skills.records.snapshot import record_of
from skills.records.to_json import as_json
from skills.reports.as_html import as_html
from skills.reports.build_report import build_report
from skills.reports.writers import WRITERS
from skills.store import Assessment, NotFound, Store
from skills.workspace.access import ReadAccess
from skills.workspace.assessment import assess_stored
from skills.workspace.export import AssessmentFiles
from skills.workspace.matrices import NoMatrix
from skills.workspace.reviews import invite, reveal
from skills.workspace.shared_result import PARTS, SharedResult, shared_result
from skills.workspace.sign_off import sign

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

REVIEW, MENTOR = "review-0001", "Mo Secretname"
MATRIX = first_matrix()


@pytest.fixture
def found(store: Store) -> Assessment:
    """Return an assessment with the hidden ratings of a mentor."""
    incoming = [IncomingEntry(e.kind, e.item, e.value, e.changed_at) for e in entries(MATRIX)]
    incoming += [
        IncomingEntry("rating", item_of(REVIEW, each.id), each.scale.options[0].id)
        for each in MATRIX.statements.values()
    ]
    incoming.append(IncomingEntry("comment", item_of(REVIEW, next(iter(MATRIX.skills))), "Hushed."))
    made = begin_with(store, assessment(MATRIX), incoming)
    invite(store, ANA, made.id, MENTOR, review_id=REVIEW, now=NOW)
    return made


def seen(store: Store, found: Assessment, owner: str = ANA) -> SharedResult:
    return shared_result(workspace_of(store, owner), ReadAccess(store, owner, found.id), NOW)


def test_a_shared_result_is_the_one_that_the_person_sees(store: Store, found: Assessment) -> None:
    shown = seen(store, found).assessed
    own = assess_stored(workspace_of(store), found, MATRIX, NOW.date())
    assert (shown.readiness, shown.scores) == (own.readiness, own.scores)
    reveal(store, ANA, found.id, REVIEW, by=OWNER, now=NOW, operation="reveal")
    after = seen(store, found).assessed
    assert (
        after.readiness == assess_stored(workspace_of(store), found, MATRIX, NOW.date()).readiness
    )
    assert after.readiness != shown.readiness


def test_hidden_ratings_are_in_no_part_of_it(store: Store, found: Assessment) -> None:
    report = seen(store, found).report
    for text in (as_json(report.record), as_html(report)):
        assert "Hushed." not in text
        assert MENTOR not in text
        assert REVIEW not in text


def test_no_single_answer_is_in_it_and_no_data_in_its_file(store: Store, found: Assessment) -> None:
    report = seen(store, found).report
    assert report.answers == report.sums == report.comments == report.actions == ()
    assert report.record.answers == report.record.checks == report.record.history == ()
    assert report.notes
    made = PdfReader(io.BytesIO(WRITERS["pdf"](report, NOW)))
    assert dict(made.attachments) == {}


def test_a_shared_result_is_in_the_third_person(store: Store, found: Assessment) -> None:
    report = seen(store, found).report
    text = f"{report.verdict} {report.basis} {report.plan_text}"
    assert "candidate" in text.lower()
    assert "you" not in text.lower().replace(".", " ").split()


def test_it_is_made_without_reading_what_was_signed_off(
    store: Store, found: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    reveal(store, ANA, found.id, REVIEW, by=OWNER, now=NOW, operation="reveal")
    files = AssessmentFiles(workspace_of(store), found, MATRIX, NOW)
    sign(files, REVIEW, by=OWNER, operation="sign")
    files = AssessmentFiles(workspace_of(store), found, MATRIX, NOW)
    assert list(files.sign_offs()) == [REVIEW]
    record = record_of(files.state, files.assessed)
    with_them, without = (
        build_report(record, files.assessed, PARTS, today=NOW.date(), sign_offs=each)
        for each in (files.sign_offs(), {})
    )
    assert with_them == without
    monkeypatch.setattr(Store, "snapshots", lambda *_: pytest.fail("snapshots were read"))
    assert seen(store, found).report.agreed == ()


def test_looking_at_it_changes_nothing(store: Store, found: Assessment) -> None:
    before = store.history(ANA, found.id), store.assessment(ANA, found.id)
    seen(store, found)
    assert (store.history(ANA, found.id), store.assessment(ANA, found.id)) == before
    assert store.snapshots(ANA, found.id) == ()


def test_a_level_that_is_gone_gives_way_to_the_nearest_without_a_change(
    store: Store, found: Assessment
) -> None:
    store.update_settings(ANA, found.id, profile="nobody.nowhere", mode="full", hours=None)
    shown = seen(store, found)
    assert shown.assessment.profile in MATRIX.profiles
    assert store.assessment(ANA, found.id).profile == "nobody.nowhere"


def test_without_assessment_or_matrix_there_is_nothing_to_see(
    store: Store, found: Assessment
) -> None:
    with pytest.raises(NotFound):
        seen(store, found, BEN)
    store.move_to_matrix(
        ANA, found.id, matrix_id="x", matrix_title="X", wording="x", structure="x", renames={}
    )
    with pytest.raises(NoMatrix):
        seen(store, found)
