from __future__ import annotations

from skills.cli.problem_formats import as_text
from skills.matrix.reading import read_texts
from skills.problems import Place, Problem, Severity
from skills.sentences.problems import fold, no_matrix_for_file


def problem(line: int, thing: str, value: str = "0") -> Problem:
    what = f'statement "{thing}" has level "{value}", which is not from 1 to 7'
    return Problem(Place("f", line, 1), Severity.error, "out-of-range", what, "write 1")


def test_similar_problems_are_reported_once() -> None:
    (folded,) = fold([problem(line, f"s{line}") for line in range(1, 165)])
    assert folded.place.line == 1
    assert folded.what == (
        'statement "s1" has level "0", which is not from 1 to 7, and 163 more like it'
        " (lines 2, 3, 4, 5, 6, …)"
    )


def test_few_or_different_problems_are_listed_one_by_one() -> None:
    few = [problem(line, f"s{line}") for line in range(1, 4)]
    others = [problem(line, "s", str(line)) for line in range(10, 20)]
    assert fold([*few, *others]) == (*few, *others)
    assert len(fold([*few, problem(4, "s4")])) == 1


def test_several_in_one_line_name_that_line_once() -> None:
    (folded,) = fold([problem(7, f"s{n}") for n in range(5)])
    assert folded.what.endswith(", and 4 more like it (line 7)")


def test_only_where_an_assessment_can_be_chosen_is_that_a_way_out() -> None:
    start = "The file was made with the matrix “M”, which isn't available. Upload it on the start "
    assert no_matrix_for_file("M", None) == (
        f"{start}page and try again, or choose an assessment to import into. Nothing was changed."
    )
    archived = no_matrix_for_file("M", None, can_choose=False)
    assert archived == f"{start}page and try again. Nothing was changed."


def test_the_summary_of_the_command_line_counts_all_of_them() -> None:
    statements = "".join(
        f"          s{n}: {{level: 0, text: I do number {n}.}}\n" for n in range(164)
    )
    text = (
        "matrix: m\ntitle: M\nareas:\n  a:\n    title: A\n    skills:\n      s:\n        title: S\n"
        f"        statements:\n{statements}"
        "roles: {r: {title: R, profiles: {p: {title: P, targets: {s: 1}}}}}\n"
    )
    summary = as_text(read_texts([("f", text.encode())]).problems)
    assert summary.count("[out-of-range]") == 1
    assert "and 163 more like it" in summary
    assert "164 problems in 1 file" in summary
