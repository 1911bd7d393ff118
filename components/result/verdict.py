"""Show the verdict: a sentence, its reason, readiness with its range, and its basis."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.guidance.plan_steps import PlanStep
from skills.scoring.assessed import Assessed
from skills.scoring.verdicts import READY, READY_COVERAGE
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import listed
from skills.sentences.leniency import leniency_text
from skills.sentences.must_haves import FEW_NAMED, named
from skills.sentences.overview import (
    answered_text,
    facts,
    line_text,
    range_text,
    result_preview_text,
    verdict_reason,
)
from skills.sentences.verdicts import headline, reach


def show(
    assessed: Assessed,
    plan: Sequence[PlanStep],
    hours: float | None,
    *,
    checks_link: str = "",
    addressee: Addressee = YOU,
) -> None:
    """Show readiness for one profile.

    Parameters
    ----------
    checks_link : address of the knowledge checks, or "" if they are not worth mentioning.
    """
    matrix, readiness = assessed.matrix, assessed.readiness
    st.html(
        render(
            "verdict.html",
            sentence=headline(matrix, readiness, addressee),
            reason=verdict_reason(matrix, readiness),
            readiness=readiness,
            ready_from=READY,
            range_text=range_text(readiness, addressee),
            line_text=line_text(readiness),
            facts=facts(readiness, plan, hours, addressee),
            answered=answered_text(readiness),
            leniency=leniency_text(
                assessed.leniency, is_adjusted=assessed.is_adjusted, addressee=addressee
            ),
            checks_link=checks_link,
        )
    )


def show_preview(assessed: Assessed, left: Sequence[str]) -> None:
    """Show how far the person is from a first verdict.

    Parameters
    ----------
    left : ids of the skills with open statements.
    """
    readiness = assessed.readiness
    st.html(
        render(
            "result_preview.html",
            sentence=result_preview_text(readiness),
            reach=reach(readiness) if readiness.value is not None else "",
            answered=answered_text(readiness),
            share=1.0 if readiness.is_complete else min(readiness.coverage / READY_COVERAGE, 1.0),
            left=listed(named(assessed.matrix, left, FEW_NAMED)),
        )
    )
