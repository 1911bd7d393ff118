"""Guess which number, time, word or address an author meant by a value of another form."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"[0-9]*[.,]?[0-9]+")
_SPELLED: Final = {
    word: str(number)
    for number, words in enumerate(
        ("zero", "one i", "two ii", "three iii", "four iv", "five v", "six vi", "seven vii")
    )
    for word in words.split()
}
_TIME: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:\s*[:.,h\-–\s]\s*(?P<minute>[0-9]{2})|(?P<joined>[0-9]{2}))?"
    r"(?::[0-9]{2})?\s*h?\s*(?P<half>[ap]\.?m?\.?|uhr|o['’]?clock)?",
    re.IGNORECASE,
)
_NAMED_TIMES: Final = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_QUOTES: Final = "\"'“”„‟«»‘’‚‹›"
_LAST_HOUR: Final = 24
_NOON: Final = 12
_MINUTES: Final = 60

YES: Final = frozenset({"y", "1", "x", "✓", "✔", "ja", "oui", "si", "on", "must", "required"})
NO: Final = frozenset({"n", "0", "-", "nein", "non", "off", "none", "optional"})

WORDS: Final = {
    **dict.fromkeys(("must", "must have", "must-have", "mandatory", "needed", "yes"), "required"),
    **dict.fromkeys(("desired", "common", "normal", "expected"), "usual"),
    **dict.fromkeys(
        ("nice to have", "nice-to-have", "optional", "preferred", "bonus", "plus"), "ideal"
    ),
    **dict.fromkeys(("degree", "diploma", "school", "study"), "education"),
    **dict.fromkeys(("licence", "license", "certification"), "certificate"),
    **dict.fromkeys(("docs", "reference", "manual"), "documentation"),
    **dict.fromkeys(("tutorial", "class", "training"), "course"),
    **dict.fromkeys(("blog", "post", "paper"), "article"),
    **dict.fromkeys(("more", "up", "high", "max"), "higher"),
    **dict.fromkeys(("less", "down", "low", "min"), "lower"),
}
"""Words that authors write, to the word that the format has for them."""


def meant_number(text: str, most: float) -> str:
    """Return the one number in a text, in the form of the format, or "".

    Parameters
    ----------
    most : the largest number allowed; a percentage is a share of it where that is 1.
    """
    text = text.strip().strip(_QUOTES).strip()
    if text.lower() in _SPELLED:
        return _SPELLED[text.lower()]
    fraction = re.fullmatch(r"([0-9]{1,6})\s*/\s*([0-9]{1,6})", text)
    if fraction and most <= 1 and int(fraction[2]):
        return f"{int(fraction[1]) / int(fraction[2]):.3g}"
    found = _NUMBER.findall(text[:100])
    if len(found) != 1:
        return ""
    value = float(found[0].replace(",", "."))
    if most <= 1 and value > 1:
        value /= 100
    return f"{value:.10g}" if value <= most else ""


def meant_time(text: str) -> str:
    """Return a time of the day as HH:MM, or "" if the text is none."""
    text = text.strip().strip(_QUOTES).strip()
    if text.lower() in _NAMED_TIMES:
        return _NAMED_TIMES[text.lower()]
    found = _TIME.fullmatch(text[:30])
    if not found:
        return ""
    hour, minute = int(found["hour"]), int(found["minute"] or found["joined"] or 0)
    half = (found["half"] or "").lower()
    if half.startswith(("a", "p")):
        if not 0 < hour <= _NOON:
            return ""
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    if hour > _LAST_HOUR or minute >= _MINUTES:
        return ""
    return f"{hour % _LAST_HOUR:02}:{minute:02}"


def meant_flag(text: str) -> str:
    """Return yes or no for a word that means one of them, or ""."""
    word = text.strip().lower()
    return "yes" if word in YES else "no" if word in NO else ""


def meant_link(text: str) -> str:
    """Return an address with https:// in front."""
    return "https://" + re.sub(r"^\s*(\w{1,10}:/*)?", "", text).strip()
