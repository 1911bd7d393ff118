"""Bring back everything at once, from the ZIP file in which it was taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import guard, matrices, problem_list
from components.text import literal
from components.transfer import matrix_choice
from components.web import session
from skills.problems import SkillsError
from skills.sentences.results import plural

if TYPE_CHECKING:
    from skills.arrival import Basis
    from skills.importing.bundle import ExportBundle
    from skills.importing.result import ImportedData


def show(name: str, data: bytes, draft: str) -> None:
    """Show what is in an archive, and bring all of it in when that is pressed."""
    from skills.arrival import matrices_in  # noqa: PLC0415 - only who brings a file pays
    from skills.importing.bundle import read_bundle  # noqa: PLC0415 - likewise

    bundle = read_bundle(data, name)
    ready = _ready(bundle)
    own = [each for each in matrices_in(bundle) if _is_new(each)]
    if own:
        titles = ", ".join(f"“{literal(each.matrix.title)}”" for each in own)
        st.markdown(f"{plural(len(own), 'matrix', 'matrices')} of your own: {titles}.")
    if not ready and not own:
        st.markdown("**Nothing was changed.**")
        return
    what = plural(len(ready), "assessment") if ready else plural(len(own), "matrix", "matrices")
    if st.button(f"Bring in {what}", key="take-in|pack", type="primary"):
        try:
            _bring(ready, own, draft)
        except SkillsError as error:
            guard.show_trouble(error)


def _ready(bundle: ExportBundle) -> list[tuple[ImportedData, Basis]]:
    """Show each assessment in an archive; return those that can be imported."""
    ready: list[tuple[ImportedData, Basis]] = []
    for name, reading in bundle.readings:
        keep = "keeps" if sum(each.blocks for each in reading.problems) == 1 else "keep"
        problem_list.show(reading.problems, f"{keep} {name} from being used")
        if reading.imported is None:
            continue
        try:
            basis = matrix_choice.basis_of(None, reading.imported)
        except SkillsError as error:
            st.warning(f"{literal(name)}: {literal(str(error))}")
            continue
        _show_one(reading.imported, basis)
        ready.append((reading.imported, basis))
    return ready


def _show_one(imported: ImportedData, basis: Basis) -> None:
    from skills.arrival import preview_for  # noqa: PLC0415 - only who brings a file pays

    text = preview_for(session.store(), session.owner(), None, imported, basis.matrix).summary
    st.markdown(f"**{literal(imported.title or basis.matrix.title)}**: {literal(' '.join(text))}")


def _is_new(own: Basis) -> bool:
    return matrices.exact_matrix(own.matrix.id, own.matrix.wording) is None


def _bring(ready: list[tuple[ImportedData, Basis]], own: list[Basis], draft: str) -> None:
    from skills.arrival import import_as_new, keep_matrix  # noqa: PLC0415 - only who brings pays

    store, owner, operation = session.store(), session.owner(), session.draft(draft)
    coming = [*own, *(basis for _, basis in ready if basis.files)]
    matrices.require_room(len({each.matrix.wording for each in coming}))
    for basis in own:
        keep_matrix(store, owner, basis)
    for number, (imported, basis) in enumerate(ready):
        # A second click finds what the first one imported instead of bringing it again.
        import_as_new(store, owner, imported, basis, operation=f"{operation}-{number}")
    came = plural(len(ready), "assessment") if ready else plural(len(own), "matrix", "matrices")
    session.flash(f"{came} came back.")
    session.count_up("imported")
    session.finish_draft(draft)
    st.rerun()
