"""Compare practice ratings of example people with the written reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from skills.matrix import NOT_APPLICABLE, Dossier, Matrix, Reference, Scale

FEWEST: Final = 8
"""Fewest statements rated for a mean difference. Where single ratings differ by about a step, the
mean of eight is uncertain by a third of a step; that of fewer shows next to nothing."""


@dataclass(frozen=True, slots=True)
class ComparedRating:
    """A practice rating beside the reference.

    Attributes
    ----------
    rated : the option chosen, `NOT_APPLICABLE` for "not observed", or None for no answer.
    steps : options of the scale above the reference, below 0 if under it; None where no option
        of the scale was chosen.
    """

    reference: Reference
    rated: str | None
    steps: int | None


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close practice ratings come to the reference.

    Attributes
    ----------
    rated : number of statements rated on their scale.
    same : number of these rated as in the reference.
    near : number of these rated one step above or below.
    not_observed : number of statements set aside as not observed.
    left_open : number of statements without any answer.
    tendency : mean difference in steps, above 0 where ratings are higher than the reference; None
        with fewer than `FEWEST` rated.
    """

    rated: int
    same: int
    near: int
    not_observed: int
    left_open: int
    tendency: float | None


def compare_with_reference(
    matrix: Matrix, dossier: Dossier, ratings: Mapping[str, str]
) -> tuple[ComparedRating, ...]:
    """Return the ratings of one dossier, by full statement id, beside its reference."""
    return tuple(
        ComparedRating(
            each,
            ratings.get(each.statement),
            _steps(matrix.statements[each.statement].scale, ratings.get(each.statement), each),
        )
        for each in dossier.reference
    )


def closeness(compared: Iterable[ComparedRating]) -> Closeness:
    """Return how close ratings come to the reference, those of several dossiers together."""
    every = tuple(compared)
    steps = [each.steps for each in every if each.steps is not None]
    return Closeness(
        rated=len(steps),
        same=sum(each == 0 for each in steps),
        near=sum(abs(each) == 1 for each in steps),
        not_observed=sum(each.rated == NOT_APPLICABLE for each in every),
        left_open=sum(each.rated is None for each in every),
        tendency=_tendency(steps),
    )


def _tendency(steps: Sequence[int]) -> float | None:
    return fmean(steps) if len(steps) >= FEWEST else None


def _steps(scale: Scale, rated: str | None, reference: Reference) -> int | None:
    order = {option.id: index for index, option in enumerate(scale.options)}
    if rated not in order:
        return None
    return order[rated] - order[reference.answer]
