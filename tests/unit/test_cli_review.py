"""A mentor's review by file from the command line, and the history of reviews."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cli_support import Place, Run
from report_support import MINE, NOW, first_matrix
from store_support import ANA, BEN, workspace_of

from skills.entries.kinds import Scope
from skills.entries.review_entries import OWNER, item_of, reviews_in
from skills.importing.detect import read_file
from skills.sentences.formats import day
from skills.store import Entry
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new
from skills.workspace.matrices import MatrixChoice
from skills.workspace.review_by_file import answer_file, request_file, requested_review
from skills.workspace.reviews import reveal

pytestmark = pytest.mark.slow

pytest_plugins = ["cli_support"]

STATEMENTS = list(first_matrix().statements.values())[:3]


def asked(place: Place, run: Run) -> dict[str, Any]:
    """Return the file that asks Mo for a review."""
    done = run("review", "export", place.second, "--mentor", "Mo")
    assert (done.code, done.error) == (0, "")
    return dict(json.loads(done.out))


def answered(request: dict[str, Any], tmp_path: Path, option: str = "mostly") -> Path:
    """Rate in a mentor's own copy, and return the file to send back."""
    read = read_file(json.dumps(request).encode(), "request.json")
    assert read.imported is not None
    review = requested_review(read)
    place = Place(tmp_path / f"copy-{option}", "", "")
    place.folder.mkdir()
    with closing(place.store()) as store:
        workspace = workspace_of(store, BEN)
        made = import_as_new(workspace, read.imported, MatrixChoice(first_matrix()), operation="r")
        for each in STATEMENTS:
            item = item_of(review, each.id)
            store.save(BEN, made.id, "rating", item, option, tab="t", drawn=0, operation=each.id)
        source = AssessmentFiles(workspace, made, first_matrix(), made.created_at)
        file = tmp_path / f"answer-{option}.json"
        file.write_bytes(answer_file(source, review))
    return file


def stored(place: Place) -> dict[tuple[str, str], Entry]:
    with closing(place.store()) as store:
        return dict(store.entries(ANA, place.second))


def test_the_file_for_a_mentor_has_notes_and_no_rating(place: Place, run: Run) -> None:
    found = asked(place, run)
    assert found["purpose"] == "review-request"
    assert [each["mentor"] for each in found["reviews"]] == ["Mo"]
    assert MINE in [each["text"] for each in found["notes"]]
    empty = ("answers", "checks", "ratings", "projects", "history", "plan", "agreements")
    assert {name: found[name] for name in empty} == {name: [] for name in empty}
    assert found["result"] is None
    assert "Second" not in json.dumps(found)


def test_an_answer_changes_only_the_mentors_ratings(place: Place, run: Run, tmp_path: Path) -> None:
    file = answered(asked(place, run), tmp_path)
    before = stored(place)
    done = run("review", "import", place.second, file)
    assert (done.code, done.out) == (0, "Ratings and comments: 3 new.\n")
    after = stored(place)
    (review,) = reviews_in(after.values())
    new = {("rating", item_of(review, each.id)) for each in STATEMENTS}
    assert after.keys() - before.keys() == new
    assert {after[each].value for each in new} == {"mostly"}
    assert {key: after[key] for key in before} == before


def test_importing_an_answer_twice_changes_nothing(place: Place, run: Run, tmp_path: Path) -> None:
    file = answered(asked(place, run), tmp_path)
    run("review", "import", place.second, file)
    before = stored(place)
    done = run("review", "import", place.second, file)
    assert (done.code, done.out) == (0, "Ratings and comments: 3 already here.\n")
    assert stored(place) == before


def test_a_second_answer_replaces_the_first(place: Place, run: Run, tmp_path: Path) -> None:
    request = asked(place, run)
    run("review", "import", place.second, answered(request, tmp_path))
    done = run("review", "import", place.second, answered(request, tmp_path, "partly"))
    assert done.out == "Ratings and comments: 3 changed.\n"


def test_importing_a_whole_file_takes_back_no_reveal_and_changes_no_rating(
    place: Place, run: Run, tmp_path: Path
) -> None:
    run("review", "import", place.second, answered(asked(place, run), tmp_path))
    file = tmp_path / "mine.json"
    assert run("export", place.second, "-o", file).code == 0
    with closing(place.store()) as store:
        (review,) = reviews_in(store.entries(ANA, place.second).values())
        reveal(store, ANA, place.second, review, by=OWNER, now=NOW, operation="reveal")
    found = json.loads(file.read_text())
    for each in found["ratings"]:
        each["option"] = "fully"
    file.write_text(json.dumps(found))
    before = stored(place)
    done = run("import", file, "--into", place.second, "--prefer", "file")
    assert (done.code, done.error) == (0, "")
    assert "4 entries belong to a review that's already here" in done.out
    assert "Entries changed: 0." in done.out
    assert stored(place) == before


def test_undoing_an_answer_keeps_ratings_revealed_since(
    place: Place, run: Run, tmp_path: Path
) -> None:
    run("review", "import", place.second, answered(asked(place, run), tmp_path))
    with closing(place.store()) as store:
        (review,) = reviews_in(store.entries(ANA, place.second).values())
        reveal(store, ANA, place.second, review, by=OWNER, now=NOW, operation="reveal")
    before = stored(place)
    done = run("undo", place.second)
    assert done.out == "Entries reverted: 0. Changed or revealed since and kept: 3.\n"
    assert stored(place) == before


def test_an_answer_changed_by_hand_is_refused(place: Place, run: Run, tmp_path: Path) -> None:
    file = answered(asked(place, run), tmp_path)
    file.write_text(file.read_text().replace('"option": "mostly"', '"option": "fully"', 1))
    before = place.dump()
    done = run("review", "import", place.second, file)
    assert done.code == 1
    assert "changed or damaged after it was saved" in done.out + done.error
    assert place.dump() == before


def test_an_answer_belongs_to_its_own_assessment(place: Place, run: Run, tmp_path: Path) -> None:
    file = answered(asked(place, run), tmp_path)
    before = place.dump()
    done = run("review", "import", place.first, file)
    assert (done.code, done.out) == (
        1,
        "This file is for another assessment or review, or contains no ratings or comments.\n",
    )
    assert place.dump() == before


def test_another_file_is_no_answer(place: Place, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    run("export", place.second, "-o", file)
    done = run("review", "import", place.second, file)
    assert (done.code, done.out) == (1, "This isn't a file that a mentor sent back.\n")


def test_the_log_says_who_did_what_and_hides_ratings(
    place: Place, run: Run, tmp_path: Path
) -> None:
    run("review", "import", place.second, answered(asked(place, run), tmp_path))
    rows = list(
        csv.DictReader(io.StringIO(run("review", "log", place.second).out.lstrip("\ufeff")))
    )
    assert [(each["who"], each["kind"], each["after"]) for each in rows] == [
        ("you", "review", "began on 1 June 2025"),
        *[("Mo (file)", "rating", "hidden")] * 3,
    ]
    skills = {each.id.partition(".")[0] for each in STATEMENTS}
    assert {each["about"] for each in rows[1:]} == {
        first_matrix().skills[each].title for each in skills
    }
    # Which statement a mentor is asked next tells how they rated the one before.
    assert not any(each.id in row["id"] for row in rows for each in STATEMENTS)


def test_the_log_says_who_had_access(place: Place, run: Run) -> None:
    asked(place, run)
    with closing(place.store()) as store:
        (review,) = reviews_in(store.entries(ANA, place.second).values())
        for name, scope, label in ((review, Scope.review, ""), ("r2", Scope.read, "Ana")):
            store.add_review_link(
                ANA, place.second, review=name, token=name, scope=scope, label=label, days=1
            )
            store.open_review_link(name, f"grant of {name}")
        store.revoke_review_links(ANA, place.second, "r2")
        store.hand_over(ANA, place.second, review)
        until = day(store.review_links(ANA, place.second)[0].expires_at)
    log = run("review", "log", place.second).out
    rows = list(csv.DictReader(io.StringIO(log.lstrip("\ufeff"))))[1:]
    assert [(each["who"], each["about"], each["after"]) for each in rows] == [
        ("you", f"Review link for Mo, valid until {until}", "created"),
        ("Mo", f"Review link for Mo, valid until {until}", "opened"),
        ("you", f"Read-only link for Ana, valid until {until}", "created"),
        ("Ana", f"Read-only link for Ana, valid until {until}", "opened"),
        ("you", f"Read-only link for Ana, valid until {until}", "withdrawn"),
        ("you", "Device for Mo", "handed over"),
    ]
    assert {each["kind"] for each in rows} == {"access"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export"], "export needs --mentor NAME; import and log take none."),
        (["import"], "import needs the mentor's FILE; export and log take none."),
        (["log", "--mentor", "Mo"], "export needs --mentor NAME; import and log take none."),
        (["export", "--mentor", " "], "The mentor needs a name."),
    ],
)
def test_a_missing_review_is_named_by_the_command(
    arguments: list[str], message: str, place: Place, run: Run
) -> None:
    action, *others = arguments
    done = run("review", action, place.second, *others)
    assert (done.code, done.error) == (2, f"{message}\n")


def test_a_persons_own_assessment_gives_no_answer(place: Place, run: Run) -> None:
    review = asked(place, run)["reviews"][0]["id"]
    with closing(place.store()) as store:
        found = store.assessment(ANA, place.second)
        source = AssessmentFiles(workspace_of(store), found, first_matrix(), found.created_at)
        assert json.loads(request_file(source, review))["reviews"][0]["guest_of"] == found.id
        with pytest.raises(Exception, match="no such review"):
            answer_file(source, review)


def test_a_request_is_one_copy_for_its_mentor_however_often_it_is_imported(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps(asked(place, run)))
    first = run("import", file)
    again = run("import", file)
    with closing(place.store()) as store:
        copies = [e.assessment for e in store.assessments(ANA) if e.assessment.handed_to]
    assert [each.id in first.out for each in copies] == [True]
    assert again.out == f"Already imported as assessment {copies[0].id}. Nothing was changed.\n"
