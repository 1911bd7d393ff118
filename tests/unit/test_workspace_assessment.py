"""A stored assessment: scored once, aimed at a profile, moved to another matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing

import pytest
from cli_support import Place, Run
from report_support import NOW, first_matrix, profile_of
from store_support import ANA, workspace_of
from uploaded_matrix_support import NEWER, begin_garden, garden, say, upload

from skills.reports.file_kinds import KINDS
from skills.scoring import assessed, levels
from skills.scoring.verdicts import Verdict
from skills.store import Store
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
from skills.workspace.matrices import matrix_of

pytest_plugins = ["store_support", "cli_support"]


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
    assert [each.profile for each in found.role_readiness] == ["gardener.first", "gardener.second"]
    assert found.readiness == found.role_readiness[0]
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

    for module in (levels, assessed):
        monkeypatch.setattr(module, "score_skill", count)
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
