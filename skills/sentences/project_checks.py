"""Sentences about checks of predictions, and about what else a person has to show for a project.

Texts are plain: callers escape what came from a matrix or a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from skills.entries.project_attempts import Attempts, ProjectCheck
from skills.matrix import Matrix, Project
from skills.projects.counted_check import COUNTED, RULES
from skills.scoring.verified import Verified, verified_levels_of
from skills.sentences.formats import capitalised, day, listed, plural

METRICS: Final = {
    "macro-f1": "macro F1",
    "accuracy": "accuracy",
    "average-precision": "average precision",
    "brier": "Brier score",
    "mean-absolute-error": "mean absolute error",
    "mean-poisson-deviance": "mean Poisson deviance",
    "adjusted-rand-index": "adjusted Rand index",
    "micro-f1": "micro F1",
}
"""The names of metrics by their keys."""

NOT_CERTIFIED: Final = (
    "The data is public, so anybody can look up the answers. A passed check is evidence that you "
    "learned something; it is not a certificate."
)

SELF_DECLARED: Final = "Self-declared: nobody has checked it here."
"""What stands beside a link that a person gives."""

LINK_HINT: Final = (
    "A link to your code or notes, for a mentor or an employer. Your full report and your CV list "
    "it; it doesn't change your levels."
)

EVIDENCE: Final = (
    "What you can show for your work. A passed check is a lower bound for your level in the "
    "skills it covers; a link changes nothing."
)

HOW_TO: Final = (
    "Download the data, train a model wherever you like, and upload its predictions. They are "
    "scored against answers that the download leaves out, and compared with a simple baseline. "
    "The data is public, so anybody can look up those answers; that would teach you nothing. No "
    "code of yours is run here."
)

HOW_TO_ANSWER: Final = (
    "Answer from your own result. Get every answer right to pass. We store how many were right, "
    "not the answers."
)

CHECKING_TABLE: Final = "Checking your table…"

NOTHING_ELSE: Final = (
    "The check looks at nothing else. Judge the rest of the project yourself, or ask a mentor."
)

SCORING: Final = "Scoring your predictions and comparing them with the baseline…"

NOT_SCORED: Final = "Nothing was scored, and this doesn't count as an attempt."

NOT_COUNTED: Final = "Nothing was checked, and this doesn't count as an attempt."

SAME_FILE: Final = "You checked the same file last time, so this doesn't count as another attempt."

SAME_AS_BASELINE: Final = (
    "All or nearly all predictions are the baseline's, which never pass: change the starter to "
    "learn something."
)

SAME_SCORE: Final = "The same score as the baseline."

_PROGRESS: Final = {
    "better": "The last attempt is better than the one before.",
    "worse": "The last attempt is worse than the one before.",
    "indistinct": "The last attempt is about as good as the one before: any difference could be "
    "luck.",
}


def score_text(value: float) -> str:
    """Format a score with enough decimals that one just below a mark rarely looks equal to it."""
    return f"{value:.4f}" if abs(value) < 10 else f"{value:.2f}"  # noqa: PLR2004 - as many digits


def direction_text(better: str) -> str:
    """Return in which direction a metric improves."""
    return f"{better} is better"


def metric_name(key: str) -> str:
    """Return the name of a metric for use within a sentence."""
    return METRICS.get(key, key)


def verdict_text(attempt: ProjectCheck) -> str:
    """Return whether a file passed."""
    if attempt.has_merit:
        return "Passed with merit."
    return "Passed." if attempt.is_passed else "Not passed yet."


def metric_text(attempt: ProjectCheck) -> str:
    """Return what was measured."""
    if attempt.metric in COUNTED:
        return sentence(_scored(attempt))
    name = f"{metric_name(attempt.metric)} on {attempt.rows:,} rows"
    return sentence(f"{name}; {direction_text(attempt.better)}")


def comparison_text(attempt: ProjectCheck) -> str:
    """Return how a file compares with the baseline, and how sure that is, or "" without one."""
    if attempt.metric in COUNTED:
        return ""
    if attempt.repeats_baseline or attempt.gain_low == attempt.gain == attempt.gain_high == 0:
        return SAME_AS_BASELINE if attempt.repeats_baseline else SAME_SCORE
    span = f"90% range {_signed(attempt.gain_low)} to {_signed(attempt.gain_high)}"
    if attempt.comparison == "better":
        return f"Better than the baseline by {score_text(attempt.gain)} ({span})."
    if attempt.comparison == "worse":
        return f"Worse than the baseline by {score_text(-attempt.gain)} ({span})."
    luck = f"the difference is {_signed(attempt.gain)} ({span}), which could be luck."
    if attempt.is_passed:
        return f"These rows alone don't distinguish it from the baseline, though: {luck}"
    return f"Not distinguishable from the baseline: {luck}"


def rows_of_check(attempt: ProjectCheck) -> tuple[tuple[str, str], ...]:
    """Return the scores to show beside each other, each with its name; () without a baseline."""
    if attempt.metric in COUNTED:
        return ()
    rows = [
        ("Your file", score_text(attempt.score)),
        ("Guess that ignores the data", score_text(attempt.dummy)),
        ("Simple baseline", score_text(attempt.baseline)),
        ("Pass mark", score_text(attempt.passing)),
    ]
    merit = [] if attempt.merit is None else [("Merit mark", score_text(attempt.merit))]
    return (*rows, *merit)


def attempts_text(attempts: Attempts) -> str:
    """Return how many attempts there were, and how the last one compares with the one before."""
    count = plural(attempts.count, "attempt")
    return f"{count}. {_PROGRESS.get(attempts.progress, '')}".strip()


def best_so_far(attempts: Attempts) -> str:
    """Return the best result if it is not the last one, or ""."""
    return "" if attempts.best == attempts.last else f"Best so far: {best_text(attempts)}."


def best_text(attempts: Attempts) -> str:
    """Return the verdict, score and date of the best attempt, with the marks."""
    best = attempts.best
    verdict = verdict_text(best).removesuffix(".").lower()
    text = f"{verdict}: {_scored_text(best)}"
    if best.metric in COUNTED:
        return text
    if best.repeats_baseline:
        return f"{text} (the baseline's predictions)"
    mark = f"pass mark {score_text(best.passing)}, simple baseline {score_text(best.baseline)}"
    return f"{text} ({mark})"


def sentence(phrase: str) -> str:
    """Capitalise a phrase and add a full stop."""
    return f"{capitalised(phrase)}."


def shown_text(matrix: Matrix, levels: Mapping[str, int]) -> str:
    """Return which levels a pass shows, e.g. "Shows level 2 in Statistics and Modelling."."""
    by_level: dict[int, list[str]] = {}
    for skill, level in levels.items():
        if skill in matrix.skills:
            by_level.setdefault(level, []).append(matrix.skills[skill].title)
    found = [f"level {level} in {listed(by_level[level])}" for level in sorted(by_level)[::-1]]
    return f"Shows {'; '.join(found)}." if found else ""


def verified_marks(matrix: Matrix, verified: Mapping[str, Verified]) -> Mapping[str, str]:
    """Return what verifies the level of each skill, with date and result, by skill id."""
    return {
        skill: f"Verified at level {each.level} by “{matrix.project_title(each.project)}”: "
        f"{_scored_text(each.attempts.best)}"
        for skill, each in verified.items()
    }


def wrong_text(project: Project, wrong: Sequence[str]) -> str:
    """Return which answers are still wrong, or that all are right."""
    asked = [f"“{each.ask}”" for each in project.questions if each.id in wrong]
    if not asked:
        return "All answers are right."
    return f"Not right yet: {listed(asked)}."


def unanswered_text(project: Project, answers: Mapping[str, str]) -> str:
    """Ask for the answers that are missing, or return "" if there are none."""
    asked = [f"“{each.ask}”" for each in project.questions if not answers.get(each.id, "").strip()]
    return f"Not answered yet: {listed(asked)}. {NOT_COUNTED}" if asked else ""


def _scored_text(check: ProjectCheck) -> str:
    return f"{_scored(check)} on {day(check.at)}"


def _scored(check: ProjectCheck) -> str:
    if check.metric in COUNTED:
        met = f"{_right(check)} of {plural(check.rows, 'rule')} met"
        right = f"{_right(check)} of {plural(check.rows, 'answer')} right"
        return met if check.metric == RULES else right
    return f"{metric_name(check.metric)} {score_text(check.score)}"


def _right(check: ProjectCheck) -> int:
    return round(check.score * check.rows)


def expiry_text(attempts: Attempts, today: date) -> str:
    """Return until when a pass counts, or "" if it does not expire."""
    if attempts.expires_on is None or not attempts.is_passed:
        return ""
    if attempts.is_expired(today):
        return f"Expired on {day(attempts.expires_on)}, so it no longer counts. Check a file again."
    return f"Counts until {day(attempts.expires_on)}."


def project_text(matrix: Matrix, project: str, attempts: Attempts | None, on: date) -> str:
    """Summarise the attempts at a project in one line, or return "" if there are none."""
    if attempts is None:
        return ""
    counts = attempts.is_passed and not attempts.is_expired(on)
    parts = [
        sentence(best_text(attempts)),
        shown_text(matrix, verified_levels_of(matrix, project, attempts)) if counts else "",
        expiry_text(attempts, on),
        attempts_text(attempts),
    ]
    return " ".join(filter(None, parts))


def link_text(link: str, note: str) -> str:
    """Return a link with its note in one line, for a report."""
    return " · ".join(each for each in (link, note) if each)


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{score_text(abs(value))}"
