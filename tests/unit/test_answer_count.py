"""How far an assessment is, in numbers that the result gives, too."""

from __future__ import annotations

from datetime import date

import pytest
from store_support import ANA, workspace_of
from uploaded_matrix_support import GARDEN, NEWER, begin_garden, garden, say, upload

from skills.matrix import NOT_APPLICABLE
from skills.store import Store
from skills.workspace.answer_count import count_answers
from skills.workspace.assessment import assess_stored
from skills.workspace.matrices import NoMatrix

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

MORE = GARDEN.replace(
    "roles:\n",
    """\
      raking:
        title: Raking
        statements:
          leaves: {level: 1, text: Rake leaves.}
roles:
""",
)


@pytest.mark.parametrize("mode", ["full", "quick"])
def test_answers_are_counted_as_in_the_result_and_the_others_beside_them(
    store: Store, mode: str
) -> None:
    workspace, matrix = workspace_of(store), garden(MORE)
    upload(store, ANA, MORE)
    found = begin_garden(store, wording=matrix.wording)
    store.update_settings(ANA, found.id, profile="gardener.second", mode=mode, hours=None)
    given = {
        "digging.shallow": NOT_APPLICABLE,
        "digging.deep": matrix.statements["digging.deep"].scale.options[0].id,
        "raking.leaves": matrix.statements["raking.leaves"].scale.options[0].id,
        "gone.since": "yes",
    }
    for statement, option in given.items():
        say(store, found, "answer", statement, option)
    count = count_answers(workspace, found)
    current = store.assessment(ANA, found.id)
    readiness = assess_stored(workspace, current, matrix, date(2026, 1, 2)).readiness
    tally = count.tally
    assert (tally.answered, tally.covered, tally.asked, tally.set_aside) == (
        readiness.answered,
        readiness.covered,
        readiness.asked,
        readiness.set_aside,
    )
    assert (tally.answered, tally.set_aside, count.others) == (1, 1, 2)
    assert count.aim == "Gardener, Second"


def test_a_missing_target_is_replaced_by_the_nearest_and_a_missing_matrix_is_reported(
    store: Store,
) -> None:
    workspace = workspace_of(store)
    found = begin_garden(store)
    with pytest.raises(NoMatrix):
        count_answers(workspace, found)
    upload(store, ANA, NEWER)
    found = begin_garden(store, wording=garden(NEWER).wording)
    store.update_settings(ANA, found.id, profile="gardener.first", mode="full", hours=None)
    assert count_answers(workspace, found).aim == "Gardener, Novice"
