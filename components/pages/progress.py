"""Progress page: readiness over time, milestones, comparison of any two snapshots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

import streamlit as st

from components import guard
from components.html import render
from components.result import change_plot, history_plot
from components.text import labels
from components.texts_on_page import show_quiet, show_title
from components.transfer import downloads
from components.web import session
from skills.matrix import Matrix
from skills.records.comparison import compare_states, last_different
from skills.records.matrix_changes import Likeness, match
from skills.records.milestones import milestones
from skills.records.record import State
from skills.reports.changes import tell_changes
from skills.reports.history_lines import history_lines
from skills.scoring.verdicts import Verdict
from skills.sentences.matrix_changes import match_summary
from skills.sentences.overview import answered_text, answering_label
from skills.sentences.progress import (
    SAME_MOMENT,
    UNCHANGED,
    WHAT_COMES,
    WHEN_SAVED,
    names_of,
    only_snapshot,
)
from skills.workspace.export import AssessmentFiles, read_state

NOW: Final = "now"
"""Id of the current state, in addition to the ids of snapshots."""

WIDTH: Final = 300
"""Width in pixels of a list of snapshots: fits a date with time, also on a phone."""


def show() -> None:
    """Show the progress of the current assessment of this tab."""
    assessment, matrix = guard.require_assessment()
    source = downloads.assessment_files(assessment, matrix)
    states = {each.id: read_state(each) for each in source.snapshots()}
    has_kept, has_changed = bool(states), source.has_changed()
    if has_changed:
        states[NOW] = source.state
    every = list(states.values())
    show_title("Progress", _lead(every, has_kept=has_kept))
    if not has_kept:
        _show_start(source)
    else:
        _show_other_matrix(every[-2 if has_changed else -1], matrix)
        _show_course(source, every, ends_now=has_changed)
        if len(states) > 1:
            _compare(states)
    if session.is_example():
        return
    _offer_keeping(source, is_first=not has_kept, has_changed=has_changed)
    if has_kept:
        _show_removal(source, states)


def _show_start(source: AssessmentFiles) -> None:
    """Show how much is answered before the first snapshot, and offer to continue."""
    readiness = source.assessed.readiness
    st.html(
        render(
            "progress_start.html",
            text=WHAT_COMES,
            coverage=1.0 if readiness.is_complete else readiness.coverage,
            answered=answered_text(readiness),
        )
    )
    if readiness.is_complete:
        return
    if st.button(answering_label(readiness), key="assess", type="primary"):
        session.go_to_skill("")
        st.switch_page(guard.pages()["assess"])


def _lead(states: Sequence[State], *, has_kept: bool) -> str:
    """Return when snapshots are saved or, if there is only one, what it shows."""
    result = states[0].result if has_kept and len(states) == 1 else None
    if result is None:
        return WHEN_SAVED
    readiness = None if result.verdict == Verdict.unknown else result.readiness
    return only_snapshot(session.local(states[0].taken_at), readiness)


def _show_course(source: AssessmentFiles, states: Sequence[State], *, ends_now: bool) -> None:
    structure = source.matrix.structure
    lines = history_lines(states, structure, source.now.tzinfo)
    found = [
        replace(each, at=session.local(each.at))
        for each in milestones(states, source.state.projects, structure)
    ]
    history_plot.show(lines, found, ends_now=ends_now)


def _show_other_matrix(last: State, matrix: Matrix) -> None:
    """Show what still counts of the last snapshot if the matrix has changed since."""
    answers = {each.statement: each.option for each in last.answers}
    matched = match(last.matrix, matrix, answers)
    if matched.likeness is not Likeness.same_wording:
        st.html(
            render(
                "changes_since.html",
                since=session.local(last.taken_at),
                changes=match_summary(matched, last.matrix, matrix),
            )
        )


def _offer_keeping(source: AssessmentFiles, *, is_first: bool, has_changed: bool) -> None:
    if not has_changed:
        show_quiet(UNCHANGED)
        return
    is_whole = source.assessed.readiness.is_complete
    kind: Literal["primary", "secondary"] = "primary" if is_first and is_whole else "secondary"
    if st.button("Save a snapshot now", key="keep", type=kind):
        source.keep_snapshot()
        st.rerun()


def _titles(states: Mapping[str, State]) -> dict[str, str]:
    names = names_of([session.local(each.taken_at) for each in states.values()])
    named = dict(zip(states, names, strict=True))
    return labels(named | ({NOW: "Now"} if NOW in states else {}))


def _compare(states: Mapping[str, State]) -> None:
    st.html(render("heading.html", title="What changed"))
    titles = _titles(states)
    order = list(titles)
    *earlier, last = states.values()
    different = last_different(last, earlier)
    first = next((name for name, each in states.items() if each is different), order[0])
    with st.container(horizontal=True):
        before, after = (
            st.selectbox(
                label,
                order,
                index=order.index(shown),
                format_func=lambda each: titles.get(each, ""),
                key=label.lower(),
                width=WIDTH,
            )
            for label, shown in (("From", first), ("To", order[-1]))
        )
    if before not in states or after not in states or before == after:
        st.markdown(SAME_MOMENT)
        return
    then, later = sorted((states[before], states[after]), key=lambda each: each.taken_at)
    later = later.model_copy(update={"taken_at": session.local(later.taken_at)})
    change_plot.show(tell_changes(compare_states(then, later)), len(later.matrix.levels) - 1)


def _show_removal(source: AssessmentFiles, states: Mapping[str, State]) -> None:
    titles = {each: title for each, title in _titles(states).items() if each != NOW}
    with st.expander("Delete a snapshot", key="removal"):
        chosen = st.selectbox(
            "Snapshot",
            list(titles),
            index=None,
            placeholder="Choose one",
            format_func=lambda each: titles.get(each, ""),
            key="remove-which",
        )
        if st.button("Delete", key="remove", disabled=chosen not in titles) and chosen:
            source.forget_snapshot(chosen)
            st.rerun()
