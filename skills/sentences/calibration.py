"""Sentences about a mentor's practice on example people: about the ratings, never the rater.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from typing import Final

from skills.matrix import NOT_APPLICABLE, Scale
from skills.review.calibration import FEWEST, Closeness, ComparedRating
from skills.sentences.entry_labels import NOT_OBSERVED
from skills.sentences.formats import listed, plural

PRIVATE: Final = "Practice answers aren't saved and nobody else sees them."

OFFER: Final = (
    "Before you start, you can rate {examples} of invented people and compare your ratings with "
    "a written reference."
)

SMALLEST: Final = 0.25
"""Smallest mean difference that is called higher or lower, in steps: less is a matter of one or two
of the ratings."""

_WORDS: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def offer_text(dossiers: int) -> str:
    """Return what practising is about."""
    return OFFER.format(examples=_examples(dossiers, short=True))


def offer_label(dossiers: int, minutes: int) -> str:
    """Return the label of the button that opens the practice."""
    return f"Practise on {_examples(dossiers)} ({plural(minutes, 'minute')}, optional)"


def _examples(count: int, *, short: bool = False) -> str:
    noun = "short example" if short else "example"
    return f"{_WORDS[count]} {noun}{'' if count == 1 else 's'}"


def answer_text(scale: Scale, answer: str | None) -> str:
    """Return an answer as the form shows it, or a dash for none."""
    if answer == NOT_APPLICABLE:
        return NOT_OBSERVED
    titles = {option.id: option.title for option in scale.options}
    return titles.get(answer or "", "–")


def steps_text(compared: ComparedRating) -> str:
    """Return how far a rating is from the reference, or "" if there is nothing to compare."""
    if compared.steps is None:
        return ""
    if compared.steps == 0:
        return "same"
    return f"{_steps(abs(compared.steps))} {'higher' if compared.steps > 0 else 'lower'}"


def closeness_text(closeness: Closeness) -> str:
    """Return how many ratings are those of the reference, and how many were left out."""
    return " ".join(filter(None, (_counts(closeness), _left_out(closeness))))


def _counts(closeness: Closeness) -> str:
    if not closeness.rated:
        return "You haven't rated anything here, so there is nothing to compare."
    rated = f"You rated {plural(closeness.rated, 'statement')}"
    if closeness.same == closeness.rated:
        return f"{rated} and matched the reference every time."
    further = closeness.rated - closeness.same - closeness.near
    counts = (
        (closeness.same, "as in the reference"),
        (closeness.near, "off by one step"),
        (further, "off by two steps or more"),
    )
    return f"{rated}: {listed([f'{count} {words}' for count, words in counts if count])}."


def _left_out(closeness: Closeness) -> str:
    aside, left_open = closeness.not_observed, closeness.left_open
    counts = ((aside, "not observed"), (left_open, "left open"))
    words = listed([f"{count} {word}" for count, word in counts if count])
    return f"Not counted: {words}." if words else ""


def together_texts(dossiers: int, closeness: Closeness) -> list[str]:
    """Return what all dossiers compared so far say together.

    Parameters
    ----------
    dossiers : number of dossiers compared; what one of them shows stands beside it.
    """
    examples = f"{_WORDS[dossiers].capitalize()} examples together"
    totals = [f"{examples}: {_lower(closeness_text(closeness))}"]
    return [*(totals if dossiers > 1 else []), tendency_text(closeness)]


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def tendency_text(closeness: Closeness) -> str:
    """Return whether ratings are higher or lower on average, or why that is not shown."""
    if closeness.tendency is None:
        return (
            f"Whether you tend to rate higher or lower can't be judged from so few: it takes at "
            f"least {FEWEST} rated statements."
        )
    caution = "That describes these examples; with so few, it doesn't say how you rate in general."
    if abs(closeness.tendency) < SMALLEST:
        return f"On average, your ratings are neither higher nor lower. {caution}"
    way = "higher" if closeness.tendency > 0 else "lower"
    size = _mean(abs(closeness.tendency))
    return f"On average, your ratings are {size} {way} than the reference. {caution}"


def _mean(size: float) -> str:
    shown = f"{size:.1f}".removesuffix(".0")
    return _steps(1) if shown == "1" else f"{shown} {'steps' if size > 1 else 'of a step'}"


def _steps(count: int) -> str:
    return plural(count, "step")
