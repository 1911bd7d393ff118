"""Knowledge checks: asked without a word of the key, stored, explained, taken again, combined."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from checking import asked_check, button, kept, line, radio, read, sent, take, take_all, text_of
from visiting import ANN, BEN, Come, Visit, begin, plain, put

from components.pages.result import ALL_SKILLS, OVERVIEW, SCORING
from components.web import session, workspace
from skills.entries.kinds import Mode
from skills.matrix import DONT_KNOW, Matrix
from skills.questionnaire.questions import asked_skills
from skills.scoring import CHECK, SELF, score_skills, source_weights
from skills.scoring.assessed import assess
from skills.scoring.knowledge_checks import PAUSE, Outcome, next_check, score_checks, shuffled
from skills.sentences.formats import level, rounded
from skills.sentences.knowledge_checks import (
    MAY_STILL_MOVE,
    MOVES_OTHERS,
    TAKE_AGAIN_LATER,
    checks_outcome,
    level_changed,
)
from skills.sentences.leniency import leniency_text
from skills.sentences.verdicts import basis, headline
from skills.store import Assessment
from skills.workspace.export import read_state

APPRENTICE = "gardener.apprentice"
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def outcome(right: int, answered: int, of: int = 4) -> str:
    """What the page says while the checks count for nothing."""
    return checks_outcome(Outcome("", right, answered, of, None))


@pytest.fixture
def garden_file(tmp_path: Path) -> Path:
    path = tmp_path / "garden.yaml"
    path.write_text(text_of())
    return path


def look(visit: Visit, tab: str) -> Visit:
    """Open a tab of the result."""
    visit.at.session_state["view"] = tab
    return visit.follow("result")


def rated(matrix: Matrix, option: str) -> dict[str, str]:
    """Answer everything the apprentice is asked, so that there is a verdict."""
    skills = asked_skills(matrix, matrix.profiles[APPRENTICE])
    return {each.id: option for skill in skills for each in skill.statements}


class Clock:
    """Tell the time that a test has set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(session, "now", clock)
    return clock


@pytest.fixture
def found(ann: Visit, garden: Matrix, clock: Clock) -> Assessment:
    assert clock.now == NOON
    return begin(ann, garden, APPRENTICE)


def test_no_message_holds_the_explanation_before_the_answer_and_the_next_does(
    ann: Visit, garden: Matrix, found: Assessment
) -> None:
    messages: list[bytes] = []

    def note() -> None:
        messages.extend(each.SerializeToString() for each in ann.messages)

    for page in ("start", "assess", "result", "plan", "checks"):
        ann.open(page, a=found.id)
        note()
    ann.click(radio(ann).set_value("two"))
    note()
    check = garden.skills["compost"].checks[0]
    assert asked_check(ann) == check.id
    whole = b"".join(messages)
    assert all(each.encode() in whole for each in check.options.values())
    assert b"Since the worms" not in whole
    assert b"Correct" not in whole
    assert not ann.parts('class="rr-hero" role="status"')
    ann.click(button(ann).click())
    assert any(b"Since the worms air" in each.SerializeToString() for each in ann.messages)
    assert not any(b"Since the worms water" in each.SerializeToString() for each in ann.messages)


def test_the_page_is_the_same_whichever_option_is_right(
    ann: Visit, garden_file: Path, found: Assessment
) -> None:
    """Nothing that is sent can tell the key when nothing depends on it."""
    seen = []
    for right in ("one", "two", "three", "four"):
        read(garden_file, text_of(right=right, because=f"For {right}"))
        workspace.library.clear()
        ann.open("checks", a=found.id).follow("checks")
        before = sent(ann.click(radio(ann).set_value(None)))
        after = sent(ann.click(radio(ann).set_value("two")))
        seen.append((before, after))
        known = workspace.library().get("garden")
        assert known is not None
        assert known.skills["compost"].checks[0].right == right
    assert seen[0][0]
    assert all(each == seen[0] for each in seen)


def test_a_right_answer_is_stored_then_explained_then_the_next_is_asked(
    ann: Visit, garden: Matrix, found: Assessment
) -> None:
    ann.open("checks", a=found.id)
    assert radio(ann).value is None
    assert button(ann).disabled
    assert line(ann) == outcome(0, 0)
    ann.click(radio(ann).set_value("three"))
    assert kept(ann, found) == {}
    ann.click(button(ann).click())
    assert kept(ann, found) == {"compost.air": "three"}
    (told,) = [plain(each) for each in ann.parts('class="rr-hero" role="status"')]
    assert told == "What of the air? ✓ Correct. air three Since the worms air"
    assert not ann.at.radio
    assert line(ann) == outcome(1, 1)
    ann.press("go-on")
    assert asked_check(ann) == "compost.water"
    assert "Since the worms" not in ann.text()
    assert kept(ann, found) == {"compost.air": "three"}
    assert next_check(garden.skills["compost"], kept(ann, found), found.id) is not None


def test_a_wrong_answer_is_shown_beside_the_right_one(ann: Visit, found: Assessment) -> None:
    take(ann.open("checks", a=found.id), "one")
    (told,) = [plain(each) for each in ann.parts('class="rr-hero" role="status"')]
    assert told == (
        "What of the air? Not quite. The right answer: air three You chose: air one "
        "Since the worms air"
    )
    assert line(ann).startswith("0 of 1 answer right.")


def test_not_to_know_is_an_answer_that_is_explained_and_counted_apart(
    ann: Visit, found: Assessment
) -> None:
    take(ann.open("checks", a=found.id), DONT_KNOW)
    assert kept(ann, found) == {"compost.air": DONT_KNOW}
    (told,) = [plain(each) for each in ann.parts('class="rr-hero" role="status"')]
    assert told == (
        "What of the air? The right answer: air three You chose: I don't know Since the worms air"
    )
    assert line(ann) == checks_outcome(Outcome("", 0, 1, 4, None, unknown=1))
    assert asked_check(ann.press("go-on")) == "compost.water"


def test_the_page_says_at_once_what_a_check_changed_and_leads_back(
    ann: Visit, garden: Matrix, found: Assessment
) -> None:
    answers = dict.fromkeys((each.id for each in garden.skills["compost"].statements), "fully")
    put(ann, found, answers)
    ann.open("checks", a=found.id)
    assert "result" not in {each.key for each in ann.at.button}
    for option in ("three", "one"):
        take(ann, option).press("go-on")
        assert "→" not in ann.text()
    take(ann, "one")
    given = {"compost.air": "three", "compost.water": "one", "compost.soil": "one"}
    assessed = assess(garden, answers, given, profile=APPRENTICE, mode=Mode.full)
    own, now = assessed.own_level("compost"), assessed.scores["compost"].level
    assert own is not None
    assert now is not None
    assert now < own
    told = level_changed(own, now, assessed.outcome("compost"))
    assert told == f"Level {level(own)} → {level(now)} · 1 more would make this more certain"
    assert told in ann.text()
    assert MAY_STILL_MOVE in ann.text()
    assert ann.press("result").title == "Result · Readiness Radar"


def test_the_page_says_that_checks_move_other_skills_and_where_to_switch_that_off(
    ann: Visit, found: Assessment
) -> None:
    ann.open("checks", a=found.id)
    assert MOVES_OTHERS in ann.text()
    assert f"“{SCORING}”" in MOVES_OTHERS
    assert MAY_STILL_MOVE not in ann.text()


def test_the_result_can_be_seen_without_what_checks_took_off(
    ann: Visit, garden: Matrix, found: Assessment, clock: Clock
) -> None:
    answers = dict.fromkeys(garden.statements, "fully")
    put(ann, found, answers)
    assert not look(ann, SCORING).at.toggle
    clock.now += timedelta(minutes=5)
    given = {each.id: DONT_KNOW for each in garden.skills["compost"].checks}
    take_all(ann.open("checks", a=found.id), given)
    how = {"profile": APPRENTICE, "mode": Mode.full}
    for adjusts in (True, False):
        look(ann, SCORING)
        if not adjusts:
            ann.click(ann.at.toggle(key="adjusts").set_value(False))
        look(ann, OVERVIEW)
        assessed = assess(garden, answers, given, **how, adjusts=adjusts)
        assert leniency_text(assessed.leniency, is_adjusted=adjusts) in ann.text()
        assert headline(garden, assessed.readiness) in ann.text()
        look(ann, ALL_SKILLS)
        (table,) = ann.parts("Skills against targets, costliest gap first")
        for gap in assessed.readiness.skill_gaps:
            assert f">{level(gap.score.level)}<" in table
        own, now = assessed.own_level("compost"), assessed.scores["compost"].level
        told = level_changed(own, now, assessed.outcome("compost"))
        assert plain(told) in ann.follow("checks").text()
    history = session.store().snapshots(ann.owner, found.id)
    (kept_one,) = [read_state(each) for each in history]
    adjusted = assess(garden, answers, given, **how).readiness
    assert kept_one.result is not None
    assert kept_one.result.readiness == pytest.approx(adjusted.value)


def test_an_answer_cannot_be_changed_once_it_is_explained(ann: Visit, found: Assessment) -> None:
    take(ann.open("checks", a=found.id), "one")
    for _ in range(2):
        assert not ann.at.radio
        ann.follow("result").follow("checks")
    assert kept(ann, found) == {"compost.air": "one"}
    ann.press("go-on")
    assert asked_check(ann) == "compost.water"
    assert len(session.store().history(ann.owner, found.id)) == 1


def test_the_order_is_the_same_tomorrow_and_after_a_restart(
    ann: Visit, come: Come, garden: Matrix, found: Assessment
) -> None:
    ann.open("checks", a=found.id)
    first = radio(ann).options
    check = garden.skills["compost"].checks[0]
    shown = [check.options[each].strip() for each in shuffled(check, found.id)]
    assert first == [*shown, "I don't know"]
    assert radio(ann.follow("result").follow("checks")).options == first
    session.store().close()
    for shared in (session.own_store, workspace.library, session._tabs):
        shared.clear()
    assert radio(come(ANN).open("checks", a=found.id)).options == first


def test_the_order_differs_between_assessments(come: Come, garden: Matrix) -> None:
    visit = come(BEN)
    orders = {
        tuple(radio(visit.open("checks", a=begin(visit, garden, APPRENTICE).id)).options)
        for _ in range(12)
    }
    assert len(orders) > 3


def test_they_are_taken_again_after_the_pause_and_both_dates_show(
    ann: Visit, garden: Matrix, found: Assessment, clock: Clock
) -> None:
    first = {"compost.air": "one", "compost.water": "one"}
    take_all(ann.open("checks", a=found.id), first)
    assert "4 May 2031: 2 of 4 right." in ann.text()
    for wait in (timedelta(0), PAUSE - timedelta(seconds=1)):
        clock.now = NOON + wait
        ann.follow("checks")
        assert TAKE_AGAIN_LATER in ann.text()
        assert not [each for each in ann.at.button if each.key == "again"]
    clock.now = NOON + PAUSE
    ann.follow("checks").press("again")
    assert kept(ann, found) == {}
    assert asked_check(ann) == "compost.air"
    assert radio(ann).value is None
    assert "Since the worms" not in ann.text()
    take_all(ann, {})
    assert "11 May 2031: 4 of 4 right; before that 4 May 2031: 2 of 4 right." in ann.text()
    put(ann, found, rated(garden, "partly"))
    look(ann, ALL_SKILLS)
    assert "4 of 4 right, 11 May 2031, before that 4 May 2031" in ann.text()


def test_all_questions_and_reasons_can_be_read_again_at_the_end(
    ann: Visit, found: Assessment
) -> None:
    take_all(ann.open("checks", a=found.id), {"compost.soil": "two"})
    told = [plain(each) for each in ann.parts('class="rr-hero"')]
    assert len(told) == 4
    assert all("Since the worms" in each for each in told)
    assert [each for each in told if "You chose: soil two" in each]


def combined(matrix: Matrix, answers: Mapping[str, str], given: Mapping[str, str]) -> list[str]:
    """Work out the row of compost past the pages."""
    skill = matrix.skills["compost"]
    outcome = score_checks(skill, given, top=matrix.top)
    assert outcome.estimate is not None
    scores = score_skills(matrix, answers, mode=Mode.full, others={skill.id: (outcome.estimate,)})
    estimates = {each.source: each for each in scores[skill.id].estimates}
    shares = source_weights([estimates[SELF], estimates[CHECK]])
    own = estimates[SELF]
    return [
        f"{level(own.given)} adjusted {level(own.level)}, counts for {rounded(shares[0])}",
        f"{level(estimates[CHECK].level)} counts for {rounded(shares[1])}",
        level(scores[skill.id].level),
    ]


@pytest.mark.parametrize("wrong", [0, 2, 4])
def test_rating_and_check_stand_side_by_side_with_what_each_counts(
    ann: Visit, garden: Matrix, found: Assessment, wrong: int
) -> None:
    skill = garden.skills["compost"]
    answers = rated(garden, "partly")
    answers |= {each.id: "fully" for each in skill.statements if each.level < 3}
    put(ann, found, answers)
    look(ann, ALL_SKILLS)
    assert "So far, your result is based on your own ratings alone." in ann.text()
    assert f'href="/checks?a={found.id}"' in "".join(ann.parts("Take knowledge checks"))
    (verdict,) = look(ann, OVERVIEW).parts("A few knowledge checks")
    assert f'href="/checks?a={found.id}"' in verdict
    ann.follow("checks")
    given = {e.id: "one" if place < wrong else "three" for place, e in enumerate(skill.checks)}
    look(take_all(ann, given), ALL_SKILLS)
    (table,) = ann.parts("Your rating and the checks</caption>")
    (row,) = table.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    head, *cells = [plain(f"<td{each}") for each in row.replace("<th", "<td").split("<td")[1:]]
    assert head == f"Composting {4 - wrong} of 4 right, 4 May 2031"
    assert cells == combined(garden, answers, given)
    assert cells[2] != level(score_skills(garden, answers, mode=Mode.full)["compost"].level)
    assessed = assess(garden, answers, given, profile=APPRENTICE, mode=Mode.full)
    told = basis(garden, assessed.readiness)
    assert "Based on self-ratings and knowledge checks." in told
    assert told in look(ann, SCORING).text()


def test_two_answers_change_no_level_and_the_page_says_why(
    ann: Visit, garden: Matrix, found: Assessment
) -> None:
    answers = rated(garden, "partly")
    put(ann, found, answers)
    for option in ("three", "three"):
        take(ann.open("checks", a=found.id), option).press("go-on")
    assert line(ann) == outcome(2, 2)
    look(ann, ALL_SKILLS)
    (table,) = ann.parts("Your rating and the checks</caption>")
    own = level(score_skills(garden, answers, mode=Mode.full)["compost"].level)
    assert plain(table.split("<tbody>")[1]) == (
        f"Composting 2 of 2 right, 4 May 2031 {own} counts for 100% – {own}"
    )


def test_a_skill_with_too_few_checks_says_so(ann: Visit, found: Assessment) -> None:
    ann.open("checks", a=found.id).select("check-skill", "pruning")
    assert asked_check(ann).startswith("pruning.")
    assert line(ann) == outcome(0, 0, of=2)


def test_only_skills_asked_about_that_have_checks_can_be_chosen(
    ann: Visit, found: Assessment
) -> None:
    ann.open("checks", a=found.id)
    assert ann.at.selectbox(key="check-skill").options == ["Composting", "Pruning"]
