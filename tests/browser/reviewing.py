"""Have an assessment reviewed: prepare it, invite a mentor, rate, reveal and talk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

import database_content
from person import Person
from playwright.sync_api import Locator, expect
from prepared import opened
from serving import Server
from tab import Tab

from components.web.session import COOKIE
from skills.entries.kinds import IncomingEntry
from skills.entries.review_entries import (
    OWNER,
    Action,
    Review,
    as_review,
    item_of,
    revealed,
    written,
)
from skills.matrix import Matrix
from skills.matrix.reading import read_matrix
from skills.store import owner_of
from skills.workspace.reviews import reveal as reveal_in

GLASSHOUSE: Final = Path(__file__).with_name("glasshouse.yaml")
MENTOR: Final = "Ana"
TITLE: Final = "Topazmark"
EARLIER: Final = "Opalmark"
"""What the mentor of an earlier review is called."""

NOTE: Final = "Pearlmark: fifty roses in the yard"
"""The person's evidence, which a mentor may see at any time."""

SAID: Final = "Rubymark: we agreed on this last year"
HIDDEN: Final = tuple(
    f"{each}mark"
    for each in (
        *("garnet", "jade", "sapphire", "quartz", "onyx", "zircon"),
        *("topaz", "opal", "ruby", "beryl", "agate", "coral"),
    )
)
"""Words of which none may reach a mentor before the reveal, in small letters."""

BEFORE: Final = timedelta(days=200)
DUE: Final = date(2031, 5, 3)
NEXT: Final = re.compile("^Next: ")
TOKEN: Final = re.compile(r"/review/([A-Za-z0-9_-]{43})$")

ANSWERS: Final[Mapping[str, str]] = {
    **{f"roses.{each}": "fully" for each in ("prune", "graft", "climb", "breed")},
    **{f"watering.{each}": "mostly" for each in ("feel", "plan")},
    **{f"sowing.{each}": "garnetmark-half" for each in ("tray", "thin")},
}
"""What the person answers."""


def glasshouse() -> Matrix:
    """Return the matrix of these tests."""
    matrix = read_matrix(GLASSHOUSE).matrix
    assert matrix is not None
    return matrix


def owner_id(person: Person) -> str:
    """Return the id under which the server keeps what belongs to a browser."""
    if not any(each["name"] == COOKIE for each in person.context.cookies()):
        person.context.request.get(person.url)
    [token] = [each["value"] for each in person.context.cookies() if each["name"] == COOKIE]
    return owner_of(token)


def prepare(person: Person, server: Server, *, earlier: bool = False) -> str:
    """Store a whole assessment for a browser that has been here, and return its id."""
    return prepare_for(owner_id(person), server, earlier=earlier)


def prepare_for(owner: str, server: Server, *, earlier: bool = False) -> str:
    """Store a whole assessment for an owner, and return its id."""
    matrix = glasshouse()
    entries = [IncomingEntry("answer", item, value) for item, value in ANSWERS.items()]
    entries.append(IncomingEntry("note", "roses", NOTE))
    entries.append(IncomingEntry("check", "roses.spots", "a"))
    entries += _earlier_review() if earlier else []
    with opened(server) as store:
        made = store.create_from(
            owner,
            incoming=entries,
            operation=token_urlsafe(9),
            title=TITLE,
            matrix_id=matrix.id,
            matrix_title=matrix.title,
            wording=matrix.wording,
            structure=matrix.structure,
            profile="grower.helper",
            mode="full",
            hours=6,
        )
        return made.id


def _earlier_review() -> list[IncomingEntry]:
    began = datetime.now(UTC) - BEFORE
    review, at = "earlier-review", began + timedelta(hours=1)
    action = Action(skill="roses", text="Agatemark a hedge", due=at.date())
    return [
        IncomingEntry("review", review, written(revealed(Review(EARLIER, began), at, OWNER)), at),
        IncomingEntry("rating", item_of(review, "roses.graft"), "not-yet", at),
        IncomingEntry("comment", item_of(review, "roses"), "Berylmark: too early", at),
        IncomingEntry("agreed", "roses", "1.5", at),
        IncomingEntry("discussion", "roses", SAID, at),
        IncomingEntry("action", "earlier-action", written(action), at),
        IncomingEntry("project", "arch", "started", at),
        IncomingEntry(
            "credential", "school", '{"title": "Coralmark school", "kind": "education"}', at
        ),
    ]


def invite(tab: Tab, button: str, mentor: str = MENTOR) -> str:
    """Invite a mentor on the review page by one of its buttons; return the id of the review."""
    before = set(reviews(tab))
    box = tab.page.get_by_role("textbox", name="Your mentor's name")
    with tab.a_run():
        box.fill(mentor)
        box.press("Enter")
    with tab.a_run():
        tab.page.get_by_role("button", name=button, exact=True).last.click()
    if button == "Hand over this device":
        expect(tab.heading(re.compile("^Rate what you have seen"))).to_be_visible()
        return tab.asked_for("r")
    [made] = set(reviews(tab)) - before
    return made


def reviews(tab: Tab) -> list[str]:
    """Return the ids of the reviews that the person's page shows."""
    shown: list[str] = tab.page.locator("[class*=st-key-review-]").evaluate_all(
        "(all) => all.flatMap((each) => [...each.classList])"
        ".filter((name) => name.startsWith('st-key-review-') && !name.endsWith('-log'))"
        ".map((name) => name.slice('st-key-review-'.length))"
    )
    return shown


def link_shown(tab: Tab) -> Locator:
    """Return where the page shows a link that was just created."""
    return tab.page.get_by_test_id("stCode")


def invite_by_link(tab: Tab, mentor: str = MENTOR) -> tuple[str, str]:
    """Invite a mentor by link; return the id of the review and the link."""
    review = invite(tab, "Create a link", mentor)
    link = link_shown(tab).inner_text().strip()
    assert TOKEN.search(link), link
    return review, link


def token_of(link: str) -> str:
    """Return the secret in a link."""
    found = TOKEN.search(link)
    assert found is not None
    return found[1]


def rate(tab: Tab, *titles: str) -> None:
    """Rate some skills from where the mentor's form stands, the same for each statement."""
    for title in titles:
        if tab.page.get_by_role("button", name="Start").count():
            tab.press("Start")
        tab.answer_all(title)
        tab.press(NEXT)


def answer_by_id(tab: Tab, wanted: Mapping[str, str]) -> None:
    """Rate the statements that a skill asks one after the other, each as wanted."""
    texts = {each.text: each for each in glasshouse().statements.values()}
    while "" in (shown := tab.chosen()):
        number = shown.index("") + 1
        name = tab.group(number).get_attribute("aria-label") or ""
        [asked] = [each for text, each in texts.items() if text in name]
        titles = {each.id: each.title for each in asked.scale.options}
        tab.answer(number, titles[wanted[asked.id]])


def comment(tab: Tab, text: str) -> None:
    """Write a comment on the skill that the mentor's form shows."""
    tab.unfold("Comment")
    write(tab, tab.page.get_by_role("textbox", name="What have you seen?"), text)


def write(tab: Tab, box: Locator, text: str) -> None:
    """Write into a field of several lines and save it."""
    with tab.a_run():
        box.fill(text)
        box.press("Control+Enter")


def jump(tab: Tab, title: str) -> None:
    """Go to a step of a mentor's form or of the talk by its title."""
    tab.choose("Jump to", re.compile(rf"^(\S )?{re.escape(title)}$"))


def reveal(tab: Tab) -> None:
    """Reveal both ratings on the person's page, and confirm it."""
    tab.press("Reveal both ratings")
    dialog = tab.page.get_by_role("dialog")
    with tab.a_run():
        dialog.get_by_role("button", name="Reveal both ratings", exact=True).click()
    expect(tab.heading("Both ratings")).to_be_visible()


def give_back(person: Person, server: Server, assessment: str) -> None:
    """End a hand-over past the pages."""
    with opened(server) as store:
        store.hand_over(owner_id(person), assessment, "")


def rate_stored(
    owner: str, server: Server, assessment: str, review: str, wanted: Mapping[str, str]
) -> None:
    """Rate statements past the pages."""
    given = [
        IncomingEntry("rating", item_of(review, each), value) for each, value in wanted.items()
    ]
    with opened(server) as store:
        store.import_entries(owner, assessment, given, review=review, operation=token_urlsafe(9))


def reveal_stored(person: Person, server: Server, assessment: str, review: str) -> None:
    """Reveal a review past the pages."""
    now = datetime.now(UTC)
    with opened(server) as store:
        reveal_in(
            store, owner_id(person), assessment, review, by=OWNER, now=now, operation="revealed"
        )


def stored_reviews(server: Server, assessment: str) -> list[tuple[str, Review]]:
    """Return the reviews of an assessment as the database has them."""
    kept = database_content.values(server.database, assessment, "review")
    return [(item, found) for item, text in kept.items() if (found := as_review(text))]


def ratings(server: Server, assessment: str, review: str) -> dict[str, str]:
    """Return what is stored of a mentor's ratings: statement to option."""
    kept = database_content.values(server.database, assessment, "rating")
    return {
        item.removeprefix(f"{review}/"): value
        for item, value in kept.items()
        if item.startswith(f"{review}/")
    }


def talk(tab: Tab) -> None:
    """Expect the talk, with the table of both ratings open."""
    expect(tab.heading("Both ratings")).to_be_visible()
    tab.unfold("All skills side by side")


def add_action(tab: Tab, text: str, due: date) -> None:
    """Add an action with its day to the skill that the talk is about."""
    tab.unfold("Add an action")
    tab.page.get_by_role("textbox", name="What to do").fill(text)
    tab.page.get_by_role("spinbutton", name="year, Due by").click()
    tab.page.keyboard.type(f"{due:%Y%m%d}")
    tab.press("Add")


def cell(tab: Tab, skill: str, column: str) -> Locator:
    """Return a cell of the table of both ratings, which has to be open."""
    table = tab.page.get_by_role("table", name="Ratings side by side")
    titles = table.get_by_role("columnheader").all_inner_texts()
    row = table.get_by_role("row").filter(has_text=skill)
    return row.locator("th, td").nth(titles.index(column))
