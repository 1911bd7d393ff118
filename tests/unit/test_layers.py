"""The direction of imports: a module uses only what is below it."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from components.web import session

ROOT = Path(__file__).parents[2]

LAYERS = [
    ["app"],
    ["components.pages"],
    ["components.navigation"],
    ["components.review"],
    ["components.form", "components.transfer"],
    ["components.result", "components.guard", "components.problem_list"],
    ["components.browser", "components.login_page"],
    ["components.web"],
    ["components.texts_on_page"],
    ["components.html", "components.text"],
    ["skills.__main__"],
    ["skills.cli"],
    ["skills.workspace"],
    ["skills.reports"],
    ["skills.drawing"],
    ["skills.sentences"],
    ["skills.projects"],
    ["skills.cohorts"],
    ["skills.importing"],
    ["skills.records"],
    ["skills.store"],
    ["skills.guidance"],
    ["skills.questionnaire"],
    ["skills.review"],
    ["skills.scoring"],
    ["skills.entries"],
    ["skills.matrix"],
    ["skills.settings"],
    ["skills.problems", "skills.version"],
]
"""The rooms from top to bottom; rooms of one line know nothing of each other."""

APART = {"skills.sentences": ["skills.store"]}
"""Rooms that know nothing of one that stands below them."""

HOMES = {
    "streamlit": ["app", "components"],
    "starlette": ["components.web"],
    "anyio": ["components.web"],
    "yaml": ["skills.matrix.reading.nodes"],
    "sqlalchemy": ["skills.store"],
    "pandas": ["skills.cohorts", "skills.projects", "skills.scoring.cohort"],
    "pyarrow": ["skills.cohorts"],
    "dask": ["skills.cohorts.engines"],
    "sklearn": ["skills.projects"],
    "numpy": [
        "skills.cohorts",
        "skills.guidance.plan_optimum",
        "skills.projects",
        "skills.review.agreement",
        "skills.review.intraclass",
        "skills.review.many_raters",
        "skills.scoring.cohort",
        "skills.scoring.cohort_readiness",
        "skills.scoring.cohort_skills",
        "skills.scoring.cohort_segments",
    ],
    "highspy": ["skills.guidance.plan_optimum"],
    "plotly": [],
    "pydantic": ["skills.records", "skills.importing"],
    "typst": ["skills.reports.as_pdf"],
    "jinja2": ["components.html", "skills.reports.as_html"],
    "markupsafe": ["components.html", "skills.reports.as_html"],
    "xlsxwriter": ["skills.reports.as_xlsx", "skills.reports.cohort_tables"],
    "openpyxl": [],
    "pypdf": [],
    "python_calamine": ["skills.importing.sheet_process"],
    "icalendar": ["skills.reports.as_calendar"],
    "os": ["skills.settings", "skills.store", "skills.cli.console"],
}
"""The only places that may import an outside package."""

NO_STREAMLIT = [
    "components.html",
    "components.result.figures",
    "components.text",
    "components.web.scripts",
    "components.web.tabs",
]

RELATIVE = "."

FILES = [ROOT / "app.py", *sorted((ROOT / "skills").rglob("*.py"))]
FILES += sorted((ROOT / "components").rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {name_of(path): path for path in FILES}


def imports_of(source: str) -> list[tuple[int, str]]:
    """Return line and module of every import, also inside functions."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.append((node.lineno, RELATIVE))
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names]
            whole = [name for name in names if name in MODULES]
            found += [(node.lineno, name) for name in whole or [module]]
    return found


def is_in(module: str, place: str) -> bool:
    return module == place or module.startswith(place + ".")


def rank(module: str) -> int | None:
    """Return the line of `LAYERS` a module belongs to, by its longest listed name."""
    places = [
        (len(place), position)
        for position, line in enumerate(LAYERS)
        for place in line
        if is_in(module, place)
    ]
    return max(places)[1] if places else None


def home(module: str) -> str:
    return max((p for line in LAYERS for p in line if is_in(module, p)), key=len, default=module)


def offences(module: str, source: str) -> list[str]:
    found = []
    if rank(module) is None and module not in {"skills", "components"}:
        found.append(f"{module}: has no place in LAYERS")
    for line, used in imports_of(source):
        if used == RELATIVE:
            found.append(f"{module}:{line}: name the whole module, so that this test can see it")
        outside = used.split(".")[0]
        if outside in HOMES and not any(is_in(module, place) for place in HOMES[outside]):
            found.append(f"{module}:{line}: only {HOMES[outside]} may import {outside}")
        if outside == "streamlit" and module in NO_STREAMLIT:
            found.append(f"{module}:{line}: must not know streamlit")
        if outside in {"skills", "components", "app"} and home(used) != home(module):
            own, other = rank(module), rank(used)
            apart = any(is_in(used, each) for each in APART.get(home(module), ()))
            if own is not None and (other is None or other <= own or apart):
                found.append(f"{module}:{line}: {used} does not stand below {module}")
    return found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_module_imports_only_from_below(path: Path) -> None:
    assert offences(name_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "message"),
    [
        ("skills.scoring", "import streamlit", "only ['app', 'components'] may import streamlit"),
        ("skills.scoring", "from skills.guidance.roles import rank_roles", "does not stand below"),
        ("components.result.radar", "def f():\n    import components.pages.start", "radar:2:"),
        ("components.result.figures", "import streamlit as st", "must not know streamlit"),
        ("skills.cli", "from skills.store import Store\nimport components.text", "cli:2:"),
        ("skills.sentences.results", "import skills.store.errors", "does not stand below"),
        ("skills.records.record", "import skills.sentences", "does not stand below"),
        ("skills.novelty", "", "has no place in LAYERS"),
        ("components.text", "from . import session", "name the whole module"),
        ("skills.store.engine", "import skills.scoring, yaml", "may import yaml"),
    ],
)
def test_a_wrong_import_is_named_with_file_line_and_rule(
    module: str, source: str, message: str
) -> None:
    assert any(message in offence for offence in offences(module, source))


def using(name: str) -> list[str]:
    """Return the modules that name an attribute."""
    return [
        module
        for module, path in MODULES.items()
        if any(
            isinstance(node, ast.Attribute) and node.attr == name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]


def test_session_state_and_query_parameters_are_used_only_where_session_says() -> None:
    listed = [f"components.{each}" for each in re.findall("`(.+?)`", session.__doc__ or "")]
    assert sorted(using("session_state")) == sorted(listed)
    assert sorted(using("query_params")) == sorted(listed[:2])


@pytest.mark.slow
def test_no_module_reaches_itself_through_its_imports() -> None:
    graph = {
        name: {used for _, used in imports_of(path.read_text(encoding="utf-8")) if used in MODULES}
        for name, path in MODULES.items()
    }
    assert graph["skills.cli.main"]
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the way round
