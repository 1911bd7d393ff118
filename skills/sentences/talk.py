"""Sentences of the talk between a person and a mentor, who have both ratings before them.

Texts are plain: callers escape what came from a person, a mentor or a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from skills.matrix import Matrix
from skills.review.agenda import AgendaItem, AgendaReason
from skills.review.effect import Effect
from skills.review.first_ratings import ChangedRating, FirstRating
from skills.scoring.verdicts import Verdict
from skills.sentences.agreement import SMALLEST, skill_difference_text
from skills.sentences.entry_labels import rating_title
from skills.sentences.formats import capitalised, level, listed, percent, percent_range, plural
from skills.sentences.leniency import amount

REASONS: Final[Mapping[AgendaReason, str]] = {
    AgendaReason.apart: "You see it differently",
    AgendaReason.near: "A must-have close to its target",
    AgendaReason.alike: "You largely agree",
}

CHANGES_MARKED: Final = (
    "Both ratings are revealed, so whatever you change now is marked as changed."
)

CHANGED_NOTE: Final = "This note was changed elsewhere."


def example_talk(mentor: str) -> str:
    """Introduce the talk in the example, which nobody can change."""
    return (
        f"{mentor} knows some of this fictional person's work, and rated it without seeing the "
        "self-ratings. This is what the two had in front of them when they talked, and what they "
        "agreed."
    )


def agenda_item_text(item: AgendaItem, mentor: str, *, is_unseen: bool = False) -> str:
    """Return why a skill is on the agenda, with the difference if there is one.

    Parameters
    ----------
    is_unseen : whether the mentor has marked all its statements as not observed.
    """
    if item.apart is None:
        return _missing(item, mentor, is_unseen=is_unseen)
    reason = REASONS[item.reason]
    if item.further:
        lowest, highest = (level(each) for each in (item.levels[0], item.levels[-1]))
        if lowest == highest:
            return f"{reason}: all ratings give level {lowest}."
        return f"{reason}: the ratings range from level {lowest} to {highest}."
    apart = skill_difference_text(item.ratings)
    if apart == "the same":
        return f"{reason}: both ratings are the same."
    return f"{reason}: {mentor}'s rating is {apart} than the self-rating."


def _missing(item: AgendaItem, mentor: str, *, is_unseen: bool) -> str:
    """Say whose rating of a skill is missing."""
    unseen = f"{mentor} hasn't observed this"
    if item.ratings.first is not None:
        return f"{unseen}." if is_unseen else f"{mentor} hasn't rated this."
    if item.levels:
        return "There is no self-rating."
    return f"{unseen}, and there is no self-rating." if is_unseen else "Nobody has rated this."


def effect_text(effect: Effect) -> str:
    """Return what agreed levels changed, and from what.

    "Readiness 71% → 66%: the agreed level is below the combined level in 2 skills and above it
    in 1."

    With too few answers for a verdict, only what readiness could be is stated.
    """
    changed = f"{_agreed(effect)}{_shift(effect.shift)}"
    before, after = effect.before.value, effect.after.value
    if before is None or after is None:
        return f"{capitalised(changed)}."
    reach = percent_range(effect.after.low, effect.after.high)
    if effect.after.verdict is Verdict.unknown:
        could_be = f"With so few answers, readiness could be anything from {reach}."
        return f"{capitalised(changed)}. {could_be}"
    was, now = percent(before), percent(after)
    moved = f"{was} → {now}" if was != now else f"stays at {now}"
    return f"Readiness {moved}: {changed}. Likely range {reach}."


def _agreed(effect: Effect) -> str:
    """Return how many skills were agreed below, above and at the level without it."""
    counts = ((effect.lower, "below"), (effect.higher, "above"), (effect.same, "at"))
    changed = [(count, way) for count, way in counts if count]
    if not changed:
        return f"level agreed in {plural(effect.new, 'skill')} that nobody had rated"
    (count, way), *rest = changed
    first = f"{way} the combined level in {plural(count, 'skill')}"
    text = f"the agreed level is {listed([first, *(f'{word} it in {n}' for n, word in rest)])}"
    return f"{text}; {plural(effect.new, 'skill')} had no level before" if effect.new else text


def _shift(levels: float) -> str:
    """Return how other self-ratings count since, or "" if that is less than the tenth shown."""
    if abs(levels) < SMALLEST / 2:
        return ""
    way = "higher" if levels > 0 else "lower"
    return f". All other self-ratings now count {amount(levels)} {way} than before you agreed"


def talk_lead(apart: int, *, mentors: int = 1) -> str:
    """Return how many skills there are to talk about."""
    if not apart:
        who = "you both" if mentors == 1 else "more than one of you"
        return f"You don't differ much on any skill that {who} rated."
    it = "it" if apart == 1 else "them"
    none = "Neither rating" if mentors == 1 else "None of the ratings"
    return (
        f"{plural(apart, 'skill')} to talk about first, because you see {it} differently. "
        f"{none} is right by default."
    )


def unblinded_text(who: frozenset[str], mentor: str) -> str:
    """Return who changed a rating after both were revealed, or "" if nobody did."""
    names = [
        name for each, name in (("self", "The self-rating"), ("mentor", mentor)) if each in who
    ]
    if not names:
        return ""
    was = "were" if len(names) > 1 else "was"
    rating = f"{names[0]}'s rating" if names == [mentor] else names[0]
    both = "Both ratings" if len(names) > 1 else rating
    return f"{both} {was} changed after the reveal."


def first_level_text(mentor: str, first_rating: FirstRating) -> str:
    """Return a mentor's level of a skill before the reveal and now."""
    first, now = (
        "not rated" if each is None else f"level {level(each)}"
        for each in (first_rating.level, first_rating.now)
    )
    return f"{mentor}'s rating: first {first}, now {now} (changed after the reveal)"


def comment_head(about: str, *, is_late: bool) -> str:
    """Return what stands above a comment, and whether it was changed after the reveal.

    Parameters
    ----------
    about : whose comment it is or, where there are several, also the skill.
    """
    return f"{about} (changed after the reveal)" if is_late else about


def rated_level_text(mentor: str, rating: float | None) -> str:
    """Return the level of a skill by the rating of a mentor or, without a name, by the person."""
    if rating is None:
        return ""
    whose = f"{mentor}'s rating" if mentor else "Self-rating"
    return f"{whose}: level {level(rating)}"


def changed_rating_text(matrix: Matrix, changed_rating: ChangedRating) -> str:
    """Return a mentor's rating of a statement before the reveal and now."""
    scale = matrix.statements[changed_rating.statement].scale
    first, now = (rating_title(scale, each) for each in (changed_rating.first, changed_rating.now))
    return f"first: {first} → now: {now} (changed after the reveal)"


def time_text(began: datetime, now: datetime) -> str:
    """Return since when two people have been talking, and how long that is."""
    minutes = int((now - began).total_seconds() // 60)
    ago = f"{plural(minutes, 'minute')} ago" if minutes else "just now"
    return f"The talk started at {began:%H:%M}, {ago}."
