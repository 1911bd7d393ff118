"""A file goes into the store of the one who brings it, whatever it says about itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from report_support import NOW, assessment, entries
from state_support import small_matrix
from store_support import ANA, BEN, answers_in, workspace_of

from skills.entries.kinds import TITLE_LENGTH, IncomingEntry
from skills.importing.detect import read_file
from skills.importing.preview import Prefer, chosen
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.record import State
from skills.records.snapshot import take_state
from skills.store import Assessment, NotFound, Refused, Store
from skills.workspace import Workspace
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new, import_into, preview_import
from skills.workspace.matrices import MatrixChoice

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

MATRIX = small_matrix()
FIRST, SECOND, THIRD, *_ = MATRIX.statements
LOW, HIGH = (MATRIX.statements[FIRST].scale.options[each].id for each in (0, -1))
EARLY, LATE = (datetime(2026, 2, day, tzinfo=UTC) for day in (1, 20))
ABOUT = ImportedData(
    entries=(), matrix_id=MATRIX.id, title="Along", profile=next(iter(MATRIX.profiles))
)


def bringing(*entries: tuple[str, str, datetime | None], **about: object) -> ImportedData:
    found = tuple(IncomingEntry("answer", item, value, at) for item, value, at in entries)
    return replace(ABOUT, entries=found, **about)


def begun(store: Store, owner: str = ANA, **about: object) -> Assessment:
    imported = bringing((FIRST, LOW, EARLY), (SECOND, LOW, LATE), **about)
    return import_as_new(
        workspace_of(store, owner), imported, MatrixChoice(MATRIX), operation=f"begin-{owner[:4]}"
    )


def bring(
    store: Store,
    found: Assessment,
    imported: ImportedData,
    prefer: Prefer = "file",
    name: str = "one",
) -> int:
    entries = chosen(
        preview_import(workspace_of(store, ANA), found, imported, MATRIX), prefer=prefer
    )
    return import_into(workspace_of(store, ANA), found, imported, entries, operation=name)


@pytest.mark.parametrize(
    ("prefer", "then"),
    [
        ("file", {FIRST: HIGH, SECOND: HIGH, THIRD: HIGH}),
        ("newer", {FIRST: HIGH, SECOND: LOW, THIRD: HIGH}),
        ("mine", {FIRST: LOW, SECOND: LOW, THIRD: HIGH}),
    ],
)
def test_the_preference_decides_if_both_have_a_value(
    prefer: Prefer, then: Mapping[str, str], store: Store
) -> None:
    found = begun(store)
    middle = EARLY + timedelta(days=9)
    imported = bringing(*((each, HIGH, middle) for each in (FIRST, SECOND, THIRD)))
    before = answers_in(store, ANA, found.id)
    previewed = preview_import(workspace_of(store, ANA), found, imported, MATRIX)
    assert previewed.counts == {"new": 1, "changed": 2, "same": 0, "kept": 0, "unknown": 0}
    assert answers_in(store, ANA, found.id) == before, "looking changes nothing"
    count = bring(store, found, imported, prefer)
    assert answers_in(store, ANA, found.id) == then
    assert count == sum(before.get(each) != value for each, value in then.items())
    store.undo_import(ANA, found.id, "one")
    assert answers_in(store, ANA, found.id) == before


def test_importing_the_same_file_twice_changes_nothing_the_second_time(store: Store) -> None:
    found = begun(store)
    imported = bringing((THIRD, HIGH, EARLY))
    assert [bring(store, found, imported, name=each) for each in ("one", "two")] == [1, 0]
    (known,) = store.imports(ANA, found.id)[:1]
    assert known.operation == "one"


def test_a_repeated_operation_creates_one_assessment(store: Store) -> None:
    assert begun(store).id == begun(store).id
    assert len(store.assessments(ANA)) == 1


def test_ids_in_a_file_give_no_access_to_other_owners(store: Store) -> None:
    """A file names the assessment it came from; its reader gets a new one of their own."""
    hers = begun(store)
    data = AssessmentFiles(workspace_of(store, ANA), hers, MATRIX, NOW).file("json")
    assert f'"id": "{hers.id}"'.encode() in data
    imported = read_file(data, "hers.json").imported
    assert imported is not None
    his = import_as_new(workspace_of(store, BEN), imported, MatrixChoice(MATRIX), operation="begin")
    assert his.id != hers.id
    assert [each.assessment.id for each in store.assessments(ANA)] == [hers.id]
    import_into(
        workspace_of(store, BEN),
        his,
        imported,
        [IncomingEntry("answer", FIRST, HIGH)],
        operation="more",
    )
    assert answers_in(store, ANA, hers.id)[FIRST] == LOW
    for act in (preview_import, _brings):
        with pytest.raises(NotFound):
            act(workspace_of(store, BEN), hers, imported, MATRIX)
    assert answers_in(store, ANA, hers.id)[FIRST] == LOW


def _brings(mine: Workspace, found: Assessment, imported: ImportedData, _: object) -> None:
    import_into(mine, found, imported, [IncomingEntry("answer", FIRST, HIGH)], operation="evil")


def test_operations_of_one_person_are_not_those_of_another(store: Store) -> None:
    first = import_as_new(
        workspace_of(store, ANA),
        bringing((FIRST, LOW, EARLY)),
        MatrixChoice(MATRIX),
        operation="same",
    )
    second = import_as_new(
        workspace_of(store, BEN),
        bringing((FIRST, HIGH, EARLY)),
        MatrixChoice(MATRIX),
        operation="same",
    )
    assert first.id != second.id
    assert answers_in(store, ANA, first.id) == {FIRST: LOW}
    assert answers_in(store, BEN, second.id) == {FIRST: HIGH}


def test_an_unknown_profile_becomes_the_first_one_with_a_default_title(
    store: Store,
) -> None:
    imported = replace(ABOUT, profile="pilot.captain", title="")
    made = import_as_new(
        workspace_of(store, ANA), imported, MatrixChoice(MATRIX), operation="begin"
    )
    assert made.profile == next(iter(MATRIX.profiles))
    assert made.title
    long = import_as_new(
        workspace_of(store, ANA),
        replace(ABOUT, title="a" * 500),
        MatrixChoice(MATRIX),
        operation="long",
    )
    assert len(long.title) == TITLE_LENGTH


def test_orphans_are_kept_and_unstorable_entries_are_skipped(store: Store) -> None:
    imported = bringing((FIRST, HIGH, EARLY), ("gone.long-ago", HIGH, EARLY), (SECOND, "\0", None))
    made = import_as_new(
        workspace_of(store, ANA), imported, MatrixChoice(MATRIX), operation="begin"
    )
    assert answers_in(store, ANA, made.id) == {FIRST: HIGH, "gone.long-ago": HIGH}
    previewed = preview_import(workspace_of(store, ANA), None, imported, MATRIX)
    assert previewed.counts["unknown"] == 2


def test_a_refused_file_leaves_nothing_behind(store: Store) -> None:
    imported = replace(ABOUT, hours=-1.0)
    with pytest.raises(Refused):
        import_as_new(workspace_of(store, ANA), imported, MatrixChoice(MATRIX), operation="begin")
    assert store.assessments(ANA) == ()


def test_undo_keeps_later_entries_and_removes_snapshots(store: Store) -> None:
    source = begun(store, owner=BEN)
    AssessmentFiles(workspace_of(store, BEN), source, MATRIX, LATE).keep_snapshot()
    data = AssessmentFiles(workspace_of(store, BEN), source, MATRIX, NOW).file("json")
    imported = read_file(data, "it.json").imported
    assert imported is not None
    found = import_as_new(
        workspace_of(store, ANA),
        bringing((FIRST, HIGH, LATE)),
        MatrixChoice(MATRIX),
        operation="begin",
    )
    assert bring(store, found, imported, "file") == 2
    assert len(store.snapshots(ANA, found.id)) == 1
    later = [IncomingEntry("answer", SECOND, HIGH)]
    import_into(workspace_of(store, ANA), found, ABOUT, later, operation="later")
    undone = store.undo_import(ANA, found.id, "one")
    assert answers_in(store, ANA, found.id) == {FIRST: HIGH, SECOND: HIGH}
    assert [item for _, item in undone.kept] == [SECOND]
    assert store.snapshots(ANA, found.id) == ()


def test_what_was_undone_is_imported_again_completely(store: Store) -> None:
    found = begun(store)
    middle = EARLY + timedelta(days=9)
    imported = bringing(*((each, HIGH, middle) for each in (FIRST, SECOND, THIRD)))
    before = store.entries(ANA, found.id)
    assert bring(store, found, imported, "newer", name="one") == 2
    after = answers_in(store, ANA, found.id)
    store.undo_import(ANA, found.id, "one")
    restored = store.entries(ANA, found.id)
    for slot in before:
        assert restored[slot].value == before[slot].value
        assert restored[slot].changed_at == before[slot].changed_at
    assert bring(store, found, imported, "newer", name="two") == 2
    assert answers_in(store, ANA, found.id) == after


def test_past_times_of_a_file_are_kept_and_future_ones_are_not(store: Store) -> None:
    ahead = datetime(2050, 1, 1, tzinfo=UTC)
    imported = bringing((FIRST, LOW, EARLY), (SECOND, LOW, ahead), created_at=ahead)
    made = import_as_new(
        workspace_of(store, ANA),
        replace(imported, next_on=date(2050, 1, 1)),
        MatrixChoice(MATRIX),
        operation="begin",
    )
    entries = store.entries(ANA, made.id)
    assert entries["answer", FIRST].changed_at == EARLY
    moment = entries["answer", SECOND].changed_at
    assert moment is not None
    assert moment < ahead
    assert made.created_at < ahead
    assert made.next_on == "2050-01-01"


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"title": "N\0"}, "The title contains a character that cannot be stored"),
        ({"extra": "x" * 200_001}, "The file has 200,001 characters under keys"),
        ({"created_at": datetime(1, 1, 1, tzinfo=UTC)}, "A time is in the year 1"),
    ],
)
def test_the_preview_refuses_what_the_store_would(
    about: dict[str, object], reason: str, store: Store
) -> None:
    for act in (preview_import, _brings_new):
        with pytest.raises(Refused, match=reason):
            act(workspace_of(store, ANA), None, bringing(**about), MATRIX)
    assert store.assessments(ANA) == ()


def test_the_preview_of_an_import_into_an_assessment_refuses_too(store: Store) -> None:
    found = begun(store)
    for about in ({"extra": "x" * 200_001}, {"history": (_kept(profile="p" * 121),)}):
        with pytest.raises(Refused):
            preview_import(workspace_of(store, ANA), found, bringing(**about), MATRIX)


def test_the_preview_refuses_a_matrix_that_cannot_be_stored(store: Store) -> None:
    with pytest.raises(Refused, match="The name of the file"):
        preview_import(workspace_of(store, ANA), None, bringing(), MATRIX, [("n" * 301, "")])


def _brings_new(workspace: Workspace, _: None, imported: ImportedData, __: Matrix) -> None:
    import_as_new(workspace, imported, MatrixChoice(MATRIX), operation="new")


def _kept(profile: str) -> State:
    kept = take_state(assessment(MATRIX), entries(MATRIX, 1), MATRIX, NOW)
    about = kept.assessment.model_copy(update={"profile": profile})
    return kept.model_copy(update={"assessment": about})
