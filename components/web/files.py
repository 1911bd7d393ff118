"""Serve files that are made when asked for, to the owner of what is in them.

Streamlit's own download buttons keep a file in the memory of one server and drop it after the next
two runs of anybody; this route needs nothing but the request, on whichever server it arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qsl

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.web import login, session
from components.web.addresses import below
from components.web.entry_access import read_access
from components.web.workspace import workspace_for, workspace_of
from skills.matrix.starter import STARTER_NAME, starter_text
from skills.problems import SkillsError
from skills.reports.file_kinds import IMAGES, KINDS, SHAPES, THEMES, file_name, image_name
from skills.sentences.login import LOG_IN_FIRST, no_such_assessment
from skills.sentences.review import AWAY
from skills.store import NotFound, Refused
from skills.workspace import Workspace
from skills.workspace.example_person import EXAMPLE
from skills.workspace.hand_over import handed_over
from skills.workspace.matrices import matrix_of

if TYPE_CHECKING:
    from skills.reports.report import Parts
    from skills.workspace.export import AssessmentFiles

PATH: Final = "/api/files/{kind}"
EVERYTHING: Final = "everything"
"""The kind of a file with all that an owner has."""

STARTER: Final = "starter"
"""The kind of a file to begin a matrix of one's own with."""

REVIEW_REQUEST: Final = "review-request"
REVIEW_ANSWER: Final = "review-answer"
"""The kinds of the files by which a mentor reviews without a link."""

REVIEW_LOG: Final = "review-log"
"""The kind of a file with the history of the reviews."""

PACK: Final = "project-pack"
"""The kind of a file with the data of a learning project."""

OTHERS: Final = (EVERYTHING, STARTER, REVIEW_REQUEST, REVIEW_ANSWER, REVIEW_LOG, PACK)
"""The kinds of files that are neither reports nor images."""

SHARED: Final = "shared-report"
"""The kind of the report for whoever opened a read-only link, who owns nothing of it."""

NAME_LENGTH: Final = 80
_BODY_BYTES: Final = 4096
_AT_ONCE: Final = anyio.CapacityLimiter(4)
"""How many files are made at a time; each takes a processor and some memory."""


class File(NamedTuple):
    """A file to download."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileRequest:
    """What a file should contain, as sent by a form on a page.

    Attributes
    ----------
    extent : one of `skills.reports.report.Extent`.
    notes, answers : "yes" or "".
    named : the person's name on the report or for a mentor, which is never stored.
    zone : the time zone of the browser.
    shape, theme : "wide" or "square", "light" or "dark"; for the image to share.
    project : id of the project whose data is asked for.
    review : id of the review that a file for or by a mentor is about, or of a read-only link.
    """

    assessment: str = ""
    extent: str = "whole"
    notes: str = "yes"
    answers: str = "yes"
    named: str = ""
    zone: str = "UTC"
    shape: str = "wide"
    theme: str = "light"
    review: str = ""
    project: str = ""

    def fields(self) -> Mapping[str, str]:
        """Return the fields of the form."""
        return asdict(self)


def action(kind: str) -> str:
    """Return the address that makes a file of this kind."""
    return below(PATH.format(kind=kind))


async def serve_file(request: Request) -> Response:
    """Respond with the file that a form asks for, or with a sentence that says why not."""
    body = await _body(request)
    if body is None:
        return PlainTextResponse("This request is too long.", status_code=413)
    kind, owner = request.path_params["kind"], session.owner_in(request.cookies)
    wanted = _understood(body)
    if wanted is None or kind not in (*KINDS, *IMAGES, *OTHERS, SHARED):
        return PlainTextResponse("This request isn't valid.", status_code=400)
    is_open = kind in (STARTER, SHARED) or wanted.assessment == EXAMPLE
    if not owner and login.is_on() and not is_open:
        return PlainTextResponse(LOG_IN_FIRST, status_code=401)
    make = partial(make_file, owner, kind, wanted)
    if kind == SHARED:
        make = partial(make_shared, owner, request.cookies, wanted)
    return await _made(make)


async def _made(make: Callable[[], File]) -> Response:
    """Respond with a file, or with a sentence that says why it could not be made."""
    try:
        file = await anyio.to_thread.run_sync(make, limiter=_AT_ONCE)
    except NotFound:
        return PlainTextResponse(no_such_assessment(has_account=login.is_on()), status_code=404)
    except Refused as error:
        return PlainTextResponse(str(error), status_code=409)
    except SkillsError as error:
        return PlainTextResponse(str(error), status_code=503)
    disposition = f'attachment; filename="{file.name}"'
    headers = {"content-disposition": disposition, "cache-control": "no-store"}
    return Response(file.data, media_type=file.mime, headers=headers)


async def _body(request: Request) -> bytes | None:
    """Return what a request sends, or None if it is too long; the rest is then not read."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > _BODY_BYTES:
            return None
    return bytes(found)


def _understood(body: bytes) -> FileRequest | None:
    """Return what a form sends, or None if no form of ours has sent it."""
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        return FileRequest(**fields)
    except (TypeError, ValueError):
        return None


def make_file(owner: str, kind: str, wanted: FileRequest) -> File:
    """Make a file for an owner.

    Raises
    ------
    NotFound
        If the assessment is not the owner's.
    Refused
        If the device is with a mentor.
    SkillsError
        If the database fails, or a matrix is not there.
    """
    if kind == STARTER:
        return File(STARTER_NAME, "application/yaml", starter_text().encode())
    from skills.workspace.export import (  # noqa: PLC0415 - slow: loads file writers
        export_everything,
        files_of,
    )

    now = session.local(session.now(), wanted.zone)
    _require_device(owner)
    if kind == EVERYTHING:
        name = f"readiness-radar_{now.date().isoformat()}.zip"
        return File(name, "application/zip", export_everything(workspace_of(owner), now))
    workspace = workspace_for(owner, wanted.assessment)
    if kind == PACK:
        return _pack(workspace, wanted)
    if kind in IMAGES:
        return _image(files_of(workspace, wanted.assessment, now), kind, wanted)
    if kind in (REVIEW_REQUEST, REVIEW_ANSWER, REVIEW_LOG):
        return _review(files_of(workspace, wanted.assessment, now), kind, wanted)
    source, parts = files_of(workspace, wanted.assessment, now), _parts(wanted)
    name = file_name(source.title_for(parts.extent), now.date(), kind, parts.extent.value)
    return File(name, KINDS[kind].mime, source.file(kind, parts))


def _pack(workspace: Workspace, wanted: FileRequest) -> File:
    from skills.projects.pack_files import as_zip  # noqa: PLC0415 - slow: loads NumPy
    from skills.workspace.learning_packs import make_pack  # noqa: PLC0415 - see above

    matrix = matrix_of(workspace, workspace.store.assessment(workspace.owner, wanted.assessment))
    project = matrix.projects_by_id.get(wanted.project)
    if project is None:
        raise NotFound(wanted.project)
    data = as_zip(make_pack(project), project.id)
    return File(f"{project.id}.zip", "application/zip", data)


def make_shared(owner: str, cookies: Mapping[str, str], wanted: FileRequest) -> File:
    """Make the report for whoever has the cookie of a read-only link.

    Raises
    ------
    NotFound
        If the link gives no access now.
    Refused
        If the device is with a mentor.
    SkillsError
        If the database fails, or a matrix is not there.
    """
    from skills.reports.writers import WRITERS  # noqa: PLC0415 - slow: loads file writers
    from skills.workspace.shared_result import shared_result  # noqa: PLC0415 - see above

    if owner:
        _require_device(owner)
    access = read_access(cookies, wanted.assessment, wanted.review)
    now = session.local(session.now(), wanted.zone)
    report = shared_result(workspace_of(access.owner), access, now).report
    name = file_name(report.title, now.date(), "pdf", report.parts.extent.value)
    return File(name, KINDS["pdf"].mime, WRITERS["pdf"](report, now))


def _require_device(owner: str) -> None:
    """Raise `Refused` while the person's device is with a mentor."""
    store = session.own_store()
    if handed_over(store, owner, (each.assessment for each in store.assessments(owner))):
        raise Refused(AWAY)


def _review(source: AssessmentFiles, kind: str, wanted: FileRequest) -> File:
    from skills.workspace.review_by_file import (  # noqa: PLC0415 - slow: loads file writers
        answer_file,
        answer_name,
        request_file,
        request_name,
    )
    from skills.workspace.review_log import log_file  # noqa: PLC0415 - see above

    if kind == REVIEW_LOG:
        return File(f"{kind}_{source.today.isoformat()}.csv", "text/csv", log_file(source))
    if kind == REVIEW_REQUEST:
        named = wanted.named[:NAME_LENGTH]
        data, name = request_file(source, wanted.review, named), request_name(source, named)
    else:
        data, name = answer_file(source, wanted.review), answer_name(source)
    return File(name, "application/json", data)


def _image(source: AssessmentFiles, kind: str, wanted: FileRequest) -> File:
    """Make the image to share; an unknown shape or theme falls back to the default."""
    shape = wanted.shape if wanted.shape in SHAPES else SHAPES[0]
    theme = wanted.theme if wanted.theme in THEMES else THEMES[0]
    from skills.reports.report import Extent  # noqa: PLC0415 - slow: loads records

    name = image_name(source.title_for(Extent.cv), source.today, kind, shape, theme)
    data = source.image(kind, shape=shape, theme=theme, name=wanted.named[:NAME_LENGTH])
    return File(name, IMAGES[kind].mime, data)


def _parts(wanted: FileRequest) -> Parts:
    from skills.reports.report import Extent, Parts  # noqa: PLC0415 - slow: loads records

    extent = Extent(wanted.extent) if wanted.extent in set(Extent) else Extent.whole
    return Parts(
        extent,
        notes=bool(wanted.notes),
        name=wanted.named[:NAME_LENGTH],
        answers=bool(wanted.answers),
    )
