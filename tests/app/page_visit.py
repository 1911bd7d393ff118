"""Visit the pages without a browser, as one tab of one browser would."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from page_text import Reader, bare, markdown_of, plain
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget
from streamlit.util import calc_hash

from components.web import session, workspace
from skills.matrix import Matrix
from skills.problems import StoreError
from skills.store import Assessment, Entry, owner_of
from skills.workspace import Workspace

ROOT: Final = Path(__file__).parents[2]
FRAME: Final = ROOT / "components" / "pages" / "frame.py"
ANN: Final = "A" * 43
BEN: Final = "B" * 43
APPRENTICE: Final = "gardener.apprentice"
MASTER: Final = "gardener.master"
"""What people aim for in the garden."""

WEAK: Final = {
    **dict.fromkeys(("compost.heap", "pruning.tools", "advice.listen"), "fully"),
    **dict.fromkeys(("compost.turning", "compost.ripe", "compost.plan"), "never"),
    **dict.fromkeys(("pruning.apple", "pruning.rose", "advice.match", "advice.refuse"), "never"),
}
"""Answers to the garden: level 1 in each skill."""

PATIENCE_S: Final = 30
ZONE: Final = "Europe/Berlin"
LATE: Final = datetime(2031, 5, 3, 23, 30, tzinfo=UTC)
"""Half an hour before midnight in UTC, when it is tomorrow already where people sit."""


class Clock:
    """A clock that advances a millisecond at each reading, from the same moment in every test."""

    def __init__(self) -> None:
        self.now = LATE

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


def here(moment: datetime | None = None) -> datetime:
    """Return a moment, or else the present one, where people sit.

    `session.local` knows their time zone only while a page is drawn.
    """
    return (moment or session.now()).astimezone(ZoneInfo(ZONE))


def today() -> date:
    """Return the day it is where people sit."""
    return here().date()


@dataclass
class Wire:
    """The connection between a tab and Streamlit: what the browser sends, and what it gets.

    AppTest knows neither cookies nor the title of a page, and draws everything anew where a
    browser draws one fragment.
    """

    cookies: Mapping[str, str] = field(default_factory=dict)
    fragment: str | None = None
    kept: Sequence[ForwardMsg] = ()
    got: Sequence[ForwardMsg] = ()
    faults: list[Exception] = field(default_factory=list)

    def arrived(self, messages: Sequence[ForwardMsg]) -> Sequence[ForwardMsg]:
        """Put a redrawn fragment into the page around it, as a browser does."""
        deltas = [each.delta for each in messages if each.HasField("delta")]
        self.got = list(messages)
        if self.fragment and all(each.fragment_id == self.fragment for each in deltas):
            outside = [each for each in self.kept if each.delta.fragment_id != self.fragment]
            self.got = [*outside, *messages]
        return self.got


class Download(NamedTuple):
    """A button that downloads a file."""

    kind: str
    label: str
    is_primary: bool
    fields: Mapping[str, str]


def _download(form: str) -> Download:
    reader = Reader()
    reader.feed(form)
    tags = [(tag, {name: value or "" for name, value in how.items()}) for tag, how in reader.tags]
    (action,) = [how["action"] for tag, how in tags if tag == "form"]
    (look,) = [how["class"] for tag, how in tags if tag == "button"]
    fields = {how["name"]: how["value"] for tag, how in tags if tag == "input"}
    return Download(action.rpartition("/")[2], plain(form), look == "rr-primary", fields)


class Visit:
    """One tab of a browser with this cookie."""

    def __init__(self, wire: Wire, cookie: str | None) -> None:
        self.wire = wire
        self.cookie = cookie
        self.messages: Sequence[ForwardMsg] = ()
        self.at = AppTest.from_file(FRAME, default_timeout=PATIENCE_S)
        self.at.context = {"timezone": ZONE}

    @property
    def owner(self) -> str:
        return owner_of(self.cookie or "")

    def open(self, page: str = "start", **address: str) -> Visit:
        """Enter an address, or click on a page's name; the page's title says which was drawn."""
        self.at.query_params.clear()
        self.at.query_params.update(address)
        # The first page is reached without a name.
        self.at._page_hash = calc_hash("" if page == "start" else page)
        return self.run()

    def run(self, fragment: str | None = None) -> Visit:
        """Let the page be drawn once; only trouble with the database may be raised."""
        self.wire.cookies = {session.COOKIE: self.cookie} if self.cookie else {}
        self.wire.fragment, self.wire.kept = fragment, self.messages
        self.wire.faults.clear()
        self.at.run()
        self.messages = self.wire.got
        self.at._page_hash = ""
        for each in self.wire.faults:
            if not isinstance(each, StoreError):
                raise each
        assert not self.at.exception
        pickle.dumps(self.at.session_state.to_dict())
        return self

    def click(self, widget: Widget) -> Visit:
        """Draw again after a change: the widget's fragment alone where it stands in one."""
        return self.run(self._fragment_of(widget))

    def press(self, key: str) -> Visit:
        return self.click(self.at.button(key=key).click())

    def control(self, start: str) -> Any:  # noqa: ANN401 - AppTest's own type
        """Return the only segmented control whose key begins so."""
        (found,) = [each for each in self.at.button_group if str(each.key).startswith(start)]
        return found

    def choose(self, start: str, option: object) -> Visit:
        """Click on an option of a segmented control."""
        return self.click(self.control(start).set_value(option))

    def select(self, key: str, option: object) -> Visit:
        """Choose from a select box."""
        return self.click(self.at.selectbox(key=key).set_value(option))

    def answer(self, statement: str, option: str) -> Visit:
        return self.choose(f"answer|{statement}|", option)

    def note(self, skill: str) -> Any:  # noqa: ANN401 - AppTest's own type
        """Return the field for evidence of a skill."""
        (found,) = [e for e in self.at.text_area if str(e.key).startswith(f"note|{skill}|")]
        return found

    def asked(self) -> list[str]:
        """Return the ids of the statements on the page."""
        keys = [str(each.key).split("|") for each in self.at.button_group]
        return [key[1] for key in keys if key[0] == "answer"]

    def parts(self, mark: str) -> list[str]:
        """Return the pieces of our own HTML with a mark in them."""
        every = [each.value for each in self.at.html]
        return [each for each in every if mark in each]

    def html(self) -> str:
        """Return all of our own HTML on the page."""
        return "\n".join(self.parts(""))

    def downloads(self) -> list[Download]:
        """Return every button on the page that downloads a file."""
        return [_download(each) for each in self.parts('class="rr-file"')]

    def text(self) -> str:
        """Return all that can be read on the page."""
        return "\n".join([plain(self.html()), *(bare(each) for each in self.markdown())])

    def status(self) -> str:
        """Return what is announced about saving, without what is hidden while nothing is slow."""
        (found,) = self.parts('class="rr-saved" role="status"')
        return plain(found).replace("Saving… ", "", 1)

    def markdown(self) -> list[str]:
        """Return every text on the page that Streamlit reads as Markdown."""
        return [text for each in self.messages for text in markdown_of(each)]

    @property
    def title(self) -> str:
        """Return the title in the browser's tab."""
        titles = [e.page_config_changed.title for e in self.messages if e.page_config_changed.title]
        return titles[-1]

    def _fragment_of(self, widget: Widget) -> str | None:
        for message in self.messages:
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind and getattr(getattr(element, kind), "id", "") == widget.id:
                return message.delta.fragment_id or None
        raise AssertionError(widget)


Come = Callable[[str | None], Visit]
"""Open a tab; tabs with one cookie belong to one browser."""


def begin(
    visit: Visit, matrix: Matrix, profile: str, *, mode: str = "full", hours: float | None = None
) -> Assessment:
    """Put an assessment into the database, as the start page does."""
    return session.store().create_assessment(
        visit.owner,
        title="My garden",
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=profile,
        mode=mode,
        hours=hours,
    )


def put(
    visit: Visit, assessment: Assessment, answers: Mapping[str, str], tab: str = "another"
) -> None:
    """Write answers into the database past the pages, as another tab does."""
    for statement, value in answers.items():
        session.store().save(
            visit.owner,
            assessment.id,
            "answer",
            statement,
            value,
            tab=tab,
            widget_revision=_entry(visit, assessment, statement).widget_revision(tab),
            operation=session.operation(),
        )


def stored(visit: Visit, assessment: Assessment) -> dict[str, str]:
    """Return the answers in the database."""
    every = session.store().entries(visit.owner, assessment.id, kind="answer")
    return {item: entry.value for (_, item), entry in every.items() if entry.value is not None}


def _entry(visit: Visit, assessment: Assessment, statement: str) -> Entry:
    every = session.store().entries(visit.owner, assessment.id, kind="answer")
    return every.get(("answer", statement), Entry("answer", statement))


def workspace_of(owner: str) -> Workspace:
    """Return what an owner works with, as the pages see it."""
    return replace(workspace.workspace(), owner=owner)


def keys(visit: Visit) -> list[str]:
    """Return the keys of all buttons of a page."""
    return [str(each.key) for each in visit.at.button]
