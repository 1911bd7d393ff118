"""Links by which mentors reach a review, and the grants that browsers get for them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_support import ANA, BEN, Clock, begin, new_ids

from skills.entries.kinds import ACCESS, TITLE_LENGTH, Kind, Scope
from skills.entries.review_entries import Review, item_of, written
from skills.store import Granted, NotFound, Refused, Store, link_item, restore
from skills.store.review_links import GRANT_HOURS, LINK_DAYS, MOST_LINK_DAYS, hash_of_secret

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

TOKEN, GRANT = "a-token", "a-grant"
REVOKED, SHORT, OTHER = "revoked", "short", "other"
REVIEW = "review-0001"
BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def made(store: Store) -> str:
    """Return an assessment with a link to a review of it."""
    assessment = begin(store).id
    store.add_review_link(ANA, assessment, review=REVIEW, token=TOKEN)
    return assessment


def test_a_link_opens_its_review_for_one_browser(store: Store, made: str) -> None:
    assert store.open_review_link(TOKEN, GRANT) == REVIEW
    assert store.granted(GRANT) == Granted(ANA, made, REVIEW)


def test_a_link_can_be_opened_by_several_browsers(store: Store, made: str) -> None:
    store.open_review_link(TOKEN, GRANT)
    store.open_review_link(TOKEN, "another")
    assert store.granted(GRANT) == store.granted("another") == Granted(ANA, made, REVIEW)


def test_when_a_link_was_used_is_remembered(store: Store, made: str, clock: Clock) -> None:
    (link,) = store.review_links(ANA, made)
    assert link.used_at is None
    store.open_review_link(TOKEN, GRANT)
    (link,) = store.review_links(ANA, made)
    assert link.used_at == clock.now
    assert link.expires_at - link.created_at == timedelta(days=LINK_DAYS)


def test_the_history_says_what_became_of_each_link(store: Store, made: str) -> None:
    store.add_review_link(ANA, made, review=REVIEW, token=OTHER)
    store.open_review_link(TOKEN, GRANT)
    store.open_review_link(TOKEN, "another")
    store.revoke_review_links(ANA, made, REVIEW)
    first, other = (link_item(REVIEW, hash_of_secret(each)) for each in (TOKEN, OTHER))
    events = [(each.item, each.old, each.new, each.actor) for each in store.history(ANA, made)]
    assert events[:4] == [
        (first, None, "created", ""),
        (other, None, "created", ""),
        (first, "created", "opened", REVIEW),
        (first, "opened", "opened", REVIEW),
    ]
    withdrawn = {(first, "opened", "withdrawn", ""), (other, "created", "withdrawn", "")}
    assert set(events[4:]) == withdrawn
    assert {each.kind for each in store.history(ANA, made)} == {ACCESS}


def test_no_secret_and_no_whole_hash_stands_in_the_history(store: Store, made: str) -> None:
    store.open_review_link(TOKEN, GRANT)
    history = repr(store.history(ANA, made))
    for secret in (TOKEN, GRANT, hash_of_secret(TOKEN), hash_of_secret(GRANT)):
        assert secret not in history


def test_a_refused_link_leaves_no_trace_in_the_history(store: Store, made: str) -> None:
    before = store.history(ANA, made)
    store.revoke_review_links(ANA, made, "another-review")
    with pytest.raises(NotFound):
        store.open_review_link("unknown", GRANT)
    with pytest.raises(NotFound):
        store.add_review_link(BEN, made, review=REVIEW, token=OTHER)
    assert store.history(ANA, made) == before


def test_the_history_says_when_the_device_was_handed_over(store: Store) -> None:
    mine, other = begin(store).id, begin(store).id
    store.hand_over(ANA, mine, "")
    assert store.history(ANA, mine) == ()
    for review in (REVIEW, REVIEW, ""):
        store.hand_over(ANA, mine, review)
    changes = [(each.kind, each.item, each.old, each.new) for each in store.history(ANA, mine)]
    assert changes == [
        (ACCESS, REVIEW, None, "handed over"),
        (ACCESS, REVIEW, "handed over", "taken back"),
    ]
    assert store.history(ANA, other) == ()


@pytest.mark.usefixtures("made")
def test_a_token_is_no_grant_and_a_grant_no_token(store: Store) -> None:
    store.open_review_link(TOKEN, GRANT)
    for secret in (TOKEN, hash_of_secret(TOKEN), hash_of_secret(GRANT), ""):
        with pytest.raises(NotFound):
            store.granted(secret)
    with pytest.raises(NotFound):
        store.open_review_link(GRANT, "another")


def test_unknown_expired_and_revoked_links_look_the_same(
    store: Store, made: str, clock: Clock
) -> None:
    store.add_review_link(ANA, made, review="review-0002", token=REVOKED)
    store.revoke_review_links(ANA, made, "review-0002")
    store.add_review_link(ANA, made, review="review-0003", token=SHORT, days=1)
    clock.now += timedelta(days=1)
    messages = set()
    for token in ("unknown", REVOKED, SHORT):
        with pytest.raises(NotFound) as caught:
            store.open_review_link(token, GRANT)
        messages.add(str(caught.value))
    assert len(messages) == 1
    assert all(each.used_at is None for each in store.review_links(ANA, made))


def test_revoking_ends_the_access_of_browsers(store: Store, made: str) -> None:
    store.open_review_link(TOKEN, GRANT)
    store.revoke_review_links(ANA, made, REVIEW)
    with pytest.raises(NotFound):
        store.granted(GRANT)
    (link,) = store.review_links(ANA, made)
    assert link.revoked_at is not None


@pytest.mark.usefixtures("made")
def test_a_grant_ends_after_a_working_day(store: Store, clock: Clock) -> None:
    store.open_review_link(TOKEN, GRANT)
    clock.now += timedelta(hours=GRANT_HOURS, seconds=-2)
    assert store.granted(GRANT).review == REVIEW
    clock.now += timedelta(seconds=2)
    with pytest.raises(NotFound):
        store.granted(GRANT)


def test_a_link_to_read_gives_a_grant_to_read(store: Store, made: str) -> None:
    link = store.add_review_link(
        ANA, made, review="a-link", token=OTHER, scope=Scope.read, label="Ana"
    )
    assert store.review_links(ANA, made)[1] == link
    assert (link.scope, link.label) == (Scope.read, "Ana")
    assert store.open_review_link(OTHER, GRANT) == "a-link"
    assert store.granted(GRANT) == Granted(ANA, made, "a-link", Scope.read)


def test_a_link_is_for_a_review_unless_it_says_otherwise(store: Store, made: str) -> None:
    store.open_review_link(TOKEN, GRANT)
    (link,) = store.review_links(ANA, made)
    assert link.scope == store.granted(GRANT).scope == Scope.review


def test_a_link_to_read_is_revoked_alone(store: Store, made: str) -> None:
    store.add_review_link(ANA, made, review="a-link", token=OTHER, scope=Scope.read)
    store.open_review_link(TOKEN, GRANT)
    store.open_review_link(OTHER, "another")
    store.revoke_review_links(ANA, made, "a-link")
    with pytest.raises(NotFound):
        store.granted("another")
    assert store.granted(GRANT).scope == Scope.review


@pytest.mark.parametrize("label", ["A" * (TITLE_LENGTH + 1), "a\x00"])
def test_a_label_that_cannot_be_stored_is_refused(store: Store, made: str, label: str) -> None:
    with pytest.raises(Refused, match="The name"):
        store.add_review_link(ANA, made, review="a-link", token=OTHER, label=label)
    assert len(store.review_links(ANA, made)) == 1


def test_a_grant_expires_with_its_link(store: Store, made: str, clock: Clock) -> None:
    store.add_review_link(ANA, made, review=REVIEW, token=SHORT, days=1)
    clock.now += timedelta(hours=23)
    store.open_review_link(SHORT, GRANT)
    clock.now += timedelta(hours=1)
    with pytest.raises(NotFound):
        store.granted(GRANT)


@pytest.mark.parametrize("days", [0, MOST_LINK_DAYS + 1])
def test_a_link_is_valid_for_some_days_only(store: Store, made: str, days: int) -> None:
    with pytest.raises(Refused, match=str(MOST_LINK_DAYS)):
        store.add_review_link(ANA, made, review=REVIEW, token=OTHER, days=days)


def test_links_belong_to_the_owner_of_the_assessment(store: Store, made: str) -> None:
    with pytest.raises(NotFound):
        store.review_links(BEN, made)
    with pytest.raises(NotFound):
        store.add_review_link(BEN, made, review=REVIEW, token=OTHER)
    with pytest.raises(NotFound):
        store.revoke_review_links(BEN, made, REVIEW)
    (link,) = store.review_links(ANA, made)
    assert link.revoked_at is None


def test_erasing_an_assessment_erases_its_links(store: Store, made: str) -> None:
    store.open_review_link(TOKEN, GRANT)
    store.erase(ANA, made)
    with pytest.raises(NotFound):
        store.granted(GRANT)
    with pytest.raises(NotFound):
        store.open_review_link(TOKEN, GRANT)


def test_no_secret_is_stored(file_store: Store, file: Path) -> None:
    file_store.add_review_link(ANA, begin(file_store).id, review=REVIEW, token=TOKEN)
    file_store.open_review_link(TOKEN, GRANT)
    with closing(sqlite3.connect(file)) as connection:
        dump = "\n".join(connection.iterdump())
    assert hash_of_secret(TOKEN) in dump
    assert hash_of_secret(GRANT) in dump
    assert TOKEN not in dump
    assert GRANT not in dump


def test_an_event_names_who_made_it(store: Store, made: str) -> None:
    where = {"tab": "one", "drawn": 0}
    store.save(ANA, made, "answer", "sql.join", "often", operation="a", **where)
    store.save(
        ANA, made, "rating", f"{REVIEW}/sql.join", "never", operation="b", actor=REVIEW, **where
    )
    assert [(each.kind, each.actor) for each in store.history(ANA, made)] == [
        (ACCESS, ""),
        ("answer", ""),
        ("rating", REVIEW),
    ]


def test_a_device_is_handed_over_and_returned(store: Store, made: str) -> None:
    store.hand_over(ANA, made, REVIEW)
    assert store.assessment(ANA, made).handed_to == REVIEW
    assert store.assessments(ANA)[0].assessment.handed_to == REVIEW
    store.hand_over(ANA, made, "")
    assert store.assessment(ANA, made).handed_to == ""


def test_a_restored_backup_opens_no_link_that_was_revoked_since(
    file_store: Store, file: Path, tmp_path: Path
) -> None:
    made = begin(file_store).id
    file_store.add_review_link(ANA, made, review=REVIEW, token=TOKEN)
    file_store.add_review_link(ANA, made, review="review-0002", token=OTHER)
    copy = tmp_path / "copy.sqlite3"
    file_store.backup(copy)
    file_store.revoke_review_links(ANA, made, REVIEW)
    file_store.close()
    restore(f"sqlite:///{file}", copy)
    again = Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())
    with pytest.raises(NotFound):
        again.open_review_link(TOKEN, GRANT)
    assert again.open_review_link(OTHER, GRANT) == "review-0002"
    again.close()


def test_a_removed_review_leaves_what_was_agreed_and_its_history(store: Store, made: str) -> None:
    other = "review-0002"
    kept: dict[tuple[Kind, str], str] = {
        ("review", other): written(Review("Nia", BEGAN)),
        ("rating", item_of(other, "a.b")): "yes",
        ("agreed", "a"): "2",
        ("answer", "a.b"): "no",
    }
    removed: dict[tuple[Kind, str], str] = {
        ("review", REVIEW): written(Review("Mo", BEGAN)),
        ("rating", item_of(REVIEW, "a.b")): "no",
        ("comment", item_of(REVIEW, "a")): "Seen twice",
    }
    for at, ((kind, item), value) in enumerate((kept | removed).items()):
        store.save(ANA, made, kind, item, value, tab="t", drawn=0, operation=f"save{at}")
    store.open_review_link(TOKEN, GRANT)
    store.remove_review(ANA, made, REVIEW)
    store.remove_review(ANA, made, REVIEW)
    found = {slot: each.value for slot, each in store.entries(ANA, made).items()}
    assert found == kept | dict.fromkeys(removed)
    with pytest.raises(NotFound):
        store.granted(GRANT)
    events = store.history(ANA, made)
    cleared = [(each.kind, each.item, each.old) for each in events if each.new is None]
    assert sorted(cleared) == sorted((*slot, value) for slot, value in removed.items())


def test_nobody_else_removes_a_review(store: Store, made: str) -> None:
    with pytest.raises(NotFound):
        store.remove_review(BEN, made, REVIEW)
    (link,) = store.review_links(ANA, made)
    assert link.revoked_at is None
