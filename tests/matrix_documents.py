"""Make up any valid matrix file: its values, and the ways in which they may be written."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

from skills.matrix.reading.decoding import UNSEEN

Document = dict[str, Any]
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The writer in C where it was built; it is many times faster."""

TRICKY = (
    "yes",
    "No",
    "1.10",
    "012",
    "2020-01-01",
    "1:30",
    "a: b",
    "x # y",
    "- a",
    "'",
    '"',
    "null",
)
"""Texts that YAML takes for something else when they stand without quotes."""

ids = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4})?", fullmatch=True)


def _is_text(text: str) -> bool:
    return bool(text) and not UNSEEN.search(text)


TEXT = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    .map(str.strip)
    .filter(_is_text),
)
"""Any text a key may hold; made once, since making strategies takes longer than drawing."""


def _some(draw: st.DrawFn, **optional: st.SearchStrategy[Any]) -> Document:
    """Draw some of the keys that may be missing."""
    chosen = draw(st.integers(0, 2 ** len(optional) - 1))
    return {key: draw(each) for at, (key, each) in enumerate(optional.items()) if chosen >> at & 1}


SHORT = TEXT.filter(lambda each: not any(sign in each for sign in "\r\n"))
NAMES = {most: st.lists(ids, min_size=1, max_size=most, unique=True) for most in (2, 3, 4, 5)}


def _names(draw: st.DrawFn, most: int) -> list[str]:
    return draw(NAMES[most])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return the values of a valid matrix file."""
    document: Document = {"matrix": draw(ids), "title": draw(TEXT)}
    document |= _some(draw, version=TEXT, about=TEXT, credits=st.lists(TEXT, max_size=2))
    levels = draw(LEVELS)
    if levels:
        document["levels"] = levels
    scales = draw(st.none() | st.dictionaries(ids, _scales(), min_size=1, max_size=2))
    if scales:
        document["scales"] = scales
    top = len(levels) - 1 if levels else 4
    document["areas"] = draw(_areas(top, sorted(scales or {"truth": {}})))
    highest = _highest(document["areas"])
    document["roles"] = draw(_roles(highest))
    profiles = [
        f"{role}.{each}" for role in document["roles"] for each in _profiles(document, role)
    ]
    document |= _some(
        draw,
        projects=_projects(sorted(highest), top),
        qualifications=st.dictionaries(ids, _qualifications(profiles), max_size=2),
        day=st.dictionaries(ids, _blocks(sorted(highest), top), max_size=2),
        calibration=st.dictionaries(ids, _dossiers(document), max_size=2),
    )
    return document


def _profiles(document: Document, role: str) -> list[str]:
    return list(document["roles"][role]["profiles"])


def _highest(areas: Document) -> dict[str, int]:
    return {
        name: max(each["level"] for each in skill["statements"].values())
        for area in areas.values()
        for name, skill in area["skills"].items()
    }


LEVELS = st.none() | st.lists(
    TEXT | st.fixed_dictionaries({"title": TEXT}, optional={"about": TEXT}), min_size=2, max_size=8
)
REFS = st.dictionaries(ids, TEXT | st.lists(TEXT, min_size=1, max_size=2), max_size=2)


@st.composite
def _scales(draw: st.DrawFn) -> Document:
    options = _names(draw, 5)
    if len(options) == 1:
        options.append(f"{options[0]}-more")
    if draw(st.booleans()):
        return {"title": draw(TEXT), "options": {each: draw(TEXT) for each in options}}
    size = len(options)
    steps = draw(st.sets(st.integers(0, 100), min_size=size, max_size=size))
    pairs = zip(options, sorted(steps), strict=True)
    graded = {each: {"title": draw(TEXT), "credit": step / 100} for each, step in pairs}
    return {"title": draw(TEXT), "options": graded}


@st.composite
def _areas(draw: st.DrawFn, top: int, scales: list[str]) -> Document:
    free = _names(draw, 5)
    names = _names(draw, 2)
    shares = {name: free[at :: len(names)] for at, name in enumerate(names)}
    scale = st.sampled_from(scales)
    return {
        name: {"title": draw(TEXT)}
        | _some(draw, about=TEXT, scale=scale)
        | {"skills": {each: draw(_skills(top, scale, free.index(each))) for each in share}}
        for name, share in shares.items()
        if share
    }


@st.composite
def _skills(draw: st.DrawFn, top: int, scale: st.SearchStrategy[str], number: int) -> Document:
    """Return a skill; `number` keeps its earlier ids apart from those of others."""
    earlier = st.just([f"skill-before-all-of-it-{number}"])
    skill = {"title": draw(TEXT)} | _some(
        draw, short=SHORT, about=TEXT, scale=scale, refs=REFS, was=earlier
    )
    statements: Document = {}
    for at, name in enumerate(_names(draw, 4)):
        statements[name] = {"level": draw(st.integers(1, top)), "text": draw(TEXT)}
        was = st.just([f"before-{at}-of-many-words", f"gone-{number}.x{at}"])
        statements[name] |= _some(draw, show=TEXT, scale=scale, was=was)
    more = _some(
        draw,
        checks=st.dictionaries(ids, _checks(top), max_size=2),
        resources=st.dictionaries(ids, _resources(top), max_size=2),
    )
    return skill | {"statements": statements} | more


@st.composite
def _checks(draw: st.DrawFn, top: int) -> Document:
    options = [*_names(draw, 3), "last-of-many-words"]
    check = {"level": draw(st.integers(1, top)), "ask": draw(TEXT), "because": draw(TEXT)}
    check["options"] = {each: draw(TEXT) for each in options}
    check["right"] = draw(st.sampled_from(options))
    return check | _some(draw, topics=st.lists(TEXT, max_size=2))


@st.composite
def _resources(draw: st.DrawFn, top: int) -> Document:
    start = draw(st.integers(0, top - 1))
    resource = {"title": draw(TEXT), "from": start, "to": draw(st.integers(start + 1, top))}
    resource["kind"] = draw(st.sampled_from(["book", "course", "video"]))
    resource["link"] = draw(st.sampled_from(["https://example.org/a?b=c#d", "https://a.b/~c/é"]))
    return resource | _some(draw, author=TEXT, why=TEXT, hours=st.sampled_from([0.5, 12]))


@st.composite
def _roles(draw: st.DrawFn, highest: dict[str, int]) -> Document:
    names = _names(draw, 2)
    return {
        name: {
            "title": draw(TEXT),
            "profiles": {
                each: {"title": draw(TEXT), "targets": draw(_targets(highest))}
                for each in _names(draw, 2)
            },
        }
        for name in names
    }


@st.composite
def _targets(draw: st.DrawFn, highest: dict[str, int]) -> Document:
    names = draw(st.lists(st.sampled_from(sorted(highest)), min_size=1, max_size=4, unique=True))
    targets: Document = {}
    for name in names:
        level = draw(st.integers(1, highest[name]))
        weight = st.sampled_from([0.5, 1, 2, 3.25, 100])
        more = _some(draw, weight=weight, must=st.booleans(), why=TEXT)
        targets[name] = {"level": level} | more if more else level
    return targets


def _level_maps(skills: list[str], top: int, least: int) -> st.SearchStrategy[Document]:
    levels = st.integers(1, top)
    return st.dictionaries(st.sampled_from(skills), levels, min_size=least, max_size=3)


@st.composite
def _projects(draw: st.DrawFn, skills: list[str], top: int) -> Document:
    projects: Document = {}
    for name in _names(draw, 3):
        hours = draw(st.integers(1, 1_000) | st.sampled_from([0.5, 2.25]))
        project = {
            "title": draw(TEXT),
            "hours": hours,
            "raises": draw(_level_maps(skills, top, 1)),
        }
        earlier = st.lists(st.sampled_from(list(projects) or ["x"]), unique=True, max_size=2)
        if projects:
            project |= _some(draw, after=earlier)
        texts_of = dict.fromkeys(("about", "data", "licence", "deliver", "accept"), TEXT)
        needs = _level_maps(skills, top, 0)
        projects[name] = project | _some(draw, needs=needs, baseline=_baselines(), **texts_of)
    return projects


def _baselines() -> st.SearchStrategy[Document]:
    figures = st.integers(-1_000, 1_000) | st.sampled_from([0.1, -2.75, 45.5])
    better = st.sampled_from(["higher", "lower"])
    return st.fixed_dictionaries(
        {"metric": TEXT, "better": better, "passing": figures},
        optional={"dummy": figures, "simple": figures, "reference": figures},
    )


def _qualifications(profiles: list[str]) -> st.SearchStrategy[Document]:
    expected = st.sampled_from(["required", "usual", "ideal"])
    return st.fixed_dictionaries(
        {"title": TEXT, "kind": st.sampled_from(["education", "certificate", "experience"])},
        optional={
            "expected": st.dictionaries(st.sampled_from(profiles), expected),
            "about": TEXT,
        },
    )


def _blocks(skills: list[str], top: int) -> st.SearchStrategy[Document]:
    return st.fixed_dictionaries(
        {"title": TEXT, "from": st.just("08:30"), "to": st.sampled_from(["08:31", "23:59"])},
        optional={
            "activities": st.lists(TEXT, max_size=2),
            "needs": _level_maps(skills, top, 0),
        },
    )


@st.composite
def _dossiers(draw: st.DrawFn, document: Document) -> Document:
    """Return an example for mentors about some skill of a document."""
    scales = document.get("scales") or {"truth": {"options": ["not-yet", "partly", "fully"]}}
    area = draw(st.sampled_from(list(document["areas"].values())))
    name, skill = draw(st.sampled_from(list(area["skills"].items())))
    reference = {}
    for statement, each in skill["statements"].items():
        owner = next((one for one in (each, skill, area) if "scale" in one), {})
        options = sorted(scales[owner.get("scale", next(iter(scales)))]["options"])
        reference[statement] = {"answer": draw(st.sampled_from(options)), "why": draw(TEXT)}
    return {"skill": name, "title": draw(TEXT), "text": draw(TEXT), "reference": reference}


def written(document: Document) -> st.SearchStrategy[str]:
    """Return the ways in which a document may be written as YAML."""
    return st.builds(
        lambda flow, indent, width, start: (
            start
            + yaml.dump(
                document,
                Dumper=DUMPER,
                default_flow_style=flow,
                indent=indent,
                width=width,
                allow_unicode=True,
                sort_keys=False,
            )
        ),
        st.sampled_from([False, None, True]),
        st.sampled_from([2, 4]),
        st.sampled_from([40, 100_000]),
        st.sampled_from(["", "# a comment\n", "---\n", "\n\n"]),
    )
