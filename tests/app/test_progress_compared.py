"""Two snapshots compared: what changed, and what cannot be compared."""

import re
from pathlib import Path

import pytest
from page_text import plain
from page_visit import ANN, Come, Visit, put
from progress_page import Days, charts, dates, rows, snapshot, three
from streamlit.testing.v1.element_tree import Selectbox

from components.web import session
from skills.matrix.reading import read_texts
from skills.records.matrix_changes import match
from skills.sentences.matrix_changes import match_summary
from skills.sentences.progress import SAME_MOMENT
from skills.store import Assessment
from skills.workspace.export import read_state

pytest_plugins = ["progress_page"]
pytestmark = pytest.mark.usefixtures("days")


def box(visit: Visit, key: str) -> Selectbox:
    found: Selectbox = visit.at.selectbox(key=key)
    return found


def ends(visit: Visit) -> list[str]:
    """Return the ids of the two snapshots compared."""
    return [box(visit, each).value for each in ("from", "to")]


@pytest.mark.parametrize("chosen", [(0, 2), (2, 0), (0, 1), (1, 0)])
def test_any_two_are_compared_the_earlier_first_in_whatever_order_they_are_chosen(
    chosen: tuple[int, int], ann: Visit, answered: Assessment, days: Days
) -> None:
    three(ann, answered, days)
    ann.open("progress", a=answered.id)
    for key, place in zip(("from", "to"), chosen, strict=True):
        ann.select(key, snapshot(ann, answered, place))
    (row,) = ann.parts("rr-dots")
    assert "Composting" in row
    assert "▲ rose" in row
    assert re.search(r'aria-label="0\.8 before, [1-4][.\d]* after"', row)
    assert re.search("Readiness (rose|went)", ann.text())
    assert row.count("<li>") == 1
    assert re.search(r"skills: 1 rose; \d unchanged\.", ann.text())


def test_an_unchanged_skill_is_shown_where_it_has_a_reason(
    ann: Visit, answered: Assessment
) -> None:
    put(ann, answered, {"compost.heap": "fully", "compost.turning": "partly"})
    ann.open("progress", a=answered.id).press("keep")
    put(ann, answered, {"pruning.tools": "fully", "pruning.apple": "never"})
    ann.run()
    assert "Pruning" in "".join(ann.parts("rr-dots"))


def test_at_first_a_duplicate_of_the_last_snapshot_is_skipped(
    ann: Visit, answered: Assessment, days: Days
) -> None:
    three(ann, answered, days)
    put(ann, answered, {"compost.heap": "partly"})
    put(ann, answered, {"compost.heap": "fully"})
    ann.open("result", a=answered.id).open("progress", a=answered.id)
    assert dates(ann, answered) == ["03-01", "03-31", "04-30", "05-30"]
    assert ends(ann) == [snapshot(ann, answered, 1), snapshot(ann, answered, 3)]


def test_the_same_moment_twice_is_reported(ann: Visit, answered: Assessment, days: Days) -> None:
    three(ann, answered, days)
    ann.open("progress", a=answered.id)
    ann.select("from", box(ann, "to").value)
    assert SAME_MOMENT in ann.text()


def test_at_first_the_last_snapshot_is_compared_with_now_where_they_differ(
    ann: Visit, come: Come, answered: Assessment, days: Days
) -> None:
    three(ann, answered, days)
    ann.open("progress", a=answered.id)
    assert ends(ann) == [snapshot(ann, answered, 1), snapshot(ann, answered, 2)]
    put(ann, answered, {"compost.heap": "never"})
    ann = come(ANN).open("progress", a=answered.id)
    assert ends(ann) == [snapshot(ann, answered, 2), "now"]
    assert box(ann, "to").options[-1] == "Now"
    assert "▼ fell" in ann.html()


def test_two_snapshots_of_one_day_are_distinguished_by_time(
    ann: Visit, answered: Assessment, days: Days
) -> None:
    ann.open("progress", a=answered.id).press("keep")
    days.pass_by(0.1)
    put(ann, answered, {"compost.heap": "fully"})
    ann.run().press("keep")
    options = box(ann, "from").options
    assert len(options) == len(set(options)) == 2
    assert all(re.fullmatch(r"1 March 2026, \d\d:\d\d", each) for each in options)
    assert options[0].endswith("10:00"), "in the person's own time zone"


def test_a_snapshot_of_another_structure_is_named_and_not_compared(
    ann: Visit, answered: Assessment, days: Days, garden_file: Path
) -> None:
    three(ann, answered, days)
    text = garden_file.read_text()
    more = "          dig: {level: 1, text: I dig.}\n"
    place = "          tools: {level: 1"
    garden_file.write_text(text.replace(place, more + place, 1))
    matrix = read_texts([("garden.yaml", garden_file.read_bytes())]).matrix
    assert matrix is not None
    ann.open().open("progress", a=answered.id)  # the start page looks at the files
    assert charts(ann) == 0, "one number of this structure is no line"
    old = [each for each in rows(ann) if "different version of the matrix" in each]
    assert len(old) == 3
    assert len(rows(ann)) == 4
    assert not ann.parts("▲ rose")
    seen = ann.text()
    assert "matrix" in seen.lower().split("what changed")[-1]
    (note,) = ann.parts('class="rr-note"')
    last = read_state(session.store().snapshots(ann.owner, answered.id)[-1])
    matched = match(last.matrix, matrix, {each.statement: each.option for each in last.answers})
    assert len(matched.carried.answers) == len(last.answers) == 10
    assert len(matched.new) == 1
    assert all(each in plain(note) for each in match_summary(matched, last.matrix, matrix))
    put(ann, answered, {"pruning.dig": "fully"})
    ann.run().press("keep")
    days.pass_by(30)
    put(ann, answered, {"compost.heap": "never"})
    ann.run().press("keep")
    assert charts(ann) == 1
    assert len([each for each in rows(ann) if "not comparable" in each]) == 3
