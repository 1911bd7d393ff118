import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from import_export import fill, write
from page_text import plain
from streamlit.testing.v1.element_tree import Selectbox
from visiting import ANN, APPRENTICE, BEN, Come, Visit, begin, put

from components.web import session
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.matrix.reading import read_texts
from skills.records.matrix_changes import match
from skills.scoring.verdicts import Verdict
from skills.sentences.matrix_changes import match_summary
from skills.sentences.progress import (
    SAME_MOMENT,
    UNCHANGED,
    WHAT_COMES,
    WHEN_SAVED,
    only_snapshot,
)
from skills.sentences.verdicts import VERDICT_WORDS
from skills.store import Assessment
from skills.workspace.export import read_state

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Days:
    """Be the clock of the whole server, moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_by(self, count: float) -> None:
        self.now += timedelta(days=count)


@pytest.fixture(autouse=True)
def days(monkeypatch: pytest.MonkeyPatch) -> Iterator[Days]:
    days = Days()
    monkeypatch.setattr(session, "now", days)
    session.own_store.clear()
    yield days
    session.store().close()
    session.own_store.clear()


@pytest.fixture
def found(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment of which everything is answered."""
    found = begin(ann, garden, APPRENTICE)
    fill(ann, found, garden)
    return found


def dates(visit: Visit, found: Assessment) -> list[str]:
    every = session.store().snapshots(visit.owner, found.id)
    return [f"{each.taken_at:%m-%d}" for each in every]


def rows(visit: Visit) -> list[str]:
    """Return the lines of the table of snapshots as read."""
    (table,) = visit.parts('aria-label="Snapshots"')
    lines = re.findall(r"<tr>\s*<th scope=\"row\"[^>]*>.*?</tr>", table, flags=re.DOTALL)
    return [plain(each) for each in lines]


def keys(visit: Visit) -> list[str]:
    return [str(each.key) for each in visit.at.button]


def charts(visit: Visit) -> int:
    kinds = [each.delta.new_element.WhichOneof("type") for each in visit.messages]
    return kinds.count("plotly_chart")


def box(visit: Visit, key: str) -> Selectbox:
    found: Selectbox = visit.at.selectbox(key=key)
    return found


def ends(visit: Visit) -> list[str]:
    """Return the ids of the two moments held against each other."""
    return [box(visit, each).value for each in ("from", "to")]


def snapshot(visit: Visit, found: Assessment, place: int) -> str:
    """Return the id of a snapshot, counted from the oldest on."""
    return session.store().snapshots(visit.owner, found.id)[place].id


def test_without_a_snapshot_the_page_says_so_and_offers_to_keep_one(
    ann: Visit, garden: Matrix
) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("progress", a=found.id)
    assert WHEN_SAVED in ann.text()
    assert WHAT_COMES in ann.text()
    assert "0 of 10 answered" in ann.text()
    assert keys(ann) == ["assess", "keep"]
    assert not ann.at.selectbox
    ann.press("keep")
    assert dates(ann, found) == ["03-01"]
    assert rows(ann) == [
        f"1 March 2026 {VERDICT_WORDS[Verdict.unknown]} Gardener, Apprentice – 0 to 100%"
    ]


@pytest.mark.parametrize("mode", Mode)
def test_what_does_not_apply_is_not_left_to_answer(ann: Visit, garden: Matrix, mode: Mode) -> None:
    found = begin(ann, garden, APPRENTICE, mode=mode)
    fill(ann, found, garden, option="fully")
    put(ann, found, {"compost.plan": NOT_APPLICABLE, "pruning.rose": NOT_APPLICABLE})
    ann.open("progress", a=found.id)
    assert "8 of 8 answered, 2 set aside" in ann.text()
    assert keys(ann) == ["keep"]
    (bar,) = ann.parts('class="rr-done"')
    assert "right:0" in bar
    ann.open("result", a=found.id)
    assert dates(ann, found) == ["03-01"]


def test_one_that_is_open_keeps_the_result_from_being_saved(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    skills = ("compost", "pruning", "advice")
    every = [each.id for skill in skills for each in garden.skills[skill].statements]
    put(ann, found, dict.fromkeys(every[:-1], "fully") | {"compost.plan": NOT_APPLICABLE})
    session.store().remember_skill(ann.owner, found.id, "compost")
    ann.open("result", a=found.id)
    assert dates(ann, found) == []
    ann.open("progress", a=found.id)
    assert ann.at.button(key="assess").label == "Continue answering"
    ann.press("assess")
    assert every[-1] in ann.asked()


def test_what_has_not_changed_is_not_kept_again(ann: Visit, found: Assessment) -> None:
    ann.open("progress", a=found.id).press("keep")
    assert "keep" not in keys(ann)
    assert UNCHANGED in ann.text()
    assert len(rows(ann)) == 1
    assert "Now" not in rows(ann)[0]
    put(ann, found, {"compost.heap": "fully"})
    ann.run()
    assert "keep" in keys(ann)
    assert [each.startswith("Now") for each in rows(ann)] == [True, False]


def test_the_result_keeps_one_a_day_and_none_where_nothing_changed(
    ann: Visit, found: Assessment, days: Days
) -> None:
    ann.open("result", a=found.id).run()
    assert dates(ann, found) == ["03-01"]
    days.pass_by(0.2)
    put(ann, found, {"compost.heap": "fully"})
    ann.run()
    assert dates(ann, found) == ["03-01"]
    (only,) = session.store().snapshots(ann.owner, found.id)
    answers = {each.statement: each.option for each in read_state(only).answers}
    assert answers["compost.heap"] == "fully"
    days.pass_by(30)
    ann.run()
    assert dates(ann, found) == ["03-01"]
    put(ann, found, {"compost.heap": "never"})
    ann.run()
    assert dates(ann, found) == ["03-01", "03-31"]


def test_the_only_snapshot_says_what_it_is_and_what_a_second_one_brings(
    ann: Visit, found: Assessment
) -> None:
    seen = ann.open("progress", a=found.id).press("keep").text()
    (kept,) = session.store().snapshots(ann.owner, found.id)
    result = read_state(kept).result
    assert result is not None
    assert only_snapshot(START, result.readiness) in seen
    assert charts(ann) == 0


def test_milestones_are_listed_the_latest_first_with_done_projects(
    ann: Visit, found: Assessment, days: Days
) -> None:
    assert not ann.open("progress", a=found.id).parts("rr-milestones")
    three(ann, found, days)
    store, (project, title) = session.store(), ("first-heap", "A first heap")
    store.save(ann.owner, found.id, "project", project, "done", tab="t", drawn=0, operation="done")
    ann.open("progress", a=found.id)
    (listed,) = ann.parts("rr-milestones")
    told = re.findall(r"<li><span.*?>(.*?)</span> (.*?)</li>", listed)
    assert told[0] == ("30 May 2026", f"Project done: {title}")
    assert told[-1] == ("1 March 2026", "First verdict")
    assert len(told) > 2


def three(visit: Visit, found: Assessment, days: Days) -> None:
    """Keep three snapshots thirty days apart: never, partly, fully at two statements."""
    for option in ("never", "partly", "fully"):
        put(visit, found, {"compost.heap": option, "compost.turning": option})
        visit.open("result", a=found.id)
        days.pass_by(30)


def test_readiness_over_time_is_a_line_and_a_table_the_latest_first(
    ann: Visit, found: Assessment, days: Days
) -> None:
    three(ann, found, days)
    ann.open("progress", a=found.id)
    assert charts(ann) == 1
    starts = [each.split(" 2026")[0] for each in rows(ann)]
    assert starts == ["30 April", "31 March", "1 March"]
    numbers = [int(re.findall(r"(\d+)%", each)[0]) for each in rows(ann)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 3


@pytest.mark.parametrize("chosen", [(0, 2), (2, 0), (0, 1), (1, 0)])
def test_any_two_are_compared_the_earlier_first_in_whatever_order_they_are_chosen(
    chosen: tuple[int, int], ann: Visit, found: Assessment, days: Days
) -> None:
    three(ann, found, days)
    ann.open("progress", a=found.id)
    for key, place in zip(("from", "to"), chosen, strict=True):
        ann.select(key, snapshot(ann, found, place))
    (row,) = ann.parts("rr-dots")
    assert "Composting" in row
    assert "▲ rose" in row
    assert re.search(r'aria-label="0\.8 before, [1-4][.\d]* after"', row)
    assert re.search("Readiness (rose|went)", ann.text())
    assert row.count("<li>") == 1
    assert re.search(r"skills: 1 rose; \d unchanged\.", ann.text())


def test_a_skill_that_stayed_is_shown_where_there_is_something_to_tell_of_it(
    ann: Visit, found: Assessment
) -> None:
    put(ann, found, {"compost.heap": "fully", "compost.turning": "partly"})
    ann.open("progress", a=found.id).press("keep")
    put(ann, found, {"pruning.tools": "fully", "pruning.apple": "never"})
    ann.run()
    assert "Pruning" in "".join(ann.parts("rr-dots"))


def test_at_first_a_twin_of_the_last_snapshot_is_passed_over(
    ann: Visit, found: Assessment, days: Days
) -> None:
    three(ann, found, days)
    put(ann, found, {"compost.heap": "partly"})
    put(ann, found, {"compost.heap": "fully"})
    ann.open("result", a=found.id).open("progress", a=found.id)
    assert dates(ann, found) == ["03-01", "03-31", "04-30", "05-30"]
    assert ends(ann) == [snapshot(ann, found, 1), snapshot(ann, found, 3)]


def test_the_same_moment_twice_is_reported(ann: Visit, found: Assessment, days: Days) -> None:
    three(ann, found, days)
    ann.open("progress", a=found.id)
    ann.select("from", box(ann, "to").value)
    assert SAME_MOMENT in ann.text()


def test_at_first_the_last_snapshot_is_held_against_now_where_that_differs(
    ann: Visit, come: Come, found: Assessment, days: Days
) -> None:
    three(ann, found, days)
    ann.open("progress", a=found.id)
    assert ends(ann) == [snapshot(ann, found, 1), snapshot(ann, found, 2)]
    put(ann, found, {"compost.heap": "never"})
    ann = come(ANN).open("progress", a=found.id)
    assert ends(ann) == [snapshot(ann, found, 2), "now"]
    assert box(ann, "to").options[-1] == "Now"
    assert "▼ fell" in ann.html()


def test_two_of_one_day_are_told_apart_by_the_time(
    ann: Visit, found: Assessment, days: Days
) -> None:
    ann.open("progress", a=found.id).press("keep")
    days.pass_by(0.1)
    put(ann, found, {"compost.heap": "fully"})
    ann.run().press("keep")
    options = box(ann, "from").options
    assert len(options) == len(set(options)) == 2
    assert all(re.fullmatch(r"1 March 2026, \d\d:\d\d", each) for each in options)
    assert options[0].endswith("10:00"), "in the person's own time zone"


def test_a_snapshot_of_another_structure_is_told_and_not_mixed(
    ann: Visit, found: Assessment, days: Days, garden_file: Path
) -> None:
    three(ann, found, days)
    text = garden_file.read_text()
    more = "          dig: {level: 1, text: I dig.}\n"
    place = "          tools: {level: 1"
    garden_file.write_text(text.replace(place, more + place, 1))
    matrix = read_texts([("garden.yaml", garden_file.read_bytes())]).matrix
    assert matrix is not None
    ann.open().open("progress", a=found.id)  # the start page looks at the files
    assert charts(ann) == 0, "one number of this structure is no line"
    old = [each for each in rows(ann) if "different version of the matrix" in each]
    assert len(old) == 3
    assert len(rows(ann)) == 4
    assert not ann.parts("▲ rose")
    told = ann.text()
    assert "matrix" in told.lower().split("what changed")[-1]
    (note,) = ann.parts('class="rr-note"')
    last = read_state(session.store().snapshots(ann.owner, found.id)[-1])
    matched = match(last.matrix, matrix, {each.statement: each.option for each in last.answers})
    assert len(matched.carried.answers) == len(last.answers) == 10
    assert len(matched.new) == 1
    assert all(each in plain(note) for each in match_summary(matched, last.matrix, matrix))
    put(ann, found, {"pruning.dig": "fully"})
    ann.run().press("keep")
    days.pass_by(30)
    put(ann, found, {"compost.heap": "never"})
    ann.run().press("keep")
    assert charts(ann) == 1
    assert len([each for each in rows(ann) if "not comparable" in each]) == 3


def test_a_snapshot_is_removed_with_all_that_is_in_it(
    ann: Visit, found: Assessment, days: Days, tmp_path: Path
) -> None:
    write(ann, found, "note", "compost", "Among the lindens")
    three(ann, found, days)
    write(ann, found, "note", "compost", "Elsewhere")
    ann.open("progress", a=found.id)
    assert ann.at.button(key="remove").disabled
    for _ in range(3):
        ann.select("remove-which", snapshot(ann, found, 0)).press("remove")
    assert dates(ann, found) == []
    assert WHEN_SAVED in ann.text()
    database = tmp_path / "data" / "skills.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        kept = connection.execute("SELECT count(*) FROM snapshot").fetchone()
    assert kept == (0,)


def test_what_another_tab_removed_meanwhile_ends_in_a_sentence(
    ann: Visit, found: Assessment, days: Days
) -> None:
    three(ann, found, days)
    ann.open("progress", a=found.id)
    first = snapshot(ann, found, 0)
    ann.select("remove-which", first)
    session.store().forget_snapshot(ann.owner, found.id, first)
    ann.press("remove")
    assert dates(ann, found) == ["03-31", "04-30"]
    assert len(rows(ann)) == 2


def test_snapshots_are_nobody_elses(come: Come, ann: Visit, found: Assessment, days: Days) -> None:
    three(ann, found, days)
    ben = come(BEN).open("progress", a=found.id)
    assert "Not found" in ben.text()
    assert not ben.parts("Snapshots")


def test_titles_from_a_matrix_are_literal(ann: Visit, garden: Matrix, days: Days) -> None:
    evil = "<img src=x onerror=alert(1)>"
    found = begin(ann, garden, APPRENTICE)
    fill(ann, found, garden)
    ann.open("progress", a=found.id).press("keep")
    (kept,) = session.store().snapshots(ann.owner, found.id)
    session.store().forget_snapshot(ann.owner, found.id, kept.id)
    session.store().add_snapshot(
        ann.owner,
        found.id,
        record=kept.record.replace('"Apprentice"', f'"{evil}"').replace("Composting", evil),
        profile=kept.profile,
        wording=kept.wording,
        structure=kept.structure,
        taken_at=START - timedelta(days=3),
    )
    put(ann, found, {"compost.heap": "fully"})
    ann.run()
    assert evil in plain(ann.html())
    assert "<img" not in ann.html()
    assert days.now > START
