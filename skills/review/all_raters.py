"""Measure the agreement among any number of people who rate one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from skills.review.agreement import FEWEST, SAME, Interval, own_credits
from skills.review.many_raters import Distance, alpha, coincidences, no_coincidences
from skills.scoring.assessed import Assessed


@dataclass(frozen=True, slots=True)
class JointAgreement:
    """How alike several people rate one of them.

    Attributes
    ----------
    raters : the number of people, the person included.
    rated : number of statements that all of them rated.
    same : number of these that all rated alike.
    shared : number of statements that two or more rated.
    alpha : Krippendorff's alpha of these by the credits; None with fewer than `FEWEST` of them, or
        if nothing varies. The interval takes statements as independent.
    """

    raters: int
    rated: int
    same: int
    shared: int
    alpha: Interval | None


def compare_all(raters: Sequence[Assessed]) -> JointAgreement:
    """Return the agreement among people who rated with the same matrix."""
    given = [own_credits(each) for each in raters]
    statements = list(dict.fromkeys(statement for one in given for statement in one))
    units = [[one[each] for one in given if each in one] for each in statements]
    shared = [each for each in units if len(each) > 1]
    by_all = [each for each in shared if len(each) == len(raters)]
    return JointAgreement(
        raters=len(raters),
        rated=len(by_all),
        same=sum(max(each) - min(each) < SAME for each in by_all),
        shared=len(shared),
        alpha=_alpha(shared) if len(shared) >= FEWEST else None,
    )


def _alpha(units: Sequence[Sequence[float]]) -> Interval | None:
    """Return alpha with each statement in the place of a person, who is one unit then."""
    values = sorted({credit for each in units for credit in each})
    index_of = {credit: index for index, credit in enumerate(values)}
    tables = (coincidences(values, [[index_of[credit] for credit in each]]) for each in units)
    return alpha(reduce(add, tables, no_coincidences(values)), Distance.interval)
