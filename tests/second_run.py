"""Run a browser test that fails once more, and list those that needed it as unsteady.

Both runs are reported: the first one's traceback stands in the output whatever the second does,
and a test that fails in both has failed. Tests outside ``tests/browser`` have one run only.
"""

from __future__ import annotations

from typing import Final

import pytest
from _pytest.runner import runtestprotocol

FIRST_RUN: Final = "rerun"
"""The outcome of a report that is shown and does not count."""

_UNSTEADY: Final = "unsteady"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run a browser test, from new servers and browsers for the second time."""
    if item.path.parent.name != "browser":
        return None
    where = {"nodeid": item.nodeid, "location": item.location}
    item.ihook.pytest_runtest_logstart(**where)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    failed = [each for each in reports if each.failed]
    if failed and not (item.session.shouldstop or item.session.shouldfail):
        for each in failed:
            each.outcome = FIRST_RUN  # type: ignore[assignment] # told apart by its name
            item.ihook.pytest_runtest_logreport(report=each)
        item.session._setupstate.teardown_exact(None)
        item._report_sections.clear()
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        reports[-1].user_properties.append((_UNSTEADY, not any(each.failed for each in reports)))
    for each in reports:
        item.ihook.pytest_runtest_logreport(report=each)
    item.ihook.pytest_runtest_logfinish(**where)
    return True


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Count a first run that failed apart from failures."""
    if report.outcome == FIRST_RUN:
        return FIRST_RUN, "R", "FIRST RUN FAILED"
    return None


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the first runs that failed, and the tests that passed in their second run."""
    first = terminalreporter.stats.get(FIRST_RUN, [])
    if not first:
        return
    terminalreporter.section("browser tests that failed in their first run")
    for each in first:
        _show(terminalreporter, each)
    reports = [each for kind in terminalreporter.stats.values() for each in kind]
    unsteady = {e.nodeid for e in reports if (_UNSTEADY, True) in getattr(e, "user_properties", ())}
    if unsteady:
        terminalreporter.section(f"unsteady: {len(unsteady)} passed only in the second run")
        for nodeid in sorted(unsteady):
            terminalreporter.write_line(f"UNSTEADY {nodeid}")


def _show(terminalreporter: pytest.TerminalReporter, report: pytest.TestReport) -> None:
    terminalreporter.write_sep("_", f"{report.nodeid} ({report.when})")
    terminalreporter.write_line(report.longreprtext)
    for name, content in report.sections:
        terminalreporter.write_sep("-", name)
        terminalreporter.write_line(content)
