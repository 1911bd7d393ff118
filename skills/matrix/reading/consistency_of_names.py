"""Check that names are unique: ids, earlier ids and titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final
from unicodedata import combining, is_normalized, normalize

from skills.matrix import DONT_KNOW, NOT_APPLICABLE
from skills.matrix.reading.build_matrix import earlier_ids
from skills.matrix.reading.draft_index import DraftPart, Outline
from skills.matrix.reading.findings import Findings, quoted
from skills.matrix.reading.tree import Path, seen_from

MOST_EARLIER: Final = 200_000
"""Limit on earlier full ids; 10,000 statements renamed twice, like their skills, have 80,000."""

_COUNTED: Final = "those of a skill count once for each of its statements"


def check_names(outline: Outline, findings: Findings) -> None:
    """Report clashing or reserved ids, and duplicate titles."""
    _check_skill_ids(outline, findings)
    _check_reserved(outline, findings)
    _check_earlier(outline, findings, _skill_claims(outline), set(outline.skills.parts))
    if _are_earlier_ids_few(outline, findings):
        present = {f"{skill.id}.{each.id}" for _area, skill, each in outline.statements}
        _check_earlier(outline, findings, _statement_claims(outline), present)
    for name, key, parts in _neighbours(outline):
        _check_titles(outline, findings, f"{name} {{}} has the same {key} as {{}}", key, parts)


def _check_skill_ids(outline: Outline, findings: Findings) -> None:
    first: dict[str, DraftPart] = {}
    for skill in outline.all_skills:
        other = first.setdefault(skill.id, skill)
        if other is not skill:
            place = outline.place(skill.path, key=True)
            first_place = seen_from(outline.place(other.path, key=True), place.file)
            what = f"skill {quoted(skill.id)} is in two areas, first in {first_place}"
            findings.error(place, "duplicate-id", what, "keep one of them, or rename this one")


def _check_reserved(outline: Outline, findings: Findings) -> None:
    for scale in outline.top_part.each("scales"):
        for option in scale.each("options"):
            if option.id == NOT_APPLICABLE:
                _report_reserved(outline, findings, option.id, option.path)
    for skill in outline.all_skills:
        for check in skill.each("checks"):
            if DONT_KNOW in (check.value.get("options") or ()):
                path = (*check.path, "options", DONT_KNOW)
                _report_reserved(outline, findings, DONT_KNOW, path)


def _report_reserved(outline: Outline, findings: Findings, option: str, path: Path) -> None:
    what = f"option {quoted(option)} has the id of the answer that everybody can give"
    place = outline.place(path, key=True)
    findings.error(place, "reserved-id", what, "remove it; that answer is always there")


Claim = tuple[str, str, Path]
"""An earlier id, the id of what claims it, and the path of the claim."""


def _skill_claims(outline: Outline) -> Iterator[Claim]:
    for skill in outline.all_skills:
        for earlier in skill.each("was"):
            yield earlier.value, skill.id, earlier.path


def _are_earlier_ids_few(outline: Outline, findings: Findings) -> bool:
    """Return whether the earlier ids of statements are few enough to be checked, or report it."""
    left = MOST_EARLIER
    for skill in outline.all_skills:
        general = sum(1 for _ in skill.each("was"))
        for statement in skill.each("statements"):
            own = (each.value for each in statement.each("was"))
            left -= general + sum(1 if "." in each else 1 + general for each in own)
            if left < 0:
                what = f"the statements have more than {MOST_EARLIER:,} earlier ids, and {_COUNTED}"
                fix = 'remove ids from "was" that no stored answer has any more'
                place = outline.place((*statement.path, "was"))
                findings.error(place, "too-large", what, fix)
                return False
    return True


def _statement_claims(outline: Outline) -> Iterator[Claim]:
    for _area, skill, statement in outline.statements:
        if not (skill.value.get("was") or statement.value.get("was")):
            continue
        own = {part.path[-1]: part for part in statement.each("was")}
        general = [part.value for part in skill.each("was")]
        ids = [part.value for part in own.values()]
        positions = list(own)
        claimant = f"{skill.id}.{statement.id}"
        for earlier, (source, n) in earlier_ids(skill.id, general, statement.id, ids):
            if source == "statement":
                yield earlier, claimant, own[positions[n]].path
            else:
                yield earlier, claimant, (*skill.path, "was", n)


def _check_earlier(
    outline: Outline, findings: Findings, claims: Iterable[Claim], present: set[str]
) -> None:
    first: dict[str, str] = {}
    for earlier, claimant, path in claims:
        other = first.setdefault(earlier, claimant)
        if earlier in present:
            reason = "which is an id of this matrix"
        elif other != claimant:
            reason = f"and so does {quoted(other)}"
        else:
            continue
        what = f"{quoted(claimant)} claims the earlier id {quoted(earlier)}, {reason}"
        findings.error(outline.place(path), "clashing-alias", what, "remove one of the two")


def _neighbours(outline: Outline) -> Iterator[tuple[str, str, Iterable[DraftPart]]]:
    yield "area", "title", outline.areas
    yield "skill", "title", outline.all_skills
    yield "skill", "short", outline.all_skills
    yield "project", "title", outline.projects.parts.values()
    for skill in outline.all_skills:
        yield "statement", "text", skill.each("statements")
    yield "dossier", "title", outline.top_part.each("calibration")
    yield "role", "title", outline.top_part.each("roles")
    for role in outline.top_part.each("roles"):
        yield "profile", "title", role.each("profiles")


def _check_titles(
    outline: Outline, findings: Findings, sentence: str, key: str, parts: Iterable[DraftPart]
) -> None:
    first: dict[str, DraftPart] = {}
    for part in parts:
        title = part.value.get(key)
        if title is None:
            continue
        other = first.setdefault(_folded(title), part)
        if other.path != part.path:
            what = sentence.format(quoted(part.id), quoted(other.id))
            place = outline.place((*part.path, key))
            findings.warn(place, "duplicate-title", what, "say how the two differ")


def _folded(title: str) -> str:
    return " ".join(_composed(title).casefold().split())


def _composed(text: str) -> str:
    """Return a text in NFC; Python's sorting of combining marks takes quadratic time."""
    if is_normalized("NFC", text):
        return text
    apart = "".join(normalize("NFD", each) for each in text)
    runs = groupby(apart, key=lambda each: combining(each) > 0)
    in_order = "".join(each for _, run in runs for each in sorted(run, key=combining))
    return normalize("NFC", in_order)
