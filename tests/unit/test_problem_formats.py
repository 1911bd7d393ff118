from __future__ import annotations

import json

import pytest

from skills.cli.problem_formats import as_github, as_json, as_text, printable, summary
from skills.problems import Place, Problem, Severity

KEY = Problem(
    Place("m.yaml", 9, 5),
    Severity.error,
    "unknown-key",
    'skill "sql" has an unknown key "wieght"',
    'write "weight", or remove the line',
    "    wieght: 2",
)


def warning(place: Place, line: str = "") -> Problem:
    return Problem(place, Severity.warning, "duplicate-title", "it is so", "", line)


def pointer(line: str, column: int) -> list[str]:
    return as_text([warning(Place("f", 3, column), line)]).split("\n")[1:3]


def test_text_shows_place_line_caret_and_fix() -> None:
    skill = Problem(Place("m.yaml", 14, 14), Severity.error, "unknown-skill", "no such", "did you?")
    assert as_text([KEY, skill]) == (
        'm.yaml:9:5: error: skill "sql" has an unknown key "wieght" [unknown-key]\n'
        "      9 |     wieght: 2\n"
        "        |     ^^^^^^\n"
        '   fix: write "weight", or remove the line\n'
        "m.yaml:14:14: error: no such [unknown-skill]\n"
        "   fix: did you?\n"
        "2 problems in 1 file. No matrix was loaded.\n"
    )


def test_no_problems_no_output() -> None:
    assert as_text([]) == ""
    assert as_github([]) == ""
    assert json.loads(as_json([])) == []


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "words"),
    [
        (1, 0, 1, "1 problem in 1 file. No matrix was loaded."),
        (2, 1, 2, "2 problems and 1 warning in 2 files. No matrix was loaded."),
        (0, 1, 1, "1 warning in 1 file. The matrix can be used."),
        (0, 1_200, 1, "1,200 warnings in 1 file. The matrix can be used."),
    ],
)
def test_summary_counts_in_words(errors: int, warnings: int, files: int, words: str) -> None:
    problems = [Problem(Place(str(n % files)), Severity.error, "c", "w") for n in range(errors)]
    problems += [warning(Place(str(n % files))) for n in range(warnings)]
    assert summary(problems) == words


def test_a_whole_file_has_no_line() -> None:
    assert as_text([warning(Place("f"))]).startswith("f: warning: it is so [duplicate-title]\n1 w")


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("a: 'x y' # z", 4, "a: 'x y' # z", "   ^^^^^"),
        ("a: x, y", 4, "a: x, y", "   ^"),
        ("\ta: b", 2, "    a: b", "    ^"),
        ("表: 値段 x", 4, "表: 値段 x", "    ^^^^"),
        ("\uff21: b", 4, "\uff21: b", "    ^"),
        ("e\u0301: bc", 5, "e\u0301: bc", "   ^^"),
        ("a: b", 5, "a: b", "    ^"),
        ("a: : b", 4, "a: : b", "   ^"),
    ],
)
def test_the_caret_is_under_the_word(line: str, column: int, shown: str, caret: str) -> None:
    assert pointer(line, column) == [f"      3 | {shown}", f"        | {caret}"]


def test_long_lines_are_truncated_around_the_place() -> None:
    shown, caret = pointer("x" * 500 + " here " + "y" * 5_000, 502)
    assert shown.startswith("      3 | …xxx")
    assert shown.endswith("yyy…")
    assert len(shown) < 120
    at = caret.index("^")
    assert shown[at : at + 4] == "here"
    assert caret.count("^") == 4


def test_a_long_word_gets_no_longer_caret_than_its_line() -> None:
    shown, caret = pointer("x" * 5_000, 1)
    assert len(caret) <= len(shown)


def test_control_characters_are_escaped() -> None:
    bad = Problem(
        Place("f\x1b[2J", 1, 1), Severity.error, "c", "w\r\n\x07", "m\u202e", "\x1b[31mx\u2066"
    )
    text = as_text([bad])
    assert not set(text) & set("\x1b\x07\r\u202e\u2066")
    assert text.startswith("f\\x1b[2J:1:1: error: w\\r\\n\\x07 [c]\n")
    assert text.count("\n") == 5
    assert printable("naïve 表 \u200d") == "naïve 表 \u200d"
    assert printable("\udc80\t") == "\\udc80\\t"


def test_json_has_the_same_content() -> None:
    assert json.loads(as_json([KEY])) == [
        {
            "file": "m.yaml",
            "line": 9,
            "column": 5,
            "severity": "error",
            "code": "unknown-key",
            "what": 'skill "sql" has an unknown key "wieght"',
            "fix": 'write "weight", or remove the line',
        }
    ]


def test_github_gets_one_escaped_command_per_problem() -> None:
    odd = Problem(Place("a,b:c%.yaml", 1, 2), Severity.warning, "code", "50%\nof: it, all", "do")
    assert as_github([odd, warning(Place("f"))]) == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=code::50%25%0Aof: it, all: do\n"
        "::warning file=f,title=duplicate-title::it is so\n"
    )
