"""Compare the cost of imports, and list the modules that a serving app has loaded."""

from __future__ import annotations

import ast
import asyncio
import sys
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path

from benchmarks.interpreters import Effort, measure
from benchmarks.loads import FAULTS, Person
from benchmarks.measuring import MeasuringError, median
from benchmarks.subjects import APPS, BARE, PRODUCT, ROOT, Subject, running
from benchmarks.tables import ratio, show_table

HEAVY = ("numpy", "pandas", "plotly", "scipy", "pyarrow", "altair")
FRAME = ROOT / "components" / "pages" / "frame.py"
MEASURE = "import streamlit"

Work = Callable[[Subject, str], Coroutine[None, None, None]]
"""What one person does with an app at an address."""


def show(*, quick: bool) -> None:
    """Print both tables."""
    repetitions = 1 if quick else 5
    works = {
        MEASURE: MEASURE,
        "import skills": "import skills",
        "import skills.matrix.reading": "import skills.matrix.reading",
        "import skills.scoring": "import skills.scoring",
        "import skills.store": "import skills.store",
        "imports of components/pages/frame.py": _imports_of(FRAME),
        "the same, after streamlit": _imports_of(FRAME),
        "import pandas": "import pandas",
        "import plotly.graph_objects": "import plotly.graph_objects",
    }
    found: dict[str, list[Effort]] = {name: [] for name in works}
    for _ in range(repetitions):
        for name, work in works.items():
            before = MEASURE if "after streamlit" in name else ""
            found[name].append(measure(work, before=before))
    streamlit = median([each.cpu_ms for each in found[MEASURE]])
    rows = [
        (
            name,
            len(each),
            median([one.cpu_ms for one in each]),
            ratio(median([one.cpu_ms for one in each]), streamlit),
            each[0].modules,
            median([one.peak_mb for one in each]),
        )
        for name, each in found.items()
    ]
    columns = ("what", "samples", "CPU ms p50", "/ import streamlit", "modules", "memory MB")
    show_table("imports", columns, rows, ("Fresh interpreters, compiled files at hand.",))
    _show_loaded()


def _imports_of(file: Path) -> str:
    """Return the import statements at the top level of a file."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return "\n".join(
        ast.unparse(each) for each in body if isinstance(each, ast.Import | ast.ImportFrom)
    )


def _show_loaded() -> None:
    rows = [_loaded_row("bare", "answering", _loaded_after(BARE, _answer))]
    for doing, work in (("answering", _answer), ("answering, then the result", _see_result)):
        rows.append(_loaded_row("product", doing, _loaded_after(PRODUCT, work)))
    notes = (
        (
            "What the server's process has loaded after one person did this; Streamlit imports the "
            "outer shell of plotly wherever plotly is installed."
        ),
    )
    show_table("imports while serving", ("app", "after", *HEAVY, "modules"), rows, notes)


def _loaded_row(app: str, doing: str, modules: list[str]) -> tuple[object, ...]:
    tops = {module.partition(".")[0] for module in modules}
    return (app, doing, *("yes" if each in tops else "no" for each in HEAVY), len(modules))


def _loaded_after(subject: Subject, work: Work) -> list[str]:
    """Serve one person and return the names of all modules in the server's process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "modules"
        watched = replace(subject, program=(sys.executable, str(APPS / "watched.py"), str(file)))
        with running([watched]) as servers:
            try:
                asyncio.run(work(subject, servers[subject.name].url))
            except FAULTS as error:
                raise MeasuringError(f"{subject.name}: {error}") from error
        if not file.exists():
            raise MeasuringError("The server did not end in order.")
        return file.read_text(encoding="utf-8").split()


async def _answer(subject: Subject, url: str) -> None:
    person = await Person.enter(subject, url)
    for _ in range(12):
        await person.answer()
    if person.session.has_button("Next"):
        await person.session.press("Next")
        await person.answer()
    await person.session.close()


async def _see_result(subject: Subject, url: str) -> None:
    person = await Person.enter(subject, url)
    for _ in range(12):
        await person.answer()
    await person.session.visit("result")
    await person.session.close()
