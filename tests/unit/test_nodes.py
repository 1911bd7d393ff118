from __future__ import annotations

import pytest
import yaml
from effort import examples
from hypothesis import given, settings
from strategies import matrices

from skills.matrix.reading import nodes
from skills.matrix.reading.findings import Findings
from skills.matrix.reading.nodes import DEEPEST, LONGEST_TEXT, Allowance, read_nodes
from skills.matrix.reading.tree import Broken, Keyed, Listing, Node, Scalar, find
from skills.problems import Place


def problems_of(text: str) -> list[tuple[int, int, str]]:
    findings = Findings()
    read_nodes("f", text, findings)
    return [(each.place.line, each.place.column, each.code) for each in findings.problems]


def tree_of(text: str) -> Node:
    findings = Findings()
    root, whole = read_nodes("f", text, findings)
    assert root is not None
    assert whole
    assert findings.problems == []
    return root


def plainly(node: Node) -> object:
    match node:
        case Scalar():
            return (node.line, node.column, node.text, node.plain)
        case Listing():
            return (node.line, node.column, [plainly(each) for each in node.items])
        case Keyed():
            pairs = {k: (plainly(key), plainly(value)) for k, (key, value) in node.entries.items()}
            return (node.line, node.column, pairs)
        case Broken():
            return (node.line, node.column)


def test_nodes_know_their_places_and_quotes() -> None:
    assert plainly(tree_of('a: [x, "y"]\nbb:\n  - 1.10\n')) == (
        1,
        1,
        {
            "a": ((1, 1, "a", True), (1, 4, [(1, 5, "x", True), (1, 8, "y", False)])),
            "bb": ((2, 1, "bb", True), (3, 3, [(3, 5, "1.10", True)])),
        },
    )


@pytest.mark.parametrize(
    "text", ["no", "1.10", "012", "09:00", "2020-01-01", ".nan", "0x1F", "1_0"]
)
def test_texts_are_not_typed_implicitly(text: str) -> None:
    root = tree_of(f"{text}: {text}")
    assert isinstance(root, Keyed)
    key, value = root.entries[text]
    assert (key.text, getattr(value, "text", None)) == (text, text)


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), ("~", True), ("null", True), ("'null'", False)]
)
def test_empty_values_and_nulls_are_empty(text: str, *, empty: bool) -> None:
    root = tree_of(f"a: {text}")
    assert isinstance(root, Keyed)
    value = root.entries["a"][1]
    assert isinstance(value, Scalar)
    assert value.is_empty is empty


def test_find_goes_as_deep_as_the_tree() -> None:
    root = tree_of("a:\n  b: [x, {c: y}]\n")
    assert find(root, ("a", "b", 1, "c")) == Place("f", 2, 14)
    assert find(root, ("a", "b", 1, "c"), key=True) == Place("f", 2, 11)
    assert find(root, ("a", "b", 1, "zzz", 9)) == Place("f", 2, 10)
    assert find(root, ("a",), key=True) == Place("f", 1, 1)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: &x 1", [(1, 4, "alias-used")]),
        ("a: *x", [(1, 4, "alias-used")]),
        ("a: !!python/name:os.system x", [(1, 4, "tag-used")]),
        ("a: !!binary aGk=", [(1, 4, "tag-used")]),
        ("a: ! x", [(1, 4, "tag-used")]),
        ("a:\n  <<: {b: 1}", [(2, 3, "merge-key")]),
        ("a:\n  '<<': 1", []),
        ("a: 1\nb: 2\na: 3", [(3, 1, "duplicate-key")]),
        ("a: 1\n'a': 3", [(2, 1, "duplicate-key")]),
        ("? [a]\n: b", [(1, 3, "wrong-key")]),
        ("? {a: {b: c}}\n: d", [(1, 3, "wrong-key")]),
        ("*x : b", [(1, 1, "alias-used")]),
        ("a: 1\n---\nb: 2", [(2, 1, "several-documents")]),
        ("---\na: 1\n...\n", []),
        ('a: "\\0"', [(1, 4, "bad-character")]),
        ('a: "\\u202e"', [(1, 4, "bad-character")]),
        ('a: "\\ud800"', [(1, 7, "bad-character")]),
        ('"\\e": 1', [(1, 1, "bad-character")]),
        ("# nothing\n", [(1, 1, "empty-file")]),
        ("a: " + "x" * (LONGEST_TEXT + 1), [(1, 4, "too-long")]),
        ("[" * DEEPEST + "]" * DEEPEST, []),
        ("[" * (DEEPEST + 1), [(1, DEEPEST + 1, "too-deep")]),
    ],
)
def test_unneeded_yaml_features_are_refused(
    text: str, problems: list[tuple[int, int, str]]
) -> None:
    assert problems_of(text) == problems


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1", 2, 1, "tab"),
        ("a: >\n\tb", 2, 1, "tab"),
        ("a: 'x\nb: 1\n", 1, 4, "quote is opened here"),
        ('a: "x', 1, 4, "quote is opened here"),
        ('a: "x\n---\n', 1, 4, "quote is opened here"),
        ("a: [1, 2\nb: 3\n", 1, 4, "closing ]"),
        ("a: {b: 1\n", 1, 4, "closing }"),
        ("a: b: c", 1, 5, "colon"),
        ("a: 1\n b: 2", 2, 3, "colon"),
        ("a:\n  - 1\n b: 2", 3, 2, "does not fit the lines above"),
        ("a: 'x'y", 1, 7, "does not fit the lines above"),
        ("- a\nb: c", 2, 1, "no hyphen"),
        ("a: @x", 1, 4, 'cannot begin with "@"'),
        ("a: %x", 1, 4, 'cannot begin with "%"'),
        ("a: `x", 1, 4, 'cannot begin with "`"'),
        ("a: ]", 1, 4, "expected here"),
        ('a: "\\q"', 1, 5, "backslash"),
        ('a: "\\x0"', 1, 7, "backslash"),
        ("a: *", 1, 5, "means something else"),
        ("a: !x!y z", 1, 4, "means something else"),
        ("a: |0\n x", 1, 5, "after | or >"),
        ("%FOO", 1, 5, "%"),
        ("%YAML 3.0\n---\na: 1", 1, 1, "%"),
        ("a: 1\nbc\nd: 2\n", 2, 1, "no colon after its key"),
        ("a:\n  b: 1\nc", 3, 1, "no colon after its key"),
    ],
)
def test_syntax_errors_are_explained_in_plain_words(
    text: str, line: int, column: int, words: str
) -> None:
    findings = Findings()
    root, whole = read_nodes("f", text, findings)
    assert (root, whole) == (None, False)
    (problem,) = findings.problems
    assert words in problem.what
    assert problem.fix
    assert problem.code == "not-yaml"
    assert (problem.place.line, problem.place.column) == (line, column)


def test_parser_jargon_never_reaches_the_author() -> None:
    jargon = ("scalar", "mapping", "token", "node", "stream", "block", "flow", "expected '", "<")
    for text in ("a: b: c", "a: [", "a: {", "a: 'x", "a:\n\tb: 1", "a: ]", "a\nb: c", "? - a\n  b"):
        findings = Findings()
        read_nodes("f", text, findings)
        assert findings.problems, text
        for problem in findings.problems:
            assert not [each for each in jargon if each in problem.what + problem.fix]


def test_the_allowance_is_shared_by_several_files() -> None:
    findings, allowance = Findings(), Allowance(5)
    assert read_nodes("one", "[a, b]", findings, allowance)[1]
    assert not read_nodes("two", "[a, b]", findings, allowance)[1]
    assert [(each.place, each.code) for each in findings.problems] == [
        (Place("two", 1, 5), "too-large")
    ]


@pytest.mark.slow
@settings(max_examples=examples(25))
@given(matrices())
def test_both_parsers_yield_the_same_nodes(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        by_default = plainly(tree_of(text))
        patch.setattr(nodes, "PARSER", yaml.SafeLoader)
        assert plainly(tree_of(text)) == by_default


@pytest.mark.parametrize(
    "text", ["a: 'x", "a: [1", "a: b: c", "a:\n\tb: 1", 'a: "\\ud800"', "a: @"]
)
def test_both_parsers_yield_the_same_problems(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by_default = [each[-1] for each in problems_of(text)]
    monkeypatch.setattr(nodes, "PARSER", yaml.SafeLoader)
    assert [each[-1] for each in problems_of(text)] == by_default
