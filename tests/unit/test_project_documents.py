"""A document has the structure that a project asks for or not, and that is no pass."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.matrix import DocumentSection, Project, ResultDocument
from skills.matrix.reading import read_matrix
from skills.matrix.section_titles import section_key
from skills.problems import Problem
from skills.projects.check_document import CheckedDocument, check_document
from skills.projects.document_file import CODES, SIZE_LIMIT, read_document
from skills.projects.document_parts import ReadDocument, word_count
from skills.projects.named_parts import MOST_VALUES
from skills.sentences.plan_page import project_link_label
from skills.sentences.project_list import cells_of
from skills.sentences.result_documents import (
    INCOMPLETE,
    NO_HEADINGS,
    NOTHING_MISSING,
    SHOWN_HEADINGS,
    met_text,
    open_texts,
    structure_texts,
    structure_verdict,
)

pytestmark = pytest.mark.slow

GOAL = DocumentSection("goal", "Goal", ("The goal",))
STOP = DocumentSection("stop", "Stop rule", fewest_words=2, most_words=4)
DOCUMENT = ResultDocument((GOAL, STOP), most_words=20)
GOOD = "# Brief\n\n## Goal\nLess bread.\n\n## Stop rule\nFive weeks from now.\n"


def checked(text: str, name: str = "b.md", document: ResultDocument = DOCUMENT) -> CheckedDocument:
    found = check_document(text.encode(), name, document)
    assert isinstance(found, CheckedDocument)
    return found


def states(text: str, name: str = "b.md") -> Sequence[tuple[str, int]]:
    """Return what was found about goal, stop rule and the whole: state and words."""
    return [(each.state, each.words) for each in checked(text, name).rules]


def parts(text: str, name: str = "b.md") -> Mapping[str, int]:
    found = read_document(text.encode(), name)
    assert isinstance(found, ReadDocument)
    return {each.title: each.words for each in found.parts}


def test_nothing_is_missing_where_all_sections_are_there() -> None:
    found = checked(GOOD)
    assert (found.open_rules, found.headings) == ((), ("Brief", "Goal", "Stop rule"))
    assert structure_verdict(found) == NOTHING_MISSING
    assert open_texts(found) == ()
    assert met_text(found) == (
        "Complete: “Goal” (2 words), “Stop rule” (4 words), the whole document (10 words)."
    )


def test_each_rule_that_is_not_met_is_a_sentence() -> None:
    found = checked("# Goal\n# Aims\n" + "word " * 20)
    assert structure_verdict(found) == INCOMPLETE
    assert open_texts(found) == (
        "Section “Goal” is empty.",
        "Section “Stop rule” is missing.",
        "The whole document has 22 words; at most 20.",
        "Found in the file: “Goal” and “Aims”.",
    )
    assert open_texts(checked(GOOD.replace("Five weeks from now", "Five"))) == (
        "“Stop rule” has 1 word; at least 2.",
    )
    assert open_texts(checked(GOOD.replace("Five", "Five or six"))) == (
        "“Stop rule” has 6 words; at most 4.",
    )


def test_the_sentences_name_what_stands_in_the_file_but_not_all_of_a_long_one() -> None:
    assert open_texts(checked("Goal: less bread"))[-1] == NO_HEADINGS
    (*_, last) = open_texts(checked("".join(f"# {'x' * 90}{each}\n" for each in range(99))))
    assert last.count("“xx") == SHOWN_HEADINGS
    assert last.endswith("…” and 87 more.")
    assert len(last) < 1_000


def test_what_a_document_must_have_is_put_into_words() -> None:
    assert structure_texts(DOCUMENT) == (
        "“Goal” or “The goal”",
        "“Stop rule”: 2 to 4 words",
        "Whole document: at most 20 words",
    )
    other = ResultDocument((replace(STOP, most_words=None), replace(STOP, most_words=2)))
    assert structure_texts(other) == (
        "“Stop rule”: at least 2 words",
        "“Stop rule”: exactly 2 words",
    )


@pytest.mark.parametrize(
    "heading",
    [
        "# Goal",
        "###### GOAL ##",
        "# 1. Goal:",
        "# 2.1 **Goal**",
        "The goal\n---",
        "# Aims\nGoal\n---",
        "Goal\n=======\n",
    ],
)
def test_a_heading_is_found_however_it_is_written(heading: str) -> None:
    assert states(f"Text\n\n{heading}\nLess bread.")[0] == ("met", 2)


@pytest.mark.parametrize(
    "text",
    [
        "####### Goal\nLess bread.",
        "#Goal\nLess bread.",
        "```\n# Goal\n```\nLess bread.",
        "~~~~\n~~~\n# Goal\n~~~~\nLess bread.",
        "<!-- \n# Goal\n -->\nLess bread.",
        "- Goal\n---\nLess bread.",
        "Some text\nGoal\n---\nLess bread.",
        "Goal\n\n---\nLess bread.",
        "# My goal\nLess bread.",
    ],
)
def test_what_only_looks_like_the_heading_is_none(text: str) -> None:
    assert states(text)[0] == ("missing", 0)


def test_a_section_goes_on_below_smaller_headings_until_the_next_section() -> None:
    text = "# Goal\na b\n## Why\nc\n### Stop rule\nd e\n## More\nf\n# Other\ng"
    assert states(text)[:2] == [("met", 4), ("met", 2)]
    assert states("# Goal\na\n# Goal\nb c\n# Stop rule")[:2] == [("met", 3), ("empty", 0)]


def test_code_after_a_fence_counts_as_words_and_comments_do_not() -> None:
    assert states("# Goal\n```\na b\n```\nc <!-- d e --> f")[0] == ("met", 4)
    assert states("# Goal\n<!-- write here -->\n")[0] == ("empty", 0)
    assert states("# Goal\na <!-- b")[0] == ("met", 2)


YAML = "goal: Less bread\nSTOP_RULE: {when: five weeks, then: [stop, 3]}\nother: null\n"


def test_names_at_the_top_of_a_yaml_or_json_file_are_sections() -> None:
    assert states(YAML, "b.yaml") == [("met", 2), ("met", 4), ("met", 6)]
    assert parts(YAML, "b.YML") == {"goal": 2, "STOP_RULE": 4, "other": 0}
    value = {"goal": "Less bread", "STOP_RULE": {"when": "five weeks", "then": ["stop", 3]}}
    assert states(json.dumps(value | {"other": None}), "b.json") == states(YAML, "b.yaml")


@pytest.mark.parametrize("value", ["", "null", "~", '""', "[]", "{when: }", "[~, '-']"])
def test_a_name_without_words_is_an_empty_section(value: str) -> None:
    assert states(f"Goal: {value}\n", "b.yaml")[0] == ("empty", 0)


def test_a_text_may_come_from_a_pipe_or_in_utf_16() -> None:
    assert states(GOOD, "-") == states(GOOD, "notes.TXT") == states(GOOD)
    found = check_document(GOOD.replace("\n", "\r\n").encode("utf-16"), "b.md", DOCUMENT)
    assert found == checked(GOOD)


@given(st.lists(st.sampled_from(["# Goal", "## Stop rule", "# Other", "two words"]), max_size=12))
def test_a_section_is_there_exactly_if_its_heading_is(lines: list[str]) -> None:
    found = checked("\n".join(("start", *lines)))
    missing = [each.state == "missing" for each in found.rules]
    assert missing[:2] == ["# Goal" not in lines, "## Stop rule" not in lines]
    assert sum(each.words for each in found.rules[:2]) <= 2 * lines.count("two words")


@given(st.text(max_size=300))
def test_the_key_of_a_title_does_not_depend_on_case_or_numbers(title: str) -> None:
    assert section_key(f"3. {title}") == section_key(title) or not any(map(str.isalnum, title))
    assert section_key(section_key(title)) == section_key(title)


def test_words_are_what_has_a_letter_or_digit() -> None:
    assert word_count("follow-up: 3 % – don't | café #") == 4


WRONG: Mapping[str, Sequence[tuple[str, bytes]]] = {
    "document-too-large": [("b.md", b"x" * (SIZE_LIMIT + 1))],
    "document-empty": [("b.md", b""), ("b.yaml", b" \n\xef\xbb\xbf")],
    "document-kind": [
        ("b.docx", b"PK\x03\x04"),
        ("b.md", b"%PDF-1.7"),
        ("b.html", b"<h1>Goal</h1>"),
        ("b.md", b"x\x01\0\0\0"),
        (f"b.{'x' * 300}", b"text"),
    ],
    "document-text": [("b.md", b"# Goal\n\xff\n")],
    "document-damaged": [
        ("b.yaml", b"- goal\n"),
        ("b.yaml", b"goal\n"),
        ("b.yaml", b"# nothing\n"),
        ("b.yaml", b"goal: [a\n"),
        ("b.yaml", b"goal: a\ngoal: b\n"),
        ("b.yaml", b"goal: &a [x]\nstop: *a\n"),
        ("b.yaml", b"goal: !!python/object/apply:os.getcwd []\n"),
        ("b.yaml", b"goal: a\n---\ngoal: b\n"),
        ("b.yaml", b"goal: [" + b"x," * MOST_VALUES + b"]"),
        ("b.json", b'{"goal": '),
        ("b.json", b"[1]"),
        ("b.json", b'{"goal": ' + b"1" * 9_000 + b"}"),
    ],
}


@pytest.mark.parametrize(("code", "file"), [(c, each) for c in WRONG for each in WRONG[c]])
def test_a_file_that_is_no_such_document_says_why(code: str, file: tuple[str, bytes]) -> None:
    name, data = file
    found = check_document(data, name, DOCUMENT)
    assert isinstance(found, Problem)
    assert (found.code, found.place.file, bool(found.fix)) == (code, name, True)
    assert "matrix" not in found.what + found.fix
    assert len(found.what) < 200


def test_every_code_is_tried() -> None:
    assert set(WRONG) == set(CODES)


def test_a_damaged_file_names_the_line() -> None:
    yaml = check_document(b"goal: a\nstop: *b\n", "b.yaml", DOCUMENT)
    broken = check_document(b'{"goal": 1,\n "stop": }', "b.json", DOCUMENT)
    assert [each.place.line for each in (yaml, broken) if isinstance(each, Problem)] == [2, 2]


KEYS = b"".join(b"k%d: v\n" % each for each in range(9_000))

HOSTILE: Mapping[str, tuple[str, bytes]] = {
    "headings": ("b.md", b"# a\n" * (SIZE_LIMIT // 4)),
    "underlines": ("b.md", b"a\n=\n\n" * (SIZE_LIMIT // 5)),
    "rules": ("b.md", b"-\n" * (SIZE_LIMIT // 2)),
    "comments": ("b.md", b"<!--" * (SIZE_LIMIT // 4)),
    "fences": ("b.md", b"`" * SIZE_LIMIT),
    "marks": ("b.md", b"# " * (SIZE_LIMIT // 2)),
    "one title": ("b.md", b"# " + b"x" * (SIZE_LIMIT - 2)),
    "deep YAML": ("b.yaml", b"a: " + b"[" * (SIZE_LIMIT - 3)),
    "open quotes": ("b.yaml", b'a: "b\n' * (SIZE_LIMIT // 6)),
    "late fault": ("b.yaml", KEYS + b"x: [\n"),
    "aliases": ("b.yaml", b"a: &a [x]\n" + b"".join(b"b%d: *a\n" % n for n in range(9_000))),
    "deep JSON": ("b.json", b'{"a":' * (SIZE_LIMIT // 5)),
    "long JSON": ("b.json", b'{"a":[' + b"1," * (SIZE_LIMIT // 2 - 9) + b"1]}"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little(name: str) -> None:
    file, data = HOSTILE[name]
    assert len(data) <= SIZE_LIMIT
    before = time.thread_time()  # other tests may have left threads that work
    found = check_document(data, file, DOCUMENT)
    most = 5 if sys.gettrace() else 1  # measuring coverage follows every line
    assert time.thread_time() - before < most
    assert isinstance(found, CheckedDocument | Problem)


MATRIX = """
matrix: small
title: A small matrix
areas: {data: {title: Data, skills: {sql: {title: SQL, statements: {a: {level: 1, text: A.}}}}}}
roles: {analyst: {title: Analyst, profiles: {entry: {title: Entry, targets: {sql: 1}}}}}
projects:
  brief:
    title: Brief
    hours: 3
    raises: {sql: 1}
"""

STRUCTURE = """    document:
      sections:
        goal: {title: Goal, also: The goal}
        stop: {title: Stop rule, words: {from: 2, to: 4}}
      words: {to: 20}
"""


def test_a_project_states_the_structure_of_its_document(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(MATRIX, encoding="utf-8")
    plain = read_matrix(file).matrix
    file.write_text(MATRIX + STRUCTURE + "    verifies: sql\n", encoding="utf-8")
    matrix = read_matrix(file).matrix
    assert plain is not None
    assert matrix is not None
    (project,) = matrix.projects
    assert project.document == DOCUMENT
    assert project.verified_levels == {}
    assert matrix.wording == plain.wording


def test_limits_and_titles_that_contradict_each_other_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    text = STRUCTURE.replace("to: 4", "to: 1").replace("Stop rule", "GOAL")
    file.write_text(MATRIX + text.replace("{to: 20}", "{from: 9, to: 5}"), encoding="utf-8")
    found = read_matrix(file)
    assert found.matrix is None
    assert sorted(each.code for each in found.problems) == [
        "empty-range",
        "empty-range",
        "repeated-section",
    ]


def test_a_document_stands_alone_as_what_a_project_asks_for(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    asked = "    questions: {rows: {ask: How many?, is: 3}}\n"
    file.write_text(MATRIX + STRUCTURE + asked, encoding="utf-8")
    assert [each.code for each in read_matrix(file).problems] == ["two-checks"]


def test_lists_and_links_say_that_a_structure_is_looked_at() -> None:
    project = Project("brief", "Brief", 3, {"sql": 1}, document=DOCUMENT)
    assert cells_of(project) == ("brief", "structure", "3 hours", "none", "Brief")
    assert project_link_label(project) == "Structure and evidence"
