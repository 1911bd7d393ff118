"""Sentences that only pages show: progress, what a button would do, what it did.

Texts are plain: callers escape what came from a person or a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Profile
from skills.questionnaire.effort import Effort
from skills.questionnaire.questions import Progress
from skills.scoring import Score
from skills.scoring.skill_gap import reaches
from skills.sentences.formats import day, level, listed, plural

SET_ASIDE: Final = "This skill is set aside as not applicable."

PARTLY_ESTIMATED: Final = (
    "Part of this level is estimated from your other answers. To settle it, answer the statement "
    "still open above."
)

SNAPSHOT_TOO_LARGE: Final = (
    "This result is too large to save as a snapshot, so Progress won't show it. All your answers "
    "are saved."
)

NO_CONNECTION: Final = "No connection"

AWAY: Final = (
    "The server can't be reached right now. Everything this page showed as saved is stored. As "
    "soon as the server is back, you can carry on here."
)


def mode_text(mode: Mode, efforts: Mapping[Mode, Effort] | None = None) -> str:
    """Return what a mode asks and how precise it is, with numbers where the effort is known."""
    whole = efforts[Mode.full].statements if efforts else 0
    some = efforts[Mode.quick].statements if efforts else 0
    if mode is Mode.full:
        return f"{f'All {whole} statements' if whole > 1 else 'Every statement'}. The most precise."
    if some < whole:
        asked = f"About {some} of {whole} statements, chosen as you answer"
    else:
        asked = "Skips statements that your other answers settle"
    return f"{asked}. A little less precise."


def start_label(minutes: int) -> str:
    """Return the label of the start button, with the time it takes."""
    return f"Start, about {plural(minutes, 'minute')}"


def answered_of(done: Progress) -> str:
    """Return how many of the statements in this assessment are answered."""
    return f"{done.answered} of {_fewest(done)}{done.asked} answered"


def _fewest(done: Progress) -> str:
    """Return the start of a range, or "" unless quick mode cannot yet know how many it will ask."""
    return f"{done.fewest} to " if done.spared else ""


def skill_rated(  # noqa: PLR0913 - each says something else
    matrix: Matrix,
    profile: Profile,
    score: Score,
    target: int,
    *,
    is_reached: bool = True,
    is_estimated: bool = False,
) -> str:
    """Return what the answers of a finished skill show, against its target.

    Parameters
    ----------
    is_reached : whether the result counts the target as met, from all that is known.
    is_estimated : whether a statement is asked because the level is partly an estimate.
    """
    if not score.is_assessed:
        return SET_ASIDE
    own = f"That's level {level(score.level)} of {matrix.top}."
    if not target:
        return own
    needs = f"{profile.title} needs {level_meaning(matrix, target)}"
    if is_estimated:
        return f"{own} {needs}. {PARTLY_ESTIMATED}"
    there = " You're there." if is_reached and reaches(score.level, target) else ""
    return f"{own} {needs}.{there}"


def level_meaning(matrix: Matrix, rank: int) -> str:
    """Return a level with its name and what it means: "3 · Practitioner: you do it alone"."""
    found = matrix.levels[rank]
    about = found.about.rstrip(".")
    return f"{rank} · {found.title}{f': {about[:1].lower()}{about[1:]}' if about else ''}"


def all_done(done: Progress) -> str:
    """State that everything is answered."""
    return f"Done: {done.answered} of {done.asked}."


def which_assessment(title: str, aim: str) -> str:
    """Return the title of an assessment with its target, unless that is ""."""
    return f"“{title}” ({aim})" if aim else f"“{title}”"


def deletion_warning(which: str, answers: str, changed: str) -> str:
    """Warn of what is lost when an assessment is deleted.

    Parameters
    ----------
    which : see `which_assessment`.
    answers, changed : how many statements are answered, and when it was last changed.
    """
    return (
        f"{which} will be permanently deleted, with its answers and notes: {answers}, last "
        f"changed on {changed}. If you might want it back one day, export it first."
    )


def deleted(title: str) -> str:
    """Confirm that an assessment is deleted."""
    return f"“{title}” was deleted."


def erasure_warning(assessments: int, matrices: int) -> str:
    """Warn of what is lost when everything is erased."""
    own = plural(matrices, "uploaded matrix", "uploaded matrices")
    also = f", and {own}," if matrices else ""
    return (
        f"{plural(assessments, 'assessment')} with every answer, note and snapshot{also} will be "
        "permanently deleted. Export everything first if you might want it back."
    )


def no_matrix_for(title: str) -> str:
    """Explain why an assessment cannot be exported."""
    return f"“{title}” can't be exported because its matrix is no longer available."


def moved_to_today(carried: str, new_aim: str) -> str:
    """Describe the move of an assessment to a new matrix; `new_aim` is "" if the aim is kept."""
    text = f"The matrix has changed since you last answered: {carried}."
    if new_aim:
        text += f" It no longer has your target level, so your target role is now {new_aim}."
    return text


def problems_head(problems: int, errors: int, blocked: str) -> str:
    """Return how many problems there are, and what they prevent.

    Parameters
    ----------
    blocked : what cannot be done if there are errors, e.g. "This matrix can't be loaded".
    """
    warnings = problems - errors
    if not errors:
        it = "It doesn't" if warnings == 1 else "They don't"
        return f"{plural(warnings, 'warning')}. {it} stop you from using this."
    counts = [plural(errors, "problem"), plural(warnings, "warning") if warnings else ""]
    return f"{blocked}: {listed([each for each in counts if each])}."


def part_of_list(start: int, size: int, total: int) -> str:
    """Return which lines of a long list a page of it shows."""
    return f"{start + 1} to {min(start + size, total)} of {total}"


def loaded(title: str) -> str:
    """Return that a person's own matrix is here."""
    return f"Loaded: {title}. It's selected above."


def came_from_file(entries: int, on: date) -> str:
    """Return what an earlier import changed."""
    what = plural(entries, "entry", "entries") if entries else "Snapshots"
    return f"{what} imported from a file on {day(on)}."


def import_undone(reverted: int, kept: int) -> str:
    """Return what undoing an import did, and how many entries it left as they were."""
    were = "was" if kept == 1 else "were"
    changed = plural(kept, "entry", "entries")
    stayed = f" {changed} {were} changed or revealed since then and {were} kept." if kept else ""
    back = "is as it was" if reverted == 1 else "are as they were"
    return f"{plural(reverted, 'entry', 'entries')} {back} before the import.{stayed}"


def import_done(title: str, entries: int, dates: int) -> str:
    """Return what an import changed in an assessment."""
    parts = [
        f"{plural(entries, 'entry', 'entries')} changed" if entries else "",
        f"{plural(dates, 'snapshot')} added" if dates else "",
    ]
    changes = " and ".join(each for each in parts if each)
    return f"{changes} in “{title}”." if changes else f"Nothing left to change in “{title}”."


def imported_as_new(title: str) -> str:
    """Confirm that a file was imported as a new assessment."""
    return f"Imported as “{title}”."


def own_matrices(titles: Sequence[str]) -> str:
    """Name the person's own matrices in an archive."""
    named = ", ".join(f"“{each}”" for each in titles)
    return f"{plural(len(titles), 'uploaded matrix', 'uploaded matrices')}: {named}."


def archive_holds(assessments: int, matrices: int) -> str:
    """Return what an archive contains: assessments or, if there are none, matrices."""
    if assessments:
        return plural(assessments, "assessment")
    return plural(matrices, "matrix", "matrices")


def archive_done(assessments: int, matrices: int, left_out: int = 0) -> str:
    """Confirm what was imported from an archive, and how many matrices could not be read."""
    done = f"{archive_holds(assessments, matrices)} imported."
    if not left_out:
        return done
    unread = plural(left_out, "matrix", "matrices")
    return f"{done} {unread} could not be read and {'was' if left_out == 1 else 'were'} left out."
