"""Agreement of two people from the command line."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from cli_support import Place, Run
from report_support import NOW, first_matrix
from store_support import ANA

from skills.entries.review_entries import OWNER, item_of
from skills.records.record import Record
from skills.records.review_files import answer_of, request_of
from skills.records.to_json import as_json
from skills.workspace.reviews import invite, reveal

pytestmark = pytest.mark.slow

pytest_plugins = ["cli_support"]


def test_a_person_agrees_fully_with_themselves(place: Place, run: Run) -> None:
    done = run("agreement", place.second, place.second)
    assert (done.code, done.error) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("Both rated ")
    assert lines[0].endswith(" statements and gave the same rating to each of them.")
    assert lines[1].startswith("Agreement beyond chance 1.00, 95% interval 1.00 to 1.00 ")
    assert lines[2] == "On average, the first and the second come out about the same."
    assert all(each.endswith("  the same") for each in lines[4:])
    skills = json.loads(run("score", place.second, "--format", "json").out)["skills"]
    assert len(lines) - 4 == len(skills)


def test_two_files_are_compared_as_two_stored_assessments_are(
    place: Place, run: Run, tmp_path: Path
) -> None:
    files = tmp_path / "mine.json", tmp_path / "theirs.json"
    for each, file in zip((place.first, place.second), files, strict=True):
        assert run("export", each, "-o", file).code == 0
    stored = run("agreement", place.first, place.second, "--format", "json")
    assert (stored.code, stored.error) == (0, "")
    assert run("agreement", *files, "--format", "json").out == stored.out
    output = json.loads(stored.out)
    assert 0 <= output["same"] <= output["rated"]
    assert {each["skill"] for each in output["skills"]} <= set(first_matrix().skills)
    sizes = [abs(each["difference"] or 0) * each["weight"] for each in output["skills"]]
    assert sizes == sorted(sizes, reverse=True)


def test_ratings_on_different_structures_are_not_compared(
    place: Place, run: Run, tmp_path: Path
) -> None:
    data = json.loads(run("export", place.second).out)
    data["matrix"]["structure"] = "0" * 64
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(data))
    done = run("agreement", place.first, file)
    assert (done.code, done.data) == (2, b"")
    assert done.error.endswith("so their ratings cannot be compared.\n")
    assert run("agreement", place.first, "no-such-id").code == 2


def rated(place: Place, review: str, *, higher: bool = False, revealed: bool = True) -> int:
    """Have a mentor rate as the person did, or differently; return the number of ratings."""
    with closing(place.store()) as store:
        invite(store, ANA, place.second, review.title(), review=review, now=NOW)
        given = store.choices(ANA, place.second).items()
        known = first_matrix().statements
        kept = {one: option for one, option in given if option and one in known}
        for one, option in kept.items():
            options = [each.id for each in known[one].scale.options]
            value = next(each for each in options if each != option) if higher else option
            item = item_of(review, one)
            store.save(ANA, place.second, "rating", item, value, tab="t", drawn=0, operation=item)
        if revealed:
            reveal(store, ANA, place.second, review, by=OWNER, now=NOW, operation=f"r{review}")
    return len(kept)


def exported(place: Place, run: Run) -> Record:
    return Record.model_validate_json(run("export", place.second).out)


def test_a_person_is_compared_with_the_file_their_mentor_sent_back(
    place: Place, run: Run, tmp_path: Path
) -> None:
    rated(place, "mo", revealed=False)
    record = exported(place, run)
    copy = tuple(each.model_copy(update={"guest_of": place.second}) for each in record.reviews)
    file = tmp_path / "answer.json"
    file.write_text(as_json(answer_of(record.model_copy(update={"reviews": copy}), "mo")))
    for pair in ((place.second, file), (file, place.second)):
        done = run("agreement", *pair, "--format", "json")
        assert (done.code, done.error) == (0, "")
        found = json.loads(done.out)
        assert found["rated"] == found["same"] > 0
        assert any(each["difference"] == 0 for each in found["skills"])


def test_a_file_that_asks_for_a_review_has_nothing_to_compare(
    place: Place, run: Run, tmp_path: Path
) -> None:
    rated(place, "mo", revealed=False)
    file = tmp_path / "request.json"
    file.write_text(as_json(request_of(exported(place, run), "mo", "Copy")))
    done = run("agreement", file, place.second)
    assert (done.code, done.data) == (2, b"")
    assert "asks a mentor for a review" in done.error


def test_an_assessment_is_compared_with_its_only_revealed_review(place: Place, run: Run) -> None:
    rated(place, "mo")
    rated(place, "kim", higher=True, revealed=False)
    done = run("agreement", place.second)
    assert (done.code, done.error) == (0, "")
    assert "gave the same rating to each of them" in done.out
    assert "On average, the self-rating and Mo's rating come out about the same." in done.out
    assert run("agreement", place.second, "--review", "mo").out == done.out


def test_of_several_reviews_one_is_named(place: Place, run: Run) -> None:
    rated(place, "mo")
    rated(place, "kim", higher=True)
    done = run("agreement", place.second)
    assert (done.code, done.data) == (2, b"")
    assert "mo (Mo)" in done.error
    assert "kim (Kim)" in done.error
    found = json.loads(run("agreement", place.second, "--review", "kim", "--format", "json").out)
    assert found["same"] < found["rated"]


def test_a_review_that_is_not_revealed_is_not_compared(place: Place, run: Run) -> None:
    rated(place, "mo", revealed=False)
    for arguments in ([], ["--review", "mo"], ["--review", "nobody"]):
        done = run("agreement", place.second, *arguments)
        assert (done.code, done.data) == (2, b"")
        assert "revealed" in done.error
    assert run("agreement", place.second, place.first, "--review", "mo").code == 2
