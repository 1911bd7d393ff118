"""Files made to hang or fill a machine are answered quickly, with a few plain sentences."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from skills.matrix.reading import MOST_BYTES, read_texts
from skills.matrix.reading.findings import MOST_PROBLEMS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

# Seconds of the processor: ten times what this takes on a laptop. Measuring coverage traces every
# line, which takes several times as long.
SLOWEST = 5.0 if sys.gettrace() is None else 25.0


def billion_laughs() -> str:
    first = "a0: &a0 [x, x]\n"
    return first + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


def merge_bomb() -> str:
    lines = [f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 30)}]\n" for n in range(1, 40)]
    return "a0: &a0 {x: 1}\n" + "".join(lines)


def full(text: str) -> str:
    return text * (MOST_BYTES // len(text))


HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "billion laughs": (billion_laughs, "alias-used"),
    "merge bomb": (merge_bomb, "merge-key"),
    "recursive alias": (lambda: "a: &a [*a]\n", "alias-used"),
    "nested lists": (lambda: "[" * 20_000, "too-deep"),
    "nested lists on lines": (lambda: "[\n" * 200_000, "too-deep"),
    "nested groups": (lambda: "{" * 20_000, "too-deep"),
    "nested dashes": (lambda: "- " * 20_000, "too-deep"),
    "nested keys": (lambda: "? " * 20_000, "too-deep"),
    "base 60 number": (lambda: "hours: " + "1:" * 100_000 + "1\n", "too-long"),
    "long list": (lambda: full("- a\n"), "too-large"),
    "long flow list": (lambda: "[" + full("a,")[:-2] + "]", "too-large"),
    "many keys": (lambda: "".join(f"k{n}: 1\n" for n in range(300_000)), "too-large"),
    "one key again": (lambda: full("k: 1\n"), "duplicate-key"),
    "keys that are lists": (lambda: full("? [a]\n: b\n"), "wrong-key"),
    "huge text": (lambda: "title: " + full("x")[:-10], "too-long"),
    "huge quoted text": (lambda: 'title: "' + full("x")[:-10] + '"', "too-long"),
    "huge key": (lambda: full("x")[:-10] + ": 1", "not-yaml"),
    "huge anchor": (lambda: "a: &" + full("x")[:-10], "alias-used"),
    "huge tag": (lambda: "!" + full("x")[:-10], "tag-used"),
    "spaces": (lambda: full(" "), "empty-file"),
    "line ends": (lambda: full("\n"), "empty-file"),
    "comment": (lambda: full("#"), "empty-file"),
    "open quote": (lambda: "a: '" + full("x y\n")[:-10], "not-yaml"),
    "open bracket": (lambda: "a: [" + full("x y\n")[:-10], "too-long"),
    "escapes": (lambda: 'title: "' + full("\\x41")[:-12] + '"', "too-long"),
    "direction overrides": (lambda: "a: " + full("\u202e")[: MOST_BYTES // 4], "bad-character"),
    "tags": (lambda: full("- !!python/object/apply:os.system [x]\n"), "tag-used"),
    "anchors": (lambda: full("- &a x\n"), "alias-used"),
    "documents": (lambda: full("---\n"), "several-documents"),
    "slips in every line": (lambda: full("a: b: c\n"), "not-yaml"),
    "open quotes": (lambda: "".join(f'k{n}: "x\n' for n in range(50_000)), "not-yaml"),
    "a slip without a repair": (lambda: big(115) + '  a: {b: [c}: "e\n  f: g: h\n', "not-yaml"),
    "a slip at the end": (lambda: big() + "  title Skill\n", "not-yaml"),
    "notes that look like text": (lambda: "a: [\n" + full("b #1,\n")[:-20], "not-yaml"),
    "texts without keys": (lambda: full("- {a: b, c, d}\n"), "stray-text"),
    "tabs": (lambda: full("\ta: b\n"), "not-yaml"),
    "a table": (lambda: full("a,b,c\n"), "other-file"),
    "too many bytes": (lambda: "#" * (MOST_BYTES + 1), "too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_rejected_quickly(name: str) -> None:
    make, code = HOSTILE[name]
    data = make().encode()
    start = time.process_time()
    reading = read_texts([("f", data)])
    took = time.process_time() - start
    assert reading.matrix is None
    assert code in {each.code for each in reading.problems}
    assert len(reading.problems) <= MOST_PROBLEMS + 1
    assert all(len(each.what) < 300 for each in reading.problems)
    assert took < SLOWEST


@pytest.mark.parametrize(
    "value",
    [".nan", ".inf", "-.inf", "1e9", "0x1F", "1_000", "012", "1:30", "9" * 5_000, "٣", "1."],
)
def test_numbers_in_odd_forms_are_refused(value: str) -> None:
    text = f"projects: {{p: {{hours: {value}}}}}\n"
    problems = read_texts([("f", text.encode())]).problems
    (problem,) = [each for each in problems if each.place.column == 23 and "hours" in each.what]
    assert problem.code in {"wrong-type", "out-of-range"}


@pytest.mark.parametrize(
    ("field", "value", "bounds"),
    [
        ("empty", 2_000_000, "from 0 to 1000000"),
        ("from", 2e12, "from -1000000000000 to 1000000000000"),
    ],
)
def test_the_limits_of_a_number_have_no_exponent(field: str, value: float, bounds: str) -> None:
    column = f"{{kind: number, {field}: {value:.0f}}}"
    text = f"projects: {{p: {{table: {{columns: {{a: {column}}}}}}}}}\n"
    found = [each.what for each in read_texts([("f", text.encode())]).problems]
    assert [each for each in found if each.endswith(f"is not {bounds}")]


def big(skills: int = 5_000) -> str:
    lines = ["matrix: big", "title: Big", "areas:", "  a:", "    title: A", "    skills:"]
    for n in range(skills):
        lines += [f"      s{n}:", f"        title: Skill {n}", "        statements:"]
        lines += [f"          t{k}: {{level: {k + 1}, text: I do {k}.}}" for k in range(2)]
    lines += ["roles:", "  r:", "    title: R", "    profiles:", "      p:", "        title: P"]
    lines += ["        targets:", *(f"          s{n}: {{level: 1}}" for n in range(skills)), ""]
    return "\n".join(lines)


def test_a_big_matrix_is_read_in_time() -> None:
    data = big().encode()
    start = time.process_time()
    reading = read_texts([("f", data)])
    assert time.process_time() - start < SLOWEST
    assert reading.problems == ()
    assert reading.matrix is not None
    assert len(reading.matrix.statements) == 10_000


def test_thousands_of_typos_are_reported_in_time() -> None:
    data = big().replace("          s", "          x").encode()
    start = time.process_time()
    problems = read_texts([("f", data)]).problems
    assert time.process_time() - start < SLOWEST
    assert {each.code for each in problems} == {"unknown-skill", "too-many"}


HEAD = "matrix: m\ntitle: M\nareas:\n  a:\n    title: A\n    skills:\n"


def roles(profiles: int, targets: str) -> str:
    lines = [f"      p{n}: {{title: P{n}, targets: {{{targets}}}}}\n" for n in range(profiles)]
    return "roles:\n  r:\n    title: R\n    profiles:\n" + "".join(lines)


def renamed(was: int, statements: int, profiles: int = 1) -> str:
    """Return one skill; its statements have `was` earlier ids, as it has itself."""
    first = ",".join(f"w{n}" for n in range(was))
    lines = []
    for k in range(statements):
        own = ",".join(f"v{k}-{n}" for n in range(was))
        lines.append(f"          t{k}: {{level: 1, text: I {k}, was: [{own}]}}\n")
    skill = f"      s:\n        title: S\n        was: [{first}]\n        statements:\n"
    return HEAD + skill + "".join(lines) + roles(profiles, "s: 1")


def alike(skills: int, slips: int) -> str:
    """Return long names of the same letters, of which everything may be a misspelling."""
    chosen = random.Random(3)  # noqa: S311 - names need no secrecy
    names = ["".join(chosen.sample("ab" * 30, 60)) for _ in range(skills + slips)]
    lines = [
        f"      {name}: {{title: {name}, statements: {{t: {{level: 1, text: I}}}}}}\n"
        for name in names
    ]
    return (
        HEAD
        + "".join(lines[:skills])
        + roles(1, ", ".join(f"{each}: 1" for each in names[skills:]))
    )


def marked(statements: int) -> str:
    """Return texts with hundreds of marks above and below one letter."""
    lines = [f"          t{n}: {{level: 1, text: a{n}{MARKS}}}\n" for n in range(statements)]
    skill = "      s:\n        title: S\n        statements:\n"
    return HEAD + skill + "".join(lines) + roles(1, "s: 1")


MARKS = "\u0301" * 490 + "\u0316" * 490

LABORIOUS: dict[str, tuple[Callable[[], str], set[str]]] = {
    "earlier ids of earlier ids": (lambda: renamed(20_000, 1), {"too-large", "wrong-count"}),
    "earlier ids within limits": (lambda: renamed(50, 5_000), {"too-large"}),
    "names of the same letters": (lambda: alike(190, 800), {"unknown-skill", "untargeted-skill"}),
    "marks on marks": (lambda: marked(2_400), set()),
    "one skill in all profiles": (lambda: renamed(0, 8_000, profiles=8_000), set()),
}


@pytest.mark.parametrize("name", LABORIOUS)
def test_superlinear_inputs_are_handled_quickly(name: str) -> None:
    make, codes = LABORIOUS[name]
    data = make().encode()
    start = time.process_time()
    reading = read_texts([("f", data)])
    assert time.process_time() - start < SLOWEST
    assert {each.code for each in reading.problems} - {"too-many"} == codes


def test_two_hundred_thousand_earlier_ids_are_read() -> None:
    """50 ids of 76 statements, each as itself and under 50 of its skill, and those 50 once more."""
    reading = read_texts([("f", renamed(50, 76).encode())])
    assert reading.problems == ()
    assert reading.matrix is not None
    assert sum(len(each.was) for each in reading.matrix.statements.values()) == 76 * (50 * 51 + 50)
    (problem,) = read_texts([("f", renamed(50, 77).encode())]).problems
    assert problem.code == "too-large"
    assert "200,000 earlier ids" in problem.what
    assert problem.source_line.startswith("          t76:")


def test_a_long_chain_of_projects_ends_in_one_cycle() -> None:
    size = 3_000
    lines = [
        f"  p{n}: {{title: t{n}, hours: 1, raises: {{s1: 1}}, after: [p{(n + 1) % size}]}}\n"
        for n in range(size)
    ]
    text = big(2) + "projects:\n" + "".join(lines)
    (problem,) = read_texts([("f", text.encode())]).problems
    assert problem.code == "circular-projects"
    assert len(problem.what) < 200


MEASURE = """
import re, sys
from pathlib import Path
from skills.matrix.reading import read_texts
for text in sys.stdin.buffer.read().split(b"\\0"):
    read_texts([("f", text)])
# Not ru_maxrss, which begins with what the parent had when it started this process.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak on Linux only")
def test_memory_stays_below_300_mb() -> None:
    texts = [full("- a\n"), full("[a,"), full("k: 1\n"), big(), full("\n")]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input="\0".join(texts).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert int(done.stdout) < 300_000
