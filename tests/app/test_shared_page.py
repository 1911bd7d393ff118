"""The page that a read-only link opens: the result to look at, and nothing to change."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from mentor_visit import (
    FIRST,
    MENTOR,
    OTHER,
    REVIEW,
    TITLE,
    Guest,
    begin_review,
    everything,
    is_not_found,
    rate,
    show_both,
    token_of,
    widget,
)
from page_visit import ANN, APPRENTICE, BEN, MASTER, Visit, Wire, begin, put, today
from pypdf import PdfReader

from components.web import files, session
from components.web.entry_access import COOKIE, access_to, mentors_key
from skills.entries.kinds import KINDS, Scope
from skills.matrix import Matrix
from skills.sentences.formats import day
from skills.sentences.review import AWAY, READ_ONLY, handed_over_text
from skills.store import Assessment, NotFound, Refused
from skills.store.review_links import GRANT_HOURS, LINK_DAYS

pytest_plugins = ["mentor_visit"]

LINK, TOKEN = "a-link-to-read", "token-to-read"

SHORT = "token-for-a-day"


@pytest.fixture
def assessment(assessment: Assessment, ann: Visit, garden: Matrix) -> Assessment:
    """Return an assessment whose statements are all answered, with a read-only link."""
    put(ann, assessment, dict.fromkeys(garden.statements, "partly"))
    store = session.store()
    store.add_review_link(
        ann.owner, assessment.id, review=LINK, token=TOKEN, scope=Scope.read, label="Nia"
    )
    return assessment


@pytest.fixture
def nia(stranger: Guest, assessment: Assessment) -> Guest:
    """Return a browser that has opened the link."""
    assert assessment
    return stranger.open_link(TOKEN, LINK)


def looks(guest: Guest, assessment: Assessment, link: str = LINK) -> Guest:
    guest.open("shared", a=assessment.id, r=link)
    return guest


def test_the_result_is_shown_with_its_name_and_date(
    nia: Guest, assessment: Assessment, garden: Matrix
) -> None:
    seen = looks(nia, assessment).text()
    assert nia.title == "Shared result · Readiness Radar"
    assert READ_ONLY in seen
    assert TITLE in seen
    assert day(today()) in seen
    assert "One must-have away from apprentice" in seen
    targets = garden.profiles[APPRENTICE].targets
    assert [each.skill for each in targets if garden.skills[each.skill].title not in seen] == []
    assert nia.parts('class="rr-radar"')


def test_nothing_on_it_can_be_changed(nia: Guest, ann: Visit, assessment: Assessment) -> None:
    before = session.store().history(ann.owner, assessment.id)
    looks(nia, assessment)
    assert not nia.at.button
    assert not nia.at.text_area
    assert not nia.at.text_input
    assert not nia.at.selectbox
    assert [str(each.key) for each in nia.at.button_group if each.key != "view-of-radar"] == []
    assert [each.kind for each in nia.downloads()] == [files.SHARED]
    assert session.store().history(ann.owner, assessment.id) == before
    assert session.store().snapshots(ann.owner, assessment.id) == ()


def test_a_note_is_shown_beside_its_skill(nia: Guest, ann: Visit, assessment: Assessment) -> None:
    session.store().save(
        ann.owner,
        assessment.id,
        "note",
        "compost",
        "<b>Hot</b>",
        tab="t",
        widget_revision=0,
        operation="note",
    )
    looks(nia, assessment)
    (shown,) = nia.parts("rr-evidence")
    assert "Composting" in shown
    assert "&lt;b&gt;Hot&lt;/b&gt;" in shown


def test_with_too_few_answers_nothing_else_is_stated(
    stranger: Guest, ann: Visit, garden: Matrix
) -> None:
    empty = begin(ann, garden, APPRENTICE)
    store = session.store()
    store.add_review_link(ann.owner, empty.id, review=LINK, token=TOKEN, scope=Scope.read)
    seen = looks(stranger.open_link(TOKEN, LINK), empty).text()
    assert "Not enough answers yet" in seen
    assert "you" not in seen.lower().split()


def test_hidden_ratings_change_nothing_on_it(
    nia: Guest, ann: Visit, assessment: Assessment, garden: Matrix
) -> None:
    before = looks(nia, assessment).text()
    rate(ann, assessment, dict.fromkeys(garden.statements, "fully"))
    assert looks(nia, assessment).text() == before
    assert MENTOR.encode() not in everything(nia)
    show_both(ann, assessment)
    assert "a mentor's rating" in looks(nia, assessment).text()


def test_without_a_valid_grant_everybody_sees_the_same_page(
    wire: Wire, jar: dict[str, str], ann: Visit, assessment: Assessment
) -> None:
    store = session.store()
    guests = [Guest(wire, jar) for _ in range(6)]
    _, wrong, token, expired, revoked, named = guests
    wrong.grants[f"{COOKIE}{LINK}"] = "x" * 43
    token.grants[f"{COOKIE}{LINK}"] = TOKEN
    store.add_review_link(
        ann.owner, assessment.id, review=LINK, token=SHORT, days=1, scope=Scope.read
    )
    expired.open_link(SHORT, LINK)
    session.now.now += timedelta(hours=GRANT_HOURS)  # type: ignore[attr-defined]
    named.open_link(token_of(REVIEW), REVIEW, named=LINK)
    revoked.open_link(TOKEN, LINK)
    store.revoke_review_links(ann.owner, assessment.id, LINK)
    seen = set()
    for guest in guests:
        assert is_not_found(looks(guest, assessment))
        seen.add(tuple(e.SerializeToString() for e in guest.messages if e.HasField("delta")))
    assert len(seen) == 1


@pytest.mark.parametrize("link", ["", "/", "../x", "x' OR '1'='1", "<b>", "ä" * 900])
def test_a_hostile_link_is_not_found(nia: Guest, assessment: Assessment, link: str) -> None:
    assert is_not_found(looks(nia, assessment, link))


def test_a_read_only_link_shows_no_other_assessment(
    nia: Guest, ann: Visit, assessment: Assessment, garden: Matrix
) -> None:
    other = begin(ann, garden, MASTER)
    assert is_not_found(looks(nia, other))
    assert TITLE in looks(nia, assessment).text()


def test_each_link_opens_its_own_page_alone(nia: Guest, mo: Guest, assessment: Assessment) -> None:
    nia.open("mentor", a=assessment.id, r=LINK)
    assert is_not_found(nia)
    nia.open("mentor", a=assessment.id, r=REVIEW)
    assert is_not_found(nia)
    assert is_not_found(looks(mo, assessment, REVIEW))
    mo.rates(assessment)
    assert not is_not_found(mo)


@pytest.mark.parametrize("page", ["assess", "result", "plan", "progress", "share", "review"])
def test_a_read_only_link_opens_no_page_of_the_person(
    nia: Guest, assessment: Assessment, page: str
) -> None:
    for cookie in (None, BEN):
        nia.cookie = cookie
        nia.open(page, a=assessment.id, r=LINK)
        assert TITLE.encode() not in everything(nia)


@pytest.mark.parametrize("ends", ["revoked", "erased", "expired"])
def test_access_ends_at_the_next_look(
    nia: Guest, ann: Visit, assessment: Assessment, ends: str
) -> None:
    assert not is_not_found(looks(nia, assessment))
    if ends == "revoked":
        session.store().revoke_review_links(ann.owner, assessment.id, LINK)
    elif ends == "erased":
        session.store().erase(ann.owner, assessment.id)
    else:
        session.now.now += timedelta(days=LINK_DAYS)  # type: ignore[attr-defined]
    nia.run()
    assert is_not_found(nia)


def test_a_write_with_its_grant_is_refused_whatever_it_is(
    nia: Guest, ann: Visit, assessment: Assessment
) -> None:
    show_both(ann, assessment)
    before = session.store().history(ann.owner, assessment.id)
    nia.jar.update(nia.grants)
    access = access_to(mentors_key(assessment.id, LINK))
    for kind in KINDS:
        for item in (FIRST, "compost", REVIEW, f"{REVIEW}/{FIRST}", f"{LINK}/{FIRST}"):
            with pytest.raises(Refused):
                access.save(kind, item, "fully", tab="t", widget_revision=0, operation=f"o-{kind}")
    with pytest.raises(NotFound):
        access_to(mentors_key(assessment.id, REVIEW))
    assert session.store().history(ann.owner, assessment.id) == before


def test_on_a_device_handed_over_it_shows_nothing(
    nia: Guest, ann: Visit, assessment: Assessment
) -> None:
    nia.cookie = ANN
    assert TITLE in looks(nia, assessment).text()
    (button,) = nia.downloads()
    session.store().hand_over(ann.owner, assessment.id, REVIEW)
    assert handed_over_text(MENTOR) in looks(nia, assessment).text()
    assert TITLE.encode() not in everything(nia)
    with pytest.raises(Refused, match=AWAY):
        files.make_shared(ann.owner, nia.grants, files.FileRequest(**button.fields))


def test_the_report_is_for_who_has_the_grant(nia: Guest, mo: Guest, assessment: Assessment) -> None:
    (button,) = looks(nia, assessment).downloads()
    wanted = files.FileRequest(**button.fields)
    made = files.make_shared("", nia.grants, wanted)
    assert made.name.endswith(".pdf")
    assert dict(PdfReader(BytesIO(made.data)).attachments) == {}
    for cookies in ({}, mo.grants, {f"{COOKIE}{LINK}": TOKEN}):
        with pytest.raises(NotFound):
            files.make_shared("", cookies, wanted)
    for fields in ({"review": REVIEW}, {"review": ""}, {"assessment": ""}):
        with pytest.raises(NotFound):
            files.make_shared("", nia.grants, files.FileRequest(**{**button.fields, **fields}))


def test_the_person_makes_lists_and_withdraws_it(
    ann: Visit, wire: Wire, jar: dict[str, str], assessment: Assessment
) -> None:
    session.store().revoke_review_links(ann.owner, assessment.id, LINK)
    ann.open("review", a=assessment.id)
    ann.at.text_input(key="reader").set_value("  Ben   Li ")
    ann.press("new-read-only")
    (link,) = [
        each
        for each in session.store().review_links(ann.owner, assessment.id)
        if each.scope == Scope.read and each.revoked_at is None
    ]
    assert link.label == "Ben Li"
    assert link.expires_at - link.created_at == timedelta(days=LINK_DAYS)
    (code,) = ann.at.code
    guest = Guest(wire, jar).open_link(code.value.rpartition("/review/")[2], link.review)
    assert TITLE in looks(guest, assessment, link.review).text()
    seen = ann.open("review", a=assessment.id).text()
    assert "Ben Li" in seen
    assert "Read-only link: works until" in seen
    assert "Review link: works until" in seen
    ann.press(f"revoke|{link.review}")
    assert "Ben Li" not in ann.text()
    assert is_not_found(looks(guest, assessment, link.review))
    assert OTHER not in seen


def test_a_read_only_link_begins_no_review(ann: Visit, assessment: Assessment) -> None:
    before = session.store().entries(ann.owner, assessment.id)
    ann.open("review", a=assessment.id)
    widget(ann, "text_input", "mentor|").set_value("Ben")
    ann.press("new-read-only")
    assert len(ann.at.error) == 1
    ann.at.text_input(key="reader").set_value("Ben")
    ann.press("new-read-only")
    assert session.store().entries(ann.owner, assessment.id) == before


def test_a_review_link_beside_it_stays_as_it_is(ann: Visit, assessment: Assessment) -> None:
    begin_review(ann, assessment, OTHER, "Cleo")
    ann.open("review", a=assessment.id).press(f"revoke|{LINK}")
    links = session.store().review_links(ann.owner, assessment.id)
    assert [each.review for each in links if each.revoked_at is None] == [REVIEW, OTHER]


def test_with_too_few_answers_it_shows_no_more_than_the_own_page(
    stranger: Guest, ann: Visit, garden: Matrix
) -> None:
    begun = begin(ann, garden, APPRENTICE)
    put(ann, begun, {FIRST: "fully"})
    session.store().add_review_link(ann.owner, begun.id, review=LINK, token=TOKEN, scope=Scope.read)
    looks(stranger.open_link(TOKEN, LINK), begun)
    assert not stranger.parts('class="rr-radar"')
    assert not stranger.parts("Next steps")
    assert [each.kind for each in stranger.downloads()] == [files.SHARED]
