"""Sentences about answers: their titles, unusual patterns, and the effects of a changed matrix.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from typing import Final

from skills.entries.answers import Carried
from skills.matrix import NOT_APPLICABLE, Matrix, Scale
from skills.questionnaire.response_patterns import Pattern
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import listed, percent, plural

NAMED: Final = 20
"""Maximum number of statements that a sentence names."""


def answer_title(scale: Scale, option: str) -> str:
    """Return the title of a chosen option."""
    titles = {each.id: each.title for each in scale.options}
    return titles.get(option, "Not applicable" if option == NOT_APPLICABLE else option)


def second_look(matrix: Matrix, pattern: Pattern, addressee: Addressee = YOU) -> str:
    """Ask politely to check answers with an unusual pattern."""
    names = listed([matrix.skills[each].title for each in pattern.skills[:3]])
    again = addressee.say("again", "together")
    if pattern.code == "same-answer":
        return (
            f"{percent(pattern.value)} of {addressee.say('your', 'their')} answers are one "
            f"unbroken run of the same choice. That may be right, but please check {names} {again}."
        )
    if pattern.code == "contradictory":
        return (
            f"In {plural(pattern.value, 'skill')}, one of {addressee.say('your', 'their')} answers "
            f"contradicts the others, for example in {names}. "
            f"That may be right, but please check them {again}."
        )
    return (
        f"Several harder statements are rated higher than easier ones, for example in {names}. "
        f"That may be right, but please check them {again}."
    )


def carried_over(carried: Carried) -> str:
    """Describe how answers were migrated to a changed matrix."""
    kept = set(carried.answers) - set(carried.renamed.values())
    parts = [f"{plural(len(kept), 'answer')} kept"]
    if carried.renamed:
        moves = ", ".join(f"{old} is now {new}" for old, new in carried.renamed.items())
        parts.append(f"{len(carried.renamed)} renamed ({moves})")
    if carried.orphaned:
        lost = ", ".join(carried.orphaned)
        parts.append(f"{len(carried.orphaned)} with no match, saved but not counted ({lost})")
    return "; ".join(parts)


def without_place(carried: Carried, *, named: bool = True) -> str:
    """Report the stored answers whose statements are no longer in the matrix.

    Parameters
    ----------
    named : whether to name the statements, too.
    """
    count, some = len(carried.orphaned), list(carried.orphaned)[:NAMED]
    rest = f" and {count - NAMED} more" if count > NAMED else ""
    names = f": {', '.join(some)}{rest}" if named else ""
    if count == 1:
        return (
            "1 answer is for a statement that is no longer in this matrix. It's saved but doesn't "
            f"count{names}."
        )
    return (
        f"{count} answers are for statements that are no longer in this matrix. They're saved but "
        f"don't count{names}."
    )
