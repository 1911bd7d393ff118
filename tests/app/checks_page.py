"""Knowledge checks on the page, the ratings beside them, and a clock that stands at noon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from page_text import plain
from page_visit import APPRENTICE, Visit
from streamlit.testing.v1.element_tree import Radio, Widget

from components.web import session
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.questionnaire.questions import asked_skills
from skills.scoring.knowledge_checks import Outcome
from skills.sentences.knowledge_checks import checks_outcome
from skills.store import Assessment

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def outcome(right: int, answered: int, of: int = 4) -> str:
    """Return what the page says while the checks count for nothing."""
    return checks_outcome(Outcome("", right, answered, of, None))


def look(visit: Visit, tab: str) -> Visit:
    """Open a tab of the result."""
    visit.at.session_state["view"] = tab
    return visit.open("result")


def rated(matrix: Matrix, option: str) -> dict[str, str]:
    """Answer everything the apprentice is asked, so that there is a verdict."""
    skills = asked_skills(matrix, matrix.profiles[APPRENTICE])
    return {each.id: option for skill in skills for each in skill.statements}


class Clock:
    """A clock that stands still until a test sets it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


GARDEN: Final = Path(__file__).with_name("garden.yaml").read_text()

HEAP: Final = """
          {name}:
            level: {level}
            ask: "What of the {name}? {evil}"
            options:
              one: "{name} one {evil}"
              two: "{name} two"
              three: "{name} three {evil}"
              four: "{name} four"
            right: {right}
            because: "{because} {name} {evil}"
"""


def text_of(*, right: str = "three", because: str = "Since the worms", evil: str = "") -> str:
    """Write the garden with four checks about compost and two about pruning."""

    def checks(*names: str) -> str:
        texts = (
            HEAP.format(name=name, level=place, right=right, because=because, evil=evil)
            for place, name in enumerate(names, 1)
        )
        return "        checks:\n" + "\n".join("".join(texts).split("\n")[1:])

    text = GARDEN.replace("        resources:\n", checks("air", "water", "soil", "time"), 1)
    head, leaflet = text.split("          leaflet:")
    text = f"{head}        resources:\n          leaflet:{leaflet}"
    return text.replace("      pruning:\n", "      pruning:\n" + checks("saw", "knife"), 1)


def read(path: Path, text: str) -> Matrix:
    path.write_text(text)
    matrix = read_texts([("garden.yaml", text.encode())]).matrix
    assert matrix is not None
    return matrix


def radio(visit: Visit) -> Radio[str]:
    (found,) = visit.at.radio
    return found


def asked_check(visit: Visit) -> str:
    """Return the id of the check on the page."""
    return str(radio(visit).key).split("|")[1]


def button(visit: Visit) -> Widget:
    (found,) = [each for each in visit.at.button if str(each.key).endswith("|answer")]
    return found


def take(visit: Visit, option: str) -> Visit:
    """Choose an option and confirm it."""
    return visit.click(radio(visit).set_value(option)).click(button(visit).click())


def take_all(visit: Visit, options: Mapping[str, str]) -> Visit:
    while visit.at.radio:
        take(visit, options.get(asked_check(visit), "three")).press("go-on")
    return visit


def kept(visit: Visit, assessment: Assessment) -> dict[str, str]:
    every = session.store().entries(visit.owner, assessment.id, kind="check")
    return {item: entry.value for (_, item), entry in every.items() if entry.value is not None}


def sent(visit: Visit) -> list[bytes]:
    """Return what the page drew, as it went over the wire."""
    return [each.delta.SerializeToString() for each in visit.messages if each.HasField("delta")]


def line(visit: Visit) -> str:
    (found,) = visit.parts('class="rr-saved rr-still"')
    return plain(found)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Have the server go by a clock that stands at noon until a test moves it."""
    clock = Clock()
    monkeypatch.setattr(session, "now", clock)
    return clock
