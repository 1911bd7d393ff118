"""`components` makes HTML in one way: by templates in files, each named in the call of `render`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from jinja2 import UndefinedError, nodes
from markupsafe import Markup

from components.html import ENVIRONMENT, TEMPLATES, render

ROOT = Path(__file__).parents[2]
HOME = ROOT / "components" / "html.py"
TEXTS = ROOT / "components" / "texts_on_page.py"
FILES = sorted(each for each in (ROOT / "components").rglob("*.py") if each != HOME)
NAMES = sorted(ENVIRONMENT.list_templates())

TAG = re.compile(r"</?[a-zA-Z][^<]*>|<!--|&(#\w+|[a-zA-Z]+);")

NO_PAGE_OF_OURS = {
    # Text that is looked for in Streamlit's page.
    ("components/web/server.py", "<script>(.*?)</script>"),
    ("components/web/own_page.py", "</body>"),
    # Plotly's own sign for a hover text without a second box.
    ("components/result/figures.py", "%{x}: %{text}<extra></extra>"),
}
"""The only strings with a tag that are no template."""

TRUSTED = {
    "components/templates/page_end.html": ["css", "each"],
    "components/templates/radar.html": ["script"],
    "components/templates/script.html": ["script"],
    "components/templates/start_lead.html": ["script"],
    "components/templates/step_heading.html": ["script"],
}
"""Where something is not escaped: constants of ours, which the page's policy allows by hash."""


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Yield every call of a function or method of this name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if name in {getattr(called, "id", ""), getattr(called, "attr", "")}:
                yield node


def hand_made(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(each.name == "html" for each in node.names):
            yield node, "escapes by hand"
        if isinstance(node, ast.ImportFrom) and node.module in {"html", "xml.sax.saxutils"}:
            yield node, "escapes by hand"
        if isinstance(node, ast.FunctionDef | ast.alias) and is_another_render(node):
            yield node, "`render` is the one of components.html"


def is_another_render(node: ast.FunctionDef | ast.alias) -> bool:
    return "render" in {node.name, getattr(node, "asname", "")} and (
        isinstance(node, ast.FunctionDef) or bool(node.asname)
    )


def computed(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for call in calls(tree, "render"):
        if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant):
            yield call, "the template must be named literally in the call"
        elif call.args[0].value not in NAMES:
            yield call, "the template must be a file"
        elif any(each.arg is None for each in call.keywords):
            yield call, "each value must be named in the call"


def not_rendered(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    rendered = set(calls(tree, "render"))
    for call in calls(tree, "html"):
        body = call.args[0] if call.args else None
        is_path = isinstance(body, ast.BinOp) and isinstance(body.op, ast.Div)
        if body not in rendered and not is_path:
            yield call, "only what `render` returns goes to st.html"


def stray(tree: ast.AST, path: str) -> Iterator[tuple[ast.AST, str]]:
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if not isinstance(text, str) or node in docstrings:
            continue
        if TAG.search(text) and (path, text) not in NO_PAGE_OF_OURS:
            yield node, "HTML outside a template"


def offences(path: str, source: str) -> list[str]:
    tree = ast.parse(source)
    every = chain(hand_made(tree), computed(tree), not_rendered(tree), stray(tree, path))
    return [f"{path}:{getattr(node, 'lineno', 0)}: {rule}" for node, rule in every]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_html_comes_from_templates_alone(file: Path) -> None:
    assert offences(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from html import escape",
        "import html",
        "def render(text):\n    return text",
        "from some import thing as render",
        "def f():\n    import html",
        "st.html(f'<p>{text}</p>')",
        "st.html(text)",
        "st.html('<p>' + text + '</p>')",
        "column.html(text)",
        "st.html(render(f'{text}'))",
        "st.html(render(text))",
        "st.html(render('quiet.html', more, text=text))",
        "st.html(render('quiet.html', **values))",
        "st.html(render('no-such.html'))",
        "st.html(render('<p>a</p>'))",
        "st.html(render('{{ text }}', text=text))",
        "st.html(str(render('quiet.html')) + text)",
        "html = f'<p>{text}</p>'",
        "html = '<p>%s</p>' % text",
        "html = '<p>{}</p>'.format(text)",
        "html = '<br>'.join(texts)",
        "html = 'a&nbsp;b'",
        "render('quiet.html', text='<b>x</b>')",
    ],
)
def test_every_other_way_is_found(source: str) -> None:
    assert offences("components/some.py", source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Tell of <p> in a docstring."""',
        "st.html(HERE / 'style.css')",
        "st.html(render('quiet.html', text=f'{a} < {b} > {c}'))",
        "st.html(render('script.html', script=script), unsafe_allow_javascript=True)",
        "a = b if c < d else 'x < y & z'",
    ],
)
def test_content_other_than_html_is_left_alone(source: str) -> None:
    assert offences("components/some.py", source) == []


def templates() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every template."""
    for name in NAMES:
        yield f"components/templates/{name}", (TEMPLATES / name).read_text(encoding="utf-8")


def filled(source: str, **values: object) -> Markup:
    """Return what a template of this text renders."""
    return Markup(ENVIRONMENT.from_string(source).render(values))  # noqa: S704 - see `render`


def test_nothing_is_taken_for_markup_but_our_own_scripts() -> None:
    trusted: dict[str, list[str]] = {}
    for place, text in templates():
        tree = ENVIRONMENT.parse(text)
        assert not list(tree.find_all(nodes.EvalContextModifier)), place
        for each in tree.find_all(nodes.Filter):
            if each.name in {"safe", "xmlattr", "urlize", "tojson"}:
                trusted.setdefault(place, []).append(getattr(each.node, "name", ""))
    assert trusted == TRUSTED


def test_every_value_in_an_attribute_stands_between_quotes() -> None:
    """Escaping keeps a value in its attribute only there."""
    loose = [place for place, text in templates() if re.search(r"=\s*\{\{", text)]
    assert loose == []


def named_in(file: Path) -> set[str]:
    """Return the names of the templates that a module renders."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    args = [node for call in calls(tree, "render") for node in call.args]
    return {node.value for node in args if isinstance(node, ast.Constant)}


def test_titles_and_paragraphs_are_shown_by_one_function_each() -> None:
    common = named_in(TEXTS)
    assert "quiet.html" in common
    elsewhere = {each: named_in(each) & common for each in FILES if each != TEXTS}
    assert not any(elsewhere.values())


def test_every_template_is_used_and_every_one_used_is_there() -> None:
    used = {name for file in FILES for name in named_in(file)}
    for name in NAMES:
        tree = ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        for each in tree.find_all((nodes.FromImport, nodes.Include, nodes.Import)):
            used.add(ast.literal_eval(repr(each.template.value)))
    assert used == set(NAMES)


def test_a_value_is_escaped_in_text_and_in_attributes() -> None:
    evil = "<img src=x onerror='f()'> & \"quoted\""
    html = filled('<p title="{{ text }}">{{ text }}</p>', text=evil)
    assert html.count("<") == 2
    assert html.count('"') == 2
    assert "'" not in html


def test_what_is_rendered_can_be_a_value_and_is_not_escaped_twice() -> None:
    inner = render("aim_title.html", title="a & b")
    assert render("paragraph.html", text=inner) == "<p><b>a &amp; b</b></p>"


def test_a_value_that_is_missing_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        render("paragraph.html")
    with pytest.raises(UndefinedError):
        filled("<p>{{ each.titel }}</p>", each=object())
