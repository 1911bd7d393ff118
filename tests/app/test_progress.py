"""Snapshots: when they are saved, how they are listed, and that they can be removed."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from import_export import fill, write
from page_text import plain
from page_visit import APPRENTICE, BEN, Come, Visit, begin, keys, put
from progress_page import START, Days, charts, dates, rows, snapshot, three

from components.web import session
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.scoring.verdicts import Verdict
from skills.sentences.progress import UNCHANGED, WHAT_COMES, WHEN_SAVED, only_snapshot
from skills.sentences.verdicts import VERDICT_WORDS
from skills.store import Assessment
from skills.workspace.export import read_state

pytest_plugins = ["progress_page"]
pytestmark = pytest.mark.usefixtures("days")


def test_without_a_snapshot_the_page_says_so_and_offers_to_keep_one(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("progress", a=assessment.id)
    assert WHEN_SAVED in ann.text()
    assert WHAT_COMES in ann.text()
    assert "0 of 10 answered" in ann.text()
    assert keys(ann) == ["assess", "keep"]
    assert not ann.at.selectbox
    ann.press("keep")
    assert dates(ann, assessment) == ["03-01"]
    assert rows(ann) == [
        f"1 March 2026 {VERDICT_WORDS[Verdict.unknown]} Gardener, Apprentice – 0 to 100%"
    ]


@pytest.mark.parametrize("mode", Mode)
def test_what_does_not_apply_is_not_left_to_answer(ann: Visit, garden: Matrix, mode: Mode) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode=mode)
    fill(ann, assessment, garden, option="fully")
    put(ann, assessment, {"compost.plan": NOT_APPLICABLE, "pruning.rose": NOT_APPLICABLE})
    ann.open("progress", a=assessment.id)
    assert "8 of 8 answered, 2 set aside" in ann.text()
    assert keys(ann) == ["keep"]
    (bar,) = ann.parts('class="rr-done"')
    assert "right:0" in bar
    ann.open("result", a=assessment.id)
    assert dates(ann, assessment) == ["03-01"]


def test_an_open_statement_keeps_the_result_from_being_saved(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    skills = ("compost", "pruning", "advice")
    every = [each.id for skill in skills for each in garden.skills[skill].statements]
    put(ann, assessment, dict.fromkeys(every[:-1], "fully") | {"compost.plan": NOT_APPLICABLE})
    session.store().remember_skill(ann.owner, assessment.id, "compost")
    ann.open("result", a=assessment.id)
    assert dates(ann, assessment) == []
    ann.open("progress", a=assessment.id)
    assert ann.at.button(key="assess").label == "Continue answering"
    ann.press("assess")
    assert every[-1] in ann.asked()


def test_an_unchanged_result_is_not_saved_again(ann: Visit, answered: Assessment) -> None:
    ann.open("progress", a=answered.id).press("keep")
    assert "keep" not in keys(ann)
    assert UNCHANGED in ann.text()
    assert len(rows(ann)) == 1
    assert "Now" not in rows(ann)[0]
    put(ann, answered, {"compost.heap": "fully"})
    ann.run()
    assert "keep" in keys(ann)
    assert [each.startswith("Now") for each in rows(ann)] == [True, False]


def test_the_result_keeps_one_a_day_and_none_where_nothing_changed(
    ann: Visit, answered: Assessment, days: Days
) -> None:
    ann.open("result", a=answered.id).run()
    assert dates(ann, answered) == ["03-01"]
    days.pass_by(0.2)
    put(ann, answered, {"compost.heap": "fully"})
    ann.run()
    assert dates(ann, answered) == ["03-01"]
    (only,) = session.store().snapshots(ann.owner, answered.id)
    answers = {each.statement: each.option for each in read_state(only).answers}
    assert answers["compost.heap"] == "fully"
    days.pass_by(30)
    ann.run()
    assert dates(ann, answered) == ["03-01"]
    put(ann, answered, {"compost.heap": "never"})
    ann.run()
    assert dates(ann, answered) == ["03-01", "03-31"]


def test_the_only_snapshot_says_what_it_is_and_what_a_second_one_brings(
    ann: Visit, answered: Assessment
) -> None:
    seen = ann.open("progress", a=answered.id).press("keep").text()
    (kept,) = session.store().snapshots(ann.owner, answered.id)
    result = read_state(kept).result
    assert result is not None
    assert only_snapshot(START, result.readiness) in seen
    assert charts(ann) == 0


def test_milestones_are_listed_the_latest_first_with_done_projects(
    ann: Visit, answered: Assessment, days: Days
) -> None:
    assert not ann.open("progress", a=answered.id).parts("rr-milestones")
    three(ann, answered, days)
    store, (project, title) = session.store(), ("first-heap", "A first heap")
    store.save(
        ann.owner,
        answered.id,
        "project",
        project,
        "done",
        tab="t",
        widget_revision=0,
        operation="done",
    )
    ann.open("progress", a=answered.id)
    (listed,) = ann.parts("rr-milestones")
    milestones = re.findall(r"<li><span.*?>(.*?)</span> (.*?)</li>", listed)
    assert milestones[0] == ("30 May 2026", f"Project done: {title}")
    assert milestones[-1] == ("1 March 2026", "First verdict")
    assert len(milestones) > 2


def test_readiness_over_time_is_a_line_and_a_table_the_latest_first(
    ann: Visit, answered: Assessment, days: Days
) -> None:
    three(ann, answered, days)
    ann.open("progress", a=answered.id)
    assert charts(ann) == 1
    starts = [each.split(" 2026")[0] for each in rows(ann)]
    assert starts == ["30 April", "31 March", "1 March"]
    numbers = [int(re.findall(r"(\d+)%", each)[0]) for each in rows(ann)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 3


def test_a_snapshot_is_removed_with_all_that_is_in_it(
    ann: Visit, answered: Assessment, days: Days, tmp_path: Path
) -> None:
    write(ann, answered, "note", "compost", "Among the lindens")
    three(ann, answered, days)
    write(ann, answered, "note", "compost", "Elsewhere")
    ann.open("progress", a=answered.id)
    assert ann.at.button(key="remove").disabled
    for _ in range(3):
        ann.select("remove-which", snapshot(ann, answered, 0)).press("remove")
    assert dates(ann, answered) == []
    assert WHEN_SAVED in ann.text()
    database = tmp_path / "data" / "skills.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        kept = connection.execute("SELECT count(*) FROM snapshot").fetchone()
    assert kept == (0,)


def test_a_snapshot_removed_in_another_tab_is_explained_in_a_sentence(
    ann: Visit, answered: Assessment, days: Days
) -> None:
    three(ann, answered, days)
    ann.open("progress", a=answered.id)
    first = snapshot(ann, answered, 0)
    ann.select("remove-which", first)
    session.store().forget_snapshot(ann.owner, answered.id, first)
    ann.press("remove")
    assert dates(ann, answered) == ["03-31", "04-30"]
    assert len(rows(ann)) == 2


def test_snapshots_are_nobody_elses(
    come: Come, ann: Visit, answered: Assessment, days: Days
) -> None:
    three(ann, answered, days)
    ben = come(BEN).open("progress", a=answered.id)
    assert "Not found" in ben.text()
    assert not ben.parts("Snapshots")


def test_titles_from_a_matrix_are_shown_literally(ann: Visit, garden: Matrix, days: Days) -> None:
    evil = "<img src=x onerror=alert(1)>"
    assessment = begin(ann, garden, APPRENTICE)
    fill(ann, assessment, garden)
    ann.open("progress", a=assessment.id).press("keep")
    (kept,) = session.store().snapshots(ann.owner, assessment.id)
    session.store().forget_snapshot(ann.owner, assessment.id, kept.id)
    session.store().add_snapshot(
        ann.owner,
        assessment.id,
        record=kept.record.replace('"Apprentice"', f'"{evil}"').replace("Composting", evil),
        profile=kept.profile,
        wording=kept.wording,
        structure=kept.structure,
        taken_at=START - timedelta(days=3),
    )
    put(ann, assessment, {"compost.heap": "fully"})
    ann.run()
    assert evil in plain(ann.html())
    assert "<img" not in ann.html()
    assert days.now > START
