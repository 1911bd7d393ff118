"""What no mentor gets or stores: without a grant, after it has ended, or by a forged page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from mentor_visit import (
    FIRST,
    OTHER,
    REVIEW,
    Guest,
    as_sent,
    asked,
    begin_review,
    chosen,
    give,
    is_not_found,
    rate,
    ratings,
    token_of,
)
from page_visit import ANN, APPRENTICE, BEN, Visit, Wire, begin, stored

from components.pages.mentor import FINISH, WELCOME
from components.web import session
from components.web.entry_access import COOKIE
from skills.entries.kinds import KINDS
from skills.entries.review_entries import item_of
from skills.matrix import Matrix
from skills.store import Assessment
from skills.store.review_links import GRANT_HOURS, LINK_DAYS

pytest_plugins = ["mentor_visit"]


def refused(wire: Wire, jar: dict[str, str], ann: Visit, assessment: Assessment) -> list[Guest]:
    """Return browsers whose grants are missing, wrong, expired, revoked or for another review."""
    store = session.store()
    begin_review(ann, assessment, OTHER, "Nia")
    guests = [Guest(wire, jar) for _ in range(7)]
    nobody, wrong, token, expired, revoked, other, named = guests
    assert not nobody.grants
    wrong.grants[f"{COOKIE}{REVIEW}"] = "x" * 43
    token.grants[f"{COOKIE}{REVIEW}"] = token_of(REVIEW)
    store.add_review_link(ann.owner, assessment.id, review=REVIEW, token="short", days=1)  # noqa: S106
    expired.open_link("short")
    session.now.now += timedelta(hours=GRANT_HOURS)  # type: ignore[attr-defined]
    other.open_link(token_of(OTHER), OTHER)
    named.open_link(token_of(OTHER), OTHER, named=REVIEW)
    revoked.open_link(token_of(REVIEW))
    store.revoke_review_links(ann.owner, assessment.id, REVIEW)
    return guests


def test_without_a_valid_grant_every_mentor_sees_the_same_page(
    wire: Wire, jar: dict[str, str], ann: Visit, assessment: Assessment
) -> None:
    rate(ann, assessment, {FIRST: "fully"})
    seen = set()
    for guest in refused(wire, jar, ann, assessment):
        guest.rates(assessment, skill="compost")
        assert is_not_found(guest)
        seen.add(tuple(e.SerializeToString() for e in guest.messages if e.HasField("delta")))
    unknown = Guest(wire, jar)
    unknown.open("mentor", a="nowhere", r="nothing")
    seen.add(tuple(e.SerializeToString() for e in unknown.messages if e.HasField("delta")))
    assert len(seen) == 1


@pytest.mark.parametrize("cookie", [None, ANN, BEN])
def test_an_address_without_a_grant_opens_nothing_for_anybody(
    stranger: Guest, assessment: Assessment, cookie: str | None
) -> None:
    stranger.cookie = cookie
    for address in ({}, {"a": assessment.id}, {"r": REVIEW}, {"a": assessment.id, "r": REVIEW}):
        assert is_not_found(stranger.open("mentor", **address))


@pytest.mark.parametrize("review", ["", "/", "../x", "x' OR '1'='1", "<b>", "ä" * 900])
def test_a_hostile_review_is_not_found(mo: Guest, assessment: Assessment, review: str) -> None:
    assert is_not_found(mo.rates(assessment, review))


def test_a_grant_for_another_assessment_does_not_help(
    mo: Guest, ann: Visit, garden: Matrix
) -> None:
    other = begin(ann, garden, APPRENTICE)
    begin_review(ann, other, OTHER, "Nia")
    assert is_not_found(mo.rates(other, OTHER))
    assert is_not_found(mo.rates(other, REVIEW))


def test_a_missing_matrix_is_not_mentioned_to_a_mentor(
    mo: Guest, assessment: Assessment, garden_file: object
) -> None:
    garden_file.unlink()
    assert is_not_found(mo.rates(assessment))


@pytest.mark.parametrize("ends", ["revoked", "erased", "expired"])
def test_clicks_after_access_has_ended_are_not_stored(
    mo: Guest, ann: Visit, assessment: Assessment, ends: str
) -> None:
    mo.rates(assessment, skill="compost")
    give(mo, FIRST, "fully")
    store = session.store()
    if ends == "revoked":
        store.revoke_review_links(ann.owner, assessment.id, REVIEW)
    elif ends == "erased":
        store.erase(ann.owner, assessment.id)
    else:
        session.now.now += timedelta(days=LINK_DAYS)  # type: ignore[attr-defined]
    give(mo, FIRST, "never")
    assert is_not_found(mo)
    if ends != "erased":
        assert ratings(ann, assessment) == {item_of(REVIEW, FIRST): "fully"}


def test_two_mentors_never_overwrite_each_other(
    wire: Wire, jar: dict[str, str], mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    begin_review(ann, assessment, OTHER, "Nia")
    nia = Guest(wire, jar).open_link(token_of(OTHER), OTHER)
    mo.rates(assessment, skill="compost")
    nia.rates(assessment, OTHER, skill="compost")
    give(mo, FIRST, "fully")
    nia.choose(f"rating|{item_of(OTHER, FIRST)}|", "never")
    ann.open("assess", a=assessment.id, skill="compost").answer(FIRST, "partly")
    assert ratings(ann, assessment) == {
        item_of(REVIEW, FIRST): "fully",
        item_of(OTHER, FIRST): "never",
    }
    assert stored(ann, assessment) == {FIRST: "partly"}
    mo.run()
    assert chosen(mo, FIRST) == "fully"


@pytest.mark.parametrize("forged", ["o9", "", "fully ", "@all", "x" * 5000])
def test_a_forged_rating_is_never_stored(
    mo: Guest, ann: Visit, assessment: Assessment, forged: str
) -> None:
    mo.rates(assessment, skill="compost")
    mo.click(as_sent(mo.control("rating|"), forged))
    as_sent(mo.control("rating|"), forged)
    mo.open("guide")
    assert ratings(ann, assessment) == {}


@pytest.mark.parametrize("step", ["nowhere", "till", "../../etc", "<b>", "@qualifications"])
def test_a_forged_step_leads_to_the_welcome(mo: Guest, assessment: Assessment, step: str) -> None:
    mo.rates(assessment, skill=step)
    assert mo.at.query_params["skill"] == WELCOME
    assert not asked(mo)


def guessed(assessment: Assessment) -> dict[str, str]:
    """Return values under the keys that widgets of other entries would have."""
    items = [
        *("compost", "compost.heap", FIRST, "pruning.apple", "new"),
        *(item_of(each, "compost.heap") for each in (REVIEW, OTHER)),
        *(item_of(each, "compost") for each in (REVIEW, OTHER)),
    ]
    forms = (assessment.id, f"{assessment.id}/{REVIEW}", f"{assessment.id}/{OTHER}")
    return {
        f"{kind}|{item}|{form}|0": "4" if kind == "agreed" else "fully"
        for kind in KINDS
        for item in items
        for form in forms
    }


def test_values_of_widgets_that_were_not_drawn_are_never_stored(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    begin_review(ann, assessment, OTHER, "Nia")
    before = session.store().entries(ann.owner, assessment.id)
    mo.rates(assessment, skill="pruning")
    for key, value in guessed(assessment).items():
        mo.at.session_state[key] = value
    mo.run()
    mo.rates(assessment, skill=FINISH)
    assert session.store().entries(ann.owner, assessment.id) == before
