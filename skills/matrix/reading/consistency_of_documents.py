"""Check that a document can have the structure that a project asks for."""

from __future__ import annotations

from skills.matrix.reading.consistency_of_tables import check_range
from skills.matrix.reading.draft_index import DraftPart, Outline
from skills.matrix.reading.findings import Findings, quoted
from skills.matrix.section_titles import section_key


def check_documents(outline: Outline, findings: Findings) -> None:
    """Report limits that allow nothing, and sections that one heading would be the title of."""
    for project in outline.projects.parts.values():
        document = DraftPart((*project.path, "document"), project.value.get("document"))
        if not document.value:
            continue
        _check_titles(document, outline, findings)
        for part in (document, *document.each("sections")):
            words = DraftPart((*part.path, "words"), part.value.get("words") or {})
            check_range(words, outline, findings)


def _check_titles(document: DraftPart, outline: Outline, findings: Findings) -> None:
    taken: dict[str, str] = {}
    for section in document.each("sections"):
        for title in filter(None, (section.value.get("title"), *(section.value.get("also") or ()))):
            other = taken.setdefault(section_key(title), section.id)
            if other != section.id:
                what = (
                    f"sections {quoted(other)} and {quoted(section.id)} can have the same heading,"
                    f" {quoted(title)}"
                )
                place = outline.place(section.path, key=True)
                fix = "give each section titles of its own; case and numbers make no difference"
                findings.error(place, "repeated-section", what, fix)
