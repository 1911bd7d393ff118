"""Collect how people and their mentors rated the same statements, person by person.

Only what somebody could not have copied counts: a rating that has been revealed, as it stood before
the reveal, and the person's own answer from before they saw any rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from skills.entries.answers import carry_answers
from skills.entries.assessment import Entry
from skills.entries.review_entries import Review, parts_of, reviews_in
from skills.matrix import Matrix
from skills.review.agreement import SAME
from skills.review.intraclass import Crossed, crossed
from skills.review.many_raters import Coincidences, coincidences, no_coincidences

MOST_CREDITS: Final = 21
"""Maximum number of different credits kept apart; of more, each counts as the nearest of 21 at
equal distances, because what is kept grows with the fourth power of their number."""

SELF: Final = ""
"""Stands for the person beside the names of mentors, who have one."""

Credits = Mapping[str, float]
Raters = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RaterTally:
    """What was collected of some people; memory grows with the scales, not with people.

    Attributes
    ----------
    coincidences : of people whose statements were rated by two or more.
    sizes : the numbers of raters that a statement had.
    raters : the raters of a person, or none where they cannot be distinguished or no statement was
        rated by all; two of these if not everybody had the same, and never more.
    places : the mean credit that each rater gave to a person; None without the same raters for all.
    """

    coincidences: Coincidences
    sizes: frozenset[int] = frozenset()
    raters: frozenset[Raters] = frozenset()
    places: Crossed | None = None

    def __add__(self, other: RaterTally) -> RaterTally:
        """Return what was collected of the people of both, who have to be different people."""
        raters = frozenset(sorted(self.raters | other.raters)[:2])
        places = [each.places for each in (self, other) if each.places is not None]
        is_same = len(raters) == 1 and () not in raters
        return RaterTally(
            self.coincidences + other.coincidences,
            self.sizes | other.sizes,
            raters,
            sum(places[1:], places[0]) if is_same and places else None,
        )


def credits_of(matrix: Matrix) -> tuple[float, ...]:
    """Return the credits that are kept apart, lowest first."""
    found = sorted({o.credit for s in matrix.statements.values() for o in s.scale.options})
    last = [a for a, b in zip(found, [*found[1:], np.inf], strict=True) if b - a > SAME]
    return tuple(last if len(last) <= MOST_CREDITS else np.linspace(0, 1, MOST_CREDITS).tolist())


def nobody(matrix: Matrix) -> RaterTally:
    """Return what was collected before anybody."""
    return RaterTally(no_coincidences(credits_of(matrix)))


def tally(entries: Sequence[Entry], matrix: Matrix) -> RaterTally | None:
    """Return how the raters of one person rated, or None if no statement was rated by two."""
    rated = _by_rater(entries, matrix)
    shared = [[c[each] for _, c in rated if each in c] for each in matrix.statements]
    units = [each for each in shared if len(each) > 1]
    if not units:
        return None
    values = credits_of(matrix)
    position = {c: _position(c, values) for c in {c for each in units for c in each}}
    places = [[position[credit] for credit in each] for each in units]
    found, sizes = coincidences(values, places), frozenset(map(len, units))
    names = [name for name, _ in rated]
    by_all = [each for each in units if len(each) == len(rated)]
    if not by_all or len(set(names)) < len(names):
        return RaterTally(found, sizes, frozenset([()]))
    means = np.array(by_all)[:, np.argsort(names)].mean(axis=0)
    return RaterTally(found, sizes, frozenset([tuple(sorted(names))]), crossed(means[None, :]))


def _position(credit: float, values: Sequence[float]) -> int:
    return int(np.argmin(np.abs(np.asarray(values) - credit)))


def _by_rater(entries: Sequence[Entry], matrix: Matrix) -> list[tuple[str, Credits]]:
    """Return the name and credits of each rater, the person first."""
    found = [
        (_name(review), _credits(_ratings(item, review, entries), matrix))
        for item, review in reviews_in(entries).items()
        if review.is_revealed and not review.guest_of
    ]
    rated = [each for each in found if each[1]]
    seen = [each.revealed_at for each in reviews_in(entries).values() if each.revealed_at]
    own = [e for e in entries if e.kind == "answer" and _is_before(e, min(seen, default=None))]
    answers = _credits({each.item: each.value for each in own}, matrix)
    return [(SELF, answers), *rated] if answers else rated


def _ratings(item: str, review: Review, entries: Iterable[Entry]) -> Mapping[str, str | None]:
    """Return what a mentor rated before the reveal, by statement id."""
    found = {}
    for each in entries:
        if each.kind == "rating" and _is_before(each, review.revealed_at):
            of, about = parts_of(each.item)
            if of == item:
                found[about] = each.value
    return found


def _is_before(entry: Entry, moment: datetime | None) -> bool:
    """Return whether an entry is known to have been made by then."""
    return moment is not None and entry.changed_at is not None and entry.changed_at <= moment


def _name(review: Review) -> str:
    return " ".join(review.mentor.split()).casefold()


def _credits(choices: Mapping[str, str | None], matrix: Matrix) -> Credits:
    """Return the credits of valid choices, leaving out "not applicable" and "not observed"."""
    answers = carry_answers(choices, matrix).answers
    found = {each: matrix.statements[each].scale.credit(chosen) for each, chosen in answers.items()}
    return {each: credit for each, credit in found.items() if credit is not None}
