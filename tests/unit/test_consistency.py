"""What must be consistent across a matrix, and what is reported only once."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.matrix.reading import read_texts
from skills.matrix.reading.consistency_of_evidence import LEAST_CHECKS
from skills.problems import Problem
from skills.scoring.knowledge_checks import LEAST_ANSWERS

BASE = """\
matrix: small
title: Small
areas:
  a:
    title: A
    skills:
      x: {title: X, statements: {p: {level: 1, text: P}, q: {level: 3, text: Q}}}
      y: {title: Y, statements: {p: {level: 2, text: P}}}
roles:
  r:
    title: R
    profiles:
      one: {title: One, targets: {x: 3, y: 2}}
"""


def problems_of(more: str, base: str = BASE) -> tuple[Problem, ...]:
    return read_texts([("base", base.encode()), ("more", more.encode())]).problems


def codes_of(more: str, base: str = BASE) -> list[str]:
    return [each.code for each in problems_of(more, base)]


def target(profile: str) -> str:
    return f"roles: {{r: {{profiles: {{two: {{title: Two, targets: {profile}}}}}}}}}"


def skills(text: str) -> str:
    return f"areas: {{a: {{skills: {text}}}}}\n{target('{z: 1}')}"


def checks(count: int) -> str:
    options = "options: {a: A, b: B}, right: a, because: So"
    each = [f"c{at}: {{level: 1, ask: Ask {at}?, {options}}}" for at in range(count)]
    return f"areas: {{a: {{skills: {{x: {{checks: {{{', '.join(each)}}}}}}}}}}}"


def projects(**parts: str) -> str:
    lines = [
        f"  {key}: {{title: {key}, hours: 1, raises: {{x: 2}}{each}}}\n"
        for key, each in parts.items()
    ]
    return "projects:\n" + "".join(lines)


def test_the_base_matrix_is_valid() -> None:
    assert codes_of("about: x") == []


def test_as_many_checks_are_asked_for_as_scoring_needs() -> None:
    assert LEAST_CHECKS == LEAST_ANSWERS
    assert codes_of(checks(LEAST_CHECKS)) == []


def test_a_target_at_the_lowest_statement_is_asked_about() -> None:
    assert codes_of(target("{x: 1, y: 2}")) == []


def test_a_level_out_of_range_is_reported_once() -> None:
    assert codes_of(target("{x: 0}")) == ["out-of-range"]
    assert codes_of(skills("{z: {title: Z, statements: {s: {level: 5, text: s}}}}")) == [
        "out-of-range"
    ]


def test_a_warning_keeps_no_matrix_from_loading() -> None:
    for more in (target("{y: 1}"), checks(1)):
        assert read_texts([("base", BASE.encode()), ("more", more.encode())]).matrix is not None


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (target("{xx: 1}"), "unknown-skill", 'profile "r.two" asks for "xx"'),
        (projects(p=", needs: {xx: 1}"), "unknown-skill", 'project "p" needs "xx"'),
        (
            "projects: {p: {title: P, hours: 1, raises: {xx: 1}}}",
            "unknown-skill",
            'project "p" raises "xx"',
        ),
        (
            "day: {b: {title: B, from: 09:00, to: 10:00, needs: {xx: 1}}}",
            "unknown-skill",
            'block "b" needs "xx"',
        ),
        (projects(p=", needs: {x: 5}"), "out-of-range", 'project "p" needs "x" at level 5'),
        (target("{x: {level: 5}}"), "out-of-range", 'profile "r.two" asks for "x" at level 5'),
        (
            skills("{z: {title: Z, statements: {s: {level: 5, text: s}}}}"),
            "out-of-range",
            'statement "s" is at level 5, but the highest level is 4 (Expert)',
        ),
        (target("{y: 1}"), "unasked-target", "lowest statement is at level 2"),
        (checks(1), "few-checks", 'skill "x" has one check, but it takes 3 to count'),
        (checks(2), "few-checks", 'skill "x" has two checks'),
        (target("{y: 4}"), "unreachable-target", "highest statement is at level 2"),
        (
            projects(p=", after: [q]"),
            "unknown-project",
            '"q", which is not a project in this matrix',
        ),
        (projects(p=", after: [p]"), "circular-projects", '"p" after "p"'),
        (
            projects(p=", after: [q]", q=", after: [s]", s=", after: [p]"),
            "circular-projects",
            '"p" after "q" after "s" after "p"',
        ),
        (projects(p=", needs: {x: 3}"), "useless-project", 'project "p" raises nothing'),
        (target("{x: {level: 1, weight: 0}}"), "empty-weights", 'profile "r.two"'),
        (
            skills("{z: {title: ' x ', statements: {s: {level: 1, text: s}}}}"),
            "duplicate-title",
            'skill "z" has the same title as "x"',
        ),
        (
            skills(
                "{z: {title: Z, statements: {s: {level: 1, text: A b}, t: {level: 1, text: a  B}}}}"
            ),
            "duplicate-title",
            'statement "t" has the same text as "s"',
        ),
        ("areas: {b: {title: a, skills: {z: {title: Z}}}}", "duplicate-title", 'area "b"'),
        (
            "roles: {q: {title: r, profiles: {p: {title: P, targets: {x: 1}}}}}",
            "duplicate-title",
            'role "q" has the same title as "r"',
        ),
        (
            "roles: {r: {profiles: {two: {title: ONE, targets: {x: 1}}}}}",
            "duplicate-title",
            'profile "two" has the same title as "one"',
        ),
        (
            skills("{z: {title: Z, was: [x], statements: {s: {level: 1, text: s}}}}"),
            "clashing-alias",
            '"z" claims the earlier id "x", which is an id of this matrix',
        ),
        (
            skills("{z: {title: Z, was: [o], statements: {s: {level: 1, text: s, was: [x.p]}}}}"),
            "clashing-alias",
            '"z.s" claims the earlier id "x.p"',
        ),
        (
            skills(
                "{z: {title: Z, was: [o], statements: {s: {level: 1, text: s}}},"
                " w: {title: W, was: [o], statements: {t: {level: 1, text: t}}}}"
            ),
            "clashing-alias",
            '"w" claims the earlier id "o", and so does "z"',
        ),
        (
            skills(
                "{z: {title: Z, was: [o], statements: {s: {level: 1, text: s},"
                " t: {level: 1, text: t, was: [o.s]}}}}"
            ),
            "clashing-alias",
            '"z.t" claims the earlier id "o.s", and so does "z.s"',
        ),
        ("scales: {s: {title: S, options: {a: A, not-applicable: N}}}", "reserved-id", "option"),
        (checks(1).replace("{a: A, b: B}", "{a: A, dont-know: D}"), "reserved-id", "dont-know"),
        (
            "scales: {s: {title: T, options: {a: {title: A, credit: 1}, b: {title: B,credit: 1}}}}",
            "uneven-credits",
            'option "b" has credit 1 after one with 1',
        ),
        (
            "day: {b: {title: B, from: 09:00, to: 09:00}}",
            "backward-time",
            'block "b" ends at 09:00 and starts at 09:00',
        ),
    ],
)
def test_inconsistencies_are_reported(more: str, code: str, words: str) -> None:
    found = [each for each in problems_of(more) if each.code == code]
    assert found
    assert words in found[0].what
    assert found[0].place.file == "more"


def test_an_earlier_id_that_is_a_current_statement_clashes() -> None:
    statements = "{s: {level: 1, text: s, was: [t]}, t: {level: 1, text: t}}"
    more = skills(f"{{z: {{title: Z, statements: {statements}}}}}")
    (clash,) = [each for each in problems_of(more) if each.code == "clashing-alias"]
    assert clash.what.endswith('"z.t", which is an id of this matrix')


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("areas: {a: {skills: 5}}", "duplicate-key"),
        (skills("{z: 5}"), "wrong-type"),
        (skills("{z: {title: Z, statements: 5}}"), "wrong-type"),
        (skills("{z: {title: Z, statements: {s: 5}}}"), "wrong-type"),
        (skills("{z: {title: Z, statements: {s: {level: 9, text: s}}}}"), "out-of-range"),
        (skills("{z: {title: Z, statements: {s: {level: x, text: s}}}}"), "wrong-type"),
        (skills("{z: {title: Z, scale: [], statements: {s: {level: 1, text: s}}}}"), "wrong-type"),
        (target("{x: z}"), "wrong-type"),
        (target("{x: {level: 1, weight: z}}"), "wrong-type"),
        (projects(p=", after: {q: 1}"), "wrong-type"),
        (projects(p=", needs: q"), "wrong-type"),
        (projects(p=", needs: {x: q}"), "wrong-type"),
        (projects(p=", after: [Q Q]"), "bad-id"),
        ("projects: {p: {title: P, hours: 1}}", "missing-key"),
        ("scales: 5", "wrong-type"),
        ("scales: {s: 5}", "wrong-type"),
        ("scales: {s: {title: S, options: {a: A, b: 5, c: [x]}}}", "wrong-type"),
        ("scales: {s: {title: S, options: {a: {title: A, credit: x}, b: B}}}", "wrong-type"),
        ("scales: {s: {title: S, options: {a: {title: A, credit: 2}, b: B}}}", "out-of-range"),
        ("levels: 5", "wrong-type"),
        ("levels: [a]", "wrong-count"),
        ("levels: [a, [b], c, d]", "wrong-type"),
        ("day: {b: {title: B, from: 9, to: 08:00}}", "bad-time"),
        ("roles: {s: 5}", "wrong-type"),
        ("qualifications: {q: {title: Q, kind: education, expected: 5}}", "wrong-type"),
    ],
)
def test_unreadable_parts_are_not_reported_again(more: str, code: str) -> None:
    assert codes_of(more) == [code]


@pytest.mark.parametrize("name", ["areas", "roles"])
def test_missing_parts_are_not_reported_again(name: str) -> None:
    assert codes_of("about: x", BASE.replace(f"{name}:\n", f"not-{name}:\n")) == [
        "missing-key",
        "unknown-key",
    ]


def test_unknown_names_are_found_beside_other_problems() -> None:
    assert codes_of(f"wieght: 1\n{target('{xx: 1}')}") == ["unknown-key", "unknown-skill"]


def test_a_near_miss_names_the_line() -> None:
    base = BASE.replace("      y:", "      python:").replace("y: 2", "python: 2")
    (problem,) = problems_of(target("{pyhton: 1}"), base)
    assert problem.fix == 'did you mean "python" (base:8)?'


def titles_clash(first: str, second: str) -> bool:
    areas = f'c: {{title: "{first}", skills: {{}}}}, d: {{title: "{second}", skills: {{}}}}'
    return "duplicate-title" in codes_of(f"areas: {{{areas}}}")


MARKS = "\u0301\u0316\u0327\u0344\u0f73\u05b0\u00e9\u1100\u1161\u11a8s"


@given(st.text(MARKS, max_size=20), st.text(MARKS, max_size=20))
def test_titles_clash_where_they_are_canonically_equal(one: str, other: str) -> None:
    assert titles_clash(f"e{one}", normalize("NFD", f"e{one}"))
    same = normalize("NFC", f"e{one}".casefold()) == normalize("NFC", f"e{other}".casefold())
    assert titles_clash(f"e{one}", f"e{other}") is same


@given(st.permutations("\u0301\u0316\u0327\u05b0"))
def test_order_of_combining_marks_does_not_matter(marks: list[str]) -> None:
    assert titles_clash("e\u0301\u0316\u0327\u05b0", "e" + "".join(marks))
