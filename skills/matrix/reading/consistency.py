"""Check consistency across a whole matrix.

The checks run on the draft, not on a finished matrix, so that they also find problems in the
readable parts of a file that has other problems. Parts that could not be read are never reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from typing import Final, NamedTuple

from skills.matrix import minutes_between
from skills.matrix.reading.consistency_of_calibration import check_calibration
from skills.matrix.reading.consistency_of_documents import check_documents
from skills.matrix.reading.consistency_of_evidence import check_evidence
from skills.matrix.reading.consistency_of_names import check_names
from skills.matrix.reading.consistency_of_projects import check_projects
from skills.matrix.reading.consistency_of_tables import check_tables
from skills.matrix.reading.draft import Draft
from skills.matrix.reading.draft_index import DraftPart, Outline, scale_of
from skills.matrix.reading.findings import Findings, quoted
from skills.matrix.reading.id_proposals import is_id
from skills.matrix.reading.tree import Node, Path


def check_draft(draft: Draft, root: Node, findings: Findings) -> None:
    """Report every inconsistency in a draft read from `root`."""
    outline = Outline(draft, root)
    for check in _CHECKS:
        check(outline, findings)


class _Use(NamedTuple):
    """A reference to a skill; `path` leads to the key and `level_path` to the level."""

    words: str
    skill: str
    level: int | None
    path: Path
    level_path: Path


def _uses(outline: Outline) -> Iterator[_Use]:
    for full_id, profile in outline.profiles.parts.items():
        words = f"profile {quoted(full_id)} asks for"
        for target in profile.each("targets"):
            path = (*target.path, "level")
            yield _Use(words, target.id, target.value.get("level"), target.path, path)
    for project in outline.projects.parts.values():
        yield from _plain_uses(project, "project", "raises", "raises")
        yield from _plain_uses(project, "project", "needs", "needs")
    for block in outline.top_part.each("day"):
        yield from _plain_uses(block, "block", "needs", "needs")


def _plain_uses(part: DraftPart, name: str, verb: str, key: str) -> Iterator[_Use]:
    words = f"{name} {quoted(part.id)} {verb}"
    for each in part.each(key):
        yield _Use(words, each.id, each.value, each.path, each.path)


def _check_skill_ids(outline: Outline, findings: Findings) -> None:
    for use in _uses(outline):
        if not is_id(use.skill):
            continue
        if use.skill not in outline.skills.parts and outline.skills.is_whole:
            what = f"{use.words} {quoted(use.skill)}, which is not a skill in this matrix"
            place = outline.place(use.path, key=True)
            fix = outline.meant(outline.skills, use.skill, place)
            findings.error(place, "unknown-skill", what, fix)


def _check_level_bounds(outline: Outline, findings: Findings) -> None:
    if not outline.levels or len(outline.levels) == 1:
        return
    top = len(outline.levels) - 1
    title = outline.levels[top]
    limit = f"but the highest level is {top}" + (f" ({title})" if title else "")
    fix = f"write a level from 1 to {top}, or add levels"
    for _area, _skill, statement in outline.statements:
        level = statement.value.get("level")
        if level is not None and level > top:
            what = f"statement {quoted(statement.id)} is at level {level}, {limit}"
            place = outline.place((*statement.path, "level"))
            findings.error(place, "out-of-range", what, fix)
    for skill in outline.all_skills:
        for name, key, group in (("check", "level", "checks"), ("resource", "to", "resources")):
            for each in skill.each(group):
                level = each.value.get(key)
                if level is not None and level > top:
                    what = f"{name} {quoted(each.id)} is about level {level}, {limit}"
                    findings.error(outline.place((*each.path, key)), "out-of-range", what, fix)
    for use in _uses(outline):
        if use.level is not None and use.level > top:
            what = f"{use.words} {quoted(use.skill)} at level {use.level}, {limit}"
            findings.error(outline.place(use.level_path), "out-of-range", what, fix)


def _check_scale_ids(outline: Outline, findings: Findings) -> None:
    if not outline.scales.is_whole:
        return
    users = [("area", area) for area in outline.areas]
    users += [("skill", skill) for skill in outline.all_skills]
    users += [("statement", statement) for _area, _skill, statement in outline.statements]
    for name, user in users:
        scale = user.value.get("scale")
        if scale is not None and scale not in outline.scales.parts:
            uses = f"{name} {quoted(user.id)} uses {quoted(scale)}"
            what = f"{uses}, which is not a scale in this matrix"
            place = outline.place((*user.path, "scale"))
            findings.error(
                place, "unknown-scale", what, outline.meant(outline.scales, scale, place)
            )


def _check_scale_use(outline: Outline, findings: Findings) -> None:
    scales = outline.scales
    statements_whole = all(_has_whole_statements(skill) for skill in outline.all_skills)
    if "scales" not in outline.top_part.value or not (outline.skills.is_whole and statements_whole):
        return
    first = next(iter(scales.parts), None)
    used = {scale_of(parts, first) for parts in outline.statements}
    for scale in scales.parts.values():
        if scale.id not in used:
            what = f"scale {quoted(scale.id)} is not used by any statement"
            place = outline.place(scale.path, key=True)
            findings.warn(place, "unused-scale", what, "use it, or remove it")


def _has_whole_statements(skill: DraftPart) -> bool:
    statements = skill.value.get("statements", {})
    return statements is not None and None not in statements.values()


def _check_scale_credits(outline: Outline, findings: Findings) -> None:
    for scale in outline.top_part.each("scales"):
        options = list(scale.each("options"))
        given = [option for option in options if "credit" in option.value]
        if any(option.value["credit"] is None for option in given):
            continue
        if given and len(given) < len(options):
            bare = next(option for option in options if "credit" not in option.value)
            words = f"option {quoted(bare.id)} of scale {quoted(scale.id)}"
            what = f"{words} has no credit, but others do"
            place = outline.place(bare.path, key=True)
            findings.error(place, "mixed-credits", what, "give all options a credit, or none")
        for before, option in pairwise(given):
            if option.value["credit"] <= before.value["credit"]:
                credit, last = option.value["credit"], before.value["credit"]
                what = f"option {quoted(option.id)} has credit {credit:g} after one with {last:g}"
                place = outline.place((*option.path, "credit"))
                fix = "make credits rise from option to option"
                findings.error(place, "uneven-credits", what, fix)


def _check_statements(outline: Outline, findings: Findings) -> None:
    for skill in outline.all_skills:
        if skill.value.get("statements", {}) == {}:
            what = f"skill {quoted(skill.id)} has no statement, so nobody can be asked about it"
            fix = 'add "statements:" with at least one, or remove the skill'
            findings.error(outline.place(skill.path, key=True), "unasked-skill", what, fix)


def _check_targets_reachable(outline: Outline, findings: Findings) -> None:
    top = len(outline.levels) - 1 if outline.levels else 0
    highest_of = cache(partial(_highest, outline))
    for full_id, profile in outline.profiles.parts.items():
        for target in profile.each("targets"):
            level = target.value.get("level")
            highest = highest_of(target.id)
            if level is None or highest is None or not highest < level <= top:
                continue
            what = (
                f"profile {quoted(full_id)} asks for {quoted(target.id)} at level {level},"
                f" but the skill's highest statement is at level {highest}"
            )
            fix = f"ask for level {highest}, or add a statement at level {level}"
            place = outline.place((*target.path, "level"))
            findings.error(place, "unreachable-target", what, fix)


def _highest(outline: Outline, skill_id: str) -> int | None:
    """Return the highest level of a skill's statements, or None if that is not known."""
    skill = outline.skills.parts.get(skill_id)
    if skill is None or not skill.value.get("statements") or not _has_whole_statements(skill):
        return None
    levels = [statement.value.get("level") for statement in skill.each("statements")]
    return None if None in levels else max(levels)


def _check_weights(outline: Outline, findings: Findings) -> None:
    for full_id, profile in outline.profiles.parts.items():
        targets = (profile.value.get("targets") or {}).values()
        weights = [1 if each is None else each.get("weight", 1) for each in targets]
        if weights and not any(each is None or each > 0 for each in weights):
            what = f"the weights of profile {quoted(full_id)} add up to zero"
            place = outline.place(profile.path, key=True)
            findings.error(place, "empty-weights", what, "give at least one target a weight")


def _check_skills_targeted(outline: Outline, findings: Findings) -> None:
    profiles = outline.profiles.parts.values()
    if not outline.profiles.is_whole or any(not each.value.get("targets") for each in profiles):
        return
    asked = {skill for profile in profiles for skill in profile.value["targets"]}
    for skill in outline.all_skills:
        if skill.id not in asked and is_id(skill.id):
            what = f"skill {quoted(skill.id)} is not in the targets of any profile"
            place = outline.place(skill.path, key=True)
            fix = "add it to the targets of a profile, or remove it"
            findings.warn(place, "untargeted-skill", what, fix)


def _check_profile_ids(outline: Outline, findings: Findings) -> None:
    if not outline.profiles.is_whole:
        return
    for qualification in outline.top_part.each("qualifications"):
        for expected in qualification.each("expected"):
            is_full = expected.id.count(".") == 1 and all(map(is_id, expected.id.split(".")))
            if is_full and expected.id not in outline.profiles.parts:
                what = (
                    f"qualification {quoted(qualification.id)} is expected by"
                    f" {quoted(expected.id)}, which is not a profile in this matrix"
                )
                place = outline.place(expected.path, key=True)
                fix = outline.meant(outline.profiles, expected.id, place)
                findings.error(place, "unknown-profile", what, fix)


LONGEST_NIGHT: Final = 16 * 60
"""Minutes of a block that passes midnight; a longer one is a time before the start."""


def _check_day(outline: Outline, findings: Findings) -> None:
    for block in outline.top_part.each("day"):
        start, end = block.value.get("from"), block.value.get("to")
        if start is None or end is None or end > start:
            continue
        if not 0 < minutes_between(start, end) <= LONGEST_NIGHT:
            what = f"block {quoted(block.id)} ends at {end} and starts at {start}"
            hours = LONGEST_NIGHT // 60
            fix = f"write a later time; a block past midnight lasts {hours} hours at most"
            findings.error(outline.place((*block.path, "to")), "backward-time", what, fix)


def _check_answer_keys(outline: Outline, findings: Findings) -> None:
    for skill in outline.all_skills:
        for check in skill.each("checks"):
            options, right = check.value.get("options"), check.value.get("right")
            if (
                options is not None
                and None not in options.values()
                and right is not None
                and right not in options
            ):
                what = f"check {quoted(check.id)} has no option {quoted(right)}, its right answer"
                fix = "write one of " + ", ".join(options)
                place = outline.place((*check.path, "right"))
                findings.error(place, "unknown-option", what, fix)


def _check_steps(outline: Outline, findings: Findings) -> None:
    for skill in outline.all_skills:
        for each in skill.each("resources"):
            start, end = each.value.get("from"), each.value.get("to")
            if start is not None and end is not None and end <= start:
                what = f"resource {quoted(each.id)} leads from level {start} to {end}"
                place = outline.place((*each.path, "to"))
                findings.error(place, "backward-step", what, "write a higher level")


_CHECKS: Final[tuple[Callable[[Outline, Findings], None], ...]] = (
    _check_skill_ids,
    _check_scale_ids,
    _check_profile_ids,
    _check_level_bounds,
    _check_scale_credits,
    _check_statements,
    _check_targets_reachable,
    _check_weights,
    check_projects,
    check_tables,
    check_documents,
    check_names,
    _check_day,
    _check_answer_keys,
    _check_steps,
    _check_scale_use,
    _check_skills_targeted,
    check_evidence,
    check_calibration,
)
