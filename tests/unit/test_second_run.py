"""A browser test that fails gets one more run, which is reported and cannot hide a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

pytestmark = pytest.mark.slow

TESTS = """
    import pathlib
    import pytest

    @pytest.fixture(scope="module")
    def server(tmp_path_factory):
        return [tmp_path_factory.mktemp("server")]

    @pytest.fixture(scope="module")
    def late():
        if not marked("late"):
            raise OSError("the server does not start")

    def marked(name):
        mark = pathlib.Path(f"{name}.mark")
        was_there = mark.exists()
        mark.touch()
        return was_there

    def test_steady(server):
        assert server

    def test_slips_once(server):
        server.append("used")
        print("what was printed")
        assert marked("once"), "the first slip"
        assert len(server) == 2, "a new server"

    def test_starts_at_second_try(late):
        assert late is None

    def test_always_fails():
        assert marked("always"), "the first time"
        raise AssertionError("the second time")
"""


@pytest.fixture
def run(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeini(f"[pytest]\npythonpath = {Path(__file__).parents[1]}\n")
    return pytester


def put(pytester: pytest.Pytester, folder: str) -> Path:
    place = pytester.mkdir(folder)
    return pytester.makepyfile(test_it=TESTS).rename(place / "test_it.py")


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["here", "in a worker"])
def test_a_browser_test_that_fails_runs_once_more(
    run: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    put(run, "browser")
    done = run.runpytest("-p", "second_run", "-rA", *workers)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.assert_outcomes(passed=3, failed=1)
    done.stdout.fnmatch_lines(
        [
            "*= browser tests that failed in their first run =*",
            "*test_slips_once (call)*",
            "*AssertionError: the first slip*",
            "*what was printed*",
            "*test_starts_at_second_try (setup)*",
            "*the server does not start*",
            "*test_always_fails (call)*",
            "*AssertionError: the first time*",
            "*= unsteady: 2 passed only in the second run =*",
            "UNSTEADY browser/test_it.py::test_slips_once",
            "UNSTEADY browser/test_it.py::test_starts_at_second_try",
        ]
    )
    done.stdout.fnmatch_lines(["*AssertionError: the second time*"])
    done.stdout.no_fnmatch_line("UNSTEADY*test_always_fails")


def test_a_run_without_failures_says_nothing_of_it(run: pytest.Pytester) -> None:
    for name in ("late", "once"):
        (run.path / f"{name}.mark").touch()
    put(run, "browser")
    done = run.runpytest("-p", "second_run", "-k", "steady")
    assert done.ret == pytest.ExitCode.OK
    done.stdout.no_fnmatch_line("*first run*")
    done.stdout.no_fnmatch_line("*unsteady*")


def test_other_tests_have_one_run(run: pytest.Pytester) -> None:
    put(run, "unit")
    done = run.runpytest("-p", "second_run")
    done.assert_outcomes(passed=1, failed=2, errors=1)
    done.stdout.no_fnmatch_line("*first run*")
