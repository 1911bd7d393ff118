"""Forged messages from a mentor's browser: nothing is stored, nothing more is revealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Final

import database_content
import pytest
import reviewing
from reviewing import HIDDEN
from serving import Server
from streamlit.proto.WidgetStates_pb2 import WidgetState
from wire import Wire

from components.web.addresses import PATHS
from components.web.entry_access import COOKIE
from components.web.session import COOKIE as OWN
from skills.entries.kinds import Scope
from skills.entries.review_entries import OWNER
from skills.sentences.review import NO_ACCESS
from skills.store import owner_of
from skills.workspace.reviews import invite, reveal

OTHER: Final = "other-review"
REVIEW: Final = "this-review"
REFUSED: Final = NO_ACCESS.partition(". ")[2]
"""Without the apostrophe, which is escaped in what a wire notes."""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


class Scene:
    """A person, two mentors by link, and their connections."""

    def __init__(self, server: Server, open_wires: ExitStack) -> None:
        self.server = server
        secret = token_urlsafe(32)
        self.owner = owner_of(secret)
        self.assessment = reviewing.prepare_for(self.owner, server)
        self.grants: dict[str, str] = {}
        with reviewing.opened(server) as store:
            for review in (REVIEW, OTHER):
                link, self.grants[review] = token_urlsafe(32), token_urlsafe(32)
                place = (self.owner, self.assessment)
                invite(store, *place, f"Mentor {review}", review_id=review, now=datetime.now(UTC))
                store.add_review_link(*place, review=review, token=link)
                assert store.open_review_link(link, self.grants[review]) == review
        self._wires = open_wires
        self.person = self.connect(f"{OWN}={secret}", f"a={self.assessment}")
        self.mentor = self.connect(f"{COOKIE}{REVIEW}={self.grants[REVIEW]}", self.address(REVIEW))

    def address(self, review: str) -> str:
        return f"a={self.assessment}&r={review}"

    def connect(self, cookie: str, query: str) -> Wire:
        wire = self._wires.enter_context(Wire(self.server.url, cookie))
        wire.query = query
        return wire

    def reveal(self, review: str) -> None:
        now = datetime.now(UTC)
        with reviewing.opened(self.server) as store:
            reveal(store, self.owner, self.assessment, review, by=OWNER, now=now, operation=review)

    def kept(self) -> list[database_content.Change]:
        return database_content.changes(self.server.database, self.assessment)

    def stand_at(self, skill: str = "roses") -> None:
        """Open a skill of the form as the mentor."""
        self.mentor.query = f"{self.address(REVIEW)}&skill={skill}"
        self.mentor.run(page="mentor")


@pytest.fixture
def scene(server: Server) -> Iterator[Scene]:
    with ExitStack() as open_wires:
        yield Scene(server, open_wires)


def _forged(widget: str, **how: str | list[str]) -> WidgetState:
    state = WidgetState(id=widget)
    for kind, value in how.items():
        if isinstance(value, list):
            getattr(state, kind).data.extend(value)
        else:
            setattr(state, kind, value)
    return state


def _assert_rates_on(scene: Scene, changes: list[database_content.Change]) -> None:
    """The mentor's own rating is stored, and is the only change."""
    scene.stand_at()
    scene.mentor.run(scene.mentor.value("rating|", string_array_value=["Mostly"]))
    [made] = scene.kept()[len(changes) :]
    assert made == database_content.Change("rating", f"{REVIEW}/roses.graft", None, "mostly")


def test_a_mentor_stores_no_answer_of_the_person(scene: Scene) -> None:
    scene.person.query = f"a={scene.assessment}&skill=roses"
    scene.person.run(page="assess")
    theirs = [each for key, each in scene.person.widgets.items() if key.startswith("answer|")]
    notes = [each for key, each in scene.person.widgets.items() if key.startswith("note|")]
    assert len(theirs) == 4
    assert notes
    forged = [_forged(each, string_array_value=["Not yet"]) for each in theirs]
    forged += [_forged(each, string_value="overwritten") for each in notes]
    before = scene.kept()
    scene.stand_at()
    for page in ("mentor", "assess", "review", "checks"):
        scene.mentor.run(*forged, page=page)
    assert scene.kept() == before
    scene.person.run(forged[0], page="assess")
    assert len(scene.kept()) == len(before) + 1, "the same value is stored for the person"
    _assert_rates_on(scene, scene.kept())


def test_a_mentor_stores_nothing_in_another_review(scene: Scene) -> None:
    other = scene.connect(f"{COOKIE}{OTHER}={scene.grants[OTHER]}", scene.address(OTHER))
    other.query += "&skill=roses"
    other.run(page="mentor")
    before = scene.kept()
    scene.stand_at()
    own = scene.mentor.widget("rating|")
    assert REVIEW in own
    for widget in (other.widget("rating|"), own.replace(REVIEW, OTHER)):
        scene.mentor.run(_forged(widget, string_array_value=["Fully"]))
    scene.mentor.run(_forged(other.widget("comment|"), string_value="overwritten"))
    assert scene.kept() == before
    _assert_rates_on(scene, before)


def test_a_grant_opens_no_other_review_whatever_it_is_called(scene: Scene) -> None:
    before = scene.kept()
    for cookie in (
        f"{COOKIE}{OTHER}={scene.grants[REVIEW]}",
        f"{COOKIE}{REVIEW}={scene.grants[REVIEW]}",
        f"{COOKIE}{OTHER}={'x' * 43}",
    ):
        thief = scene.connect(cookie, scene.address(OTHER))
        thief.run(page="mentor")
        assert REFUSED in thief.texts
        assert thief.widgets == {}
    own = scene.connect(f"{COOKIE}{OTHER}={scene.grants[OTHER]}", scene.address(OTHER))
    own.run(page="mentor")
    assert NO_ACCESS not in own.texts
    assert scene.kept() == before


def test_nothing_is_agreed_before_the_reveal_and_all_can_be_after_it(scene: Scene) -> None:
    scene.reveal(OTHER)
    other = scene.connect(f"{COOKIE}{OTHER}={scene.grants[OTHER]}", scene.address(OTHER))
    other.run(page="mentor")
    before = scene.kept()
    scene.stand_at()
    agreed, discussion = other.widget("agreed|"), other.widget("discussion|")
    for widget in (agreed, agreed.replace("agreed|", "decided|"), discussion):
        for own in (widget, widget.replace(OTHER, REVIEW)):
            scene.mentor.run(_forged(own, string_value="1"))
            scene.mentor.run(_forged(own, string_array_value=["1"]))
    assert scene.kept() == before
    for hidden in HIDDEN:
        if hidden != "garnetmark":
            assert hidden not in scene.mentor.texts.lower()
    scene.reveal(REVIEW)
    before = scene.kept()
    scene.mentor.run(page="mentor")
    scene.mentor.run(scene.mentor.value("discussion|", string_value="now we talk"))
    [made] = scene.kept()[len(before) :]
    assert made.kind == "discussion"
    assert made.new == "now we talk"


def test_a_mentors_cookie_opens_no_page_of_the_person(scene: Scene) -> None:
    before = scene.kept()
    pages = [
        each for each in PATHS if each not in {"mentor", "shared", "guide", "start", "assessments"}
    ]
    assert len(pages) > 5
    for page in pages:
        stranger = scene.connect(scene.mentor.cookie, scene.address(REVIEW))
        stranger.run(page=PATHS[page])
        assert "This page needs one cookie" in stranger.texts
        assert [each for each in HIDDEN if each in stranger.texts.lower()] == []
    assert scene.kept() == before


def test_a_read_only_link_stores_nothing_whatever_is_sent(scene: Scene) -> None:
    scene.reveal(REVIEW)
    link, grant, name = token_urlsafe(32), token_urlsafe(32), "read-link"
    with reviewing.opened(scene.server) as store:
        place = (scene.owner, scene.assessment)
        store.add_review_link(*place, review=name, token=link, scope=Scope.read)
        store.open_review_link(link, grant)
    reader = scene.connect(f"{COOKIE}{name}={grant}", scene.address(name))
    reader.run(page="shared")
    assert "Read only" in reader.texts
    assert "Reveal" not in reader.texts
    scene.person.query = f"a={scene.assessment}&skill=roses"
    scene.person.run(page="assess")
    scene.mentor.run(page="mentor")
    before = scene.kept()
    known = [*scene.person.widgets.values(), *scene.mentor.widgets.values()]
    forged = [each.replace(REVIEW, name) for each in known if REVIEW in each] + known
    for page in ("shared", "mentor", "assess", "review"):
        for review in (name, REVIEW):
            reader.query = scene.address(review)
            reader.run(*(_forged(each, string_value="overwritten") for each in forged), page=page)
            reader.run(*(_forged(each, string_array_value=["Not yet"]) for each in forged))
            reader.run(*(_forged(each, trigger_value=True) for each in forged))
    assert scene.kept() == before
    assert dict(reviewing.stored_reviews(scene.server, scene.assessment))[OTHER].revealed_at is None
