"""Check that examples for mentors rate what the matrix has: skills, statements and answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import NamedTuple

from skills.matrix.reading.did_you_mean import NearMisses
from skills.matrix.reading.draft_index import DraftPart, Known, Outline, scale_of
from skills.matrix.reading.findings import Findings, quoted
from skills.matrix.reading.id_proposals import is_id


class _Rated(NamedTuple):
    """The statements of a skill by id, and the options of each that are known."""

    statements: Known
    options: Mapping[str, Mapping[str, object]]


def check_calibration(outline: Outline, findings: Findings) -> None:
    """Report dossiers about an unknown skill, unknown statements and answers not on the scale."""
    rated_of = cache(partial(_rated, outline))
    for dossier in outline.top_part.each("calibration"):
        skill = dossier.value.get("skill")
        if skill in outline.skills.parts:
            _check_reference(outline, findings, dossier, rated_of(skill))
        elif skill is not None and outline.skills.is_whole:
            words = f"dossier {quoted(dossier.id)} is about {quoted(skill)}"
            what = f"{words}, which is not a skill in this matrix"
            place = outline.place((*dossier.path, "skill"))
            fix = outline.meant(outline.skills, skill, place)
            findings.error(place, "unknown-skill", what, fix)


def _check_reference(
    outline: Outline, findings: Findings, dossier: DraftPart, rated: _Rated
) -> None:
    for each in dossier.each("reference"):
        if each.id in rated.statements.parts:
            _check_answer(outline, findings, dossier, each, rated.options.get(each.id, {}))
        elif rated.statements.is_whole and is_id(each.id):
            words = f"dossier {quoted(dossier.id)} rates {quoted(each.id)}"
            what = f"{words}, which is not a statement of skill {quoted(dossier.value['skill'])}"
            place = outline.place(each.path, key=True)
            fix = outline.meant(rated.statements, each.id, place)
            findings.error(place, "unknown-statement", what, fix)


def _check_answer(
    outline: Outline,
    findings: Findings,
    dossier: DraftPart,
    rating: DraftPart,
    options: Mapping[str, object],
) -> None:
    answer = rating.value.get("answer")
    if answer is None or not options or answer in options:
        return
    words = f"dossier {quoted(dossier.id)} expects {quoted(answer)} for {quoted(rating.id)}"
    what = f"{words}, which is not on the scale of that statement"
    fix = "write one of " + ", ".join(options)
    findings.error(outline.place((*rating.path, "answer")), "unknown-answer", what, fix)


def _rated(outline: Outline, skill_id: str) -> _Rated:
    skill = outline.skills.parts[skill_id]
    parts = {each.id: each for each in skill.each("statements")}
    known = Known(parts, skill.is_whole("statements"), NearMisses(parts))
    options = {
        owners[-1].id: _options(outline, owners)
        for owners in outline.statements
        if owners[1].path == skill.path
    }
    return _Rated(known, options)


def _options(outline: Outline, owners: tuple[DraftPart, ...]) -> Mapping[str, object]:
    """Return the options of a statement's scale, none if some are not known."""
    first = next(iter(outline.scales.parts), None)
    scale = outline.scales.parts.get(scale_of(owners, first) or "")
    return scale.value["options"] if scale and scale.is_whole("options") else {}
