"""Build the matrix from a draft without problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from skills.matrix import (
    Area,
    Baseline,
    Block,
    Check,
    DocumentSection,
    Dossier,
    Level,
    Matrix,
    Option,
    Profile,
    Project,
    Qualification,
    Reference,
    Resource,
    ResultDocument,
    ResultQuestion,
    ResultTable,
    Role,
    RowGroups,
    Scale,
    Skill,
    Statement,
    TableColumn,
    Target,
)
from skills.matrix.reading.draft import Draft
from skills.matrix.reading.fingerprints import structure_of, wording_of
from skills.matrix.reading.format import DEFAULT_LEVELS

DEFAULT_SCALES: Final[Draft] = {
    "truth": {
        "title": "How well can you do this today?",
        "options": {
            "not-yet": {"title": "Not yet"},
            "partly": {"title": "Partly"},
            "mostly": {"title": "Mostly"},
            "fully": {"title": "Fully"},
        },
    }
}


def build_matrix(draft: Draft) -> Matrix:
    """Build the matrix from a complete draft, with its fingerprints."""
    areas = _areas(draft)
    matrix = Matrix(
        id=draft["matrix"],
        title=draft["title"],
        version=draft.get("version", ""),
        levels=_levels(draft),
        areas=areas,
        roles=tuple(_role(key, each) for key, each in draft["roles"].items()),
        about=draft.get("about", ""),
        credits=tuple(draft.get("credits", ())),
        projects=tuple(_project(key, each) for key, each in draft.get("projects", {}).items()),
        qualifications=tuple(
            Qualification(id=key, **each) for key, each in draft.get("qualifications", {}).items()
        ),
        day=tuple(_block(key, each) for key, each in draft.get("day", {}).items()),
        calibration=_calibration(draft, areas),
    )
    return _with_fingerprints(matrix)


def _with_fingerprints(matrix: Matrix) -> Matrix:
    parts = {name: getattr(matrix, name) for name in Matrix.__dataclass_fields__}
    return Matrix(**parts | {"wording": wording_of(matrix), "structure": structure_of(matrix)})


def _levels(draft: Draft) -> tuple[Level, ...]:
    levels = draft.get("levels") or [{"title": title} for title in DEFAULT_LEVELS]
    return tuple(Level(rank=rank, **each) for rank, each in enumerate(levels))


def _areas(draft: Draft) -> tuple[Area, ...]:
    drafts = draft.get("scales") or DEFAULT_SCALES
    scales = {key: _scale(key, each) for key, each in drafts.items()}
    first = next(iter(scales))
    return tuple(_area(key, each, scales, first) for key, each in draft["areas"].items())


def _scale(key: str, draft: Draft) -> Scale:
    options = draft["options"]
    last = len(options) - 1
    return Scale(
        id=key,
        title=draft["title"],
        options=tuple(
            Option(option, each["title"], float(each.get("credit", position / last)))
            for position, (option, each) in enumerate(options.items())
        ),
    )


def _area(key: str, draft: Draft, scales: dict[str, Scale], scale: str) -> Area:
    scale = draft.get("scale", scale)
    skills = tuple(
        _skill(each, key, draft["skills"][each], scales, scale) for each in draft["skills"]
    )
    return Area(id=key, title=draft["title"], skills=skills, about=draft.get("about", ""))


def _skill(key: str, area: str, draft: Draft, scales: dict[str, Scale], scale: str) -> Skill:
    scale = draft.get("scale", scale)
    was = tuple(draft.get("was", ()))
    statements = [
        Statement(
            id=f"{key}.{name}",
            level=each["level"],
            text=each["text"],
            scale=scales[each.get("scale", scale)],
            show=each.get("show", ""),
            was=_earlier(key, was, name, each.get("was", ())),
        )
        for name, each in draft.get("statements", {}).items()
    ]
    return Skill(
        id=key,
        title=draft["title"],
        area=area,
        statements=tuple(sorted(statements, key=lambda each: each.level)),
        about=draft.get("about", ""),
        refs={name: tuple(each) for name, each in draft.get("refs", {}).items()},
        was=was,
        checks=tuple(_check(key, *each) for each in draft.get("checks", {}).items()),
        resources=_resources(draft.get("resources", {})),
        short=draft.get("short", ""),
    )


def _earlier(
    skill: str, skill_was: Sequence[str], statement: str, was: Sequence[str]
) -> tuple[str, ...]:
    if not skill_was and not was:
        return ()
    return tuple(dict(earlier_ids(skill, skill_was, statement, was)))


def _check(skill: str, key: str, draft: Draft) -> Check:
    parts = dict(draft) | {"topics": tuple(draft.get("topics", ()))}
    return Check(id=f"{skill}.{key}", **parts)


def _resources(drafts: Draft) -> tuple[Resource, ...]:
    found = []
    for key, draft in drafts.items():
        parts = {name: value for name, value in draft.items() if name not in {"from", "to"}}
        found.append(Resource(id=key, start=draft["from"], end=draft["to"], **parts))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def earlier_ids(
    skill: str, skill_was: Sequence[str], statement: str, was: Sequence[str]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield every earlier full id of a statement with its source.

    The source is ("statement", n) for the statement's n-th earlier id and ("skill", n) for an id
    derived from the skill's n-th earlier id.
    """
    for position, each in enumerate(was):
        if "." in each:
            yield each, ("statement", position)
            continue
        for base in (skill, *skill_was):
            yield f"{base}.{each}", ("statement", position)
    for position, base in enumerate(skill_was):
        yield f"{base}.{statement}", ("skill", position)


def _role(key: str, draft: Draft) -> Role:
    profiles = tuple(_profile(f"{key}.{name}", each) for name, each in draft["profiles"].items())
    return Role(id=key, title=draft["title"], profiles=profiles, about=draft.get("about", ""))


def _profile(key: str, draft: Draft) -> Profile:
    targets = tuple(Target(skill=skill, **each) for skill, each in draft["targets"].items())
    return Profile(id=key, title=draft["title"], targets=targets, about=draft.get("about", ""))


def _project(key: str, draft: Draft) -> Project:
    baseline = draft.get("baseline")
    parts = dict(draft) | {
        "after": tuple(draft.get("after", ())),
        "baseline": Baseline(**baseline) if baseline else None,
        "questions": tuple(_question(*each) for each in draft.get("questions", {}).items()),
        "table": _table(draft["table"]) if draft.get("table") else None,
        "document": _document(draft["document"]) if draft.get("document") else None,
        "verifies": tuple(draft.get("verifies", draft["raises"])) if _is_checked(draft) else (),
    }
    return Project(id=key, **parts)


def _question(key: str, draft: Draft) -> ResultQuestion:
    return ResultQuestion(key, draft["ask"], tuple(draft["is"]), draft.get("within"))


def _table(draft: Draft) -> ResultTable:
    rows, groups = draft.get("rows", {}), draft.get("groups")
    return ResultTable(
        columns=tuple(_column(*each) for each in draft["columns"].items()),
        fewest_rows=rows.get("from", 1),
        most_rows=rows.get("to"),
        groups=RowGroups(tuple(groups["columns"]), groups["rows"], groups.get("number", 1))
        if groups
        else None,
    )


def _column(key: str, draft: Draft) -> TableColumn:
    return TableColumn(
        id=key,
        name=draft.get("name", key),
        kind=draft.get("kind", "text"),
        empty=draft.get("empty", 0),
        is_unique=draft.get("unique", False),
        values=tuple(draft.get("values", ())),
        lowest=draft.get("from"),
        highest=draft.get("to"),
        mean=draft.get("mean"),
        within=draft.get("within", 0.0),
    )


def _document(draft: Draft) -> ResultDocument:
    sections = tuple(_section(*each) for each in draft["sections"].items())
    return ResultDocument(sections, *_word_limits(draft))


def _section(key: str, draft: Draft) -> DocumentSection:
    return DocumentSection(key, draft["title"], tuple(draft.get("also", ())), *_word_limits(draft))


def _word_limits(draft: Draft) -> tuple[int, int | None]:
    words = draft.get("words", {})
    return words.get("from", 1), words.get("to")


def _is_checked(draft: Draft) -> bool:
    return any(draft.get(each) for each in ("pack", "questions", "table"))


def _block(key: str, draft: Draft) -> Block:
    return Block(
        id=key,
        title=draft["title"],
        start=draft["from"],
        end=draft["to"],
        activities=tuple(draft.get("activities", ())),
        needs=draft.get("needs", {}),
    )


def _calibration(draft: Draft, areas: Sequence[Area]) -> tuple[Dossier, ...]:
    skills = {skill.id: skill for area in areas for skill in area.skills}
    return tuple(
        Dossier(
            id=key,
            skill=each["skill"],
            title=each["title"],
            text=each["text"],
            reference=_reference(skills[each["skill"]], each["reference"]),
        )
        for key, each in draft.get("calibration", {}).items()
    )


def _reference(skill: Skill, draft: Draft) -> tuple[Reference, ...]:
    own = {f"{skill.id}.{key}": each for key, each in draft.items()}
    return tuple(
        Reference(statement.id, **own[statement.id])
        for statement in skill.statements
        if statement.id in own
    )
