"""Fixtures of the page tests: a fresh server, a matrix, visitors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from import_export import begin_filled
from page_visit import ANN, APPRENTICE, Clock, Come, Visit, Wire, begin
from streamlit.runtime import context
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.testing.v1.util import patch_config_options

from components.web import error_handling, example, review_tab, session, workspace
from skills.matrix import Matrix, library
from skills.matrix.library import Library
from skills.matrix.reading import read_matrix
from skills.store import Assessment

SHIPPED = library.SHIPPED
OPTIONS = {
    # AppTest itself keeps functions in the session; `Visit.run` pickles all the rest.
    "runner.enforceSerializableSessionState": False,
    "client.showErrorDetails": "full",
}
GARDEN = Path(__file__).with_name("garden.yaml")


@pytest.fixture
def garden_text() -> str:
    """Return the matrix that the server offers, for a file of tests to replace."""
    return GARDEN.read_text()


@pytest.fixture
def garden_file(tmp_path: Path, garden_text: str) -> Path:
    """Write the matrix, so that a test may change it under a running server."""
    path = tmp_path / "garden.yaml"
    path.write_text(garden_text)
    return path


@pytest.fixture
def garden(garden_file: Path) -> Matrix:
    matrix = read_matrix(garden_file).matrix
    assert matrix is not None
    return matrix


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Send cookies, ask for fragments, keep what arrives, and answer faults as the server does."""
    wire = Wire()
    start, show = LocalScriptRunner.start, error_handling.show_script_error

    def show_fault(error: Exception) -> bool:
        wire.faults.append(error)
        return show(error)

    def start_served(runner: LocalScriptRunner) -> None:
        runner._on_script_error = show_fault
        start(runner)

    monkeypatch.setattr(error_handling, "show_script_error", show_fault)
    monkeypatch.setattr(LocalScriptRunner, "start", start_served)
    parse, rerun = local_script_runner.parse_tree_from_messages, local_script_runner.RerunData
    monkeypatch.setattr(
        context, "_get_client_context", lambda: SimpleNamespace(cookies=wire.cookies, headers=())
    )
    monkeypatch.setattr(
        local_script_runner,
        "RerunData",
        lambda **values: rerun(**values, fragment_id=wire.fragment),
    )
    monkeypatch.setattr(
        local_script_runner,
        "parse_tree_from_messages",
        lambda messages: parse(wire.arrived(messages)),
    )
    return wire


@pytest.fixture(autouse=True)
def _server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, garden_file: Path) -> Iterator[None]:
    """Start with an empty database and a clock, and clear all caches."""
    monkeypatch.setattr(session, "now", Clock())
    monkeypatch.setenv("SKILLS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SKILLS_MATRICES", str(garden_file))
    monkeypatch.delenv("SKILLS_DATABASE_URL", raising=False)
    (tmp_path / "none").mkdir()
    monkeypatch.setattr(library, "SHIPPED", tmp_path / "none")
    _forget()
    with patch_config_options(OPTIONS):
        yield
    session.store().close()
    _forget()


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Library:
    """Offer the shipped matrices as well; other tests do without, to be fast."""
    monkeypatch.setattr(library, "SHIPPED", SHIPPED)
    return Library()


def _forget() -> None:
    caches = (session.own_store, workspace.library, workspace._remembered, session._tabs)
    for shared in (*caches, example._made, review_tab.talk_began):
        shared.clear()


@pytest.fixture
def come(wire: Wire) -> Come:
    """Open tabs; those with one cookie belong to one browser."""
    return partial(Visit, wire)


@pytest.fixture
def ann(come: Come) -> Visit:
    return come(ANN)


@pytest.fixture
def begun(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment of which nothing is answered yet."""
    return begin(ann, garden, APPRENTICE)


@pytest.fixture
def filled(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment in which everything is answered and something noted."""
    return begin_filled(ann, garden, APPRENTICE)
