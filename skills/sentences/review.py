"""Sentences about a mentor's review: where it stands, its files, its actions and its history.

Texts are plain: callers escape what came from a person, a mentor or a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from skills.entries.kinds import DECIDERS, Scope
from skills.entries.review_entries import OWNER, Action, Review
from skills.matrix import Matrix
from skills.questionnaire.questions import Progress
from skills.sentences.formats import day, level, listed, plural
from skills.sentences.signatures import signed_text

if TYPE_CHECKING:
    from skills.importing.review_answer import Answered

NO_ACCESS: Final = (
    "There is no review or result here, or the link no longer works. Open the link you were sent "
    "again, or ask for a new one."
)

READ_ONLY: Final = "Read only"

READ_ONLY_LEAD: Final = (
    "Someone with a read-only link sees your current result, your notes and the report. They "
    "can't rate or change anything."
)

LINK_WORDS: Final[Mapping[str, str]] = {
    Scope.review: "Review link",
    Scope.read: "Read-only link",
}

LOCAL_ONLY: Final = (
    "This app only runs on this computer, so nobody else can open a link to it. Hand the device "
    "over or send a file instead."
)

REQUEST_LEAD: Final = (
    "This file asks you to rate someone. Nobody else sees your ratings until you send them back as "
    "a file."
)


def request_about(title: str, role: str, on: date) -> str:
    """Return what a request for a review is about: whom, for which role, and when it was made."""
    return " · ".join(filter(None, (title, role, day(on))))


def request_without_matrix(title: str) -> str:
    """Return what a mentor sees where the matrix of a request is not available."""
    return (
        f"This request was made with the matrix “{title}”, which isn't available here. Ask whoever "
        "sent the request for the matrix file, upload that on the start page, then choose the "
        "request again. Nothing was changed."
    )


ANSWER_ELSEWHERE: Final = (
    "This is a file that a mentor sent back. Import it on the page of the review, under “By file”."
)

ANSWER_IMPORTED: Final = "Imported. You can reveal both ratings now."

SOME_MENTOR: Final = "your mentor"
"""What a mentor is called where there are several."""

AWAY: Final = "This device is with a mentor. Take it back to download files."

BY_FILE: Final = (
    "Send this file by e-mail. Your mentor opens “Assessments and data” in their own copy of this "
    "app, imports it there, rates, and sends a file back. It contains your notes, but none of your "
    "ratings. Your mentor sees neither what this assessment is called nor the level you aim for."
)

NAME_IN_FILE: Final = (
    "Tells your mentor who the file is about. It's in the file and in the file's name, and isn't "
    "stored here."
)

LINK_ONCE: Final = "Copy it now: once you leave this page, it isn't shown again."

DECIDED_WORDS: Final[Mapping[str, str]] = {
    "together": "Both of you",
    "self": "You",
    "mentor": "The mentor",
}
"""Who decided an agreed level, for the person who is rated."""

DECIDED_WORDS_FOR_MENTOR: Final[Mapping[str, str]] = {
    "together": "Both of you",
    "self": "The person",
    "mentor": "You",
}


def minutes_text(musts: int, every: int) -> str:
    """Return how long rating takes: the must-haves, and all skills.

    Parameters
    ----------
    musts, every : minutes; `musts` is 0 if there are none.
    """
    whole = f"about {plural(every, 'minute')}"
    if not musts or musts == every:
        return f"It takes {whole}."
    return (
        f"The must-haves come first and take about {plural(musts, 'minute')}; rating "
        f"everything takes {whole}. You can stop at any point."
    )


def skills_rated(done: Progress) -> str:
    """Return how many skills a mentor has dealt with, without a word about their ratings."""
    return f"{done.finished} of {plural(done.skills, 'skill')} rated{_in_part(done)}"


def own_skills_rated(done: Progress) -> str:
    """Return how many skills a mentor has rated and not observed, for this mentor alone."""
    rated = f"{done.finished - done.unseen} of {plural(done.skills, 'skill')} rated"
    return rated + _in_part(done) + _not_observed(done.unseen)


def skills_agreed(done: Progress) -> str:
    """Return in how many of the skills to talk about a level is agreed."""
    return f"{done.answered} of {done.asked} agreed"


def statements_rated(done: Progress) -> str:
    """Return how many statements a mentor has rated and not observed, of how many."""
    fewest = f"{done.fewest + done.aside} to " if done.spared else ""
    text = f"{done.answered} of {fewest}{done.asked + done.aside} rated{_not_observed(done.aside)}"
    return f"Done: {text}." if done.is_finished else text


def _in_part(done: Progress) -> str:
    return f", {done.started} in part" if done.started else ""


def _not_observed(count: int) -> str:
    return f", {count} not observed" if count else ""


def copy_deletion_warning(which: str, rated: str, changed: str) -> str:
    """Warn a mentor of what is lost when their own copy of a review is deleted.

    Parameters
    ----------
    which : title and target.
    rated, changed : how many skills are rated, and when it was last changed.
    """
    return (
        f"{which} will be permanently deleted, with your ratings and comments: {rated}, last "
        f"changed on {changed}. If you haven't sent them back yet, do that first."
    )


def review_status(review: Review, done: Progress) -> str:
    """Return where a review stands, without a word about the ratings themselves."""
    rated = skills_rated(done)
    if review.revealed_at is None:
        return f"{rated}. Neither of you can see the other's ratings yet."
    who = "you" if review.revealed_by == OWNER else review.mentor
    return f"{rated}. Revealed by {who} on {day(review.revealed_at)}. {signed_text(review)}".strip()


def reveal_warning(mentor: str, *, has_page: bool) -> str:
    """Say what revealing both ratings shows, and to whom.

    Parameters
    ----------
    has_page : whether the mentor has a link, and so sees the ratings on a page of their own.
    """
    theirs = (
        "they'll see how you rated yourself"
        if has_page
        else "you can show them how you rated yourself"
    )
    return (
        f"You'll see how {mentor} rated you, and {theirs}. This can't be undone; later changes to "
        "ratings are marked."
    )


def removal_warning(mentor: str) -> str:
    """Say what removing a review removes, and what stays."""
    return (
        f"{mentor}'s ratings and comments will no longer count or be shown, and links to this "
        "review will stop working. Agreed levels, notes and actions stay, and so does the review "
        "history. This can't be undone."
    )


def link_text(scope: str, until: date, used: date | None) -> str:
    """Return what a link allows, until when, and when it was last used."""
    last = f"last used on {day(used)}" if used else "not used yet"
    return f"{LINK_WORDS[scope]}: works until {day(until)}, {last}."


def shared_text(title: str, aim: str, on: date) -> str:
    """Return whose result somebody reads: what the person called it, for which level, and when."""
    return " · ".join([*dict.fromkeys((title, aim)), day(on)])


def answer_text(answer: Answered | None) -> str:
    """Return what importing a mentor's file would change, without a word about the ratings."""
    if answer is None:
        return "This isn't a file that a mentor sent back."
    if not answer.review:
        return "This file is for another assessment or review, or contains no ratings or comments."
    counts = ((answer.new, "new"), (answer.changed, "changed"), (answer.same, "already here"))
    has_place = [f"{count} {word}" for count, word in counts if count]
    texts = [f"Ratings and comments: {listed(has_place)}."] if has_place else []
    if answer.without_place:
        texts.append(_without_place(answer.without_place))
    return " ".join(texts)


def _without_place(count: int) -> str:
    """State how many ratings and comments of a file the matrix has no place for."""
    what = plural(count, "rating or comment", "ratings or comments")
    return f"{what} can't be imported: no match in your matrix."


def own_link_text(mentor: str) -> str:
    """Explain to a person who has opened their mentor's link what it is for."""
    return (
        f"This link is for {mentor}, and you have opened it in your own browser. Whatever you rate "
        f"here counts as {mentor}'s rating of you."
    )


def handed_over_text(mentor: str) -> str:
    """State that the device is with the mentor."""
    return f"This device is with {mentor}. Your ratings and results stay hidden until it's back."


def agreed_text(
    matrix: Matrix, level: float | None, decided_by: str, notes: str, rated: Sequence[str] = ()
) -> str:
    """Return an agreed level with who decided it, and the notes on it.

    Parameters
    ----------
    rated : what the self-rating and the mentors' ratings gave.
    """
    agreed = "" if level is None else agreed_option(matrix, f"{level:g}")
    decided = DECIDERS.get(decided_by or "together", "") if agreed else ""
    parts = (", ".join(filter(None, (agreed, decided))), *rated, notes.strip())
    return ". ".join(filter(None, parts))


def decided_words(by: str) -> Mapping[str, str]:
    """Return the words for who decided or does something, for whoever has the page open.

    Parameters
    ----------
    by : `OWNER`, or the id of the review for the mentor.
    """
    return DECIDED_WORDS if by == OWNER else DECIDED_WORDS_FOR_MENTOR


def action_text(matrix: Matrix, action: Action) -> str:
    """Return what is to be done: the title of a project, the free text, or both."""
    project = matrix.project_title(action.project)
    return ": ".join(filter(None, (project, action.text.strip())))


def stays_planned(project: str) -> str:
    """Return the message after removing the action of a project that stays planned."""
    return f"Action removed. The project “{project}” is still planned."


def action_details(matrix: Matrix, action: Action, mentor: str, today: date) -> str:
    """Return for which skill an action is, who does it, and by when."""
    skill = matrix.skills.get(action.skill)
    parts = [
        skill.title if skill else "",
        mentor if action.owner == "mentor" else "",
        _due(action, today),
    ]
    return ", ".join(filter(None, parts))


def _due(action: Action, today: date) -> str:
    if action.is_done:
        return "done"
    if action.due is None:
        return ""
    return f"by {day(action.due)}" if action.due >= today else f"was due on {day(action.due)}"


def agreed_option(matrix: Matrix, stored: str) -> str:
    """Return an agreed level as a choice: a whole one with its name, a half one between two."""
    value = float(stored)
    lower = matrix.levels[int(value)].title
    if value == int(value):
        return f"{level(value)} · {lower}"
    return f"{level(value)} · between {lower} and {matrix.levels[int(value) + 1].title}"
