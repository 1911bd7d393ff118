"""Check that projects depend on each other without cycles, and raise and verify some skill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from skills.matrix.numbers_in_text import number_in
from skills.matrix.reading.draft_index import Outline
from skills.matrix.reading.findings import Findings, quoted

LONGEST_CYCLE_SHOWN: Final = 6

_KINDS: Final = ("pack", "questions", "table", "document")
"""The kinds of checks, of which a project has one."""


def check_projects(outline: Outline, findings: Findings) -> None:
    """Report unknown projects, cycles, projects without use, and checks that cannot be passed."""
    _check_ids(outline, findings)
    _check_cycles(outline, findings)
    _check_use(outline, findings)
    _check_verified(outline, findings)
    _check_questions(outline, findings)


def _check_ids(outline: Outline, findings: Findings) -> None:
    known = outline.projects
    for project in known.parts.values():
        for earlier in project.each("after"):
            if earlier.value not in known.parts and known.is_whole:
                what = (
                    f"project {quoted(project.id)} comes after {quoted(earlier.value)},"
                    " which is not a project in this matrix"
                )
                place = outline.place(earlier.path)
                fix = outline.meant(known, earlier.value, place)
                findings.error(place, "unknown-project", what, fix)


def _check_cycles(outline: Outline, findings: Findings) -> None:
    after = {
        project.id: [each.value for each in project.each("after")]
        for project in outline.projects.parts.values()
    }
    for cycle in cycles(after):
        shown = [*cycle, cycle[0]]
        if len(shown) > LONGEST_CYCLE_SHOWN:
            shown = [*shown[: LONGEST_CYCLE_SHOWN - 2], "…", cycle[0]]
        chain = " after ".join(each if each == "…" else quoted(each) for each in shown)
        project = outline.projects.parts[cycle[-1]]
        position = project.value["after"].index(cycle[0])
        place = outline.place((*project.path, "after", position))
        what = f"projects depend on each other: {chain}"
        findings.error(place, "circular-projects", what, 'remove one of them from an "after"')


def cycles(after: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Yield cycles in a dependency graph, each once; removing an edge of each removes all cycles.

    Each node of a cycle depends on the next one, and the last depends on the first.
    """
    done: set[str] = set()
    for start in after:
        if start not in done:
            yield from _cycles_from(start, after, done)


def _cycles_from(start: str, after: Mapping[str, list[str]], done: set[str]) -> Iterator[list[str]]:
    """Search the dependencies of `start` depth-first, with a stack so that chains may be long."""
    path = {start: 0}  # nodes on the current path, with their depth
    waiting = [iter(after[start])]
    while waiting:
        each = next(waiting[-1], None)
        if each is None:
            waiting.pop()
            done.add(path.popitem()[0])
        elif each in path:
            yield list(path)[path[each] :]
        elif each in after and each not in done:
            path[each] = len(path)
            waiting.append(iter(after[each]))


def _check_use(outline: Outline, findings: Findings) -> None:
    for project in outline.projects.parts.values():
        raises, needs = project.value.get("raises"), project.value.get("needs", {})
        if not raises or needs is None or None in (*raises.values(), *needs.values()):
            continue
        if all(level <= needs.get(skill, 0) for skill, level in raises.items()):
            what = f"project {quoted(project.id)} raises nothing above the level it needs"
            place = outline.place((*project.path, "raises"), key=True)
            fix = 'lower "needs", or raise it to a higher level'
            findings.warn(place, "useless-project", what, fix)


def _check_verified(outline: Outline, findings: Findings) -> None:
    for project in outline.projects.parts.values():
        raises = project.value.get("raises")
        for skill in project.each("verifies"):
            if raises and skill.value not in raises:
                what = (
                    f"project {quoted(project.id)} verifies {quoted(skill.value)}, which it does"
                    " not raise"
                )
                fix = 'add the skill to "raises", or remove it here'
                findings.error(outline.place(skill.path), "unraised-skill", what, fix)


def _check_questions(outline: Outline, findings: Findings) -> None:
    for project in outline.projects.parts.values():
        kinds = [each for each in _KINDS if project.value.get(each)]
        if len(kinds) > 1:
            what = f"project {quoted(project.id)} has more than one check: {' and '.join(kinds)}"
            place = outline.place((*project.path, kinds[-1]), key=True)
            findings.error(place, "two-checks", what, "keep one of them")
        for question in project.each("questions"):
            given = question.value.get("is")
            if not given or None in given or question.value.get("within") is None:
                continue
            if len(given) != 1 or number_in(given[0]) is None:
                what = (
                    f"question {quoted(question.id)} has a tolerance, but not one number as answer"
                )
                place = outline.place((*question.path, "is"), key=True)
                findings.error(place, "question-number", what, 'write a number, or remove "within"')
