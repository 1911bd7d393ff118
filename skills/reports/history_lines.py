"""List the result of each snapshot, and mark those that are not comparable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from skills.records.record import Result, State
from skills.reports.report_lines import HistoryLine
from skills.scoring import SELF
from skills.scoring.verdicts import Verdict
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.verdicts import past_verdict, ready_word


def history_lines(
    states: Iterable[State], structure: str, zone: tzinfo | None, addressee: Addressee = YOU
) -> tuple[HistoryLine, ...]:
    """Return a line for each snapshot that has a result, in the order given.

    Parameters
    ----------
    structure : fingerprint of the current matrix; numbers from another one are not comparable.
    zone : the person's own time zone.
    """
    found = (_line(each, each.taken_at.astimezone(zone), structure, addressee) for each in states)
    return tuple(each for each in found if each)


def _is_confirmed(result: Result) -> bool:
    """Return whether the must-haves, or else all weighted targets, had more than a self-rating."""
    targets = [each for each in result.skills if each.target is not None]
    musts = [each for each in targets if each.must]
    decisive = musts or [each for each in targets if each.weight > 0]
    return all(set(each.sources) - {SELF} for each in decisive)


def _verdict(result: Result, addressee: Addressee) -> str:
    is_confirmed = _is_confirmed(result)
    if result.verdict == Verdict.ready:
        return ready_word(is_confirmed=is_confirmed, addressee=addressee)
    return past_verdict(
        result.verdict,
        result.readiness,
        result.coverage,
        len(result.missing_musts),
        is_confirmed=is_confirmed,
    )


def _line(state: State, at: datetime, structure: str, addressee: Addressee) -> HistoryLine | None:
    result = state.result
    if result is None:
        return None
    titles = {each.id: f"{each.role_title}, {each.title}" for each in state.matrix.profiles}
    return HistoryLine(
        on=at.date(),
        aim=titles.get(result.profile, result.profile),
        readiness=None if result.readiness is None else result.readiness * 100,
        low=result.low * 100,
        high=result.high * 100,
        verdict=_verdict(result, addressee),
        is_comparable=state.matrix.structure == structure,
        at=at,
    )
