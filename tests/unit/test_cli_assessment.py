"""Change the target role of an assessment or the version of its matrix by command."""

from __future__ import annotations

from contextlib import closing

from cli_support import Place, Run
from report_support import NOW, first_matrix, profile_of
from store_support import ANA
from uploaded_matrix_support import NEWER, begin_garden, garden, say, upload

pytest_plugins = ["cli_support"]


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
