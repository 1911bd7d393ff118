"""Write a report as a PDF that is printable, accessible and can be imported again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final, Literal

from skills.problems import SkillsError
from skills.records.to_json import as_json
from skills.reports.pdf.data import data_of
from skills.reports.report import Report

if TYPE_CHECKING:
    import typst

FOLDER: Final = Path(__file__).parent / "pdf"

STANDARDS: Final[tuple[Literal["ua-1", "a-3a"], ...]] = ("ua-1", "a-3a")

NO_FONT: Final = (
    "No font on this machine has some of the characters, so they are drawn as boxes and this file "
    "does not meet the standards for accessible and archival PDFs. The other formats show them."
)

UNUSUAL: Final = (
    "Some text in this report is not allowed by the standards for accessible and archival PDFs, so "
    "this file does not meet them."
)

AT_ONCE: Final = 2
"""Maximum number of files rendered at once; more would only share the same CPUs."""

_TURNS: Final = BoundedSemaphore(AT_ONCE)
_MISSING_GLYPH: Final = "could not be displayed with"


class PdfError(SkillsError):
    """Raised if a report could not be rendered although its data is valid."""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF, and a note about its limitations, or "" if there are none."""

    data: bytes
    notice: str = ""


def as_pdf(report: Report, *, made_at: datetime) -> PdfFile:
    """Return a report as PDF; the same report and time give the same bytes.

    The file conforms to PDF/UA-1 and PDF/A-3a, and has the record attached as `assessment.json` if
    the report includes answers. If a text rules the standards out, it conforms to neither and says
    so.

    Parameters
    ----------
    made_at : time written to the file, with a time zone.

    Raises
    ------
    PdfError
        If the file could not be rendered.
    """
    record = as_json(report.record) if report.parts.answers else ""
    moment = made_at.astimezone(UTC).replace(microsecond=0)
    data = data_of(report)
    cut = str(data["cut"])
    refused = ""
    with _TURNS:
        for has_more in (False, True):
            try:
                return PdfFile(_laid_out(data, record, moment, has_more=has_more), cut)
            except PdfError as error:
                refused = str(error)
        why = NO_FONT if _MISSING_GLYPH in refused else UNUSUAL
        data = data_of(report, (why,))
        made = _laid_out(data, record, moment, has_more=True, standards=())
    return PdfFile(made, " ".join(each for each in (why, cut) if each))


def _laid_out(
    data: dict[str, object],
    record: str,
    moment: datetime,
    *,
    has_more: bool,
    standards: tuple[Literal["ua-1", "a-3a"], ...] = STANDARDS,
) -> bytes:
    """Return the file; `has_more` adds the fonts of the system."""
    import typst  # noqa: PLC0415 - 60 MB, needed only for PDF

    try:
        made = typst.compile(
            FOLDER / "template.typ",
            root=FOLDER,
            font_paths=_fonts(has_more=has_more),
            format="pdf",
            sys_inputs={"report": json.dumps(data), "record": record},
            pdf_standards=[*standards],
            timestamp=moment,
        )
    except RuntimeError as error:
        raise PdfError(f"The PDF could not be laid out: {error}") from error
    if not isinstance(made, bytes):
        raise PdfError("The PDF could not be laid out.")
    return made


def svg_as_png(picture: str, width: int, height: int) -> bytes:
    """Return a picture as PNG at a size in pixels, using the fonts shipped with this program.

    Raises
    ------
    PdfError
        If it could not be drawn.
    """
    import typst  # noqa: PLC0415 - see below

    given = {"picture": picture, "width": str(width), "height": str(height)}
    with _TURNS:
        try:
            made = typst.compile(
                FOLDER / "share.typ",
                root=FOLDER,
                font_paths=_fonts(has_more=True),
                format="png",
                ppi=72,
                sys_inputs=given,
            )
        except RuntimeError as error:
            raise PdfError(f"The image could not be drawn: {error}") from error
    if not isinstance(made, bytes):
        raise PdfError("The image could not be drawn.")
    return made


@cache
def _fonts(*, has_more: bool) -> typst.Fonts:
    """Return the fonts shipped with this program and, with `has_more`, those of the system."""
    import typst  # noqa: PLC0415 - see above

    return typst.Fonts(
        include_system_fonts=has_more,
        include_embedded_fonts=True,
        font_paths=[FOLDER / "fonts"],
    )
