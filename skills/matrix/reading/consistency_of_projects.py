"""Check that projects can be done one after another and lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from skills.matrix.reading.draft_index import Outline
from skills.matrix.reading.findings import Findings, quoted

LONGEST_CIRCLE_SHOWN: Final = 6


def check_projects(outline: Outline, findings: Findings) -> None:
    """Note unknown projects, circles, and projects that raise nothing."""
    _check_ids(outline, findings)
    _check_circles(outline, findings)
    _check_use(outline, findings)


def _check_ids(outline: Outline, findings: Findings) -> None:
    known = outline.projects
    for project in known.parts.values():
        for earlier in project.each("after"):
            if earlier.value not in known.parts and known.is_whole:
                what = (
                    f"project {quoted(project.id)} comes after {quoted(earlier.value)},"
                    " which is not a project here"
                )
                place = outline.place(earlier.path)
                fix = outline.meant(known, earlier.value, place)
                findings.error(place, "unknown-project", what, fix)


def _check_circles(outline: Outline, findings: Findings) -> None:
    after = {
        project.id: [each.value for each in project.each("after")]
        for project in outline.projects.parts.values()
    }
    for circle in circles(after):
        shown = [*circle, circle[0]]
        if len(shown) > LONGEST_CIRCLE_SHOWN:
            shown = [*shown[: LONGEST_CIRCLE_SHOWN - 2], "…", circle[0]]
        chain = " after ".join(each if each == "…" else quoted(each) for each in shown)
        project = outline.projects.parts[circle[-1]]
        position = project.value["after"].index(circle[0])
        place = outline.place((*project.path, "after", position))
        what = f"projects wait for each other: {chain}"
        findings.error(place, "circular-projects", what, 'remove one of them from an "after"')


def circles(after: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Return circles in an order of things, each once; every circle is cut by one of them.

    Each thing of a circle comes after the next one, and the last comes after the first.
    """
    done: set[str] = set()
    for start in after:
        if start not in done:
            yield from _circles_from(start, after, done)


def _circles_from(
    start: str, after: Mapping[str, list[str]], done: set[str]
) -> Iterator[list[str]]:
    """Follow what comes before `start`, deep first, with a stack so that long chains may be."""
    path = {start: 0}  # what is being followed, and how deep
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
            fix = 'lower "needs", or let it lead to a higher level'
            findings.warn(place, "useless-project", what, fix)
