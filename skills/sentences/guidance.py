"""Sentences about what the same levels mean for other roles, a working day and projects.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from skills.guidance.recommendations import Recommendation
from skills.guidance.roles import RoleFit
from skills.guidance.schedule import weeks_for
from skills.guidance.working_day import BlockReadiness, BlockStatus, Opening
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.verdicts import Verdict
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import listed, percent, plural
from skills.sentences.must_haves import missing_musts
from skills.sentences.results import aim
from skills.sentences.verdicts import ready_word, ready_words


def closest_role(matrix: Matrix, closest: RoleFit) -> str:
    """Name the role and level that a person is closest to, with the arithmetic."""
    following = closest.following
    if following.value is None or following.verdict is Verdict.unknown:
        return "There aren't enough answers yet to say which role you're closest to."
    if following.value <= 0:
        return "Nothing you've answered so far points to one role more than another."
    way = f"{met_musts(closest)}, {percent(following.value)}."
    if closest.reached is None:
        return f"You're closest to {aim(matrix, following.profile)}: {way}"
    ready = f"{ready_words(is_confirmed=closest.is_confirmed)} for"
    ready = f"{ready} {aim(matrix, closest.reached.id)}"
    if closest.reached.id == following.profile:
        return f"{ready}, the highest level of that role."
    return f"{ready}. The next level up is {matrix.profiles[following.profile].title}: {way}"


def higher_level_text(matrix: Matrix, compared: Sequence[Readiness]) -> str:
    """Return why readiness can be higher for a higher level of a role, or "" if it isn't.

    Parameters
    ----------
    compared : readiness for the levels of a role, lowest first.
    """
    known = [each for each in compared if each.verdict is not Verdict.unknown]
    for low, high in combinations(known, 2):
        one, other = percent(low.value or 0.0), percent(high.value or 0.0)
        if (high.value or 0.0) > (low.value or 0.0) and one != other:
            titles = [matrix.profiles[each.profile].title for each in (high, low)]
            return (
                f"{titles[0]} ({other}) can be ahead of {titles[1]} ({one}): each level has its "
                "own targets and weights, so a skill you're good at may count more at a higher one."
            )
    return ""


def met_musts(fit: RoleFit) -> str:
    """Return how many must-haves of a role's next level are met, and how many are unknown."""
    missing = missing_musts(fit.following)
    musts = plural(fit.musts, "must-have")
    text = [f"{fit.met_musts} of {musts}"]
    if missing.unknown:
        text.append(f"{len(missing.unknown)} not assessed yet")
    if missing.aside:
        text.append(f"{len(missing.aside)} set aside")
    return ", ".join(text)


def reached_text(fit: RoleFit) -> str:
    """Return which level of a role is reached, or that too few answers are given to know."""
    if fit.reached:
        return f"{ready_word(is_confirmed=fit.is_confirmed)}: {fit.reached.title}"
    is_known = fit.following.verdict is not Verdict.unknown
    return "no level reached yet" if is_known else "level not known yet"


def day_text(
    blocks: Sequence[BlockReadiness], opening: Opening | None, addressee: Addressee = YOU
) -> str:
    """Return how many blocks of the working day a person could do, and what the plan opens next.

    Blocks that need a skill without answers are counted separately: the person may be able to
    do them.
    """
    alone = sum(each.status is BlockStatus.alone for each in blocks)
    known = sum(each.status is not BlockStatus.unknown for each in blocks)
    text = _carried(alone, known, len(blocks) - known, addressee)
    return f"{text} {_opened(opening, addressee)}" if opening else text


def _opened(opening: Opening, addressee: Addressee) -> str:
    blocks = listed([f"“{each.title}”" for each in opening.blocks])
    project = f"“{opening.project.title}”"
    if opening.position == 1:
        one = addressee.say(
            "(step 1 of your plan) would let you handle",
            "(step 1 of the plan) would let them handle",
        )
        return f"Next: {project} {one} {blocks} alone."
    steps = f"the first {opening.position} steps of {addressee.say('your', 'the')} plan"
    they = addressee.say("you", "they")
    return f"After {steps}, up to {project}, {they} could handle {blocks} alone."


def _carried(alone: int, known: int, unknown: int, addressee: Addressee) -> str:
    could = f"{addressee.say('You could', '{Name} could')} handle {alone} of {'the ' * (known > 1)}"
    if not unknown:
        return f"{could}{plural(known, 'block')} of this working day alone."
    if not known:
        one = "The only block hasn't been assessed yet."
        return one if unknown == 1 else f"None of the {unknown} blocks has been assessed yet."
    have = "hasn't" if unknown == 1 else "haven't"
    return (
        f"{could}{plural(known, 'assessed block')} of this working day alone; "
        f"{unknown} more {have} been assessed yet."
    )


def needs_text(matrix: Matrix, block: BlockReadiness) -> str:
    """Return the levels a block needs that the person does not reach or know, or "" if none."""
    asked: dict[bool, list[str]] = {True: [], False: []}
    for skill, level in block.missing.items():
        asked[skill in block.unknown].append(f"level {level} in {matrix.skills[skill].title}")
    short = f"still needs {listed(asked[False])}" if asked[False] else ""
    unknown = f"not assessed yet: {listed(asked[True])}" if asked[True] else ""
    return "; ".join(part for part in (short, unknown) if part)


def first_before(matrix: Matrix, recommendation: Recommendation) -> str:
    """Return the first thing that has to come before a project, or "" if it can be started."""
    if recommendation.after:
        return f"after “{matrix.project_title(recommendation.after[0])}”"
    needs = [
        f"needs level {to} in {matrix.skills[skill].title}"
        for skill, to in recommendation.short_of.items()
    ]
    return needs[0] if needs else ""


def before_text(matrix: Matrix, recommendation: Recommendation) -> str:
    """Return everything that has to come before a project, or "" if it can be started."""
    parts = []
    if recommendation.after:
        names = [f"“{matrix.project_title(name)}”" for name in recommendation.after]
        parts.append(f"do {listed(names)} first")
    if recommendation.short_of:
        needs = [
            f"level {to} in {matrix.skills[skill].title}"
            for skill, to in recommendation.short_of.items()
        ]
        parts.append("reach " + listed(needs))
    return "; ".join(parts)


def weeks(hours: float, hours_a_week: float | None) -> str:
    """Return how many weeks a number of hours takes at a person's own pace, or "" if unknown."""
    count = weeks_for(hours, hours_a_week)
    if not hours_a_week or not count:
        return ""
    needed = "a week or less" if count == 1 else f"about {count} weeks"
    return f", {needed} at {plural(hours_a_week, 'hour')} a week"
