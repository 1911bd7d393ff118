"""An assessment with a mentor invited to it, and browsers that may or may not review it."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from import_export import write
from page_visit import APPRENTICE, Visit, Wire, begin
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import context
from streamlit.testing.v1.element_tree import ButtonGroup, Selectbox

from components.web import session
from components.web.entry_access import COOKIE
from skills.entries.kinds import Kind
from skills.entries.review_entries import OWNER, item_of
from skills.matrix import Matrix
from skills.sentences.review import NO_ACCESS
from skills.store import Assessment, Entry
from skills.workspace.reviews import invite, reveal

FIRST = "compost.turning"
"""The statement that a mentor is asked first."""

REVIEW, OTHER = "review-0001", "review-0002"
MENTOR = "Mo"
TITLE = "Known to Ann alone"


class Guest(Visit):
    """One tab of a mentor's browser, which holds grants and perhaps a cookie of its own."""

    def __init__(self, wire: Wire, jar: dict[str, str], cookie: str | None = None) -> None:
        super().__init__(wire, cookie)
        self.jar = jar
        self.grants: dict[str, str] = {}

    def run(self, fragment: str | None = None) -> Visit:
        self.jar.update(self.grants)
        try:
            return super().run(fragment)
        finally:
            self.jar.clear()

    def open_link(self, token: str, review: str = REVIEW, *, named: str = "") -> Guest:
        """Exchange a link's secret for a grant, as the server does at the link's address.

        `named` is the review in the cookie's name, by default the right one.
        """
        grant = session.operation()
        session.store().open_review_link(token, grant)
        self.grants[f"{COOKIE}{named or review}"] = grant
        return self

    def rates(self, assessment: Assessment, review: str = REVIEW, **address: str) -> Guest:
        self.open("mentor", a=assessment.id, r=review, **address)
        return self


def jar_of(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return a place for more cookies than the owner's."""
    jar: dict[str, str] = {}
    monkeypatch.setattr(
        context,
        "_get_client_context",
        lambda: SimpleNamespace(cookies={**wire.cookies, **jar}, headers=()),
    )
    return jar


def begin_review(
    visit: Visit, assessment: Assessment, review: str = REVIEW, mentor: str = MENTOR
) -> None:
    """Invite a mentor with a link whose secret is made of the id of the review."""
    store = session.store()
    invite(store, visit.owner, assessment.id, mentor, review_id=review, now=session.now())
    store.add_review_link(visit.owner, assessment.id, review=review, token=token_of(review))


def token_of(review: str) -> str:
    return f"token-of-{review}"


def show_both(visit: Visit, assessment: Assessment, review: str = REVIEW, by: str = OWNER) -> None:
    """Reveal the ratings past the pages."""
    reveal(
        session.store(),
        visit.owner,
        assessment.id,
        review,
        by=by,
        now=session.now(),
        operation=session.operation(),
    )


def rate(
    visit: Visit, assessment: Assessment, ratings: Mapping[str, str], review: str = REVIEW
) -> None:
    """Write a mentor's ratings into the database past the pages."""
    for statement, option in ratings.items():
        write(visit, assessment, "rating", item_of(review, statement), option)


def kept(visit: Visit, assessment: Assessment, kind: Kind) -> dict[str, str]:
    """Return what is stored of a kind."""
    every: Mapping[tuple[Kind, str], Entry] = session.store().entries(
        visit.owner, assessment.id, kind
    )
    return {item: each.value for (_, item), each in every.items() if each.value is not None}


def everything(visit: Visit) -> bytes:
    """Return all that a page sent to its browser."""
    return b"\n".join(each.SerializeToString() for each in visit.messages)


def widget(visit: Visit, kind: str, start: str) -> Any:  # noqa: ANN401 - AppTest's own types
    """Return the only widget of a kind whose key begins so."""
    (found,) = [each for each in getattr(visit.at, kind) if str(each.key).startswith(start)]
    return found


def labelled(visit: Visit, kind: str, label: str) -> Any:  # noqa: ANN401 - AppTest's own types
    (found,) = [each for each in getattr(visit.at, kind) if each.label == label]
    return found


def keys(visit: Visit, start: str) -> list[str]:
    """Return the keys of all buttons that begin so."""
    return [str(each.key) for each in visit.at.button if str(each.key).startswith(start)]


def asked(visit: Visit) -> list[str]:
    """Return the ids of the statements that a mentor is asked."""
    found = [str(each.key).split("|") for each in visit.at.button_group]
    return [key[1].partition("/")[2] for key in found if key[0] == "rating"]


def choose_forged(visit: Visit, box: Selectbox[str], text: str) -> Visit:
    """Send any text in place of the title of an option of a select box."""
    state = WidgetState(id=box.id, string_value=text)
    box.__class__ = type("Forged", (Selectbox,), {"_widget_state": state})
    return visit.click(box)


def as_sent(group: ButtonGroup[str], text: str) -> ButtonGroup[str]:
    """Send any text in place of an option's title, as no real page would."""
    group.__class__ = type("Forged", (ButtonGroup,), {"formatted_values": [text]})
    return group


def ratings(visit: Visit, assessment: Assessment) -> dict[str, str]:
    return kept(visit, assessment, "rating")


def give(mo: Guest, statement: str, option: str) -> Visit:
    return mo.choose(f"rating|{item_of(REVIEW, statement)}|", option)


def chosen(mo: Guest, statement: str) -> str:
    return str(mo.control(f"rating|{item_of(REVIEW, statement)}|").value)


def is_not_found(visit: Visit) -> bool:
    return NO_ACCESS in visit.text() and not visit.at.button and not visit.at.button_group


@pytest.fixture
def assessment(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment with a mentor invited to it."""
    assessment = begin(ann, garden, APPRENTICE)
    session.store().rename(ann.owner, assessment.id, TITLE)
    begin_review(ann, assessment)
    return assessment


@pytest.fixture
def jar(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    return jar_of(wire, monkeypatch)


@pytest.fixture
def stranger(wire: Wire, jar: dict[str, str]) -> Guest:
    """Return a browser that has opened no link."""
    return Guest(wire, jar)


@pytest.fixture
def mo(wire: Wire, jar: dict[str, str], assessment: Assessment) -> Guest:
    """Return the browser of the mentor, who has opened the link."""
    assert assessment
    return Guest(wire, jar).open_link(token_of(REVIEW))
