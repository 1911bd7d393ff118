"""Sentences about how a matrix has changed since an earlier date, and what still counts.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from skills.entries.answers import Carried
from skills.matrix import Matrix
from skills.records.matrix_changes import Asked, Likeness, Match
from skills.records.matrix_record import MatrixCopy
from skills.sentences.formats import listed, number, plural

NAMED: Final = 5
"""Number of changed targets named in a sentence; the others are only counted."""


def match_summary(change: Match, then: MatrixCopy, matrix: Matrix) -> tuple[str, ...]:
    """Describe how a matrix has changed, and what that means for the answers given."""
    return tuple(_summary(change, then, matrix))


def _summary(change: Match, then: MatrixCopy, matrix: Matrix) -> Iterator[str]:
    match change.likeness:
        case Likeness.same_wording:
            yield "The matrix hasn't changed since."
        case Likeness.same_structure:
            yield (
                "Some wording in the matrix has changed since, but nothing that affects the "
                "numbers."
            )
        case Likeness.other_structure:
            yield "The matrix has since changed in ways that affect the numbers."
        case Likeness.other_matrix:
            yield f"This is for a different matrix, “{then.title}”, not “{matrix.title}”."
    yield from _answers_text(change.carried)
    if change.reworded:
        yield f"{plural(len(change.reworded), 'statement')} reworded."
    if not change.is_comparable:
        yield from _structure_text(change, then, matrix)
        yield "Earlier figures are shown as history and aren't compared with today's."


def _answers_text(carried: Carried) -> Iterator[str]:
    total = len(carried.answers) + len(carried.orphaned)
    if not total:
        return
    count = "counts" if len(carried.answers) == 1 else "count"
    parts = [f"{len(carried.answers)} of {plural(total, 'answer')} still {count}"]
    if carried.renamed:
        were = "was" if len(carried.renamed) == 1 else "were"
        parts.append(f"{len(carried.renamed)} of them {were} given under an earlier name")
    if carried.orphaned:
        parts.append(f"{len(carried.orphaned)} with no match, saved but not counted")
    yield "; ".join(parts) + "."


def _structure_text(change: Match, then: MatrixCopy, matrix: Matrix) -> Iterator[str]:
    counts = {
        "renamed": len(change.renamed),
        "removed": len(change.gone),
        "new": len(change.new),
        "at a different level": len(change.moved),
        "with different options or credits": len(change.recredited),
    }
    parts = [f"{count} {words}" for words, count in counts.items() if count]
    if parts:
        yield f"{plural(len(change.kept), 'statement')} kept; {listed(parts)}."
    if change.checks:
        yield f"{plural(len(change.checks), 'answered check')} removed or counted differently."
    if change.levels[0] != change.levels[1]:
        yield f"The scale now has {plural(change.levels[1], 'level')}; it had {change.levels[0]}."
    if change.profiles_gone:
        titles = {each.id: each.title for each in then.profiles}
        yield f"No longer a level of the role: {listed([titles[e] for e in change.profiles_gone])}."
    if change.targets:
        yield _targets_text(change, then, matrix)
    if not (parts or change.checks or change.profiles_gone or change.targets):
        yield "Nothing this assessment uses has changed; the change is elsewhere."


def _targets_text(change: Match, then: MatrixCopy, matrix: Matrix) -> str:
    skills = {each.id: each.title for each in then.skills}
    skills |= {each.id: each.title for each in matrix.skills.values()}
    named = [
        f"{skills.get(each.skill, each.skill)} for {matrix.profiles[each.profile].title} "
        f"({_turned(each.before, each.now)})"
        for each in change.targets[:NAMED]
    ]
    if len(change.targets) > NAMED:
        named.append(f"{len(change.targets) - NAMED} more")
    return f"{plural(len(change.targets), 'target')} changed: {listed(named)}."


def _turned(before: Asked | None, now: Asked | None) -> str:
    """Describe how one target has changed."""
    if before is None or now is None:
        return "no longer required" if now is None else f"level {now[0]}, new"
    if before[0] != now[0]:
        return f"level {before[0]} to {now[0]}"
    if before[1] != now[1]:
        return f"weight {number(before[1])} to {number(now[1])}"
    return "now a must-have" if now[2] else "no longer a must-have"
