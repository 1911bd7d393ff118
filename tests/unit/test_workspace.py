"""Pages and commands read an assessment with one matrix, and work it out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from commands_for_tests import Place, Run
from reports_for_tests import NOW, first_matrix, profile_of
from stores_for_tests import ANA, BEN, workspace_of

from skills.importing.detect import read_file
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.matrix.library import SHIPPED, Library
from skills.matrix.reading import read_texts
from skills.reports.file_kinds import KINDS
from skills.scoring import levels
from skills.scoring.verdicts import Verdict
from skills.store import Assessment, Store
from skills.workspace import Workspace
from skills.workspace.assessment import (
    aim_for,
    assess_stored,
    check_history,
    credentials,
    move_to_matrix,
    nearest_profile,
    qualifications,
    stored_answers,
)
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new
from skills.workspace.matrices import (
    MOST_MATRICES,
    NoMatrix,
    NoMatrixForFile,
    TooManyMatrices,
    available_matrix,
    exact_matrix,
    matrix_by_id,
    matrix_for_import,
    matrix_of,
    newer_matrix,
    read_upload,
    require_room,
    store_matrix,
)
from skills.workspace.review_by_file import copy_for, request_file
from skills.workspace.reviews import invite

pytest_plugins = ["store_fixture", "commands_fixture"]

GARDEN = """
matrix: garden
title: Garden
areas:
  beds:
    title: Beds
    skills:
      digging:
        title: Digging
        statements:
          shallow: {level: 1, text: Dig a shallow bed with help.}
          deep: {level: 3, text: Dig a deep bed alone.}
roles:
  gardener:
    title: Gardener
    profiles:
      first: {title: First, targets: {digging: {level: 1, why: it is where all begin}}}
      second: {title: Second, targets: {digging: {level: 3, why: the beds are deep}}}
"""
NEWER = GARDEN.replace(
    "deep: {level: 3, text: Dig a deep bed alone.}",
    "double: {level: 3, text: Dig a deep bed alone., was: [deep]}",
).replace("      first: {title: First,", "      novice: {title: Novice,")


def garden(text: str = GARDEN) -> Matrix:
    reading = read_texts([("garden.yaml", text.encode())])
    assert reading.matrix is not None, reading.problems
    return reading.matrix


def upload(store: Store, owner: str, text: str = GARDEN, wording: str = "") -> str:
    """Store a matrix as its owner uploaded it; return the wording it is stored under."""
    matrix = garden(text)
    store.save_matrix(
        owner,
        matrix_id=matrix.id,
        title=matrix.title,
        wording=wording or matrix.wording,
        files=[("garden.yaml", text)],
    )
    return wording or matrix.wording


def begin_garden(store: Store, owner: str = ANA, wording: str = "", **more: object) -> Assessment:
    matrix = garden()
    columns = {"title": "Mine", "profile": "gardener.first"} | more
    return store.create_assessment(
        owner,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=wording or matrix.wording,
        structure=matrix.structure,
        **columns,  # type: ignore[arg-type] # columns
    )


def say(store: Store, found: Assessment, kind: str, item: str, value: str) -> None:
    store.save(
        ANA, found.id, kind, item, value, tab="t", drawn=0, operation=f"{kind}-{item}-{value}"
    )  # type: ignore[call-overload]


@pytest.mark.slow
def test_a_matrix_stored_under_another_fingerprint_is_exported_by_page_and_command(
    place: Place, run: Run
) -> None:
    """An earlier program may have computed another fingerprint of the same text."""
    with closing(place.store()) as store:
        wording = upload(store, ANA, wording="f" * 64)
        made = begin_garden(store, wording=wording)
        workspace = workspace_of(store)
        matrix = matrix_of(workspace, made)
        by_page = AssessmentFiles(workspace, made, matrix, NOW).record().matrix_files
    done = run("export", made.id)
    assert done.code == 0
    by_command = read_file(done.data, "it").imported
    assert by_command is not None
    assert [(each.name, each.text) for each in by_page] == [("garden.yaml", GARDEN)]
    assert by_command.matrix_files == (("garden.yaml", GARDEN),)


def test_the_matrix_of_an_assessment_is_the_one_it_was_answered_with(store: Store) -> None:
    workspace, old = workspace_of(store), upload(store, ANA)
    made = begin_garden(store)
    upload(store, ANA, NEWER)
    assert matrix_of(workspace, made).wording == old
    newer = newer_matrix(workspace, made)
    assert newer is not None
    assert newer.wording == garden(NEWER).wording
    assert newer_matrix(workspace, begin_garden(store, wording=newer.wording)) is None
    by_id = matrix_by_id(workspace, "garden")
    assert by_id is not None
    assert by_id.wording == newer.wording, "the one uploaded last"


def test_a_matrix_of_another_owner_is_not_used(store: Store) -> None:
    wording = upload(store, ANA)
    his = begin_garden(store, BEN)
    theirs = workspace_of(store, BEN)
    assert exact_matrix(theirs, "garden", wording) is None
    assert available_matrix(theirs, his) is None
    assert matrix_by_id(theirs, "garden") is None
    with pytest.raises(NoMatrix, match="Garden"):
        matrix_of(theirs, his)


def test_an_installed_matrix_stands_in_for_a_version_that_is_gone(store: Store) -> None:
    installed, workspace = first_matrix(), workspace_of(store)
    made = store.create_assessment(
        ANA,
        title="Mine",
        matrix_id=installed.id,
        matrix_title=installed.title,
        wording="w" * 64,
        structure=installed.structure,
    )
    assert matrix_of(workspace, made).wording == installed.wording
    assert exact_matrix(workspace, installed.id, "w" * 64) is None


def importing(text: str = GARDEN, *, carries: bool = True) -> ImportedData:
    files = (("garden.yaml", text),) if carries else ()
    return ImportedData(entries=(), matrix_id="garden", matrix_files=files)


def test_a_file_is_imported_with_its_own_matrix_or_any_other_version(store: Store) -> None:
    workspace = workspace_of(store)
    carried = matrix_for_import(workspace, importing())
    assert (carried.matrix.wording, carried.files) == (
        garden().wording,
        (("garden.yaml", GARDEN),),
    )
    with pytest.raises(NoMatrixForFile, match="garden"):
        matrix_for_import(workspace, importing(carries=False))
    upload(store, ANA, NEWER)
    other = matrix_for_import(workspace, importing(carries=False))
    assert (other.matrix.wording, other.files) == (garden(NEWER).wording, ())


EXAMPLES = f"""{GARDEN}calibration:
  ada:
    skill: digging
    title: Ada digs
    text: Ada digs shallow beds when somebody helps.
    reference: {{shallow: {{answer: fully, why: She does.}}}}
"""


def test_a_file_that_asks_for_a_review_brings_the_examples_along(store: Store) -> None:
    upload(store, ANA, EXAMPLES)
    mine = begin_garden(store)
    invite(store, ANA, mine.id, "Mo", review="review-0001", now=NOW)
    source = AssessmentFiles(workspace_of(store), mine, garden(EXAMPLES), NOW)
    asked = read_file(request_file(source, "review-0001"), "request.json").imported
    assert asked is not None
    carried = matrix_for_import(workspace_of(store, BEN), asked).matrix
    assert carried.calibration == garden(EXAMPLES).calibration != ()
    assert carried.wording == garden().wording


def installing(store: Store, *places: Path) -> Workspace:
    """Return Ana's workspace where matrices are installed beside the built-in ones."""
    return Workspace(store, ANA, Library(places), read_upload)


def test_a_file_that_asks_for_a_review_brings_an_installed_matrix_along(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "secret").mkdir()
    head, rest = GARDEN.split("roles:")
    for name, text in (("a.yaml", head), ("b.yaml", f"roles:{rest}")):
        (tmp_path / "secret" / name).write_text(f"\ufeff{text}", encoding="utf-8")
    mine = begin_garden(store)
    invite(store, ANA, mine.id, "Mo", review="review-0001", now=NOW)
    workspace = installing(store, tmp_path / "secret")
    source = AssessmentFiles(workspace, mine, matrix_of(workspace, mine), NOW)
    asked = request_file(source, "review-0001")
    assert b"secret" not in asked
    imported = read_file(asked, "request.json").imported
    assert imported is not None
    assert imported.matrix_files == (("a.yaml", head), ("b.yaml", f"roles:{rest}"))
    carried = matrix_for_import(workspace_of(store, BEN), imported)
    assert carried.matrix.wording == source.matrix.wording == mine.wording
    assert carried.files == imported.matrix_files
    assert source.record().matrix_files == (), "only a request needs it"


def test_a_built_in_matrix_or_another_version_does_not_go_along(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "garden.yaml").write_text(GARDEN)
    library = installing(store, tmp_path / "garden.yaml", *SHIPPED.iterdir()).library
    assert library.texts_of(garden()) == (("garden.yaml", GARDEN),)
    assert library.texts_of(garden(NEWER)) == ()
    assert library.texts_of(first_matrix()) == ()


def test_a_broken_change_of_an_installed_matrix_leaves_its_last_good_texts(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "garden.yaml"
    file.write_text(GARDEN)
    library = installing(store, file).library
    library.load()
    file.write_text("matrix: [")
    assert library.load().problems
    assert library.texts_of(garden()) == (("garden.yaml", GARDEN),)


def test_the_same_request_leads_to_the_copy_that_exists(store: Store) -> None:
    upload(store, ANA)
    mine = begin_garden(store)
    invite(store, ANA, mine.id, "Mo", review="review-0001", now=NOW)
    store.hand_over(ANA, mine.id, "review-0001")
    source = AssessmentFiles(workspace_of(store), mine, garden(), NOW)
    asked = read_file(request_file(source, "review-0001"), "request.json").imported
    assert asked is not None
    theirs = workspace_of(store, BEN)
    assert copy_for(theirs, "review-0001") is None
    made = import_as_new(theirs, asked, matrix_for_import(theirs, asked), operation="r")
    store.keep_for_review(BEN, made.id, "review-0001")
    found = copy_for(theirs, "review-0001")
    assert found is not None
    assert found.id == made.id
    assert copy_for(workspace_of(store), "review-0001") is None, "the person's is no copy"


def test_an_owner_may_upload_a_limited_number_of_matrices(store: Store) -> None:
    workspace = workspace_of(store)
    for number in range(MOST_MATRICES):
        require_room(workspace)
        text = GARDEN.replace("title: Garden", f"title: Garden {number}", 1)
        store_matrix(workspace, garden(text), [("garden.yaml", text)])
    require_room(workspace, 0)
    with pytest.raises(TooManyMatrices):
        require_room(workspace)


def test_stored_assessments_are_scored(store: Store) -> None:
    upload(store, ANA)
    made, workspace = begin_garden(store), workspace_of(store)
    matrix = matrix_of(workspace, made)
    top = matrix.statements["digging.shallow"].scale.options[-1].id
    assert assess_stored(workspace, made, matrix, NOW.date()).readiness.verdict is Verdict.unknown
    say(store, made, "answer", "digging.shallow", top)
    say(store, made, "answer", "digging.gone", top)
    found = assess_stored(workspace, made, matrix, NOW.date())
    assert found.answers == {"digging.shallow": top}
    assert found.carried == stored_answers(workspace, made, matrix)
    assert found.carried.orphaned == {"digging.gone": top}
    assert [each.profile for each in found.levels] == ["gardener.first", "gardener.second"]
    assert found.readiness == found.levels[0]
    assert (credentials(workspace, made), qualifications(workspace, made)) == ({}, {})
    assert check_history(workspace, made) == ()


def test_a_default_title_follows_the_profile_and_a_custom_one_stays(store: Store) -> None:
    upload(store, ANA)
    workspace, matrix = workspace_of(store), garden()
    ours = begin_garden(store, title="Gardener, First")
    own = begin_garden(store, title="My garden")
    for each in (ours, own):
        aim_for(workspace, each, matrix, "gardener.second")
    titles = {each: store.assessment(ANA, each.id) for each in (ours, own)}
    assert [each.title for each in titles.values()] == ["Gardener, Second", "My garden"]
    assert {each.profile for each in titles.values()} == {"gardener.second"}


def test_a_moved_assessment_keeps_its_answers_and_finds_a_level(store: Store) -> None:
    upload(store, ANA)
    made, workspace = begin_garden(store), workspace_of(store)
    say(store, made, "answer", "digging.deep", "fully")
    carried = move_to_matrix(workspace, made, garden(NEWER))
    moved = store.assessment(ANA, made.id)
    assert moved.wording == garden(NEWER).wording
    assert moved.profile == "gardener.novice"
    assert list(carried.renamed) == ["digging.deep"]
    assert store.choices(ANA, made.id)["digging.double"] == "fully"


def test_an_answer_given_after_a_matrix_was_rolled_back_is_carried_again(store: Store) -> None:
    upload(store, ANA)
    made, workspace = begin_garden(store), workspace_of(store)
    say(store, made, "answer", "digging.deep", "fully")
    move_to_matrix(workspace, made, garden(NEWER))
    move_to_matrix(workspace, store.assessment(ANA, made.id), garden())
    say(store, made, "answer", "digging.deep", "partly")
    move_to_matrix(workspace, store.assessment(ANA, made.id), garden(NEWER))
    assert store.choices(ANA, made.id)["digging.double"] == "partly"
    say(store, made, "answer", "digging.deep", "no-option")
    move_to_matrix(workspace, store.assessment(ANA, made.id), garden(NEWER))
    assert store.choices(ANA, made.id)["digging.double"] == "partly"


def test_a_level_that_is_gone_is_followed_by_the_first_of_its_role() -> None:
    matrix = first_matrix()
    profile = profile_of(matrix)
    role = profile.partition(".")[0]
    first = next(each for each in matrix.profiles if each.startswith(f"{role}."))
    assert nearest_profile(f"{role}.gone", matrix) == first
    assert nearest_profile("gone.gone", matrix) == next(iter(matrix.profiles))


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Counter[str]]:
    """Count how often each skill is scored from now on."""
    counts: Counter[str] = Counter()
    score = levels.score_skill

    def count(skill, *given, **more):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202
        counts[skill.id] += 1
        return score(skill, *given, **more)

    monkeypatch.setattr(levels, "score_skill", count)
    return lambda: counts


@pytest.mark.slow
@pytest.mark.parametrize("kind", [each for each in KINDS if each != "calendar"])
def test_a_report_scores_each_skill_once(
    place: Place, kind: str, scored: Callable[[], Counter[str]]
) -> None:
    with closing(place.store()) as store:
        workspace = workspace_of(store)
        made = store.assessment(ANA, place.first)
        files = AssessmentFiles(workspace, made, matrix_of(workspace, made), NOW)
        assert files.file(kind)
    assert scored() == dict.fromkeys(first_matrix().skills, 1)


def test_a_command_scores_each_skill_once(
    place: Place, run: Run, scored: Callable[[], Counter[str]]
) -> None:
    assert run("report", place.first).code == 0
    assert scored() == dict.fromkeys(first_matrix().skills, 1)


def test_a_command_changes_the_profile(place: Place, run: Run) -> None:
    other = next(each for each in first_matrix().profiles if each != profile_of(first_matrix()))
    done = run("aim", place.first, other)
    assert (done.code, done.error) == (0, "")
    assert done.out.startswith(f"The target role of {place.first} is now ")
    with closing(place.store()) as store:
        assert store.assessment(ANA, place.first).profile == other
    wrong = run("aim", place.first, "nobody.none")
    assert wrong.code == 2
    assert 'There is no level "nobody.none"; choose one of ' in wrong.error


def test_a_command_moves_to_the_newest_version_of_a_matrix(place: Place, run: Run) -> None:
    assert run("update", place.first).out == (
        "The assessment already has the newest version of its matrix.\n"
    )
    with closing(place.store()) as store:
        upload(store, ANA)
        made = begin_garden(store)
        say(store, made, "answer", "digging.deep", "fully")
    with closing(place.store(NOW)) as store:
        upload(store, ANA, NEWER)
    done = run("update", made.id)
    assert (done.code, done.error) == (0, "")
    assert done.out == (
        "Moved: 0 answers kept; 1 renamed (digging.deep is now digging.double).\n"
        "The matrix no longer has gardener.first, so the target role is now Gardener, Novice.\n"
    )
    with closing(place.store()) as store:
        assert store.assessment(ANA, made.id).wording == garden(NEWER).wording


def test_a_command_names_a_matrix_that_is_not_here(place: Place, run: Run) -> None:
    with closing(place.store()) as store:
        made = begin_garden(store)
    for command in (["aim", made.id, "gardener.second"], ["update", made.id]):
        done = run(*command)
        assert (done.code, done.error.count("\n")) == (2, 1)
        assert "The matrix “Garden” is no longer available" in done.error
